import * as pulumi from '@pulumi/pulumi';
import { fakeBundles } from '../../components/testing/bundles';
import { readProjectFolder, readStackFile } from '../config/project-folder';
import { deploy } from '../deploy';
import { awsOutputs } from './aws-outputs';

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The name of the provider that it goes to; empty where the program chose none. */
  readonly provider: string;
}

export interface Run {
  /** In the order of types and names. */
  readonly resources: readonly Registered[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The only one of that name and that part of its type. */
  resource(type: string, name: string): Registered;
}

export interface Options {
  /** Config over the stack file's, as the engine gives it: all of it text. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secretKeys?: readonly string[];
  /** The folder of the functions' bundles; by default one that holds something. */
  readonly functionsPath?: string;
  /** Is told of every resource as it is registered. */
  readonly onRegister?: (type: string) => void;
}

/** Runs a stack's program under Pulumi's mocks, in the account that its config names. */
export async function runStack(
  folder: string,
  stack: string,
  { config = {}, secretKeys = [], functionsPath, onRegister }: Options = {},
): Promise<Run> {
  const values = { ...engineConfig(folder, stack), ...config };
  const accountId = values['keyturn:accountId'] ?? '';
  const resources: Registered[] = [];
  await pulumi.runtime.setMocks(mocksOf(accountId, resources, onRegister), 'keyturn', stack);
  pulumi.runtime.setAllConfig(values, [...secretKeys]);
  const bundles = fakeBundles();
  try {
    const program = () => Promise.resolve(deploy(folder, functionsPath ?? bundles.folder));
    const outputs = await pulumi.runtime.runInPulumiStack(program);
    await pulumi.runtime.disconnect();
    return runOf(resources, outputs ?? {});
  } finally {
    bundles.remove();
  }
}

/** A stack's config as the engine reads it from the files. */
export function engineConfig(folder: string, stack: string): Record<string, string> {
  const { values } = readStackFile(readProjectFolder(folder), stack);
  return Object.fromEntries(
    [...values].map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function mocksOf(
  accountId: string,
  resources: Registered[],
  onRegister?: Options['onRegister'],
): pulumi.runtime.Mocks {
  const regions = new Map<string, string>();
  const placeOf = (provider: string | undefined) => ({
    accountId,
    region: regions.get(providerName(provider)) ?? 'no provider',
  });
  return {
    newResource({ type, name, inputs, provider }) {
      const known = inputs as Record<string, unknown>;
      if (type === 'pulumi:providers:aws') regions.set(name, String(known['region']));
      onRegister?.(type);
      resources.push({ type, name, inputs: known, provider: providerName(provider) });
      return { id: `${name}-id`, state: awsOutputs(type, name, known, placeOf(provider)) };
    },
    call({ token, provider }) {
      const { region } = placeOf(provider);
      if (token === 'aws:index/getRegion:getRegion') return { region };
      if (token === 'aws:index/getCallerIdentity:getCallerIdentity')
        return { accountId, arn: `arn:aws:iam::${accountId}:user/administrator` };
      throw new Error(`unexpected call of ${token}`);
    },
  };
}

/** Mocks are told of a provider as `urn::id`. */
function providerName(reference: string | undefined): string {
  return reference?.split('::').at(-2) ?? '';
}

function runOf(resources: Registered[], outputs: Run['outputs']): Run {
  const key = ({ type, name }: Registered) => `${type} ${name}`;
  resources.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return {
    resources,
    outputs,
    resource(type, name) {
      const [found, ...more] = resources.filter(
        (each) => each.name === name && each.type.endsWith(type),
      );
      if (found && more.length === 0) return found;
      throw new Error(`there is not one ${type} ${name}`);
    },
  };
}
