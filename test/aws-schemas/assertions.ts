import { patternOf } from './keywords';
import { isObject } from './merge';
import { dereferenced, propertyOf, type Schema } from './published';

/** What a schema may ask of a value, as it is counted. */
export const classes = ['type', 'pattern', 'enum', 'required', 'size', 'other names'] as const;
export type Class = (typeof classes)[number];

/** Something that a schema asks of a value that is there, and a value that is not so. */
export interface Assertion {
  readonly class: Class;
  readonly keyword: string;
  /** Where, from the root. */
  readonly at: readonly (string | number)[];
  /** What to put there to break it. */
  readonly wrong: unknown;
}

/**
 * All that a schema asks of the values of a resource, each with a value that breaks it. What it asks only by an
 * alternative (`anyOf`, `if`) is not listed.
 */
export function assertionsOn(value: unknown, schema: Schema): readonly Assertion[] {
  return [...within(value, schema, schema, [])];
}

function* within(
  value: unknown,
  schema: Schema,
  whole: Schema,
  at: Assertion['at'],
): Generator<Assertion> {
  yield* ofTexts(schema, value, at);
  yield* ofNumbers(schema, value, at);
  yield* ofType(schema, at);
  if (Array.isArray(value)) {
    yield* ofLists(schema, value, at);
    const items = dereferenced(schema.items ?? {}, whole);
    for (const [index, each] of value.entries()) yield* within(each, items, whole, [...at, index]);
  } else if (isObject(value)) {
    yield* ofObjects(schema, value, at);
    for (const [name, each] of Object.entries(value)) {
      const property = propertyOf(schema, name, whole);
      if (property) yield* within(each, property, whole, [...at, name]);
    }
  }
}

function* ofType(schema: Schema, at: Assertion['at']): Generator<Assertion> {
  if (schema.type === undefined || at.length === 0) return;
  const takes = [schema.type].flat();
  const others: readonly (readonly [string, unknown])[] = [
    ['boolean', true],
    ['string', 'planted'],
    ['integer', 7],
    ['array', []],
    ['object', {}],
  ];
  const other = others.find(
    ([type]) => !takes.includes(type) && !(type === 'integer' && takes.includes('number')),
  );
  if (other) yield { class: 'type', keyword: 'type', at, wrong: other[1] };
}

function* ofTexts(schema: Schema, value: unknown, at: Assertion['at']): Generator<Assertion> {
  const { pattern, minLength, maxLength, enum: values, const: only } = schema;
  if (values !== undefined) yield { class: 'enum', keyword: 'enum', at, wrong: wrongLike(value) };
  if (only !== undefined) yield { class: 'enum', keyword: 'const', at, wrong: wrongLike(value) };
  if (typeof value !== 'string') return;
  if (typeof pattern === 'string') {
    const wrong = ['\u0007', '', '\n\n'].find((text) => !patternOf(pattern).test(text));
    // One that takes every text asks nothing.
    if (wrong !== undefined) yield { class: 'pattern', keyword: 'pattern', at, wrong };
  }
  if (typeof maxLength === 'number')
    yield { class: 'size', keyword: 'maxLength', at, wrong: 'x'.repeat(maxLength + 1) };
  if (typeof minLength === 'number' && minLength > 0)
    yield { class: 'size', keyword: 'minLength', at, wrong: 'x'.repeat(minLength - 1) };
}

function wrongLike(value: unknown): unknown {
  return typeof value === 'number' ? -7 : 'planted';
}

function* ofNumbers(schema: Schema, value: unknown, at: Assertion['at']): Generator<Assertion> {
  if (typeof value !== 'number') return;
  const { minimum, maximum } = schema;
  if (typeof maximum === 'number')
    yield { class: 'size', keyword: 'maximum', at, wrong: maximum + 1 };
  if (typeof minimum === 'number')
    yield { class: 'size', keyword: 'minimum', at, wrong: minimum - 1 };
}

function* ofLists(
  { minItems, maxItems, uniqueItems }: Schema,
  value: readonly unknown[],
  at: Assertion['at'],
): Generator<Assertion> {
  const [first] = value;
  if (typeof maxItems === 'number')
    yield { class: 'size', keyword: 'maxItems', at, wrong: Array(maxItems + 1).fill(first) };
  if (typeof minItems === 'number' && minItems > 0)
    yield { class: 'size', keyword: 'minItems', at, wrong: value.slice(0, minItems - 1) };
  if (uniqueItems === true && value.length > 0)
    yield { class: 'size', keyword: 'uniqueItems', at, wrong: [first, first] };
}

function* ofObjects(
  { required, additionalProperties }: Schema,
  value: Readonly<Record<string, unknown>>,
  at: Assertion['at'],
): Generator<Assertion> {
  for (const name of (required ?? []) as readonly string[]) {
    const others = Object.entries(value).filter(([other]) => other !== name);
    yield { class: 'required', keyword: 'required', at, wrong: Object.fromEntries(others) };
  }
  if (additionalProperties === false)
    yield {
      class: 'other names',
      keyword: 'additionalProperties',
      at,
      // No variable of a function may be called so, either.
      wrong: { ...value, '7': 'planted' },
    };
}

/** The same value, but for one place. */
export function withFault(
  value: unknown,
  [first, ...rest]: readonly (string | number)[],
  wrong: unknown,
): unknown {
  if (first === undefined) return wrong;
  if (Array.isArray(value))
    return value.map((each: unknown, index) =>
      index === first ? withFault(each, rest, wrong) : each,
    );
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [first]: withFault(object[first], rest, wrong) };
}
