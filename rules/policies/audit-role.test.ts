import assert from 'node:assert/strict';
import type { ChosenKind } from '../credentials';
import type { Mode } from '../credentials/mode';
import { auditRolePermissions, type ChosenModes } from './audit-role-permissions';
import { auditRoleTrust } from './audit-role-trust';
import { documentLimits, sizeOf, type PolicyDocument } from './document';
import { isAllowed, type Question } from './testing/decide';

const home = { partition: 'aws', accountId: '222222222222' };
const monitorRole = 'arn:aws:iam::111111111111:role/keyturn-monitor';
const auditRole = 'arn:aws:iam::222222222222:role/keyturn-audit';
const mayAssume: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Assume', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
};

describe('auditRoleTrust', () => {
  const ask = (
    role: string,
    context: Record<string, string>,
    more: Partial<Question> = {},
  ): Question => ({
    principal: `arn:aws:sts::${role.split(':')[4]}:assumed-role/${role.split('/').at(-1)}/session`,
    action: 'sts:AssumeRole',
    resource: auditRole,
    context: { 'aws:PrincipalArn': role, ...context },
    identityPolicies: [mayAssume],
    resourcePolicy: auditRoleTrust(monitorRole, 'some-external-id'),
    ...more,
  });
  const id = { 'sts:ExternalId': 'some-external-id' };

  it('lets the monitor in', async () => assert.equal(await isAllowed(ask(monitorRole, id)), true));

  it('lets the monitor in where it audits its own account', async () =>
    assert.equal(
      await isAllowed(
        ask(monitorRole, id, { resource: 'arn:aws:iam::111111111111:role/keyturn-audit' }),
      ),
      true,
    ));

  const refused: [string, () => Question][] = [
    ['the monitor without the external id', () => ask(monitorRole, {})],
    ['the monitor with another external id', () => ask(monitorRole, { 'sts:ExternalId': 'some' })],
    [
      'another role of that account',
      () => ask('arn:aws:iam::111111111111:role/keyturn-notify', id),
    ],
    [
      'a role of that name under a path',
      () => ask('arn:aws:iam::111111111111:role/x/keyturn-monitor', id),
    ],
    [
      'a role of that name in another account',
      () => ask('arn:aws:iam::333333333333:role/keyturn-monitor', id),
    ],
    [
      'a role of that name in this account',
      () => ask('arn:aws:iam::222222222222:role/keyturn-monitor', id),
    ],
    [
      'a user of that account',
      () =>
        ask('arn:aws:iam::111111111111:user/keyturn-monitor', id, {
          principal: 'arn:aws:iam::111111111111:user/keyturn-monitor',
        }),
    ],
    [
      'the monitor, if its own policy does not say so',
      () => ask(monitorRole, id, { identityPolicies: [] }),
    ],
  ];
  for (const [name, question] of refused)
    it(`keeps out ${name}`, async () => assert.equal(await isAllowed(question()), false));

  it('refuses a pattern for a role', () => {
    for (const arn of ['arn:aws:iam::111111111111:role/*', 'arn:aws:iam::111111111111:root', '*'])
      assert.throws(() => auditRoleTrust(arn, 'id'), RangeError);
  });

  it('is within IAM’s limit with the longest external id', () =>
    assert.ok(sizeOf(auditRoleTrust(monitorRole, 'x'.repeat(1224))) <= documentLimits.roleTrust));
});

describe('auditRolePermissions', () => {
  const everyKind: ChosenModes = {
    'service-specific': 'disable',
    'ssh-key': 'disable',
    'signing-certificate': 'disable',
  };
  const ask = (
    action: string,
    resource: string,
    context: Record<string, string> = {},
    allowDisable = true,
    modes: ChosenModes = {},
  ): Question => ({
    principal: 'arn:aws:sts::222222222222:assumed-role/keyturn-audit/session',
    action,
    resource,
    resourceAccountId: '222222222222',
    context,
    identityPolicies: [auditRolePermissions(home, allowDisable, modes)],
  });
  const user = 'arn:aws:iam::222222222222:user/team/alice';
  const engineer = { 'aws:ResourceTag/type': 'engineer' };

  const reads: [string, string, Record<string, string>?][] = [
    ['iam:GetAccountAuthorizationDetails', '*'],
    ['iam:GenerateCredentialReport', '*'],
    ['iam:GetCredentialReport', '*'],
    ['iam:ListAccessKeys', user],
    ['iam:ListSSHPublicKeys', user],
    ['iam:ListServiceSpecificCredentials', user],
    ['iam:ListUserTags', user],
    ['iam:GetAccessKeyLastUsed', user],
    ['cloudtrail:LookupEvents', '*', { 'aws:RequestedRegion': 'us-east-1' }],
    ['cloudtrail:LookupEvents', '*', { 'aws:RequestedRegion': 'eu-west-1' }],
  ];
  for (const [action, resource, context] of reads)
    for (const allowDisable of [false, true])
      it(`allow ${action}`, async () =>
        assert.equal(await isAllowed(ask(action, resource, context, allowDisable)), true));

  it('allow to disable the key of an engineer', async () =>
    assert.equal(await isAllowed(ask('iam:UpdateAccessKey', user, engineer)), true));

  it('allow it whatever the case of the tag’s key', async () => {
    const context = { 'aws:ResourceTag/Type': 'engineer' };
    assert.equal(await isAllowed(ask('iam:UpdateAccessKey', user, context)), true);
  });

  const others: [ChosenKind, string][] = [
    ['service-specific', 'iam:UpdateServiceSpecificCredential'],
    ['ssh-key', 'iam:UpdateSSHPublicKey'],
    ['signing-certificate', 'iam:UpdateSigningCertificate'],
  ];
  for (const [kind, action] of others) {
    const asked = (mode: Mode, context: Record<string, string>, allowDisable = true) =>
      isAllowed(ask(action, user, context, allowDisable, { [kind]: mode }));

    it(`allow ${action} where that kind is disabled, of engineers alone`, async () => {
      assert.equal(await asked('disable', engineer), true);
      assert.equal(await asked('disable', { 'aws:ResourceTag/type': 'machine' }), false);
      assert.equal(await asked('disable', {}), false);
      assert.equal(await asked('disable', engineer, false), false);
    });

    it(`do not allow it where it is not, nor for another kind`, async () => {
      for (const mode of ['report', 'remind'] as const)
        assert.equal(await asked(mode, engineer), false);
      assert.equal(await isAllowed(ask(action, user, engineer)), false);
      for (const [other] of others.filter(([each]) => each !== kind))
        assert.equal(
          await isAllowed(ask(action, user, engineer, true, { [other]: 'disable' })),
          false,
        );
    });
  }

  it('allow to list signing certificates where they are reminded of or disabled', async () => {
    for (const [mode, expected] of [
      ['report', false],
      ['remind', true],
      ['disable', true],
    ] as const)
      for (const allowDisable of [true, false]) {
        const modes = { 'signing-certificate': mode };
        const question = ask('iam:ListSigningCertificates', user, {}, allowDisable, modes);
        assert.equal(await isAllowed(question), expected);
      }
    assert.equal(await isAllowed(ask('iam:ListSigningCertificates', user)), false);
  });

  it('have the one action of keys, and no list of it, where no other kind is disabled', () => {
    // An account that chooses none is not to see its role change.
    const { Statement } = auditRolePermissions(home, true, { 'ssh-key': 'remind' });
    const [disabling] = Statement.filter(({ Sid }) => Sid === 'DisableKeysOfEngineers');
    assert.equal(disabling?.Action, 'iam:UpdateAccessKey');
  });

  const refused: [string, () => Question][] = [
    [
      'disabling a machine’s key',
      () => ask('iam:UpdateAccessKey', user, { 'aws:ResourceTag/type': 'machine' }),
    ],
    ['disabling the key of a user without a type', () => ask('iam:UpdateAccessKey', user)],
    [
      'another case of the tag’s value',
      () => ask('iam:UpdateAccessKey', user, { 'aws:ResourceTag/type': 'Engineer' }),
    ],
    ['disabling in a read-only account', () => ask('iam:UpdateAccessKey', user, engineer, false)],
    ['deleting a key', () => ask('iam:DeleteAccessKey', user, engineer)],
    ['making a key', () => ask('iam:CreateAccessKey', user, engineer)],
    ['making somebody an engineer', () => ask('iam:TagUser', user, engineer)],
    [
      'assuming a further role',
      () => ask('sts:AssumeRole', 'arn:aws:iam::222222222222:role/admin'),
    ],
    [
      'changing what CloudTrail records',
      () =>
        ask('cloudtrail:StopLogging', 'arn:aws:cloudtrail:us-east-1:222222222222:trail/management'),
    ],
    ['reading data', () => ask('s3:ListAllMyBuckets', '*')],
  ];
  for (const [name, question] of refused)
    it(`do not allow ${name}`, async () => assert.equal(await isAllowed(question()), false));

  it('are of the account’s partition', () => {
    const there = auditRolePermissions(
      { partition: 'aws-us-gov', accountId: '222222222222' },
      true,
    );
    assert.doesNotMatch(JSON.stringify(there), /arn:aws:/);
  });

  it('are within IAM’s limit', () =>
    assert.ok(sizeOf(auditRolePermissions(home, true, everyKind)) <= documentLimits.roleInline));
});
