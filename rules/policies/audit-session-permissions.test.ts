import assert from 'node:assert/strict';
import { tagKeys } from '../tags';
import { auditSessionPermissions } from './audit-session-permissions';
import { documentLimits, sizeOf } from './document';
import { isAllowed, type Question } from './testing/decide';

const home = { partition: 'aws', accountId: '222222222222' };
describe('auditSessionPermissions', () => {
  const ask = (action: string, resource: string): Question => ({
    principal: 'arn:aws:sts::222222222222:assumed-role/admin/keyturn',
    action,
    resource,
    resourceAccountId: '222222222222',
    context: { [`aws:ResourceTag/${tagKeys.type}`]: 'engineer' },
    // Of a role that may do everything a session may do what its own policy allows.
    identityPolicies: [auditSessionPermissions(home)],
  });
  const user = 'arn:aws:iam::222222222222:user/team/alice';

  const reads: [string, string][] = [
    ['iam:GetAccountAuthorizationDetails', '*'],
    ['iam:GenerateCredentialReport', '*'],
    ['iam:GetCredentialReport', '*'],
    ['iam:ListVirtualMFADevices', '*'],
    ['iam:ListAccessKeys', user],
    ['iam:GetAccessKeyLastUsed', user],
    ['iam:ListServiceSpecificCredentials', user],
    ['iam:ListSSHPublicKeys', user],
    ['iam:ListSigningCertificates', user],
    ['iam:ListMFADevices', user],
    ['iam:GetLoginProfile', user],
  ];
  for (const [action, resource] of reads)
    it(`let through ${action}`, async () =>
      assert.equal(await isAllowed(ask(action, resource)), true));

  const changes: [string, string][] = [
    ['iam:UpdateAccessKey', user],
    ['iam:UpdateServiceSpecificCredential', user],
    ['iam:UpdateSSHPublicKey', user],
    ['iam:UpdateSigningCertificate', user],
    ['iam:CreateAccessKey', user],
    ['iam:DeactivateMFADevice', user],
    ['iam:UpdateLoginProfile', user],
    ['iam:DeleteLoginProfile', user],
    ['iam:TagUser', user],
    ['sts:AssumeRole', 'arn:aws:iam::222222222222:role/other'],
    ['s3:ListAllMyBuckets', '*'],
  ];
  for (const [action, resource] of changes)
    it(`hold a role that may do everything back from ${action}`, async () =>
      assert.equal(await isAllowed(ask(action, resource)), false));

  it('fit in a session', () => {
    const longest = { partition: 'aws-us-gov', accountId: '222222222222' };
    assert.ok(sizeOf(auditSessionPermissions(longest)) <= documentLimits.session);
  });
});
