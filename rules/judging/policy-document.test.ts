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

describe('a policy document', () => {
  const all = { Effect: 'Allow', Action: '*', Resource: '*' };
  const problemOf = (document: unknown) =>
    documentProblem(() => {
      for (const statement of readStatements(document))
        assert.ok(statement.allows && statement.concernsAction('s3:GetObject'));
    });

  it('says what IAM could not read in it', () => {
    assert.equal(problemOf({ Statement: all }), undefined);
    assert.equal(problemOf('[]'), 'the document is not an object');
    assert.equal(problemOf(null), 'the document is not an object');
    assert.match(problemOf('{"Statement":') ?? '', /^it is not JSON: ./);
    assert.equal(problemOf({ Version: '2012-10-17' }), 'the document has no Statement');
    assert.equal(problemOf({ undefined: all }), 'the document has no Statement');
    assert.equal(
      problemOf({ Statement: all, statement: all }),
      'Statement and statement are the same element',
    );
    assert.equal(problemOf({ Statement: [all, 'x'] }), 'statement 2 is not an object');
    assert.equal(
      problemOf({ Statement: { ...all, Effect: 'allow' } }),
      'statement 1 has the Effect "allow"',
    );
  });

  it('has texts, or says which are none', () => {
    const [statement] = readStatements({
      Statement: { ...all, Action: [1, true, 'a'], Resource: {} },
    });
    assert.deepEqual(statement?.texts('action'), ['1', 'true', 'a']);
    assert.equal(statement?.texts('NotAction'), undefined);
    assert.equal(
      documentProblem(() => statement?.texts('Resource')),
      'the Resource of statement 1 is {}, not a text',
    );
  });

  it('has statements that people find by their Sid, or by their place', () => {
    const Statement = [{ Sid: 'All' }, { Sid: '' }, {}, { Sid: 4 }];
    assert.deepEqual(
      readStatements({ Statement }).map(({ label }) => label),
      ['"All"', 'number 2', 'number 3', 'number 4'],
    );
  });

  it('is not at fault for what else goes wrong', () =>
    assert.throws(() => documentProblem(() => assert.fail('not known yet')), /not known yet/));
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

  // As a regular expression would have it, with ends of lines among the characters.
  const expression = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');

  it('finds what a regular expression finds, for every short pattern and text', () => {
    const words = (signs: string, longest: number): readonly string[] =>
      longest === 0
        ? ['']
        : ['', ...[...signs].flatMap((sign) => words(signs, longest - 1).map((w) => sign + w))];
    const texts = [...new Set(words('ab\n', 4))];
    for (const pattern of new Set(words('ab*?', 4)))
      assert.deepEqual(
        texts.filter((text) => isLike(text, pattern)),
        texts.filter((text) => expression(pattern).test(text)),
        pattern,
      );
  });

  it('takes any length of pattern: 100,000 characters are too many for a regular expression', () => {
    const long = 'x'.repeat(100_000);
    assert.equal(isLike('x', long), false);
    assert.equal(isLike(long, long), true);
    assert.equal(isLike(long, `*${long}`), true);
  });

  it('takes no longer for many stars than for one', () => {
    assert.equal(isLike('a'.repeat(60), `${'*'.repeat(30)}b`), false);
    assert.equal(isLike('a'.repeat(200), `${'*a'.repeat(30)}b`), false);
  });
});
