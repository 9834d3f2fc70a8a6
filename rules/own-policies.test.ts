import assert from 'node:assert/strict';
import { givesMore, inlinePolicy, inWords } from './own-policies';

const allow = (more: object) => ({
  Effect: 'Allow',
  Resource: 'arn:aws:iam::222222222222:role/deploy',
  Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  ...more,
});
const texts: readonly [what: string, text: unknown, more: boolean][] = [
  ['one statement that is no list', allow({ Action: 'sts:AssumeRole' }), false],
  ['several actions', [allow({ Action: ['sts:AssumeRole', 'sts:TagSession'] })], false],
  ['an action in other letters', [allow({ Action: 'STS:assumerole' })], false],
  ['without MFA', [allow({ Action: 'sts:AssumeRole', Condition: undefined })], true],
  ['any role', [allow({ Action: 'sts:AssumeRole', Resource: '*' })], true],
  ['a wildcard', [allow({ Action: 'sts:*' })], true],
  ['an action that only begins so', [allow({ Action: 'sts:AssumeRoleWithSAML' })], true],
  ['a second statement', [allow({ Action: 'sts:AssumeRole' }), allow({ Action: 's3:*' })], true],
  ['all but something', [allow({ NotAction: 'iam:*' })], true],
  ['what only denies', [{ Effect: 'Deny', Action: '*', Resource: '*' }], false],
  ['no statement', [], false],
  ['what is no policy', 'x', true],
];

describe('a policy of a user’s own', () => {
  for (const [what, statements, more] of texts)
    it(`gives ${more ? 'more' : 'no more'} than roles: ${what}`, () => {
      const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      assert.equal(givesMore(inlinePolicy('x', encodeURIComponent(text))), more);
    });

  it('gives more where its text can’t be read', () => {
    assert.equal(givesMore(inlinePolicy('x', '%')), true);
    assert.equal(givesMore(inlinePolicy('IAMUserChangePassword', '{}')), true);
  });

  it('gives more where it is attached, unless it is AWS’s own for managing oneself', () => {
    const attached = (name: string) => givesMore({ name });
    assert.equal(attached('arn:aws:iam::aws:policy/AdministratorAccess'), true);
    assert.equal(attached('arn:aws:iam::aws:policy/IAMUserChangePassword'), false);
    assert.equal(attached('arn:aws:iam::111111111111:policy/IAMUserChangePassword'), true);
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
    assert.equal(
      told(allow({ Action: 'sts:AssumeRole', Resource: '*' })),
      'roles that it does not name, or without MFA',
    );
    assert.equal(inWords({ name: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }), undefined);
    assert.equal(inWords(inlinePolicy('x', '{')), undefined);
  });
});
