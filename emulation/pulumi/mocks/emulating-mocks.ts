import * as pulumi from '@pulumi/pulumi';
import type { Aws, AwsConnection } from '../aws';
import { checkInputs, type Inputs } from '../check';
import { createResource, difference, readResource, type Resource } from '../lifecycle';
import { configureProvider } from '../provider-config';
import { functions, resourceTypes, type ResourceType } from '../table';
import type { Registration } from './monitor';
import { plainInputs } from './plain-values';
import { makeRemoteComponent } from './remote-components';
import { stackReference, type ReferencedStacks } from './stack-references';

/** A resource that the program registered and that is there now. */
export interface DeployedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  /** With the provider's defaults; secrets in plain text. */
  readonly inputs: Inputs;
  readonly outputs: Inputs;
}

interface Surroundings {
  readonly connection: AwsConnection;
  /** The stack's config of the default provider: what stands under `aws:`. */
  readonly providerSettings: Inputs;
  readonly references: ReferencedStacks;
  readonly current: () => Registration;
}

/** Pulumi's mocks that make the real thing in the emulated AWS. */
export class EmulatingMocks implements pulumi.runtime.Mocks {
  readonly deployed: DeployedResource[] = [];
  readonly #providers = new Map<string, Promise<Aws>>();

  constructor(private readonly surroundings: Surroundings) {}

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
    const aws = await this.awsOf(args.provider);
    const { resource, checked } = await makeOrFind(type, urn, args, inputs, aws);
    this.deployed.push({
      ...described(urn, args),
      id: resource.id,
      inputs: checked,
      outputs: resource.outputs,
    });
    const hidden = new Set([...secrets, ...(type.secrets ?? [])]);
    return { id: resource.id, state: withSecrets(resource.outputs, hidden) };
  }

  async call({ token, inputs, provider }: pulumi.runtime.MockCallArgs) {
    const known = functions.get(token);
    if (!known) throw new Error(`the emulated AWS does not know the function ${token}`);
    const { inputs: plain } = await plainInputs(inputs as Inputs);
    const parsed = known.args.safeParse(plain);
    if (!parsed.success) throw new Error(`${token}: ${parsed.error.message}`);
    return known.call(parsed.data, await this.awsOf(provider));
  }

  private provide(urn: string, args: pulumi.runtime.MockResourceArgs, inputs: Inputs) {
    const id = `provider-${this.#providers.size}`;
    const aws = configureProvider(inputs, this.surroundings.connection);
    // Whoever uses it meets the error; nobody may.
    aws.catch(() => undefined);
    this.#providers.set(id, aws);
    this.deployed.push({ ...described(urn, args), id, inputs, outputs: inputs });
    return { id, state: inputs };
  }

  /** @param reference `urn::id` of a provider; empty for the default one. */
  private awsOf(reference: string | undefined): Promise<Aws> {
    const id = reference?.split('::').at(-1) ?? '';
    const known = this.#providers.get(id);
    if (known) return known;
    if (id !== '') throw new Error(`the provider ${reference} was never registered`);
    const { providerSettings, connection } = this.surroundings;
    const aws = configureProvider(providerSettings, connection);
    this.#providers.set(id, aws);
    return aws;
  }
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
): Promise<{ resource: Resource; checked: Inputs }> {
  if (id !== undefined && id !== '') return find(type, urn, name, id, inputs, aws);
  const checked = check(type, urn, name, inputs);
  try {
    return { resource: await createResource(type, checked, aws), checked };
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
): Promise<{ resource: Resource; checked: Inputs }> {
  const resource = await readResource(type, id, aws);
  if (!resource) throw new Error(`${urn}: there is no ${type.token} ${id}`);
  if (Object.keys(inputs).length === 0) return { resource, checked: {} };
  const checked = check(type, urn, name, inputs);
  const { changed } = difference(type, checked, aws, resource.outputs);
  if (changed.length === 0) return { resource, checked };
  throw new Error(
    `${urn}: inputs to import do not match the existing resource: ${changed.join(', ')}`,
  );
}

function check(type: ResourceType, urn: string, name: string, inputs: Inputs): Inputs {
  const checked = checkInputs(type, name, inputs, urn);
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
