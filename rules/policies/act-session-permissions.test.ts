import assert from 'node:assert/strict';
import { actSessionPermissions } from './act-session-permissions';
import { documentLimits, sizeOf } from './document';
import { isAllowed, type Question } from './testing/decide';

const home = { partition: 'aws', accountId: '222222222222' };
const alice = 'arn:aws:iam::222222222222:user/alice';

describe('actSessionPermissions', () => {
  const ask = (action: string, resource: string, allowDisable = true): Question => ({
    principal: 'arn:aws:sts::222222222222:assumed-role/keyturn-audit/keyturn-act',
    action,
    resource,
    resourceAccountId: '222222222222',
    context: {},
    // Of a role that may do everything a session may do what its own policy allows.
    identityPolicies: [actSessionPermissions(home, 'alice', allowDisable)],
  });
  const calls = ['iam:ListAccessKeys', 'iam:ListUserTags', 'iam:GetAccessKeyLastUsed'];
  const one = [...calls, 'iam:UpdateAccessKey'];

  for (const action of one)
    it(`lets through ${action} of that user alone, whatever the path`, async () => {
      assert.equal(await isAllowed(ask(action, alice)), true);
      assert.equal(await isAllowed(ask(action, alice.replace('alice', 'team/a/alice'))), true);
      for (const other of ['bob', 'alice2', 'malice', 'team/bob', 'alice/bob'])
        assert.equal(await isAllowed(ask(action, alice.replace('alice', other))), false, other);
    });

  it('lets through nothing else that the audit role may, or any role', async () => {
    const others: readonly [string, string][] = [
      ['iam:GetAccountAuthorizationDetails', '*'],
      ['iam:GetCredentialReport', '*'],
      ['iam:ListServiceSpecificCredentials', alice],
      ['iam:UpdateSSHPublicKey', alice],
      ['iam:UpdateServiceSpecificCredential', alice],
      ['iam:DeleteAccessKey', alice],
      ['iam:CreateAccessKey', alice],
      ['iam:TagUser', alice],
    ];
    for (const [action, resource] of others)
      assert.equal(await isAllowed(ask(action, resource)), false, action);
  });

  it('only reads where nothing may be disabled', async () => {
    assert.equal(await isAllowed(ask('iam:UpdateAccessKey', alice, false)), false);
    for (const action of calls) assert.equal(await isAllowed(ask(action, alice, false)), true);
  });

  it('fits, with the longest name, into what AssumeRole takes', () => {
    const longest = actSessionPermissions(
      { ...home, partition: 'aws-us-gov' },
      'a'.repeat(64),
      true,
    );
    assert.ok(sizeOf(longest) <= documentLimits.session, `${sizeOf(longest)}`);
  });
});
