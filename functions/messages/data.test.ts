import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeCode, escapeText, oneLine, plain } from './data';

describe('data in messages', () => {
  const cases: readonly (readonly [what: string, data: string, shown: string])[] = [
    ['an ordinary name', 'Anna Berg', 'Anna Berg'],
    ['a name of another script', 'Łukasz 王芳', 'Łukasz 王芳'],
    ['a channel mention', '<!channel>', '&lt;!channel&gt;'],
    ['a mention written out', '@here and @Everyone', '＠here and ＠Everyone'],
    ['an address', 'anna@example.com', 'anna@example.com'],
    ['a link', '<https://evil.example|Rotate here>', '&lt;https://evil.example|Rotate here&gt;'],
    ['an entity', '&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['bold', '*now*', '∗now∗'],
    ['italics', '_now_', 'ˍnowˍ'],
    ['an underscore within a word', 'prod_eu_1', 'prod_eu_1'],
    ['strike-through', '~not~', '∼not∼'],
    ['a fence', '```x```', 'ˋˋˋxˋˋˋ'],
    ['an emoji', ':skull: 12:30:45', '∶skull: 12:30:45'],
    ['a line break', 'a\nb\r\n\tc\u2028d', 'a b c d'],
    ['a reversed direction', 'a\u202Egnp.exe\u2066', 'agnp.exe'],
    ['invisible characters', 'a\u200Bb\uFEFFc\u00ADd\u{E0041}', 'abcd'],
    ['other controls', 'a\u0000\u001B[31mb\u009F', 'a [31mb'],
    ['half a character', 'a\uD83D', 'a\uFFFD'],
  ];
  for (const [what, data, shown] of cases)
    it(`shows ${what} as it is`, () => assert.equal(escapeText(data, 100), shown));

  const cuts: readonly (readonly [data: string, shown: string])[] = [
    ['a'.repeat(9), 'aaaaaaaaa'],
    ['a'.repeat(10), 'aaaaaaaaaa'],
    ['a'.repeat(11), 'aaaaaaaaa…'],
    ['a'.repeat(1_000_000), 'aaaaaaaaa…'],
    ['😀'.repeat(5), '😀😀😀😀😀'],
    ['😀'.repeat(6), '😀😀😀😀…'],
  ];
  for (const [data, shown] of cuts)
    it(`cuts ${data.length} units to ${shown.length}`, () =>
      assert.equal(oneLine(data, 10), shown));

  it('never lets out a character that formats, breaks the line or mentions', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (data) => {
        assert.doesNotMatch(escapeText(data, 50), /[<>*~`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        assert.doesNotMatch(escapeText(data, 50), /&(?!amp;|lt;|gt;)/);
        assert.doesNotMatch(escapeCode(data, 50), /[<>`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        assert.doesNotMatch(plain(data, 50), /[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});
