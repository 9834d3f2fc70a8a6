import assert from 'node:assert/strict';
import type { PolicyDocument } from './document';
import {
  signingSecretPolicy,
  slackTokenPolicy,
  type SlackSecretPolicy,
} from './slack-secret-policy';
import { isAllowed } from './testing/decide';

const account = '333333333333';
const secretArn = `arn:aws:secretsmanager:eu-central-1:${account}:secret:keyturn-slack-token-AbCdEf`;
const role = (name: string, of = account) => `arn:aws:iam::${of}:role/${name}`;
const secret: SlackSecretPolicy = {
  partition: 'aws',
  accountId: account,
  secretArn,
  readerName: 'keyturn-notify',
};
const administratorArns = [
  role('keyturn-deployer'),
  role('aws-reserved/sso.amazonaws.com/Admins_0a1b'),
];
const open = () => slackTokenPolicy(secret);
const closed = () => slackTokenPolicy({ ...secret, administratorArns });

const anything = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Anything', Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;
/** What a careless hand may add later. */
const letsInAll = {
  Sid: 'Everybody',
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'secretsmanager:GetSecretValue',
  Resource: secretArn,
} as const;

const [get, put, change] = [
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:PutResourcePolicy',
];
const questions: readonly [string, string, string, byDefault: boolean, withNames: boolean][] = [
  [role('keyturn-notify'), account, get, true, true],
  [role('keyturn-deployer'), account, put, true, true],
  [role('aws-reserved/sso.amazonaws.com/Admins_0a1b'), account, get, true, true],
  [role('keyturn-monitor'), account, get, true, false],
  [role('administrator'), account, get, true, false],
  [role('administrator'), account, put, true, false],
  // Or nobody could mend a wrong name.
  [role('administrator'), account, change, true, true],
  [role('team/keyturn-notify'), account, get, true, false],
  [role('keyturn-notify-2'), account, get, true, false],
  [`arn:aws:iam::${account}:user/keyturn-notify`, account, get, true, false],
  [role('keyturn-notify', '999999999999'), '999999999999', get, false, false],
  [role('keyturn-deployer', '999999999999'), '999999999999', change, false, false],
];

describe('the policy of the signing secret', () => {
  it('is that of the token, for its own reader', () => {
    const read = { ...secret, readerName: 'keyturn-slack-in', administratorArns };
    const asToken = JSON.stringify(slackTokenPolicy(read));
    const expected = asToken.replace('DenyTokenToOthers', 'DenySigningSecretToOthers');
    assert.equal(JSON.stringify(signingSecretPolicy(read)), expected);
  });

  it('keeps out the function that reads the token, and the one that may disable', async () => {
    const read = { ...secret, readerName: 'keyturn-slack-in', administratorArns };
    const ask = (principal: string) =>
      isAllowed({
        principal,
        action: get,
        resource: secretArn,
        context: { 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': account },
        identityPolicies: [anything],
        resourcePolicy: signingSecretPolicy(read),
      });
    assert.equal(await ask(role('keyturn-slack-in')), true);
    for (const name of ['notify', 'act', 'monitor', 'key-events'])
      assert.equal(await ask(role(`keyturn-${name}`)), false, name);
  });
});

describe("the policy of the Slack token's secret", () => {
  for (const [principal, of, action, byDefault, withNames] of questions)
    it(`${action} by ${principal}`, async () => {
      const ask = (resourcePolicy: PolicyDocument) =>
        isAllowed({
          principal,
          action,
          resource: secretArn,
          context: { 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': of },
          identityPolicies: [anything],
          resourcePolicy: {
            ...resourcePolicy,
            Statement: [...resourcePolicy.Statement, letsInAll],
          },
        });
      assert.deepEqual([await ask(open()), await ask(closed())], [byDefault, withNames]);
    });

  it('is the same whatever the order of the administrators, and however often they are named', () => {
    const again = [...administratorArns, role('keyturn-notify')].reverse();
    assert.deepEqual(slackTokenPolicy({ ...secret, administratorArns: again }), closed());
  });

  it('shuts out other accounts alone where no administrators are named', () =>
    assert.deepEqual(
      [open(), closed()].map(({ Statement }) => Statement.map(({ Sid }) => Sid)),
      [['DenyOtherAccounts'], ['DenyOtherAccounts', 'DenyTokenToOthers']],
    ));

  it('lets in nobody whom their own policies do not', async () => {
    for (const resourcePolicy of [open(), closed()])
      assert.equal(
        await isAllowed({
          principal: role('keyturn-deployer'),
          action: get,
          resource: secretArn,
          context: { 'aws:PrincipalArn': role('keyturn-deployer') },
          resourcePolicy,
        }),
        false,
      );
  });
});
