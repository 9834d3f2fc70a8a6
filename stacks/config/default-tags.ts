import { tagKeys } from '../../rules/tags';
import { isSameName } from '../../rules/without-case';
import { describeValue, type Problem } from './problem';
import type { StackFile } from './project-folder';

const KEY = 'aws:defaultTags';

/**
 * Tags that the provider gives to all: IAM refuses a user or a role with two whose keys differ by case only.
 * @param values what the engine gave to the program, or what the file says, by key with namespace
 * @param hasUsers whether the stack makes users, who have tags of their own
 */
export function checkDefaultTags(
  file: StackFile,
  values: ReadonlyMap<string, unknown>,
  hasUsers: boolean,
): Problem[] {
  const given = values.get(KEY);
  const keys = keysIn(given);
  const wrong = (key: string, expected: string): Problem => ({
    ...file.locate(typeof given === 'string' ? [KEY] : [KEY, 'tags', key], 'key'),
    path: `${KEY}.tags.${key}`,
    found: `the tag ${describeValue(key)}`,
    expected,
  });
  return keys.flatMap((key, i) => {
    const own = Object.values(tagKeys).find((each) => isSameName(each, key));
    if (hasUsers && own !== undefined && own !== key)
      return [wrong(key, `another one: IAM takes it for ${own}, which users have`)];
    const twin = keys.slice(0, i).find((each) => isSameName(each, key));
    return twin === undefined ? [] : [wrong(key, `another one: IAM takes it for ${twin}`)];
  });
}

/** What was given to pulumi config set is JSON in text. What is no map, the provider refuses. */
function keysIn(given: unknown): readonly string[] {
  try {
    const value: unknown = typeof given === 'string' ? JSON.parse(given) : given;
    return Object.keys((value as { readonly tags?: object } | null)?.tags ?? {});
  } catch {
    return [];
  }
}
