import assert from 'node:assert/strict';
import { describeValue, formatPath, formatProblem } from './problem';

describe('what was found, and where', () => {
  for (const [what, path, text] of [
    ['names of fields', ['engineers', 'ada.b', 'roles', 0], 'engineers["ada.b"].roles[0]'],
    ['a name with a space in it', ['a b', 'c d'], 'a b.c d'],
    ['a space before a name', [' keyturn:a'], '[" keyturn:a"]'],
    ['what a terminal obeys', ['a', '\u001b[2J\u009b'], 'a["\\u001b[2J\\u009b"]'],
    ['the end of a line', ['a\nb'], '["a\\u000ab"]'],
    ['what reverses the direction of reading', ['\u202Eabc'], '["\\u202eabc"]'],
    ['quotes and strokes', ['a"\\b'], '["a\\"\\\\b"]'],
    ['a long name', ['k'.repeat(90)], `${'k'.repeat(80)}…`],
  ] as const)
    it(`are shown in one line, with ${what}`, () => assert.equal(formatPath(path), text));

  it('is no more than a line can show', () => {
    assert.equal(describeValue('\u009b1A\u202Ea'), '"\\u009b1A\\u202ea"');
    assert.equal(describeValue(['\u2028']), '["\\u2028"]');
    assert.equal(describeValue('x'.repeat(100)).length, 81);
    // YAML's .inf and .nan.
    assert.deepEqual([Infinity, -Infinity, NaN].map(describeValue), [
      'Infinity',
      '-Infinity',
      'NaN',
    ]);
  });

  it('are cut in a line, whatever they were made of', () => {
    const long = 'x'.repeat(100_000);
    const line = formatProblem({ file: long, path: long, found: `the tag ${long}`, expected: 'b' });
    assert.match(line, /^x+…: x+…: found the tag x+…, expected b$/);
    assert.ok(line.length < 1000, `${line.length} characters`);
  });
});
