import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy';
import * as policyProxy from '@pulumi/policy/proxy';
import * as policyServer from '@pulumi/policy/server';
import * as analyzer from '@pulumi/pulumi/proto/analyzer_pb';
import { analyzeRequest, nameOf, stackResource, type TestResource } from './requests';

/** A policy of resources, and perhaps of stacks. */
export type AnyPolicy = ResourceValidationPolicy & Partial<StackValidationPolicy>;

type Handler<Request, Response> = (
  call: { readonly request: Request },
  callback: (error: Error | null | undefined, response: Response) => void,
) => Promise<void>;

type MakeHandler<Request, Response> = (
  pack: string,
  version: string,
  level: string,
  policies: readonly AnyPolicy[],
) => Handler<Request, Response>;

/** The runtime's own functions, which its types keep to itself: proxies, secrets and levels are as in a real run. */
const server = policyServer as unknown as {
  readonly makeAnalyzeRpcFun: MakeHandler<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>;
  readonly makeRemediateRpcFun: MakeHandler<analyzer.AnalyzeRequest, analyzer.RemediateResponse>;
  readonly makeAnalyzeStackRpcFun: MakeHandler<
    analyzer.AnalyzeStackRequest,
    analyzer.AnalyzeResponse
  >;
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

/**
 * Runs a policy over the resources of one program, in order: each is remediated, then analyzed; in the end the whole
 * stack is.
 */
export async function runPolicy(
  policy: AnyPolicy,
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
    violations.push(...violationsOf(analyzed, () => resource.name));
    notApplicable.push(...analyzed.getNotApplicableList().map((each) => each.getReason()));
    props.push(request.getProperties()?.toJavaScript() as Record<string, unknown>);
  }
  const stack = new analyzer.AnalyzeStackRequest().setResourcesList(program.map(stackResource));
  const inTheEnd = await call(server.makeAnalyzeStackRpcFun, configured, stack);
  violations.push(...violationsOf(inTheEnd, (each) => nameOf(each.getUrn())));
  return { violations, notApplicable, props };
}

function violationsOf(
  response: analyzer.AnalyzeResponse,
  resourceOf: (diagnostic: analyzer.AnalyzeDiagnostic) => string,
): Violation[] {
  return response.getDiagnosticsList().map((each) => ({
    resource: resourceOf(each),
    policy: each.getPolicyname(),
    level: levelOf(each),
    message: each.getMessage(),
  }));
}

export function levelOf(diagnostic: analyzer.AnalyzeDiagnostic): 'advisory' | 'mandatory' {
  return diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY
    ? 'mandatory'
    : 'advisory';
}

function call<Request, Response>(
  make: MakeHandler<Request, Response>,
  policy: AnyPolicy,
  request: Request,
): Promise<Response> {
  const handle = make('keyturn', '0.0.0', 'advisory', [policy]);
  return new Promise((resolve, reject) => {
    void handle({ request }, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

/** Config and tags of the stack come by other calls, for which the runtime has one place in the process. */
function withConfig(
  policy: AnyPolicy,
  { enforcementLevel, ...config }: Readonly<Record<string, unknown>>,
  stackTags: ReadonlyMap<string, string>,
): AnyPolicy {
  const { validateResource, validateStack, remediateResource } = policy;
  if (typeof validateResource !== 'function') throw new Error(`${policy.name} validates nothing`);
  const given = <Args extends ResourceValidationArgs | StackValidationArgs>(args: Args): Args => ({
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
    ...(validateStack && { validateStack: (args, report) => validateStack(given(args), report) }),
    ...(remediateResource && { remediateResource: (args) => remediateResource(given(args)) }),
  };
}
