import assert from 'node:assert/strict';
import { shown } from './shown';

describe('what is shown of a text', () => {
  const cases: readonly [what: string, text: string, expected: string][] = [
    ['a word, as it is', 'Zoë 李', 'Zoë 李'],
    ['80 characters', 'x'.repeat(80), 'x'.repeat(80)],
    ['80 of 81', 'x'.repeat(81), `${'x'.repeat(80)}…`],
    ['80 of 100,000', 'x'.repeat(100_000), `${'x'.repeat(80)}…`],
    ['ends of lines and controls', 'a\nb\tc\u0000\u001b', 'a\\u000ab\\u0009c\\u0000\\u001b'],
    ['what reverses the direction', '\u202Eabc\u2066\uFEFF', '\\u202eabc\\u2066\\ufeff'],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.equal(shown(text), expected));

  it('as much as is asked for', () => {
    assert.equal(shown('abcd', 4), 'abcd');
    assert.equal(shown('abcde', 4), 'abcd…');
  });
});
