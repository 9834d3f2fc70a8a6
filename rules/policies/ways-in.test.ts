import assert from 'node:assert/strict';
import { denyOwnAccessKeys, denyOwnAccessKeysAfter } from './deny-own-access-keys';
import type { PolicyDocument } from './document';
import { engineerSelfManagement } from './engineer-self-management';
import { signInOnOwnMachine } from './sign-in-on-own-machine';
import { decide, isAllowed } from './testing/decide';

const home = { partition: 'aws', accountId: '111111111111' };
const alice = 'arn:aws:iam::111111111111:user/alice';
const aliceInATeam = 'arn:aws:iam::111111111111:user/team/a/alice';
const bob = 'arn:aws:iam::111111111111:user/bob';
const withMfa = { 'aws:MultiFactorAuthPresent': 'true' };
const withoutMfa = { 'aws:MultiFactorAuthPresent': 'false' };
/** Signed with an access key itself; or by a service that says nothing of MFA. */
const unsaid = {};
const everything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }],
};

function ask(
  action: string,
  resource: string,
  mfa: Record<string, string>,
  identityPolicies: readonly PolicyDocument[],
  principal = alice,
) {
  const userName = principal.split('/').at(-1) ?? '';
  return {
    principal,
    action,
    resource,
    resourceAccountId: resource.split(':')[4] || '111111111111',
    context: { 'aws:username': userName, 'aws:PrincipalArn': principal, ...mfa },
    identityPolicies,
  };
}

const client = (name: string, accountId = '111111111111', region = 'eu-central-1') =>
  `arn:aws:signin:${region}:${accountId}:oauth2/public-client/${name}`;
const signIn = ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'];

describe('signInOnOwnMachine', () => {
  const may = (action: string, resource: string, mfa: Record<string, string>) =>
    isAllowed(ask(action, resource, mfa, [signInOnOwnMachine(home)]));

  for (const action of signIn) {
    it(`allows ${action} on the client of one's own machine, in any region`, async () => {
      for (const region of ['eu-central-1', 'us-east-1', 'ap-northeast-3'])
        assert.equal(await may(action, client('localhost', undefined, region), withMfa), true);
    });

    it(`allows no ${action} without MFA, nor where nothing is said of MFA`, async () => {
      for (const mfa of [withoutMfa, unsaid])
        assert.equal(await may(action, client('localhost'), mfa), false);
    });

    const others = [
      client('remote'),
      client('localhost', '222222222222'),
      'arn:aws:signin:eu-central-1:111111111111:service-principal/aws-mcp.amazonaws.com',
      'arn:aws:signin:::console/aws-management',
    ];
    for (const other of others)
      it(`allows no ${action} on ${other}`, async () =>
        assert.equal(await may(action, other, withMfa), false));
  }

  const others: [string, string][] = [
    ['signin:IntrospectOAuth2Token', client('localhost')],
    ['signin:RevokeOAuth2Token', client('localhost')],
    ['signin:PutResourcePermissionStatement', '*'],
  ];
  for (const [action, resource] of others)
    it(`allows no ${action}`, async () =>
      assert.equal(await may(action, resource, withMfa), false));

  it('gives nothing by itself to somebody who manages themselves without MFA', async () => {
    const both = [engineerSelfManagement(home), signInOnOwnMachine(home), everything];
    for (const action of signIn)
      for (const mfa of [withoutMfa, unsaid])
        assert.equal(
          await decide(ask(action, client('localhost'), mfa, both)),
          'ExplicitlyDenied',
          action,
        );
  });

  it('is of the partition', () => {
    const there = signInOnOwnMachine({ ...home, partition: 'aws-cn' });
    assert.equal(
      there.Statement[0]?.Resource,
      'arn:aws-cn:signin:*:111111111111:oauth2/public-client/localhost',
    );
  });
});

describe('denyOwnAccessKeys', () => {
  const self = engineerSelfManagement(home);
  const decision = (action: string, resource: string, principal = alice, more = [everything]) =>
    decide(ask(action, resource, withMfa, [self, denyOwnAccessKeys(home), ...more], principal));

  for (const action of ['iam:CreateAccessKey', 'iam:UpdateAccessKey']) {
    for (const user of [alice, aliceInATeam])
      it(`denies ${action} on ${user} to itself, whatever else allows it`, async () =>
        assert.equal(await decision(action, user, user), 'ExplicitlyDenied'));

    for (const user of [bob, `${alice}2`, 'arn:aws:iam::111111111111:user/alice/bob'])
      it(`leaves ${action} on ${user} to whatever else decides it`, async () => {
        assert.equal(await decision(action, user), 'Allowed');
        assert.equal(await decision(action, user, alice, []), 'ImplicitlyDenied');
      });
  }

  // What somebody with a password and a device, and a key that is left, still has to do.
  for (const action of [
    'iam:ChangePassword',
    'iam:DeactivateMFADevice',
    'iam:DeleteAccessKey',
    'iam:EnableMFADevice',
    'iam:GetAccessKeyLastUsed',
    'iam:GetUser',
    'iam:ListAccessKeys',
    'iam:ListMFADevices',
    'iam:ResyncMFADevice',
  ])
    it(`leaves ${action} as it was`, async () =>
      assert.equal(await decision(action, alice, alice, []), 'Allowed'));

  it('is of the partition', () => {
    const there = JSON.stringify(denyOwnAccessKeys({ ...home, partition: 'aws-us-gov' }));
    assert.deepEqual([...new Set(there.match(/arn:[\w-]+/g))], ['arn:aws-us-gov']);
  });
});

describe('denyOwnAccessKeysAfter', () => {
  const self = engineerSelfManagement(home);
  const decisionAt = (time: string, action: string, user = alice) => {
    const { context, ...request } = ask(action, user, withMfa, [
      self,
      denyOwnAccessKeysAfter(home, '2027-03-31'),
      everything,
    ]);
    return decide({ ...request, context: { ...context, 'aws:CurrentTime': time } });
  };
  const keyCalls = ['iam:CreateAccessKey', 'iam:UpdateAccessKey'];

  for (const action of keyCalls) {
    it(`leaves ${action} as it was while somewhere it is still the last day`, async () => {
      for (const time of ['2026-12-01T00:00:00Z', '2027-03-31T23:59:59Z', '2027-04-01T12:00:00Z'])
        assert.equal(await decisionAt(time, action), 'Allowed', time);
    });

    it(`denies ${action} on oneself from then on, with no deployment`, async () => {
      for (const time of ['2027-04-01T12:00:01Z', '2031-01-01T00:00:00Z'])
        assert.equal(await decisionAt(time, action), 'ExplicitlyDenied', time);
    });

    it(`leaves ${action} on others to whatever else decides it`, async () =>
      assert.equal(await decisionAt('2031-01-01T00:00:00Z', action, bob), 'Allowed'));
  }

  it('leaves a key that is left to be seen and deleted', async () => {
    for (const action of ['iam:ListAccessKeys', 'iam:DeleteAccessKey', 'iam:ChangePassword'])
      assert.equal(await decisionAt('2031-01-01T00:00:00Z', action), 'Allowed', action);
  });

  it('names the same calls on the same user as the one without a day', () =>
    assert.deepEqual(
      denyOwnAccessKeysAfter(home, '2027-03-31').Statement.map(({ Action, Resource }) => [
        Action,
        Resource,
      ]),
      denyOwnAccessKeys(home).Statement.map(({ Action, Resource }) => [Action, Resource]),
    ));
});
