import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLike } from './like';
import { documentProblem, readStatements } from './policy-document';

describe('readStatements', () => {
  it('says what is wrong with any text and any JSON, and never crashes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue(), fc.json()), (document) => {
        documentProblem(() => {
          for (const statement of readStatements(document))
            documentProblem(() => statement.concernsAction('sts:AssumeRole') && statement.allows);
        });
      }),
    );
  });
});

describe('isLike', () => {
  const cases: [string, string, boolean][] = [
    ['sts:AssumeRole', 'sts:AssumeRole', true],
    ['sts:AssumeRole', 'sts:*', true],
    ['sts:AssumeRole', 'sts:Assume?ole', true],
    ['sts:AssumeRole', 'sts:AssumeRole?', false],
    ['sts:AssumeRole', 'sts', false],
    ['sts:AssumeRoleWithSAML', 'sts:AssumeRole', false],
    ['a.b', 'a.b', true],
    ['axb', 'a.b', false],
    ['a+b(c)[d]', 'a+b(c)[*]', true],
    ['one\nother', 'one*', true],
    ['', '*', true],
    ['', '?', false],
  ];
  for (const [text, pattern, expected] of cases)
    it(`${JSON.stringify(text)} is ${expected ? '' : 'not '}like ${pattern}`, () =>
      assert.equal(isLike(text, pattern), expected));
});
