import { distance } from 'fastest-levenshtein';
import type { Locate } from './check';
import { describeValue, type Problem } from './problem';
import { stackConfigSchema } from './stack-keys';

const OURS = 'keyturn';
/** So many letters are mistyped, and no provider of Pulumi's has a name as near. */
const NEAR = 2;

/**
 * Keys that were meant for Keyturn and are another's, so that nothing would read them: `keytrun:allowDisable` under
 * a misspelt namespace, and `allowDisable` under none, which Pulumi takes for the project's own.
 * @param keys with their namespaces
 * @param project the project's name
 */
export function checkNamespaces(
  keys: Iterable<string>,
  project: string,
  locate: Locate,
): readonly Problem[] {
  return [...new Set(keys)].flatMap((key) => {
    const { namespace, name } = splitKey(key);
    const found = strayed(namespace, name, project);
    return found === undefined
      ? []
      : [{ ...locate([key], 'key'), found, expected: `${OURS}:${name}` }];
  });
}

/** The keys of ours that are missed only because they stand under another namespace. */
export function strayedKeys(problems: readonly Problem[]): ReadonlySet<string> {
  return new Set(problems.map(({ expected }) => expected));
}

function strayed(namespace: string, name: string, project: string): string | undefined {
  if (namespace === OURS) return undefined;
  const isOurs = name in stackConfigSchema.shape;
  if (namespace === project) return isOurs ? `a key of the project ${project}` : undefined;
  const isNear = distance(namespace.toLowerCase(), OURS) <= NEAR;
  return isNear ? `the namespace ${shownName(namespace)}` : undefined;
}

/** In quotes where it is no plain word: of a space nobody sees how many there are. */
function shownName(namespace: string): string {
  return /^[\w-]+$/.test(namespace) ? namespace : describeValue(namespace);
}

function splitKey(key: string): { readonly namespace: string; readonly name: string } {
  const colon = key.indexOf(':');
  return { namespace: key.slice(0, colon), name: key.slice(colon + 1) };
}
