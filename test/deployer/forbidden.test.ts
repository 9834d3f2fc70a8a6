import assert from 'node:assert/strict';
import path from 'node:path';
import { deployerPolicies } from '../../cli/deployer-policy/deployer-policies';
import type { PolicyDocument } from '../../rules/policies';
import { decide } from '../../rules/policies/testing/decide';
import { planStack } from '../../stacks/config/plan';
import { readProjectFolder } from '../../stacks/config/project-folder';

const root = path.join(__dirname, '..', '..');
const accounts = {
  identity: '111111111111',
  production: '222222222222',
  monitor: '333333333333',
} as const;
type Stack = keyof typeof accounts;

interface Forbidden {
  readonly action: string;
  /** In the stack's account, from the part after it; or a whole ARN. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
}

const iam = (action: string, resource: string, context = {}): Forbidden => ({
  action: `iam:${action}`,
  resource: `iam::ACCOUNT:${resource}`,
  context,
});
const administrator = { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' };
const passedTo = (service: string) => ({ 'iam:PassedToService': `${service}.amazonaws.com` });
const here = (service: string, resource: string) => `${service}:eu-central-1:ACCOUNT:${resource}`;
const token = here('secretsmanager', 'secret:keyturn/slack-token-AbCdEf');
const ledger = here('dynamodb', 'table/keyturn-ledger');

/** In every account. */
const everywhere: readonly Forbidden[] = [
  // Administrator by attaching it.
  ...['keyturn-audit', 'keyturn-monitor', 'deploy', 'keyturn-deployer'].map((name) =>
    iam('AttachRolePolicy', `role/${name}`, administrator),
  ),
  ...['engineers', 'machines-AmazonS3ReadOnlyAccess@aws'].map((name) =>
    iam('AttachGroupPolicy', `group/${name}`, administrator),
  ),
  iam('AttachUserPolicy', 'user/alice', administrator),
  iam('PutUserPolicy', 'user/alice'),
  // Credentials of somebody else.
  ...['CreateAccessKey', 'UpdateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile'].map(
    (name) => iam(name, 'user/alice'),
  ),
  ...['EnableMFADevice', 'CreateServiceSpecificCredential', 'UploadSSHPublicKey'].map((name) =>
    iam(name, 'user/alice'),
  ),
  // Users, groups and roles that are not Keyturn's.
  ...[
    'DeleteUser',
    'TagUser',
    'UpdateUser',
    'DeleteAccessKey',
    'DeactivateMFADevice',
    'DeleteLoginProfile',
  ].map((name) => iam(name, 'user/break-glass')),
  ...['AddUserToGroup', 'PutGroupPolicy', 'DeleteGroup'].map((name) =>
    iam(name, 'group/administrators'),
  ),
  ...['UpdateAssumeRolePolicy', 'PutRolePolicy', 'DeleteRole', 'CreateRole'].map((name) =>
    iam(name, 'role/OrganizationAccountAccessRole'),
  ),
  // The bounds of its own role.
  ...['DeleteRolePermissionsBoundary', 'PutRolePolicy', 'AttachRolePolicy'].map((name) =>
    iam(name, 'role/keyturn-deployer', administrator),
  ),
  iam('CreatePolicyVersion', 'policy/keyturn-deployer-monitor-1'),
  iam('DeleteRolePermissionsBoundary', 'role/keyturn-audit'),
  // A role handed to what is not its own.
  iam('PassRole', 'role/keyturn-monitor', passedTo('ec2')),
  iam('PassRole', 'role/keyturn-audit', passedTo('lambda')),
  iam('PassRole', 'role/administrator', passedTo('lambda')),
  { action: 'sts:AssumeRole', resource: 'iam::ACCOUNT:role/keyturn-audit' },
  // What the monitor keeps and says.
  { action: 'secretsmanager:GetSecretValue', resource: token },
  { action: 'secretsmanager:PutSecretValue', resource: token },
  ...['GetItem', 'PutItem', 'DeleteItem', 'DeleteTable'].map((name) => ({
    action: `dynamodb:${name}`,
    resource: ledger,
  })),
  ...['GetObject', 'PutObject', 'DeleteObject'].map((name) => ({
    action: `s3:${name}`,
    resource: 's3:::keyturn-reports-0123abc/reports/today.html',
  })),
  // A key of somebody else's, and a way to make it one's own.
  ...['PutKeyPolicy', 'ScheduleKeyDeletion', 'TagResource', 'DeleteAlias', 'CreateAlias'].map(
    (name) => ({
      action: `kms:${name}`,
      resource: here('kms', 'key/somebodys'),
      context: { 'kms:ResourceAliases': ['alias/payroll'] },
    }),
  ),
  ...['Decrypt', 'CreateGrant', 'DisableKey', 'CancelKeyDeletion', 'UpdateAlias'].flatMap((name) =>
    [['alias/payroll'], ['alias/keyturn']].map((aliases) => ({
      action: `kms:${name}`,
      resource: here('kms', 'key/somebodys'),
      context: { 'kms:ResourceAliases': aliases },
    })),
  ),
  // Its end is not for the deployer while the stack protects it.
  {
    action: 'kms:ScheduleKeyDeletion',
    resource: here('kms', 'key/ours'),
    context: { 'kms:ResourceAliases': ['alias/keyturn'] },
  },
  { action: 's3:DeleteBucket', resource: 's3:::keyturn-reports-0123abc' },
  { action: 's3:PutBucketPolicy', resource: 's3:::pulumi-state' },
  { action: 'lambda:InvokeFunction', resource: here('lambda', 'function:keyturn-monitor') },
  { action: 'lambda:UpdateFunctionCode', resource: here('lambda', 'function:billing') },
  { action: 'sqs:SendMessage', resource: here('sqs', 'keyturn-notices.fifo') },
  { action: 'cloudtrail:StopLogging', resource: here('cloudtrail', 'trail/management-events') },
  { action: 'cloudtrail:DeleteTrail', resource: here('cloudtrail', 'trail/management-events') },
];

describe("a deployer's policies", () => {
  const project = readProjectFolder(root);
  const policies = new Map<Stack, readonly PolicyDocument[]>();

  before(() => {
    for (const stack of Object.keys(accounts) as Stack[]) {
      const { value: plan } = planStack(project, stack);
      assert(plan);
      policies.set(stack, deployerPolicies({ plan, isTagged: false, roomForNew: false }));
    }
  });

  async function answer(stack: Stack, { action, resource, context }: Forbidden) {
    const account = accounts[stack];
    const isKey = action.startsWith('kms:');
    return decide({
      principal: `arn:aws:iam::${account}:role/keyturn-deployer`,
      action,
      resource: `arn:aws:${resource.replace('ACCOUNT', account)}`,
      resourceAccountId: account,
      context,
      identityPolicies: policies.get(stack) ?? [],
      // As AWS makes keys: their account's IAM decides.
      ...(isKey && { resourcePolicy: leftToIam(account) }),
    });
  }

  for (const stack of Object.keys(accounts) as Stack[])
    it(`of the stack ${stack} allow nothing that takes on other powers`, async () => {
      const allowed: string[] = [];
      for (const each of everywhere)
        if ((await answer(stack, each)) === 'Allowed')
          allowed.push(`${each.action} ${each.resource}`);
      assert.deepEqual(allowed, []);
    });

  it('attach AdministratorAccess to the one role that is declared with it', async () => {
    const to = (role: string) => iam('AttachRolePolicy', `role/${role}`, administrator);
    assert.equal(await answer('production', to('administrator')), 'Allowed');
    assert.notEqual(await answer('production', to('read-only')), 'Allowed');
  });

  it('change the policy of the key with the alias alone', async () => {
    const policyOf = (...aliases: string[]): Forbidden => ({
      action: 'kms:PutKeyPolicy',
      resource: here('kms', 'key/one'),
      ...(aliases.length > 0 && { context: { 'kms:ResourceAliases': aliases } }),
    });
    assert.equal(await answer('monitor', policyOf('alias/keyturn')), 'Allowed');
    assert.notEqual(await answer('monitor', policyOf('alias/keyturn-2')), 'Allowed');
    assert.notEqual(await answer('monitor', policyOf()), 'Allowed');
    assert.notEqual(await answer('production', policyOf('alias/keyturn')), 'Allowed');
  });

  it('give no role an inline policy but those of Keyturn itself', async () => {
    const inline = (role: string) => iam('PutRolePolicy', `role/${role}`);
    assert.equal(await answer('production', inline('keyturn-audit')), 'Allowed');
    assert.notEqual(await answer('production', inline('administrator')), 'Allowed');
  });
});

function leftToIam(account: string): PolicyDocument {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Iam', Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }],
  };
}
