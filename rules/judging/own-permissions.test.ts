import assert from 'node:assert/strict';
import { directPermission, onlyTakesOnRoles, type Leniency } from './own-permissions';

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
    ['one role and any other', changed({ Resource: [deploy, '*'] }), false],
    ['an object that is named as a role', changed({ Resource: `arn:aws:s3:::b/${deploy}` }), false],
    ['some roles', changed({ Resource: `${deploy}-*` }), false],
    ['all roles but one', changed({ Resource: undefined, NotResource: deploy }), false],
    ['no resource', changed({ Resource: [] }), false],
    ['no action', changed({ Action: [] }), false],
    ['all actions but one', changed({ Action: undefined, NotAction: 'iam:*' }), false],
    ['actions that only begin so', changed({ Action: 'sts:Tag*' }), false],
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

describe('a policy on an engineer’s own user', () => {
  const roles = { document: () => changed({}) };
  const cases: [string, string, Leniency | undefined, string | undefined][] = [
    [
      'a managed one',
      'arn:aws:iam::aws:policy/Billing',
      undefined,
      'the managed policy arn:aws:iam::aws:policy/Billing',
    ],
    [
      'one of AWS for managing oneself',
      'arn:aws:iam::aws:policy/IAMUserChangePassword',
      { ...roles, allowsRoles: true },
      'the managed policy arn:aws:iam::aws:policy/IAMUserChangePassword',
    ],
    ['an inline one, whatever it allows', 'own', undefined, 'the inline policy own'],
    ['roles', 'own', { ...roles, allowsRoles: false }, 'the inline policy own'],
    ['roles, where they are allowed', 'own', { ...roles, allowsRoles: true }, undefined],
    [
      'more than roles, where they are allowed',
      'own',
      { allowsRoles: true, document: () => changed({ Action: 's3:*' }) },
      'the inline policy own',
    ],
  ];
  for (const [what, name, leniency, given] of cases)
    it(`${given === undefined ? 'may' : 'may not'} be there: ${what}`, () =>
      assert.equal(directPermission(name, leniency), given));

  it('is not read where its document does not matter', () => {
    const unknown = () => assert.fail('not known yet');
    for (const name of ['own', 'arn:aws:iam::aws:policy/Billing'])
      assert.ok(directPermission(name, { allowsRoles: false, document: unknown }));
  });
});
