import assert from 'node:assert/strict';
import { actPermissions } from './act-permissions';
import { documentLimits, sizeOf, type PolicyDocument } from './document';
import { keyEventsPermissions } from './key-events-permissions';
import { monitorPermissions } from './monitor-permissions';
import { notifyPermissions } from './notify-permissions';
import { runPermissions } from './run-permissions';
import { schedulePermissions } from './schedule-permissions';
import { slackInPermissions } from './slack-in-permissions';
import { startRunPermissions } from './start-run-permissions';
import { isAllowed } from './testing/decide';

const arn = (service: string, resource: string) =>
  `arn:aws:${service}:eu-central-1:111111111111:${resource}`;
const ledgerArn = arn('dynamodb', 'table/keyturn-ledger');
const keyArn = arn('kms', 'key/everything');
const slackTokenKeyArn = arn('kms', 'key/token');
const signingSecretKeyArn = arn('kms', 'key/signing');
const reportsBucketArn = 'arn:aws:s3:::keyturn-reports-a1b2c3d';
const noticeQueueArn = arn('sqs', 'keyturn-notices.fifo');
const failedRunsQueueArn = arn('sqs', 'keyturn-failed-runs');
const missedSchedulesQueueArn = arn('sqs', 'keyturn-missed-schedules');
const actionsQueueArn = arn('sqs', 'keyturn-actions.fifo');
const undoneQueueArn = arn('sqs', 'keyturn-undone.fifo');
const slackTokenSecretArn = arn('secretsmanager', 'secret:keyturn-slack-token-AbCdEf');
const signingSecretArn = arn('secretsmanager', 'secret:keyturn-slack-signing-secret-AbCdEf');
const functionArn = arn('lambda', 'function:keyturn-monitor');
const stateMachineArn = arn('states', 'stateMachine:keyturn-run');
const groupOf = (name: string) => arn('logs', `log-group:/aws/lambda/keyturn-${name}`);
const streamOf = (name: string) => `${groupOf(name)}:log-stream:2026/11/23/x`;
const auditRoleIn = (account: string) => `arn:aws:iam::${account}:role/keyturn-audit`;
const lister = 'arn:aws:iam::999999999999:role/lister';

const base = { partition: 'aws', auditRoleName: 'keyturn-audit', ledgerArn, keyArn };
const scheduleArn = arn('scheduler', 'schedule/keyturn/keyturn-daily');
const key = { keyArn, scheduleArn };
const queues = { noticeQueueArn, failedRunsQueueArn };
const logs = (name: string) => ({ logGroupArn: groupOf(name) });
const monitor = { ...base, reportsBucketArn, ...queues, ...logs('monitor') };
const act = { ...base, noticeQueueArn, actionsQueueArn, ...logs('act') };
const documents = {
  'monitor of a list': () => monitorPermissions({ ...monitor, accountIds: ['222222222222'] }),
  'monitor of the organization': () => monitorPermissions(monitor),
  'monitor with a lister': () => monitorPermissions({ ...monitor, organizationRoleArn: lister }),
  notify: () =>
    notifyPermissions({
      slackTokenSecretArn,
      slackTokenKeyArn,
      noticeQueueArn,
      ledgerArn,
      keyArn,
      ...logs('notify'),
    }),
  'key-events': () => keyEventsPermissions({ ...queues, ...logs('key-events'), keyArn }),
  'key-events of questions': () =>
    keyEventsPermissions({ ...queues, actionsQueueArn, ...logs('key-events'), keyArn }),
  'slack-in': () =>
    slackInPermissions({
      signingSecretArn,
      signingSecretKeyArn,
      actionsQueueArn,
      ...logs('slack-in'),
      keyArn,
    }),
  'act of a list': () => actPermissions({ ...act, accountIds: ['222222222222'] }),
  'act of the organization': () => actPermissions(act),
  schedule: () => schedulePermissions({ functionArn, missedSchedulesQueueArn, key }),
  'schedule of distributed runs': () =>
    startRunPermissions({ stateMachineArn, missedSchedulesQueueArn, key }),
  run: () => runPermissions({ functionArn, stateMachineArn, keyArn }),
};
type Role = keyof typeof documents;
const monitors: Role[] = [
  'monitor of a list',
  'monitor of the organization',
  'monitor with a lister',
];
const keyEvents: Role[] = ['key-events', 'key-events of questions'];
const acts: Role[] = ['act of a list', 'act of the organization'];
const putsActions: Role[] = ['key-events of questions', 'slack-in'];
const sends: Role[] = [...monitors, ...keyEvents, ...acts];

const ourOrganization = { 'aws:PrincipalOrgID': 'o-ours', 'aws:ResourceOrgID': 'o-ours' };
const named = { 'sts:SourceIdentity': 'keyturn-act' };
const via = (service: string) => ({ 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` });
const schedules: Role[] = ['schedule', 'schedule of distributed runs'];
const [schedule, run, logSource] = [
  'kms:EncryptionContext:aws:scheduler:schedule:arn',
  'kms:EncryptionContext:aws:states:stateMachineArn',
  'kms:EncryptionContext:SourceArn',
];
type Grant = [string, string, Role[], Record<string, string>?];
const grants: Grant[] = [
  ['sts:AssumeRole', auditRoleIn('222222222222'), monitors, ourOrganization],
  ['sts:AssumeRole', auditRoleIn('222222222222'), ['monitor of a list']],
  [
    'sts:AssumeRole',
    auditRoleIn('333333333333'),
    ['monitor of the organization', 'monitor with a lister'],
    ourOrganization,
  ],
  [
    'sts:AssumeRole',
    auditRoleIn('222222222222'),
    ['monitor of a list'],
    { ...ourOrganization, 'aws:ResourceOrgID': 'o-theirs' },
  ],
  ['sts:AssumeRole', 'arn:aws:iam::222222222222:role/admin', [], ourOrganization],
  ['sts:AssumeRole', 'arn:aws:iam::222222222222:role/x/keyturn-audit', [], ourOrganization],
  ['sts:AssumeRole', lister, ['monitor with a lister']],
  // What the monitor asks for under a name it may not show: the next lines.
  [
    'sts:AssumeRole',
    auditRoleIn('222222222222'),
    [...monitors, ...acts],
    { ...ourOrganization, ...named },
  ],
  [
    'sts:AssumeRole',
    auditRoleIn('333333333333'),
    ['monitor of the organization', 'monitor with a lister', 'act of the organization'],
    { ...ourOrganization, ...named },
  ],
  [
    'sts:AssumeRole',
    auditRoleIn('222222222222'),
    ['monitor of a list', 'act of a list'],
    { ...named, 'aws:PrincipalOrgID': 'o-ours', 'aws:ResourceOrgID': 'o-theirs' },
  ],
  [
    'sts:AssumeRole',
    auditRoleIn('222222222222'),
    monitors,
    { ...ourOrganization, 'sts:SourceIdentity': 'keyturn-act2' },
  ],
  ['sts:AssumeRole', lister, ['monitor with a lister'], { ...ourOrganization, ...named }],
  ['sts:SetSourceIdentity', auditRoleIn('222222222222'), acts, { ...ourOrganization, ...named }],
  [
    'sts:SetSourceIdentity',
    auditRoleIn('222222222222'),
    [],
    { ...ourOrganization, 'sts:SourceIdentity': 'alice' },
  ],
  ['sts:SetSourceIdentity', lister, [], { ...ourOrganization, ...named }],
  ['sts:TagSession', auditRoleIn('222222222222'), [], { ...ourOrganization, ...named }],
  ['organizations:ListAccounts', '*', ['monitor of the organization']],
  ['states:StartExecution', stateMachineArn, ['schedule of distributed runs', 'run']],
  ['states:StartExecution', arn('states', 'stateMachine:another'), []],
  ['states:StopExecution', arn('states', 'execution:keyturn-run/Account:x'), ['run']],
  ['states:StopExecution', arn('states', 'execution:another/Account:x'), []],
  ['states:UpdateStateMachine', stateMachineArn, []],
  ['lambda:InvokeFunction', arn('lambda', 'function:keyturn-notify'), []],
  ['dynamodb:Query', ledgerArn, [...monitors, ...acts]],
  ['dynamodb:BatchWriteItem', ledgerArn, monitors],
  ['dynamodb:UpdateItem', ledgerArn, [...monitors, 'notify', ...acts]],
  ['dynamodb:GetItem', ledgerArn, ['notify']],
  ['dynamodb:Scan', ledgerArn, []],
  ['dynamodb:DeleteTable', ledgerArn, []],
  ['dynamodb:UpdateItem', arn('dynamodb', 'table/another'), []],
  ...['kms:Decrypt', 'kms:Encrypt', 'kms:DescribeKey', 'kms:ReEncryptFrom'].map((action): Grant => [
    action,
    keyArn,
    [...monitors, 'notify', ...acts],
    via('dynamodb'),
  ]),
  ['kms:GenerateDataKey', keyArn, monitors, via('s3')],
  ['kms:Encrypt', keyArn, [], via('s3')],
  ['kms:Decrypt', keyArn, [...sends, 'notify', 'slack-in', ...schedules], via('sqs')],
  ['kms:GenerateDataKey', keyArn, [...sends, 'slack-in', ...schedules], via('sqs')],
  ['kms:Encrypt', keyArn, [...sends, 'notify', 'slack-in'], via('logs')],
  ['kms:CreateGrant', keyArn, [], via('dynamodb')],
  ['kms:CreateGrant', keyArn, [], via('lambda')],
  ['kms:Decrypt', keyArn, [], via('secretsmanager')],
  ['kms:Decrypt', keyArn, [], via('lambda')],
  ['kms:Decrypt', keyArn, []],
  ['kms:Decrypt', arn('kms', 'key/another'), [], via('dynamodb')],
  ['kms:Decrypt', keyArn, schedules, { [schedule]: scheduleArn }],
  ['kms:Decrypt', keyArn, [], { [schedule]: arn('scheduler', 'schedule/keyturn/another') }],
  ['kms:Decrypt', keyArn, [], { [schedule]: arn('scheduler', 'schedule/another/keyturn-daily') }],
  ['kms:GenerateDataKey', keyArn, [], { [schedule]: scheduleArn }],
  ['kms:GenerateDataKey', keyArn, ['run'], { [run]: stateMachineArn }],
  ['kms:Decrypt', keyArn, ['run'], { [run]: `${stateMachineArn}/Account` }],
  ['kms:Decrypt', keyArn, [], { [run]: `${stateMachineArn}2` }],
  ['kms:Decrypt', keyArn, [], { [run]: arn('states', 'stateMachine:another') }],
  ['kms:Encrypt', keyArn, [], { [run]: stateMachineArn }],
  ['kms:GenerateDataKey', keyArn, ['run'], { [logSource]: arn('logs', '*') }],
  ['kms:GenerateDataKey', keyArn, [], { [logSource]: arn('logs', 'log-group:x') }],
  ['kms:Decrypt', keyArn, [], { [logSource]: arn('logs', '*') }],
  ['kms:PutKeyPolicy', keyArn, []],
  ['kms:ScheduleKeyDeletion', keyArn, []],
  ['kms:Decrypt', slackTokenKeyArn, ['notify'], via('secretsmanager')],
  ['kms:Encrypt', slackTokenKeyArn, [], via('secretsmanager')],
  ['kms:Decrypt', signingSecretKeyArn, ['slack-in'], via('secretsmanager')],
  ['kms:Decrypt', signingSecretKeyArn, [], via('sqs')],
  ['kms:GenerateDataKey', signingSecretKeyArn, [], via('secretsmanager')],
  ['secretsmanager:GetSecretValue', slackTokenSecretArn, ['notify']],
  ['secretsmanager:GetSecretValue', signingSecretArn, ['slack-in']],
  ['secretsmanager:PutSecretValue', signingSecretArn, []],
  ['secretsmanager:DescribeSecret', signingSecretArn, []],
  ['secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:another-AbCdEf'), []],
  ['secretsmanager:PutSecretValue', slackTokenSecretArn, []],
  ['sqs:SendMessage', noticeQueueArn, sends],
  ['sqs:ReceiveMessage', noticeQueueArn, ['notify']],
  ['sqs:DeleteMessage', noticeQueueArn, ['notify']],
  ['sqs:GetQueueAttributes', noticeQueueArn, ['notify']],
  ['sqs:PurgeQueue', noticeQueueArn, []],
  ['sqs:SendMessage', failedRunsQueueArn, [...monitors, ...keyEvents]],
  ['sqs:SendMessage', actionsQueueArn, putsActions],
  ['sqs:ReceiveMessage', actionsQueueArn, acts],
  ['sqs:DeleteMessage', actionsQueueArn, acts],
  ['sqs:GetQueueAttributes', actionsQueueArn, acts],
  ['sqs:PurgeQueue', actionsQueueArn, []],
  // Only SQS itself moves dead letters, and people.
  ['sqs:SendMessage', undoneQueueArn, []],
  ['sqs:ReceiveMessage', undoneQueueArn, []],
  ['sqs:SendMessage', missedSchedulesQueueArn, ['schedule', 'schedule of distributed runs']],
  ['sqs:SendMessage', arn('sqs', 'another'), []],
  ['lambda:InvokeFunction', functionArn, ['schedule', 'run']],
  ['lambda:InvokeFunction', arn('lambda', 'function:keyturn-notify'), []],
  ['logs:PutLogEvents', streamOf('monitor'), monitors],
  ['logs:PutLogEvents', streamOf('notify'), ['notify']],
  ['logs:PutLogEvents', streamOf('key-events'), keyEvents],
  ['logs:PutLogEvents', streamOf('slack-in'), ['slack-in']],
  ['logs:PutLogEvents', streamOf('act'), acts],
  ['logs:CreateLogGroup', groupOf('monitor'), []],
  ['iam:UpdateAccessKey', 'arn:aws:iam::111111111111:user/alice', []],
  ['iam:ListAccessKeys', 'arn:aws:iam::111111111111:user/alice', []],
];

describe('the roles of the functions', () => {
  const rootTrust = (resource: string): PolicyDocument | undefined =>
    resource.includes(':role/')
      ? {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'Trust',
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111111111111:root' },
              Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
            },
          ],
        }
      : resource.includes(':kms:')
        ? {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'Delegate',
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::111111111111:root' },
                Action: 'kms:*',
                Resource: '*',
              },
            ],
          }
        : undefined;

  for (const [action, resource, roles, context = {}] of grants)
    it(`${action} on ${resource} ${JSON.stringify(context)}: ${roles.join(', ') || 'nobody'}`, async () => {
      const allowed: string[] = [];
      for (const [role, make] of Object.entries(documents))
        if (
          await isAllowed({
            principal: 'arn:aws:sts::111111111111:assumed-role/some/session',
            action,
            resource,
            resourceAccountId: resource === '*' ? '111111111111' : undefined,
            context,
            identityPolicies: [make()],
            resourcePolicy: rootTrust(resource),
          })
        )
          allowed.push(role);
      assert.deepEqual(allowed.sort(), [...roles].sort());
    });

  it('let the monitor keep reports, and where runs are distributed their parts too', () => {
    for (const [role, make] of Object.entries(documents)) {
      const found = make().Statement.filter(({ Action }) => [Action].flat().join().includes('s3:'));
      const allow = { Effect: 'Allow' };
      const expected = [
        {
          ...{ Sid: 'KeepReports', ...allow, Action: ['s3:GetObject', 's3:PutObject'] },
          Resource: `${reportsBucketArn}/reports/*`,
        },
        { Sid: 'ListReports', ...allow, Action: 's3:ListBucket', Resource: reportsBucketArn },
      ];
      assert.deepEqual(found, monitors.includes(role as Role) ? expected : []);
    }
    const { Statement } = monitorPermissions({ ...monitor, isDistributed: true });
    const { Action, Resource } = Statement.find(({ Sid }) => Sid === 'KeepReports') ?? {};
    assert.deepEqual(Action, ['s3:GetObject', 's3:PutObject']);
    assert.deepEqual(Resource, [`${reportsBucketArn}/parts/*`, `${reportsBucketArn}/reports/*`]);
  });

  it('are of key-events the same where nothing is asked, and where it is, one queue to send to more', () => {
    const before = documents['key-events']();
    const after = documents['key-events of questions']();
    const added = after.Statement.filter(({ Sid }) => Sid === 'PutActions');
    assert.deepEqual(added, [
      { Sid: 'PutActions', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: actionsQueueArn },
    ]);
    assert.deepEqual(
      after.Statement.filter((each) => !added.includes(each)),
      before.Statement,
    );
  });

  it('need no KMS where no key is given', () => {
    const bare = { ...monitor, keyArn: undefined };
    for (const document of [
      monitorPermissions(bare),
      notifyPermissions({ ...bare, slackTokenSecretArn }),
      keyEventsPermissions({ ...bare, actionsQueueArn }),
      slackInPermissions({ ...bare, signingSecretArn, actionsQueueArn }),
      actPermissions({ ...bare, actionsQueueArn }),
      schedulePermissions({ functionArn, missedSchedulesQueueArn }),
      startRunPermissions({ stateMachineArn, missedSchedulesQueueArn }),
      runPermissions({ functionArn, stateMachineArn }),
    ])
      assert.doesNotMatch(JSON.stringify(document), /kms/);
  });

  it('name each account once, in one order', () => {
    const once = monitorPermissions({ ...monitor, accountIds: ['222222222222', '333333333333'] });
    const twice = ['333333333333', '222222222222', '333333333333'];
    assert.deepEqual(monitorPermissions({ ...monitor, accountIds: twice }), once);
    assert.deepEqual(
      actPermissions({ ...act, accountIds: twice }),
      actPermissions({ ...act, accountIds: ['222222222222', '333333333333'] }),
    );
  });

  it('are within IAM’s limit, up to some 180 accounts', () => {
    const accountIds = Array.from({ length: 180 }, (_, i) => String(100000000000 + i));
    for (const document of [
      ...Object.values(documents).map((make) => make()),
      monitorPermissions({ ...monitor, accountIds }),
      actPermissions({ ...act, accountIds }),
    ])
      assert.ok(sizeOf(document) <= documentLimits.roleInline);
  });
});
