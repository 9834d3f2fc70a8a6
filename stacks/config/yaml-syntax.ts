import type { Document, ErrorCode, YAMLError } from 'yaml';
import { shown } from '../../rules/shown';
import type { Problem } from './problem';

/** Longer than any of the parser's own. */
const LONGEST_MESSAGE = 200;

/** What is wrong at an offset of the text. */
export type Flaw = Pick<Problem, 'found' | 'expected'> & { readonly pos: number };

/**
 * What is wrong first with the YAML of a text, in words for people. What the parser finds after it mostly follows
 * from it: one tab, or one line that is indented too far, gives dozens of errors.
 */
export function syntaxFlaws(document: Document.Parsed, text: string): readonly Flaw[] {
  // No tag is taken, known or not: checkNodes says so.
  const errors = [...document.errors, ...document.warnings].filter(
    ({ code }) => code !== 'TAG_RESOLVE_FAILED',
  );
  const [first] = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (!first) return [];
  return [
    conflict(text) ??
      // Whatever stands before it is what the parser made of it.
      flawOf(errors, 'TAB_AS_INDENT') ??
      indentedFirst(document, text) ??
      otherSpace(first, text) ??
      fartherIn(first, errors) ??
      withoutSpace(first, text) ??
      flawOf([first], first.code) ?? {
        pos: first.pos[0],
        // It quotes what it found.
        found: `bad YAML: ${shown(first.message.trim().replaceAll(/\s+/g, ' '), LONGEST_MESSAGE)}`,
        expected: 'YAML 1.2',
      },
  ];
}

const inOneColumn = 'the keys of a map, and the - of a list, in one column: indent with spaces';
const withoutKey = ['a line without a key', 'key: value, with a space after the colon'] as const;

/** The parser's errors that people meet most, in other words than its own. */
const inWords: Partial<
  Record<ErrorCode, readonly [pattern: RegExp, found: string, expected: string][]>
> = {
  MULTIPLE_DOCS: [[/^/, 'a second document', 'one in a file']],
  TAB_AS_INDENT: [[/./, 'a tab before the text', 'spaces: indent with spaces']],
  BAD_INDENT: [[/same column/, 'a line that is not under the others', inOneColumn]],
  MULTILINE_IMPLICIT_KEY: [[/./, ...withoutKey]],
  BLOCK_AS_IMPLICIT_KEY: [
    [
      /Nested mappings/,
      'a value with a colon and a space in it',
      'quotes around it; or, for a map, a line of its own for each key',
    ],
  ],
  BAD_SCALAR_START: [
    [
      /character @/,
      'a value that begins with @',
      'quotes around it; of a person in Slack, the member id in its place (their profile, ⋮, Copy member ID)',
    ],
    [/./, 'a value that begins with a mark of YAML', 'quotes around it'],
  ],
  MISSING_CHAR: [
    [/closing .quote/, 'the end, and a quote that is open', 'a closing quote'],
    [/Implicit map keys/, ...withoutKey],
  ],
};

function flawOf(errors: readonly YAMLError[], code: ErrorCode): Flaw | undefined {
  const error = errors.find((each) => each.code === code);
  if (!error) return undefined;
  const words = inWords[code]?.find(([pattern]) => pattern.test(error.message));
  return words && { pos: error.pos[0], found: words[1], expected: words[2] };
}

/** The marks that git leaves in a file. */
function conflict(text: string): Flaw | undefined {
  const mark = /^(<{7}|={7}|>{7})(?= |\r?$)/m.exec(text);
  if (!mark) return undefined;
  return {
    pos: mark.index,
    found: 'a conflict of a merge',
    expected: 'one of the two sides, without the marks of git',
  };
}

/** A first line that is indented makes all that is not a map of its own, and an error each. */
function indentedFirst({ contents, errors }: Document.Parsed, text: string): Flaw | undefined {
  const pos = contents?.range[0] ?? 0;
  const column = pos - (text.lastIndexOf('\n', pos - 1) + 1);
  if (column === 0 || !errors.some(({ code }) => code === 'UNEXPECTED_TOKEN')) return undefined;
  return {
    pos,
    found: 'a first line that is indented',
    expected: 'it to begin in the first column, as the other keys of the file do',
  };
}

/** To people it is a space, and to YAML a letter: it comes from pages of the web. */
function otherSpace(error: YAMLError, text: string): Flaw | undefined {
  const { start, line } = lineOf(error, text);
  const space = /(?<=^ *|[:-])[\u00a0\u2007\u202f\u3000]/.exec(line);
  if (!space) return undefined;
  const code = space[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return {
    pos: start + space.index,
    found: `the space U+${code}, which is a letter to YAML`,
    expected: 'a plain space',
  };
}

/** In a list whose other lines have one. */
function withoutSpace(error: YAMLError, text: string): Flaw | undefined {
  const { start, line } = lineOf(error, text);
  const item = /(?<=^ *)-(?![\s-])/.exec(line);
  if (!item) return undefined;
  return {
    pos: start + item.index,
    found: 'a - without a space after it',
    expected: '- and a space',
  };
}

function lineOf({ pos: [at] }: YAMLError, text: string) {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const [line = ''] = text.slice(start).split('\n', 1);
  return { start, line };
}

/** To the parser such a line goes on with the value, and the next colon is one too many. */
function fartherIn(first: YAMLError, errors: readonly YAMLError[]): Flaw | undefined {
  const [pos] = first.pos;
  const goesOn = errors.some(
    (each) => each.code === 'MULTILINE_IMPLICIT_KEY' && each.pos[0] === pos,
  );
  if (first.code !== 'BLOCK_AS_IMPLICIT_KEY' || !goesOn) return undefined;
  return { pos, found: 'a value, and under it a line that is farther in', expected: inOneColumn };
}
