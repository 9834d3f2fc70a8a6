import assert from 'node:assert/strict';
import { isSelfManaging, isTakingOnRoles, onlyTakesOnRoles } from './own-permissions';

type Fields = Readonly<Record<string, unknown>>;

const deploy = 'arn:aws:iam::222222222222:role/teams/deploy';
const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const assume = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: deploy, Condition: mfa };
const changed = (changes: Fields) => ({ Statement: [{ ...assume, ...changes }] });

describe('a policy that takes on roles alone', () => {
  const cases: [string, unknown, boolean][] = [
    ['one role with MFA', changed({}), true],
    ['as text', JSON.stringify(changed({})), true],
    ['several roles', changed({ Resource: [deploy, `${deploy}-2`] }), true],
    ['an action in other letters', changed({ Action: 'STS:assumerole' }), true],
    [
      'what one says about oneself',
      changed({ Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }),
      true,
    ],
    [
      'MFA that is not old',
      changed({ Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } } }),
      true,
    ],
    ['what only denies', changed({ Effect: 'Deny', Action: '*', Resource: '*' }), true],
    ['nothing', { Statement: [] }, true],
    ['no MFA', changed({ Condition: undefined }), false],
    ['any role', changed({ Resource: '*' }), false],
    ['some roles', changed({ Resource: `${deploy}-*` }), false],
    ['all roles but one', changed({ Resource: undefined, NotResource: deploy }), false],
    ['no resource', changed({ Resource: [] }), false],
    ['no action', changed({ Action: [] }), false],
    ['all actions but one', changed({ Action: undefined, NotAction: 'iam:*' }), false],
    ['every action of STS', changed({ Action: 'sts:*' }), false],
    ['an action that only begins so', changed({ Action: 'sts:AssumeRoleWithSAML' }), false],
    ['one action more', changed({ Action: ['sts:AssumeRole', 's3:GetObject'] }), false],
    ['a statement more', { Statement: [assume, { ...assume, Action: 's3:*' }] }, false],
    ['what nobody can read', '{', false],
    ['a statement that nobody can read', { Statement: [assume, 'x'] }, false],
  ];
  for (const [title, document, expected] of cases)
    it(`${title}: ${expected ? 'yes' : 'no'}`, () =>
      assert.equal(onlyTakesOnRoles(document), expected));
});

it('actions of taking on a role are named in whole', () => {
  assert.equal(isTakingOnRoles('sts:TagSession'), true);
  assert.equal(isTakingOnRoles('sts:Tag*'), false);
});

it("AWS's own policies for managing oneself are AWS's", () => {
  assert.equal(isSelfManaging('arn:aws-cn:iam::aws:policy/IAMUserChangePassword'), true);
  assert.equal(isSelfManaging('arn:aws:iam::111111111111:policy/IAMUserChangePassword'), false);
  assert.equal(isSelfManaging('arn:aws:iam::aws:policy/IAMUserChangePasswordToo'), false);
});
