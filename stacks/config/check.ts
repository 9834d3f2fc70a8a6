import type { z } from 'zod';
import { describeValue, formatPath, type Problem } from './problem';
import { suggest } from './suggest';

/** Tells where a value (or its key) stands, and what its field is called. */
export type Locate = (
  path: readonly PropertyKey[],
  part: 'key' | 'value',
) => Pick<Problem, 'file' | 'position' | 'path'>;

export type Checked<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/**
 * Holds a value against a schema, and names every field that is wrong.
 * The schema's own messages continue the sentence "found …, expected …" and begin with "expected".
 */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  locate: Locate,
): Checked<z.output<Schema>> {
  const result = schema.safeParse(value, { reportInput: true, error: expectation });
  if (result.success) return { value: result.data, problems: [] };
  return {
    value: undefined,
    problems: result.error.issues.flatMap((issue) => problemsOf(issue, schema, locate)),
  };
}

/** A locator for values that stand in one YAML file, below `prefix`. */
export function locateIn(
  file: {
    readonly name: string;
    positionOf(
      path: readonly PropertyKey[],
      part: 'key' | 'value',
    ): Problem['position'] | undefined;
  },
  prefix: readonly PropertyKey[] = [],
): Locate {
  return (path, part) => ({
    file: file.name,
    position: file.positionOf([...prefix, ...path], part),
    path: formatPath(path),
  });
}

const MOST_KEYS_SHOWN = 10;

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, schema: z.ZodType, locate: Locate): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    const all = known.length > MOST_KEYS_SHOWN ? 'a known key' : `one of ${known.join(', ')}`;
    return issue.keys.map((key) => ({
      ...locate([...issue.path, key], 'key'),
      found: 'an unknown key',
      expected: `${all}${suggest(key, known)}`,
    }));
  }
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message, input }) => ({
      ...locate(issue.path, 'key'),
      found: `the key ${describeValue(input)}`,
      expected: withoutVerb(message),
    }));
  return [
    {
      ...locate(issue.path, 'value'),
      found: foundIn(issue),
      expected: withoutVerb(issue.message),
    },
  ];
}

/** Some messages say what was found in words of their own: "expected …, found …". */
function withoutVerb(message: string): string {
  return message.replace(/^expected /, '').replace(/, found .*$/, '');
}

function foundIn(issue: Issue): string {
  return /, found (.*)$/.exec(issue.message)?.[1] ?? describeValue(issue.input);
}

/** What zod's own checks expect, in words; messages that a schema brings along go before these. */
function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}`;
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
    default:
      return undefined;
  }
}

const typeNames: Record<string, string> = {
  string: 'text (in quotes, if it looks like a number)',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function unitOf(origin: string, count: number | bigint): string {
  const unit = { string: 'character', array: 'entr' }[origin];
  if (unit === undefined) return '';
  const plural = Number(count) !== 1;
  return ` ${unit}${origin === 'array' ? (plural ? 'ies' : 'y') : plural ? 's' : ''}`;
}

/** The keys that the schema knows at this place. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const part of path) at = childOf(unwrap(at), part);
  const { shape } = unwrap(at) as { shape?: object };
  return Object.keys(shape ?? {});
}

interface SchemaParts {
  readonly shape?: Readonly<Record<PropertyKey, unknown>>;
  readonly element?: unknown;
  readonly valueType?: unknown;
}

function childOf({ shape, element, valueType }: SchemaParts, part: PropertyKey): unknown {
  return shape?.[part] ?? element ?? valueType;
}

/** The schema below optional, default, a transformation and the like. */
function unwrap(schema: unknown): SchemaParts {
  let at = schema as { def?: { innerType?: unknown; in?: unknown } } & SchemaParts;
  for (;;) {
    const within = at.def?.innerType ?? at.def?.in;
    if (within === undefined) return at;
    at = within as typeof at;
  }
}
