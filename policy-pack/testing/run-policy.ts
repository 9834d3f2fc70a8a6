import type { ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import * as policyProxy from '@pulumi/policy/proxy';
import * as policyServer from '@pulumi/policy/server';
import * as analyzer from '@pulumi/pulumi/proto/analyzer_pb';
import { analyzeRequest, type TestResource } from './requests';

type Handler<Response> = (
  call: { readonly request: analyzer.AnalyzeRequest },
  callback: (error: Error | null | undefined, response: Response) => void,
) => Promise<void>;

type MakeHandler<Response> = (
  pack: string,
  version: string,
  level: string,
  policies: readonly ResourceValidationPolicy[],
) => Handler<Response>;

/** The runtime's own functions, which its types keep to itself: proxies, secrets and levels are as in a real run. */
const server = policyServer as unknown as {
  readonly makeAnalyzeRpcFun: MakeHandler<analyzer.AnalyzeResponse>;
  readonly makeRemediateRpcFun: MakeHandler<analyzer.RemediateResponse>;
};

/** What the engine sends for a value that is not known yet. */
export const unknown = (policyProxy as unknown as { readonly unknownStringValue: string })
  .unknownStringValue;

export interface Violation {
  readonly resource: string;
  readonly policy: string;
  readonly level: 'advisory' | 'mandatory';
  readonly message: string;
}

export interface Outcome {
  readonly violations: readonly Violation[];
  /** The reasons, one for each resource that the policy did not look at. */
  readonly notApplicable: readonly string[];
  /** The properties of the resources after remediation. */
  readonly props: readonly Record<string, unknown>[];
}

/** Runs a policy over the resources of one program, in order: each is remediated, then analyzed. */
export async function runPolicy(
  policy: ResourceValidationPolicy,
  program: readonly TestResource[],
  config: Readonly<Record<string, unknown>> = {},
): Promise<Outcome> {
  const configured = withConfig(policy, config, new Map([['env', 'test']]));
  const violations: Violation[] = [];
  const notApplicable: string[] = [];
  const props: Record<string, unknown>[] = [];
  for (const resource of program) {
    const request = analyzeRequest(resource);
    const remediated = await call(server.makeRemediateRpcFun, configured, request);
    for (const each of remediated.getRemediationsList()) {
      if (each.hasProperties()) request.setProperties(each.getProperties());
      if (each.getDiagnostic() !== '')
        violations.push({
          resource: resource.name,
          policy: each.getPolicyname(),
          level: 'advisory',
          message: each.getDiagnostic(),
        });
    }
    const analyzed = await call(server.makeAnalyzeRpcFun, configured, request);
    for (const each of analyzed.getDiagnosticsList())
      violations.push({
        resource: resource.name,
        policy: each.getPolicyname(),
        level: levelOf(each),
        message: each.getMessage(),
      });
    notApplicable.push(...analyzed.getNotApplicableList().map((each) => each.getReason()));
    props.push(request.getProperties()?.toJavaScript() as Record<string, unknown>);
  }
  return { violations, notApplicable, props };
}

export function levelOf(diagnostic: analyzer.AnalyzeDiagnostic): 'advisory' | 'mandatory' {
  return diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY
    ? 'mandatory'
    : 'advisory';
}

function call<Response>(
  make: MakeHandler<Response>,
  policy: ResourceValidationPolicy,
  request: analyzer.AnalyzeRequest,
): Promise<Response> {
  const handle = make('keyturn', '0.0.0', 'advisory', [policy]);
  return new Promise((resolve, reject) => {
    void handle({ request }, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

/** Config and tags of the stack come by other calls, for which the runtime has one place in the process. */
function withConfig(
  policy: ResourceValidationPolicy,
  { enforcementLevel, ...config }: Readonly<Record<string, unknown>>,
  stackTags: ReadonlyMap<string, string>,
): ResourceValidationPolicy {
  const { validateResource, remediateResource } = policy;
  if (typeof validateResource !== 'function') throw new Error(`${policy.name} validates nothing`);
  const given = (args: ResourceValidationArgs): ResourceValidationArgs => ({
    ...args,
    stackTags,
    getConfig: <T extends object>() => config as T,
  });
  return {
    ...policy,
    ...(enforcementLevel !== undefined && {
      enforcementLevel: enforcementLevel as ResourceValidationPolicy['enforcementLevel'],
    }),
    validateResource: (args, report) => validateResource(given(args), report),
    ...(remediateResource && { remediateResource: (args) => remediateResource(given(args)) }),
  };
}
