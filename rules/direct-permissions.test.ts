import assert from 'node:assert/strict';
import { directPermission, type AllowedStatement } from './direct-permissions';

const deploy = 'arn:aws:iam::222222222222:role/deploy';
const assume: AllowedStatement = {
  actions: ['sts:AssumeRole'],
  resources: [deploy],
  asksForMfa: true,
};

describe('a policy on an engineer’s own user', () => {
  const inline = (...allowed: AllowedStatement[]) => ({ name: 'own', allowed });
  const always: [string, Parameters<typeof directPermission>[0], string][] = [
    [
      'a managed one',
      { name: 'arn:aws:iam::aws:policy/Billing' },
      'the managed policy arn:aws:iam::aws:policy/Billing',
    ],
    [
      'one of AWS for managing oneself',
      { name: 'arn:aws:iam::aws:policy/IAMUserChangePassword' },
      'the managed policy arn:aws:iam::aws:policy/IAMUserChangePassword',
    ],
    ['an inline one', inline({ ...assume, actions: ['s3:*'] }), 'the inline policy own'],
    ['one that nobody can read', { name: 'own' }, 'the inline policy own'],
    [
      'tagging the session',
      inline({ ...assume, actions: ['sts:AssumeRole', 'sts:TagSession'] }),
      'the inline policy own',
    ],
    ['every action of STS', inline({ ...assume, actions: ['sts:*'] }), 'the inline policy own'],
    ['any role', inline({ ...assume, resources: ['*'] }), 'the inline policy own'],
    ['some roles', inline({ ...assume, resources: [`${deploy}-*`] }), 'the inline policy own'],
    ['all roles but one', inline({ ...assume, resources: undefined }), 'the inline policy own'],
    ['all actions but one', inline({ ...assume, actions: undefined }), 'the inline policy own'],
    ['roles without MFA', inline({ ...assume, asksForMfa: false }), 'the inline policy own'],
    [
      'a second statement',
      inline(assume, { ...assume, asksForMfa: false }),
      'the inline policy own',
    ],
  ];
  for (const [what, policy, given] of always)
    it(`is against the rules, whatever the settings: ${what}`, () => {
      assert.equal(directPermission(policy), given);
      assert.equal(directPermission(policy, true), given);
    });

  const ifAllowed: [string, Parameters<typeof directPermission>[0]][] = [
    ['assuming listed roles with MFA', inline(assume, { ...assume, actions: ['STS:assumerole'] })],
    ['what only denies', inline()],
  ];
  for (const [what, policy] of ifAllowed)
    it(`is against them unless that is allowed: ${what}`, () => {
      assert.equal(directPermission(policy), 'the inline policy own');
      assert.equal(directPermission(policy, true), undefined);
    });
});
