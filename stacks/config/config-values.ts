import { z } from 'zod';
import { partitionOfRegion } from '../../rules/arn';
import { check, type Checked, type Locate } from './check';
import { describeValue, type Problem } from './problem';
import type { StackFile } from './project-folder';

const NAMESPACE = 'keyturn:';
/** Keys whose values may be secrets. All others must be readable without a passphrase: other stacks read them. */
export const secretKeys = ['slackToken', 'slackSigningSecret', 'externalId'];

/** Config values by key without namespace, apart from those that only the engine can read. */
export interface OwnValues {
  readonly plain: Readonly<Record<string, unknown>>;
  readonly encrypted: readonly string[];
}

export function ownValues(values: ReadonlyMap<string, unknown>): OwnValues {
  const own = [...values]
    .filter(([key, value]) => key.startsWith(NAMESPACE) && isSet(value))
    .map(([key, value]) => [key.slice(NAMESPACE.length), value] as const);
  return {
    plain: Object.fromEntries(own.filter(([, value]) => !isEncrypted(value))),
    encrypted: own.filter(([, value]) => isEncrypted(value)).map(([key]) => key),
  };
}

/** Pulumi asks for a default of every key that may be left out: an empty one means that it was. */
export function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** As a stack's file holds what `pulumi config set --secret` was given: to the engine anything else is a map in plain text. */
export function isEncrypted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('secure' in value)) return false;
  return typeof value.secure === 'string' && Object.keys(value).length === 1;
}

/** Where a key stands, named without its namespace. */
export function locateKeys(file: StackFile): Locate {
  return ([key, ...rest], part) => file.locate([NAMESPACE + String(key), ...rest], part);
}

/** Holds our keys against a schema, and the region against what a region looks like. */
export function checkValues<Schema extends z.ZodType>(
  schema: Schema,
  file: StackFile,
  values: ReadonlyMap<string, unknown>,
): Checked<z.output<Schema> & { readonly region: string }> {
  const { plain, encrypted } = ownValues(values);
  const locate = locateKeys(file);
  const region = check(
    z.string({ error: expectedRegion }).refine(isRegion, expectedRegion),
    values.get('aws:region'),
    () => file.locate(['aws:region'], 'value'),
  );
  const checked = check(schema, plain, locate);
  const unreadable = encrypted
    .filter((key) => !secretKeys.includes(key))
    .map((key) => ({
      ...locate([key], 'value'),
      found: 'a secret',
      expected: 'plain text, which other stacks and offline checks can read',
    }));
  // What is encrypted is not missing.
  const own = checked.problems.filter(
    ({ path }) => !encrypted.includes(path.replace(NAMESPACE, '')),
  );
  const problems = [...own.map(withoutSecret), ...region.problems, ...unreadable];
  return checked.value && region.value !== undefined && problems.length === 0
    ? { value: { ...checked.value, region: region.value }, problems: [] }
    : { value: undefined, problems };
}

const expectedRegion = 'expected an AWS region such as eu-central-1';

function isRegion(text: string): boolean {
  try {
    return partitionOfRegion(text) !== undefined;
  } catch {
    return false;
  }
}

/** Never shows what may be a token. */
function withoutSecret(problem: Problem): Problem {
  const isSecret = secretKeys.some((key) => problem.path === NAMESPACE + key);
  return isSecret && problem.found !== describeValue(undefined)
    ? { ...problem, found: 'other text' }
    : problem;
}
