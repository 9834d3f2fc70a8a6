import assert from 'node:assert/strict';
import type { PolicyDocument } from '../../rules/policies';
import { bearing } from './bearing';

type Statement = PolicyDocument['Statement'][number];

describe('what documents say of an action', () => {
  const base: Statement = { Sid: 'S', Effect: 'Allow', Action: ['iam:GetUser'], Resource: '*' };
  const of = (statement: Partial<Statement>, action: string) =>
    bearing([{ Version: '2012-10-17', Statement: [{ ...base, ...statement }] }], action);
  const not = (...NotAction: string[]): Partial<Statement> => ({ Action: undefined, NotAction });

  const cases: readonly (readonly [
    what: string,
    change: Partial<Statement>,
    action: string,
    isSame: boolean,
  ])[] = [
    ['another action beside', { Action: ['iam:GetUser', 'iam:TagUser'] }, 'iam:GetUser', true],
    ['the action itself', { Action: ['iam:GetUser', 'iam:TagUser'] }, 'iam:TagUser', false],
    ['a pattern', { Action: ['iam:GetUser', 'iam:T?g*'] }, 'iam:TagUser', false],
    ['a pattern in another case', { Action: ['iam:GetUser', 'IAM:tag*'] }, 'iam:TagUser', false],
    ['the pattern of another service', { Action: ['iam:GetUser', 'ec2:*'] }, 'iam:TagUser', true],
    ['one action in place of a list', { Action: 'iam:GetUser' }, 'iam:GetUser', true],
    ['all but the action', not('iam:TagUser'), 'iam:TagUser', true],
    ['all but another action', not('iam:GetUser'), 'iam:TagUser', false],
    ['another resource', { Resource: 'arn:aws:iam::1:user/a' }, 'iam:GetUser', false],
    ['a condition', { Condition: { Bool: {} } }, 'iam:GetUser', false],
    ['a condition on another action', { Condition: { Bool: {} } }, 'iam:TagUser', true],
  ];
  for (const [what, change, action, isSame] of cases)
    it(`is ${isSame ? 'the same' : 'another'} with ${what}: ${action}`, () =>
      assert.equal(of(change, action) === of({}, action), isSame));

  it('is the same with a document beside that says nothing of it', () => {
    const one: PolicyDocument = { Version: '2012-10-17', Statement: [base] };
    assert.equal(bearing([one], 'iam:TagUser'), bearing([], 'iam:TagUser'));
    assert.notEqual(bearing([one], 'iam:GetUser'), bearing([], 'iam:GetUser'));
  });
});
