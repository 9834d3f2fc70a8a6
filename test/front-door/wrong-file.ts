import { stringify } from 'yaml';
import type { Dice } from '../killed/dice';
import type { Door, Path } from './doors/door';
import { Bare, mapOf, pick } from './mutations/mutation';
import { textMutations } from './mutations/of-text';
import { valueMutations } from './mutations/of-values';

/** A file as somebody might have written it. */
export interface WrittenFile {
  readonly door: Door;
  readonly text: string | Uint8Array;
  /** `a field left out at ["engineers","ada","slackId"]` */
  readonly how: string;
  /** Where a message may say that it is wrong; undefined where nobody can say it so closely. */
  readonly places?: readonly Path[];
}

const OF_VALUES = 0.65;
const TWICE = 0.1;

/** A document that is right, made wrong in one way, or, seldom, in two. */
export function makeWrong(door: Door, document: unknown, dice: Dice): WrittenFile {
  return dice.roll() < OF_VALUES ? ofValues(door, document, dice) : ofText(door, document, dice);
}

export function writeFile(door: Door, document: unknown): WrittenFile {
  return { door, text: written(door, document), how: 'as it was made' };
}

function ofValues(door: Door, document: unknown, dice: Dice): WrittenFile {
  const [name, mutate] = pick(Object.entries(valueMutations), dice) ?? [];
  const mutated = mutate?.(document, dice);
  if (!mutated) return ofText(door, document, dice);
  const file = { door, text: written(door, mutated.document), how: `${name} ${mutated.how}` };
  if (dice.roll() >= TWICE) return { ...file, places: mutated.places };
  const [second, also] = pick(Object.entries(textMutations), dice) ?? [];
  return { ...file, text: also?.(file.text, dice) ?? file.text, how: `${file.how}, and ${second}` };
}

function ofText(door: Door, document: unknown, dice: Dice): WrittenFile {
  const [name = '', mutate] = pick(Object.entries(textMutations), dice) ?? [];
  const text = written(door, document);
  return { door, text: mutate?.(text, dice) ?? text, how: name };
}

const PLACEHOLDER = 'bare-text-';

function written({ writtenIn }: Door, document: unknown): string {
  const bare: string[] = [];
  const plain = withPlaceholders(document, bare);
  const text =
    writtenIn === 'yaml'
      ? stringify(plain, { lineWidth: 0 })
      : `${JSON.stringify(plain, undefined, 2)}\n`;
  return text.replaceAll(
    new RegExp(`"?${PLACEHOLDER}(\\d+)"?`, 'g'),
    (_, i) => bare[Number(i)] ?? '',
  );
}

function withPlaceholders(value: unknown, bare: string[]): unknown {
  if (value instanceof Bare) return `${PLACEHOLDER}${bare.push(value.text) - 1}`;
  if (Array.isArray(value)) return value.map((each) => withPlaceholders(each, bare));
  if (typeof value !== 'object' || value === null) return value;
  return mapOf(
    Object.entries(value).map(([key, each]) => [key, withPlaceholders(each, bare)] as const),
  );
}
