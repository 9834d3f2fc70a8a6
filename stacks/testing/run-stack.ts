import * as pulumi from '@pulumi/pulumi';
import { fakeBundles } from '../../components/testing/bundles';
import { deploy } from '../deploy';
import { engineConfig } from './engine-config';
import { mocksOf, type Registered } from './stack-mocks';

export { engineConfig } from './engine-config';
export type { Registered } from './stack-mocks';

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
  const { stackTraceLimit } = Error;
  // Pulumi keeps a stack trace of every promise, and rendering them takes most of the time.
  Error.stackTraceLimit = 0;
  try {
    const program = () => Promise.resolve(deploy(folder, functionsPath ?? bundles.folder));
    const outputs = await pulumi.runtime.runInPulumiStack(program);
    await pulumi.runtime.disconnect();
    return runOf(resources, outputs ?? {});
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    bundles.remove();
  }
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
