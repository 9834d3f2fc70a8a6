import type { Dice } from '../../killed/dice';
import type { Path } from '../doors/door';

/** What was done to a document, and where a message may say that it is. */
export interface Mutated {
  readonly document: unknown;
  readonly how: string;
  /** One of them is named. */
  readonly places: readonly Path[];
}

/** Makes a document wrong at a place; undefined where there is nothing to be made wrong so. */
export type Mutation = (document: unknown, dice: Dice) => Mutated | undefined;

/** Text that is written as it is, in no quotes: what YAML makes of it is the question. */
export class Bare {
  constructor(readonly text: string) {}
}

/** Every value of a document, with where it stands; the document itself not. */
export function valuesIn(document: unknown, path: Path = []): readonly [Path, unknown][] {
  if (typeof document !== 'object' || document === null || document instanceof Bare) return [];
  const entries = Array.isArray(document)
    ? document.map((each, i): [number, unknown] => [i, each])
    : Object.entries(document);
  return entries.flatMap(([key, value]) => {
    const at = [...path, key];
    return [[at, value] as [Path, unknown], ...valuesIn(value, at)];
  });
}

/** A document with another value at a place; without it, where that is undefined. */
export function withValue(document: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(document)) {
    const list = [...(document as readonly unknown[])];
    const at = Number(first);
    if (rest.length === 0 && value === undefined) list.splice(at, 1);
    else list[at] = withValue(list[at], rest, value);
    return list;
  }
  const isLeftOut = rest.length === 0 && value === undefined;
  return mapOf(
    Object.entries(document as object).flatMap(([key, each]: [string, unknown]) => {
      if (key !== first) return [[key, each]];
      return isLeftOut ? [] : [[key, withValue(each, rest, value)]];
    }),
  );
}

/** A map of these, also where JavaScript has a name of its own for a key. */
export function mapOf(entries: Iterable<readonly [string, unknown]>): object {
  const made = {};
  for (const [key, value] of entries)
    Object.defineProperty(made, key, {
      ...{ value, enumerable: true, writable: true, configurable: true },
    });
  return made;
}

export function pick<T>(things: readonly T[], dice: Dice): T | undefined {
  return things.length === 0 ? undefined : dice.oneOf(things as readonly [T, ...T[]]);
}
