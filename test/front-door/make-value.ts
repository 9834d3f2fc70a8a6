import fc from 'fast-check';
import type { Dice } from '../killed/dice';
import type { Path } from './doors/door';

/** As much of JSON Schema as ours have. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly default?: unknown;
}

/** A value for a place that is more likely than any of its type; undefined where any will do. */
export type Hint = (path: Path, dice: Dice) => unknown;

/** A value that a schema takes. What may be left out is, more often than not. */
export function makeValue(schema: Schema, dice: Dice, hint: Hint, path: Path = []): unknown {
  const hinted = hint(path, dice);
  if (hinted !== undefined) return hinted;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return dice.oneOf(some(schema.enum));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return makeValue(dice.oneOf(some(choices)), dice, hint, path);
  switch (schema.type) {
    case 'object':
      return makeMap(schema, dice, hint, path);
    case 'array':
      return makeList(schema, dice, hint, path);
    case 'string':
      return makeText(schema, dice);
    case 'integer':
    case 'number':
      return makeNumber(schema, dice);
    case 'boolean':
      return dice.roll() < 0.5;
    default:
      return null;
  }
}

function makeMap(schema: Schema, dice: Dice, hint: Hint, path: Path): object {
  const made = new Map<string, unknown>();
  for (const [key, each] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(key) || dice.roll() < 0.35)
      made.set(key, makeValue(each, dice, hint, [...path, key]));
  const { additionalProperties: others, propertyNames } = schema;
  if (typeof others === 'object')
    for (let left = Math.floor(dice.roll() * 4); left > 0; left--) {
      const key = String(
        makeValue(propertyNames ?? { type: 'string' }, dice, hint, [...path, '*']),
      );
      made.set(key, makeValue(others, dice, hint, [...path, key]));
    }
  return Object.fromEntries(made);
}

function makeList(schema: Schema, dice: Dice, hint: Hint, path: Path): readonly unknown[] {
  const { items = {}, minItems = 0, maxItems = minItems + 2 } = schema;
  const count =
    minItems + Math.floor(dice.roll() * (Math.min(maxItems, minItems + 2) - minItems + 1));
  const made = Array.from({ length: count }, (_, i) => makeValue(items, dice, hint, [...path, i]));
  return [...new Map(made.map((each) => [JSON.stringify(each), each])).values()];
}

function makeText({ pattern, format, minLength = 0 }: Schema, dice: Dice): string {
  const seed = Math.floor(dice.roll() * 2 ** 31);
  if (pattern !== undefined && !/\(\?[=!]/.test(pattern)) {
    const fitting = fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
    return fc.sample(fitting, { seed, numRuns: 1 })[0] ?? '';
  }
  if (format === 'date-time') return `2026-1${seed % 3}-0${1 + (seed % 9)}T09:30:00.000Z`;
  return dice.oneOf(['backup', 'Ada Lovelace', 'a', 'eu-west-1', '123']).padEnd(minLength, 'x');
}

function makeNumber(schema: Schema, dice: Dice): number {
  const { minimum = (schema.exclusiveMinimum ?? 0) + 1, maximum = minimum + 60 } = schema;
  return Math.round(minimum + dice.roll() * (Math.min(maximum, minimum + 400) - minimum));
}

function some<T>(things: readonly T[]): readonly [T, ...T[]] {
  return things as readonly [T, ...T[]];
}
