import assert from 'node:assert/strict';
import { servicesWithCredentialAge } from '../credential-services';
import { documentLimits, sizeOf } from './document';
import { engineerSelfManagement } from './engineer-self-management';
import { decide, isAllowed } from './testing/decide';

const document = () => engineerSelfManagement({ partition: 'aws', accountId: '111111111111' });
const alice = 'arn:aws:iam::111111111111:user/alice';
const aliceInATeam = 'arn:aws:iam::111111111111:user/team/a/alice';
const bob = 'arn:aws:iam::111111111111:user/bob';

/** How she comes: what the request says of MFA. */
const withMfa = { 'aws:MultiFactorAuthPresent': 'true' };
const consoleWithoutMfa = { 'aws:MultiFactorAuthPresent': 'false' };
/** Signed with the access key itself: the key is not in the request at all. */
const accessKey = {};

function ask(action: string, resource: string, mfa: Record<string, string>, principal = alice) {
  const userName = principal.split('/').at(-1) ?? '';
  return {
    principal,
    action,
    resource,
    resourceAccountId: '111111111111',
    context: { 'aws:username': userName, 'aws:PrincipalArn': principal, ...mfa },
    identityPolicies: [document()],
  };
}

const forFirstLogin: [string, string][] = [
  ['iam:ChangePassword', alice],
  ['iam:GetAccountPasswordPolicy', '*'],
  ['iam:GetUser', alice],
  ['iam:CreateVirtualMFADevice', 'arn:aws:iam::111111111111:mfa/alice'],
  ['iam:CreateVirtualMFADevice', 'arn:aws:iam::111111111111:mfa/my-phone'],
  ['iam:EnableMFADevice', alice],
  ['iam:GetMFADevice', alice],
  ['iam:ListMFADevices', alice],
  ['iam:ListVirtualMFADevices', '*'],
  ['iam:ResyncMFADevice', alice],
];

const onlyWithMfa: [string, string][] = [
  ['iam:CreateAccessKey', alice],
  ['iam:DeleteAccessKey', alice],
  ['iam:ListAccessKeys', alice],
  ['iam:GetAccessKeyLastUsed', alice],
  ['iam:DeactivateMFADevice', alice],
  ['iam:DeleteVirtualMFADevice', 'arn:aws:iam::111111111111:mfa/alice'],
  ['iam:GetAccountSummary', '*'],
];

const never: [string, string][] = [
  ['iam:UpdateAccessKey', alice],
  ['iam:TagUser', alice],
  ['iam:UntagUser', alice],
  ['iam:UpdateUser', alice],
  ['iam:UpdateLoginProfile', alice],
  ['iam:CreateLoginProfile', alice],
  ['iam:AttachUserPolicy', alice],
  ['iam:PutUserPolicy', alice],
  ['iam:AddUserToGroup', 'arn:aws:iam::111111111111:group/admins'],
  ['iam:RemoveUserFromGroup', 'arn:aws:iam::111111111111:group/engineers'],
  ['iam:ListUsers', '*'],
  ['iam:DeleteVirtualMFADevice', 'arn:aws:iam::111111111111:mfa/bob'],
  ['iam:CreateServiceSpecificCredential', alice],
  ['iam:DeleteServiceSpecificCredential', alice],
  ['iam:ListServiceSpecificCredentials', alice],
  ['iam:ResetServiceSpecificCredential', alice],
  ['iam:UpdateServiceSpecificCredential', alice],
  ['iam:UploadSSHPublicKey', alice],
  ['sts:AssumeRole', 'arn:aws:iam::111111111111:role/admin'],
  ['s3:ListAllMyBuckets', '*'],
];

describe('engineerSelfManagement', () => {
  for (const [action, resource] of [...forFirstLogin, ...onlyWithMfa])
    it(`allows ${action} on ${resource} with MFA`, async () =>
      assert.equal(await isAllowed(ask(action, resource, withMfa)), true));

  for (const mfa of [consoleWithoutMfa, accessKey]) {
    const how = 'aws:MultiFactorAuthPresent' in mfa ? 'console' : 'access key';
    for (const [action, resource] of forFirstLogin)
      it(`allows ${action} on ${resource} without MFA (${how})`, async () =>
        assert.equal(await isAllowed(ask(action, resource, mfa)), true));

    // An explicit denial: whatever else the user is granted, it holds.
    for (const [action, resource] of [...onlyWithMfa, ...never])
      it(`denies ${action} on ${resource} without MFA (${how})`, async () =>
        assert.equal(await decide(ask(action, resource, mfa)), 'ExplicitlyDenied'));
  }

  for (const [action, resource] of never)
    it(`does not allow ${action} on ${resource} even with MFA`, async () =>
      assert.equal(await isAllowed(ask(action, resource, withMfa)), false));

  it('leaves GetSessionToken alone, which is how one gets MFA', async () =>
    assert.notEqual(await decide(ask('sts:GetSessionToken', '*', accessKey)), 'ExplicitlyDenied'));

  const onUsers = [...forFirstLogin, ...onlyWithMfa].filter(([, resource]) => resource === alice);
  for (const [action] of onUsers) {
    it(`does not allow ${action} on somebody else`, async () =>
      assert.equal(await isAllowed(ask(action, bob, withMfa)), false));

    it(`allows ${action} on oneself under a path`, async () =>
      assert.equal(await isAllowed(ask(action, aliceInATeam, withMfa, aliceInATeam)), true));
  }

  it('is not fooled by a user whose path or name holds one’s own name', async () => {
    for (const other of ['user/alice/bob', 'user/team/bob-alice', 'user/alice2'])
      assert.equal(
        await isAllowed(ask('iam:CreateAccessKey', `arn:aws:iam::111111111111:${other}`, withMfa)),
        false,
        other,
      );
  });

  it('leaves a group’s inline policies room for roles', () =>
    assert.ok(sizeOf(document()) < documentLimits.groupInline / 2));

  it('leaves it room where engineers may make credentials for every service that can be listed', () => {
    const own = { services: servicesWithCredentialAge, maximumAgeDays: 90 };
    const size = sizeOf(
      engineerSelfManagement({ partition: 'aws-us-gov', accountId: '1'.repeat(12) }, own),
    );
    // Some twenty roles of a usual name beside it.
    assert.ok(size < documentLimits.groupInline - 20 * 60, `${size}`);
  });

  it('is of the partition', () => {
    const there = engineerSelfManagement({ partition: 'aws-cn', accountId: '111111111111' });
    const texts = JSON.stringify(there).match(/arn:[\w-]+/g) ?? [];
    assert.deepEqual([...new Set(texts)], ['arn:aws-cn']);
  });
});
