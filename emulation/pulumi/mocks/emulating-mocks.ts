import * as pulumi from '@pulumi/pulumi';
import type { Aws, AwsConnection } from '../aws';
import { checkInputs, type Inputs } from '../check';
import { difference, readResource, type Resource } from '../lifecycle';
import { configureProvider } from '../provider-config';
import { functions, resourceTypes, type ResourceType } from '../table';
import { bring, removeAll } from './bring';
import type { DeployedResource } from './deployed-resource';
import type { Registration } from './monitor';
import { plainInputs } from './plain-values';
import { makeRemoteComponent } from './remote-components';
import { stackReference, type ReferencedStacks } from './stack-references';

interface Surroundings {
  readonly connection: AwsConnection;
  /** The stack's config of the default provider: what stands under `aws:`. */
  readonly providerSettings: Inputs;
  readonly references: ReferencedStacks;
  /** What the stack had before, in the order in which it was made. */
  readonly before: readonly DeployedResource[];
  readonly current: () => Registration;
}

/** Pulumi's mocks that make the real thing in the emulated AWS, or bring what is there to what the program says. */
export class EmulatingMocks implements pulumi.runtime.Mocks {
  readonly deployed: DeployedResource[] = [];
  /** By URN. */
  readonly #providers = new Map<string, Promise<Aws>>();
  readonly #before: ReadonlyMap<string, DeployedResource>;

  constructor(private readonly surroundings: Surroundings) {
    this.#before = new Map(surroundings.before.map((each) => [each.urn, each]));
  }

  async newResource(args: pulumi.runtime.MockResourceArgs): Promise<{
    id: string | undefined;
    state: Record<string, unknown>;
  }> {
    const registration = this.surroundings.current();
    const { urn } = registration;
    const { inputs, secrets } = await plainInputs(args.inputs as Inputs);
    if (args.type === 'pulumi:pulumi:StackReference')
      return { id: args.id, state: stackReference(inputs, this.surroundings.references) };
    if (registration.remote)
      return {
        id: undefined,
        state: makeRemoteComponent(args.type, args.name, inputs, registration),
      };
    if (!args.custom) {
      this.deployed.push({ ...described(urn, args), id: undefined, inputs, outputs: {} });
      return { id: undefined, state: args.inputs as Inputs };
    }
    if (args.type === 'pulumi:providers:aws') return this.provide(urn, args, inputs);
    const type = resourceTypes.get(args.type);
    if (!type)
      throw new Error(`${urn}: the emulated AWS does not know resources of type ${args.type}`);
    const providerUrn = urnIn(args.provider);
    const aws = await this.awsOf(providerUrn);
    const before = this.#before.get(urn);
    const { resource, checked, isRead } = await makeOrFind(type, urn, args, inputs, aws, before);
    this.deployed.push({
      ...described(urn, args),
      id: resource.id,
      inputs: checked,
      outputs: resource.outputs,
      ...(providerUrn !== undefined && { providerUrn }),
      ...(isRead && { isRead }),
    });
    const hidden = new Set([...secrets, ...(type.secrets ?? [])]);
    return { id: resource.id, state: withSecrets(resource.outputs, hidden) };
  }

  /** Deletes what the program does not register any more. Call it when the program has ended. */
  async removeGone(): Promise<void> {
    const registered = new Set(this.deployed.map(({ urn }) => urn));
    const gone = this.surroundings.before.filter(({ urn }) => !registered.has(urn));
    await removeAll(gone, (providerUrn) => {
      const provider = this.#before.get(providerUrn ?? '');
      return provider && gone.includes(provider)
        ? configureProvider(provider.inputs, this.surroundings.connection)
        : this.awsOf(providerUrn);
    });
  }

  async call({ token, inputs, provider }: pulumi.runtime.MockCallArgs) {
    const known = functions.get(token);
    if (!known) throw new Error(`the emulated AWS does not know the function ${token}`);
    const { inputs: plain } = await plainInputs(inputs as Inputs);
    const parsed = known.args.safeParse(plain);
    if (!parsed.success) throw new Error(`${token}: ${parsed.error.message}`);
    return known.call(parsed.data, await this.awsOf(urnIn(provider)));
  }

  private provide(urn: string, args: pulumi.runtime.MockResourceArgs, inputs: Inputs) {
    const id = `provider-${this.#providers.size}`;
    const aws = configureProvider(inputs, this.surroundings.connection);
    // Whoever uses it meets the error; nobody may.
    aws.catch(() => undefined);
    this.#providers.set(urn, aws);
    this.deployed.push({ ...described(urn, args), id, inputs, outputs: inputs });
    return { id, state: inputs };
  }

  /** @param urn of a provider; undefined for the default one. */
  private awsOf(urn: string | undefined): Promise<Aws> {
    const known = this.#providers.get(urn ?? '');
    if (known) return known;
    if (urn !== undefined) throw new Error(`the provider ${urn} was never registered`);
    const { providerSettings, connection } = this.surroundings;
    const aws = configureProvider(providerSettings, connection);
    this.#providers.set('', aws);
    return aws;
  }
}

/** @param reference `urn::id` of a provider; empty for the default one */
function urnIn(reference: string | undefined): string | undefined {
  if (reference === undefined || reference === '') return undefined;
  return reference.slice(0, reference.lastIndexOf('::'));
}

function described(urn: string, { type, name }: pulumi.runtime.MockResourceArgs) {
  return { urn, type, name };
}

async function makeOrFind(
  type: ResourceType,
  urn: string,
  { name, id }: pulumi.runtime.MockResourceArgs,
  inputs: Inputs,
  aws: Aws,
  before: DeployedResource | undefined,
): Promise<{ resource: Resource; checked: Inputs; isRead?: true }> {
  if (id !== undefined && id !== '') return find(type, urn, name, id, inputs, aws);
  const checked = check(type, urn, name, inputs, before?.inputs);
  try {
    return { resource: await bring(type, checked, aws, before), checked };
  } catch (error) {
    throw new Error(`${urn}: ${String(error)}`, { cause: error });
  }
}

/** What `X.get` reads, and what the option `import` adopts, if it is as the program says. */
async function find(
  type: ResourceType,
  urn: string,
  name: string,
  id: string,
  inputs: Inputs,
  aws: Aws,
): Promise<{ resource: Resource; checked: Inputs; isRead?: true }> {
  const resource = await readResource(type, id, aws);
  if (!resource) throw new Error(`${urn}: there is no ${type.token} ${id}`);
  if (Object.keys(inputs).length === 0) return { resource, checked: {}, isRead: true };
  const checked = check(type, urn, name, inputs);
  const { changed } = difference(type, checked, aws, resource.outputs);
  if (changed.length === 0) return { resource, checked };
  throw new Error(
    `${urn}: inputs to import do not match the existing resource: ${changed.join(', ')}`,
  );
}

function check(
  type: ResourceType,
  urn: string,
  name: string,
  inputs: Inputs,
  old?: Inputs,
): Inputs {
  const checked = checkInputs(type, name, inputs, urn, old);
  if (!checked.refusals) return checked.inputs;
  const refusals = checked.refusals.map(({ property, reason }) => `${property}: ${reason}`);
  throw new Error(`${urn}: ${type.token} refuses its inputs: ${refusals.join('; ')}`);
}

function withSecrets(outputs: Inputs, secrets: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [
      key,
      secrets.has(key) ? pulumi.secret(value) : value,
    ]),
  );
}
