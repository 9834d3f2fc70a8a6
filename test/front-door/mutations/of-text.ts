import type { Dice } from '../../killed/dice';
import { pick } from './mutation';

/** Makes a text of YAML or JSON wrong; undefined where there is nothing to be made wrong so. */
export type TextMutation = (text: string, dice: Dice) => string | Uint8Array | undefined;

const signs = [...':{}[]"\'#&*!|>%@`,-? \t\n\\', '\u0000', '\uFEFF', '\u0085', '\u2028', '…'];

export const textMutations: Readonly<Record<string, TextMutation>> = {
  'a line twice': (text, dice) => inLines(text, dice, (line) => [line, line]),
  'a line left out': (text, dice) => inLines(text, dice, () => []),
  'a line indented more': (text, dice) => inLines(text, dice, (line) => [` ${line}`]),
  'a tab before a line': (text, dice) => inLines(text, dice, (line) => [`\t${line.trimStart()}`]),
  'an anchor, and its alias': (text, dice) =>
    inLines(text, dice, (line) => {
      const [, start, value] = /^(.*?: )(\S.*)$/.exec(line) ?? [];
      return [start === undefined ? line : `${start}&a ${value}`, `${indentOf(line)}other: *a`];
    }),
  'a merge of maps': (text, dice) =>
    inLines(text, dice, (line) => [`${indentOf(line)}<<: {a: 1}`, line]),
  'a tag': (text, dice) => inLines(text, dice, (line) => [line.replace(/: (?=\S)/, ': !!str ')]),
  'no quotes': (text, dice) => inLines(text, dice, (line) => [line.replaceAll(/["']/g, '')]),
  'a comment in the place of a value': (text, dice) =>
    inLines(text, dice, (line) => [line.replace(/: .*$/, ': #value')]),
  'the marks of a merge': (text, dice) =>
    inLines(text, dice, (line) => ['<<<<<<< HEAD', line, '=======', line, '>>>>>>> main']),
  'a sign too many': (text, dice) => {
    const i = Math.floor(dice.roll() * text.length);
    return text.slice(0, i) + dice.oneOf(signs as [string]) + text.slice(i);
  },
  'a sign too few': (text, dice) => {
    const i = Math.floor(dice.roll() * text.length);
    return text.slice(0, i) + text.slice(i + 1);
  },
  'a text cut off': (text, dice) => text.slice(0, Math.floor(dice.roll() * text.length)),
  'a second document': (text) => `${text}---\n${text}`,
  'an empty file': (_, dice) => dice.oneOf(['', '\n', '# nothing\n', '---\n', '{}', '[]', 'null']),
  'a byte order mark': (text) => `\uFEFF${text}`,
  'lines of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'lines of old Macs': (text) => text.replaceAll('\n', '\r'),
  'the version 1.1': (text) => `%YAML 1.1\n---\n${text}`,
  'another encoding': (text, dice) =>
    dice.oneOf([Buffer.from(text, 'utf16le'), Buffer.from(`${text}# \xE9\n`, 'latin1')]),
  'a list of it': (text) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`,
  'a text of it': (text) => JSON.stringify(text),
  'something else': (_, dice) =>
    dice.oneOf([
      '<!doctype html>\n<p>Not found\n',
      'PK\u0003\u0004\u0000',
      'version https://git-lfs\n',
    ]),
  'what is deep': (_, dice) => '{a: '.repeat(Math.floor(dice.roll() * 5000) + 40),
  'aliases of aliases': () =>
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}\n`,
};

function inLines(
  text: string,
  dice: Dice,
  change: (line: string) => readonly string[],
): string | undefined {
  const lines = text.split('\n');
  const i = pick(
    lines.flatMap((line, at) => (line.trim() === '' ? [] : [at])),
    dice,
  );
  if (i === undefined) return undefined;
  return lines.flatMap((line, at) => (at === i ? change(line) : [line])).join('\n');
}

function indentOf(line: string): string {
  return /^[ -]*/.exec(line)?.[0].replaceAll('-', ' ') ?? '';
}
