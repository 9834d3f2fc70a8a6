import type { Dice } from '../../killed/dice';
import type { Path } from '../doors/door';
import { Bare, mapOf, pick, valuesIn, withValue, type Mutation } from './mutation';

const DEEPEST = 2000;
const LONGEST = 100_000;

const otherTypes = [
  ...[true, 7, -1, 0, 1.5, 1e21, 'text', '', ' ', null],
  ...[[], {}, [[]], { a: {} }, [null], ['a', 'a']],
] as const;

/** What YAML 1.1 takes for something else, or YAML 1.2 for a number. */
const bare = [
  ...['no', 'yes', 'on', 'off', 'y', 'NULL', '~', 'True', '2026-01-31', '12:30:45', '0123'],
  ...['012345678901', '111111111111', '1_000', '0o17', '0x1F', '1e3', '.inf', '-.inf', '.nan'],
  ...[
    '+7',
    '1.',
    '0.0',
    '-0',
    '9007199254740993',
    '@ada',
    '#infra',
    '!!str 7',
    '<<',
    '=',
    '|',
    '>-',
  ],
] as const;

const keys = [
  ...['unknwon', 'a b', 'a.b', 'a[0]', '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ...['', ' ', 'é', '👤', 'a\nb', 'a\rb', '\u001b[31mred', 'a\u2028b', '\u202Eabc', '"', '*'],
  ...['k'.repeat(2000), '7', 'null', 'true', '<<'],
] as const;

export const valueMutations: Readonly<Record<string, Mutation>> = {
  'a field left out': (document, dice) => {
    const found = pick(inMaps(document), dice);
    return (
      found && { document: withValue(document, found, undefined), places: [found], how: at(found) }
    );
  },
  'another type': (document, dice) => put(document, dice, () => dice.oneOf(otherTypes)),
  'another text': (document, dice) =>
    put(document, dice, (value) => (typeof value === 'string' ? misspelt(value, dice) : undefined)),
  'another number': (document, dice) =>
    put(document, dice, (value) =>
      typeof value === 'number'
        ? dice.oneOf([-1, 0, 1e9, 2 ** 53, value + 0.5, -value])
        : undefined,
    ),
  'a word of another YAML': (document, dice) =>
    put(document, dice, (value) =>
      typeof value === 'object' ? undefined : new Bare(dice.oneOf(bare)),
    ),
  'a long text': (document, dice) =>
    put(document, dice, (value) => (typeof value === 'string' ? 'x'.repeat(LONGEST) : undefined)),
  'a deep value': (document, dice) => {
    const depth = Math.floor(dice.roll() * DEEPEST) + 40;
    return put(document, dice, () => new Bare('['.repeat(depth) + ']'.repeat(depth)));
  },
  'a key too many': (document, dice) => {
    const parent = pick(maps(document), dice);
    const key = dice.oneOf(keys);
    if (parent === undefined) return undefined;
    const place = [...parent, key];
    const added = insert(document, parent, (map) => [...map, [key, 'x']]);
    return { document: added, places: [place, parent], how: at(place) };
  },
  'a key misspelt': (document, dice) => {
    const place = pick(inMaps(document), dice);
    if (place === undefined) return undefined;
    const key = String(place.at(-1));
    const wrong = misspelt(key, dice);
    const parent = place.slice(0, -1);
    const renamed = insert(document, parent, (map) =>
      map.map(([name, value]) => [name === key ? wrong : name, value]),
    );
    return { document: renamed, places: [place, [...parent, wrong]], how: at([...parent, wrong]) };
  },
  'an entry twice': (document, dice) => {
    const lists = valuesIn(document).filter(
      ([, value]) => Array.isArray(value) && value.length > 0,
    );
    const [place, list] = pick(lists, dice) ?? [];
    if (!place || !Array.isArray(list)) return undefined;
    const twice = [...(list as readonly unknown[]), list[0] as unknown];
    return { document: withValue(document, place, twice), places: [place], how: at(place) };
  },
  'what stands elsewhere': (document, dice) => {
    const other = pick(valuesIn(document), dice)?.[1];
    return put(document, dice, () => other);
  },
};

/** Another value at a place that is drawn. */
function put(
  document: unknown,
  dice: Dice,
  value: (before: unknown) => unknown,
): ReturnType<Mutation> {
  const [place, before] = pick(valuesIn(document), dice) ?? [];
  if (!place) return undefined;
  const after = value(before);
  if (after === undefined) return undefined;
  return { document: withValue(document, place, after), places: [place], how: at(place) };
}

function at(path: Path): string {
  return `at ${JSON.stringify(path).slice(0, 80)}`;
}

function maps(document: unknown) {
  return [[[], document] as const, ...valuesIn(document)]
    .filter(([, value]) => typeof value === 'object' && value !== null && !Array.isArray(value))
    .map(([path]) => path);
}

/** The places that are values of a map's keys. */
function inMaps(document: unknown) {
  return valuesIn(document)
    .map(([path]) => path)
    .filter((path) => typeof path.at(-1) === 'string');
}

/** With other keys in one of its maps. */
function insert(
  document: unknown,
  parent: Path,
  change: (map: readonly [string, unknown][]) => readonly (readonly [string, unknown])[],
): unknown {
  const map = parent.reduce<unknown>((each, part) => (each as never)[part], document) as object;
  return withValue(document, parent, mapOf(change(Object.entries(map))));
}

/** As people mistype. */
function misspelt(text: string, dice: Dice): string {
  const i = Math.floor(dice.roll() * text.length);
  return dice.oneOf([
    () => text.slice(0, i) + text.slice(i + 1),
    () => text.slice(0, i) + text.slice(i + 1, i + 2) + text.slice(i, i + 1) + text.slice(i + 2),
    () => text.toUpperCase(),
    () => text.toLowerCase(),
    () => `${text}s`,
    () => ` ${text}`,
    () => `${text}\n`,
    () => `${text.slice(0, i)}é${text.slice(i)}`,
    () => text.replaceAll('-', '_'),
    () => `${text.slice(0, i)} ${text.slice(i)}`,
    () => `${text.slice(0, i)}\u200B${text.slice(i)}`,
    () => text.replace('keyturn:', 'keytrun:'),
  ])();
}
