import { readFileSync, statSync } from 'node:fs';
import { Composer, LineCounter, Parser, YAMLParseError, type CST, type Document } from 'yaml';
import type { Problem } from './problem';
import { nestingFlaw } from './yaml-nesting';
import { checkNodes, offsetOf, type Path, type Position } from './yaml-nodes';
import { syntaxFlaws, type Flaw } from './yaml-syntax';

/** Twice what 5,000 engineers need; what is bigger is a mistake, or meant to exhaust memory. */
export const LARGEST_FILE_BYTES = 2 * 1024 * 1024;

/** A YAML file as read: plain maps, lists and scalars, and where each of them stands. */
export interface YamlFile {
  /** How errors name it: its path from the folder of Pulumi.yaml. */
  readonly name: string;
  /** Undefined where there are problems. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where a value stands, or its key; of what is not there, the map or list that should hold it. */
  positionOf(path: Path, part?: 'key' | 'value'): Position | undefined;
}

/** Reads a file of YAML 1.2. Never throws: what is wrong is in `problems`: of bad YAML the first,
 * else all of it at once. */
export function readYamlFile(file: string, name: string): YamlFile {
  const read = readText(file);
  if ('text' in read) return parseYaml(read.text, name);
  return {
    name,
    value: undefined,
    problems: [{ file: name, path: '', ...read }],
    positionOf: () => undefined,
  };
}

/** As `readYamlFile`, of a text. */
export function parseYaml(text: string, name: string): YamlFile {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problemOf = ({ pos, ...flaw }: Flaw): Problem => ({
    file: name,
    position: positionAt(pos),
    path: '',
    ...flaw,
  });
  const deep = nestingFlaw(tokens);
  if (deep)
    return { name, value: undefined, problems: [problemOf(deep)], positionOf: () => undefined };
  const document = compose(tokens, text);
  const flaws = syntaxFlaws(document, text);
  const problems = [
    ...[...flaws, ...textFlaws(text, document.directives.yaml)].map(problemOf),
    // What the parser made of a text that is no YAML says nothing about what was meant.
    ...(flaws.length > 0 ? [] : checkNodes(document, text, name, positionAt)),
  ];
  return {
    name,
    value: problems.length === 0 ? (document.toJS({ maxAliasCount: 0 }) as unknown) : undefined,
    problems,
    positionOf: (path, part = 'value') => positionAt(offsetOf(document, path, part)),
  };
}

/** As yaml's own parseDocument. */
function compose(tokens: readonly CST.Token[], text: string): Document.Parsed {
  // Duplicate keys are found by checkNodes: yaml's own check compares each key with each other.
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, version: '1.2' });
  // There is always one, be it an empty one.
  const [document, other] = [...composer.compose(tokens, true, text.length)] as [
    Document.Parsed,
    ...Document.Parsed[],
  ];
  const [start = 0, end = 0] = other?.range ?? [];
  if (other) document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', ''));
  return document;
}

/** Controls, a byte order mark within, and what reverses the direction of reading: a reviewer would see another file. */
const unseen = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]|\r(?!\n)|(?<!^)\uFEFF/u;

function textFlaws(text: string, { version }: { readonly version: string }): readonly Flaw[] {
  const odd = unseen.exec(text);
  const codePoint = odd?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return [
    ...(odd
      ? [
          {
            pos: odd.index,
            found: `the invisible character U+${codePoint}`,
            expected: 'text that can be seen',
          },
        ]
      : []),
    // In YAML 1.1 `no` is false and 010 is 8.
    ...(version === '1.2'
      ? []
      : [{ pos: 0, found: `YAML ${version}`, expected: 'YAML 1.2, which needs no %YAML' }]),
  ];
}

function readText(file: string): { text: string } | Pick<Problem, 'found' | 'expected'> {
  try {
    const { size } = statSync(file);
    if (size > LARGEST_FILE_BYTES)
      return { found: `${size} bytes`, expected: `at most ${LARGEST_FILE_BYTES}` };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) };
  } catch (error) {
    if (error instanceof TypeError) return { found: 'other bytes', expected: 'text in UTF-8' };
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { found: foundInstead(code), expected: 'a YAML file' };
  }
}

/** What stands where a file was to be read, from the code of Node's error. */
function foundInstead(code: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file';
  return code === 'EISDIR' ? 'a folder' : `a file that can't be read (${code})`;
}
