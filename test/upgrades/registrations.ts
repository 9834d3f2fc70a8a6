import * as pulumi from '@pulumi/pulumi';
import { fakeBundles } from '../../components/testing/bundles';
import {
  answerOfIdentityCenter,
  someIdentityCenter,
} from '../../components/testing/identity-center';
import {
  checkInputs,
  isOfProgram,
  withoutDefaultsNote,
  type Inputs,
} from '../../emulation/pulumi/check';
import { makeMonitorStrict } from '../../emulation/pulumi/mocks/monitor';
import { plainInputs } from '../../emulation/pulumi/mocks/plain-values';
import { makeRemoteComponent } from '../../emulation/pulumi/mocks/remote-components';
import { resourceTypes } from '../../emulation/pulumi/table';
import { deploy } from '../../stacks/deploy';
import { awsOutputs } from '../../stacks/testing/aws-outputs';
import { engineConfig } from '../../stacks/testing/run-stack';
import { aliasUrns, type AliasRequest } from './aliases';
import { readable } from './readable';
import type { Registered } from './registered';

/** What the engine is told of a resource beside its inputs. */
interface Request {
  getParent(): string;
  getType(): string;
  getName(): string;
  getProvider(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getAliasesList(): AliasRequest[];
}

interface Seen {
  readonly urn: string;
  readonly type: string;
  readonly parent: string;
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly aliases: readonly AliasRequest[];
  inputs: Inputs;
}

export interface Options {
  /** Config over the stack file's, as the engine gives it: all of it text. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secretKeys?: readonly string[];
}

const STACK = 'pulumi:pulumi:Stack';

/** Runs a stack's program under Pulumi's mocks and answers all that it registers, in the order of URNs. */
export async function registrationsOf(
  folder: string,
  stack: string,
  { config = {}, secretKeys = [] }: Options = {},
): Promise<Registered[]> {
  const values = { ...engineConfig(folder, stack), ...config };
  const bundles = fakeBundles();
  const seen = new Map<string, Seen>();
  const errors: unknown[] = [];
  try {
    const mocks = mocksOf(values['keyturn:accountId'] ?? '', seen, () => current());
    await pulumi.runtime.setMocks(mocks, 'keyturn', stack);
    const current = makeMonitorStrict((error) => errors.push(error));
    watchRequests(seen);
    pulumi.runtime.setAllConfig(values, [...secretKeys]);
    await pulumi.runtime.runInPulumiStack(() => Promise.resolve(deploy(folder, bundles.folder)));
    await pulumi.runtime.disconnect();
    if (errors.length > 0) throw errors[0];
    return [...seen.values()]
      .filter(({ type }) => type !== STACK)
      .map((each) => registered(each, seen, bundles.folder))
      .sort((a, b) => (a.urn < b.urn ? -1 : 1));
  } finally {
    bundles.remove();
  }
}

/** Mocks are not told of parents, aliases and protection. */
function watchRequests(seen: Map<string, Seen>): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    newUrn(parent: string, type: string, name: string): string;
    registerResource(request: Request, answer: unknown): Promise<void>;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, answer) => {
    const parent = request.getParent();
    const type = request.getType();
    const urn = monitor.newUrn(parent, type, request.getName());
    // What makes a remote component registers it again, and knows less of it.
    if (!seen.has(urn))
      seen.set(urn, {
        urn,
        type,
        parent,
        provider: request.getProvider().split('::').slice(0, -1).join('::'),
        protect: request.getProtect(),
        retainOnDelete: request.getRetainondelete(),
        aliases: request.getAliasesList(),
        inputs: {},
      });
    return register(request, answer);
  };
}

function mocksOf(
  accountId: string,
  seen: ReadonlyMap<string, Seen>,
  current: ReturnType<typeof makeMonitorStrict>,
): pulumi.runtime.Mocks {
  const placeOf = (reference: string | undefined) => {
    const provider = seen.get(reference?.split('::').slice(0, -1).join('::') ?? '');
    return { accountId, region: String(provider?.inputs['region']) };
  };
  return {
    async newResource({ type, name, inputs, provider }) {
      const registration = current();
      const { inputs: plain, secrets } = await plainInputs(inputs as Inputs);
      const known = resourceTypes.get(type);
      const checked = known ? checkInputs(known, name, plain, registration.urn) : { inputs: plain };
      if (checked.refusals)
        throw new Error(`${registration.urn}: ${JSON.stringify(checked.refusals)}`);
      const found = seen.get(registration.urn);
      if (found && Object.keys(found.inputs).length === 0)
        found.inputs = hide(checked.inputs, secrets);
      const id = `${name}-id`;
      if (registration.remote)
        return { id: undefined, state: makeRemoteComponent(type, name, plain, registration) };
      const given = withoutDefaultsNote(checked.inputs);
      return { id, state: awsOutputs(type, name, given, placeOf(provider)) };
    },
    call(call) {
      const { token, provider } = call;
      const { region } = placeOf(provider);
      if (token === 'aws:index/getRegion:getRegion') return { region };
      if (token === 'aws:index/getCallerIdentity:getCallerIdentity')
        return { accountId, arn: `arn:aws:iam::${accountId}:user/administrator` };
      const answer = answerOfIdentityCenter(call, someIdentityCenter);
      if (answer) return answer;
      throw new Error(`unexpected call of ${token}`);
    },
  };
}

function hide(inputs: Inputs, secrets: ReadonlySet<string>): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, secrets.has(key) ? '[secret]' : value]),
  );
}

function registered(each: Seen, seen: ReadonlyMap<string, Seen>, bundles: string): Registered {
  const { urn, parent, provider, retainOnDelete } = each;
  const aliases = aliasUrns(urn, seen);
  return {
    urn,
    ...(seen.get(parent)?.type !== STACK && parent !== '' && { parent }),
    ...(provider !== '' && { provider }),
    ...(aliases.length > 0 && { aliases }),
    ...(isProtected(each, seen) && { protect: true }),
    ...(retainOnDelete && { retainOnDelete: true }),
    inputs: inputsOf(each, bundles),
  };
}

/** Children inherit it, in a plugin too. */
function isProtected({ protect, parent }: Seen, seen: ReadonlyMap<string, Seen>): boolean {
  const above = seen.get(parent);
  return protect || (above !== undefined && isProtected(above, seen));
}

/** A name that Pulumi chose stays what it was in whatever the program becomes. */
function inputsOf({ type, inputs }: Seen, bundles: string): Inputs {
  const chosen = resourceTypes.get(type)?.autoName?.property;
  const kept = Object.entries(withoutDefaultsNote(inputs)).filter(
    ([key]) => key !== chosen || isOfProgram(inputs, key),
  );
  return readable(Object.fromEntries(kept), bundles) as Inputs;
}
