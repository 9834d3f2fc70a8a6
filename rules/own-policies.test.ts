import assert from 'node:assert/strict';
import { decodedDocument, inlinePolicy, inWords } from './own-policies';

const allow = (more: object) => ({ Effect: 'Allow', Resource: '*', ...more });
const texts: readonly [what: string, text: unknown, allows: readonly string[] | undefined][] = [
  ['one statement that is no list', allow({ Action: 'sts:AssumeRole' }), ['sts:AssumeRole']],
  ['several actions', [allow({ Action: ['s3:*', 'ec2:*'] })], ['s3:*', 'ec2:*']],
  ['an action twice', [allow({ Action: 's3:*' }), allow({ Action: 's3:*' })], ['s3:*']],
  ['all but something', [allow({ NotAction: 'iam:*' })], ['*']],
  ['what only denies', [{ Effect: 'Deny', Action: '*', Resource: '*' }], []],
  ['no statement', [], []],
  ['what is no policy', 'x', undefined],
];

describe('a policy that stands in a user', () => {
  for (const [what, statements, allows] of texts)
    it(`is read: ${what}`, () => {
      const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      assert.deepEqual(inlinePolicy('x', encodeURIComponent(text)).allows, allows);
    });

  it('is named where its text can’t be read', () => {
    for (const text of ['%', '{}', 'null'])
      assert.deepEqual(inlinePolicy('x', text), { name: 'x' });
  });

  it('is told by what it allows', () => {
    const told = (...statements: object[]) =>
      inWords(inlinePolicy('x', JSON.stringify({ Statement: statements })));
    const s3 = { Action: ['s3:Get*', 's3:Put*', 's3:Get*'] };
    assert.equal(told(allow(s3)), 's3:Get*, s3:Put*');
    assert.equal(told(allow(s3), allow({ NotAction: 'iam:*' })), 's3:Get*, s3:Put*, *');
    assert.equal(
      told(allow(s3), allow({ Action: 'a:b' }), allow({ Action: 'c:d' })),
      's3:Get*, s3:Put*, a:b and 1 more',
    );
    assert.equal(told({ Effect: 'Deny', Action: '*', Resource: '*' }), 'allows nothing');
    assert.equal(inWords({ name: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }), undefined);
    assert.equal(inWords(inlinePolicy('x', '{')), undefined);
  });
});

describe('a policy document as IAM gives it', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    [
      'percent-encoded is decoded',
      '%7B%22Version%22%3A%20%222012-10-17%22%7D',
      '{"Version": "2012-10-17"}',
    ],
    ['that is JSON already is left as it is', '{"Sid":"%41"}', '{"Sid":"%41"}'],
    ['that is JSON already may have a percent sign', '{"Sid":"100%"}', '{"Sid":"100%"}'],
    [
      'that is JSON already may begin on a line of its own',
      '\n  {"Sid":"%41"}',
      '\n  {"Sid":"%41"}',
    ],
    ['with a brace further on is decoded', '%5B{"Sid":"%41"}]', '[{"Sid":"A"}]'],
    ['that is neither is none', '%7', undefined],
  ];
  for (const [what, text, expected] of cases)
    it(what, () => assert.equal(decodedDocument(text), expected));
});
