import assert from 'node:assert/strict';
import { actPermissions } from './act-permissions';
import { actSessionPermissions } from './act-session-permissions';
import { auditRolePermissions } from './audit-role-permissions';
import { auditRoleTrust } from './audit-role-trust';
import { documentLimits, sizeOf, type PolicyDocument } from './document';
import { monitorPermissions } from './monitor-permissions';
import { isAllowed } from './testing/decide';

const home = { partition: 'aws', accountId: '222222222222' };
const monitorRole = 'arn:aws:iam::111111111111:role/keyturn-monitor';
const actRole = 'arn:aws:iam::111111111111:role/keyturn-act';
const auditRole = 'arn:aws:iam::222222222222:role/keyturn-audit';
const id = { 'sts:ExternalId': 'some-external-id' };
const named = { 'sts:SourceIdentity': 'keyturn-act' };

/** All that a caller's own policies can say: the trust alone decides. */
const anything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Anything', Effect: 'Allow', Action: '*', Resource: '*' }],
};
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:eu-central-1:111111111111:${resource}`;
const queues = {
  noticeQueueArn: arn('sqs', 'keyturn-notices.fifo'),
  actionsQueueArn: arn('sqs', 'keyturn-actions.fifo'),
  failedRunsQueueArn: arn('sqs', 'keyturn-failed-runs'),
};
const common = {
  ...{ partition: 'aws', auditRoleName: 'keyturn-audit', accountIds: ['222222222222'] },
  ...queues,
  ledgerArn: arn('dynamodb', 'table/keyturn-ledger'),
  logGroupArn: arn('logs', 'log-group:x'),
};
const own: Readonly<Record<string, PolicyDocument>> = {
  [monitorRole]: monitorPermissions({ ...common, reportsBucketArn: 'arn:aws:s3:::reports' }),
  [actRole]: actPermissions(common),
};

/** STS lets an AssumeRole by that is let by itself and, where it has a source identity, for that too. */
async function comesIn(
  role: string,
  context: Readonly<Record<string, string>>,
  identity: PolicyDocument = anything,
  trust = auditRoleTrust(monitorRole, 'some-external-id', { actRoleArn: actRole }),
): Promise<boolean> {
  const [, , , , account, name = ''] = role.split(':');
  const ask = (action: string) =>
    isAllowed({
      principal: `arn:aws:sts::${account}:assumed-role/${name.split('/').at(-1)}/session`,
      action,
      resource: auditRole,
      context: { 'aws:PrincipalArn': role, ...context },
      identityPolicies: [identity],
      resourcePolicy: trust,
    });
  const isNamed = 'sts:SourceIdentity' in context;
  return (await ask('sts:AssumeRole')) && (!isNamed || (await ask('sts:SetSourceIdentity')));
}

describe('the trust of an audit role where presses are taken', () => {
  it('lets act in under its own name, and the monitor under none, by their own policies', async () => {
    assert.equal(await comesIn(actRole, { ...id, ...named }, own[actRole]), true);
    assert.equal(await comesIn(monitorRole, id, own[monitorRole]), true);
  });

  const refused: [string, string, Record<string, string>][] = [
    ['act without a source identity', actRole, id],
    ['act with an empty one', actRole, { ...id, 'sts:SourceIdentity': '' }],
    ['act with another', actRole, { ...id, 'sts:SourceIdentity': 'alice' }],
    ['act with one that begins so', actRole, { ...id, 'sts:SourceIdentity': 'keyturn-act2' }],
    ['act with a pattern', actRole, { ...id, 'sts:SourceIdentity': 'keyturn-*' }],
    ['act with its own in capitals', actRole, { ...id, 'sts:SourceIdentity': 'Keyturn-Act' }],
    ['act without the external id', actRole, named],
    ['act with another external id', actRole, { ...named, 'sts:ExternalId': 'some' }],
    ['the monitor under act’s name', monitorRole, { ...id, ...named }],
    ['the monitor under any other', monitorRole, { ...id, 'sts:SourceIdentity': 'alice' }],
    ...['keyturn-notify', 'keyturn-slack-in', 'keyturn-key-events', 'x/keyturn-act', 'admin'].map(
      (name): [string, string, Record<string, string>] => [
        `the role ${name} under act’s name`,
        `arn:aws:iam::111111111111:role/${name}`,
        { ...id, ...named },
      ],
    ),
    ['act of another account', actRole.replace('1111', '9999'), { ...id, ...named }],
    ['act of the audited account', actRole.replace(/1{12}/, '2'.repeat(12)), { ...id, ...named }],
  ];
  for (const [who, role, context] of refused)
    it(`keeps out ${who}, whatever its own policies say`, async () =>
      assert.equal(await comesIn(role, context), false));

  it('keeps out the monitor under act’s name, were the trust to let it: its own policies do not', async () => {
    const careless = auditRoleTrust(monitorRole, 'some-external-id', { actRoleArn: monitorRole });
    assert.equal(await comesIn(monitorRole, { ...id, ...named }, anything, careless), true);
    assert.equal(
      await comesIn(monitorRole, { ...id, ...named }, own[monitorRole], careless),
      false,
    );
  });

  it('is that of the monitor alone where none are taken, and then keeps out act', async () => {
    const trust = auditRoleTrust(monitorRole, 'some-external-id');
    assert.deepEqual(trust, auditRoleTrust(monitorRole, 'some-external-id', undefined));
    assert.equal(await comesIn(actRole, { ...id, ...named }, anything, trust), false);
    assert.equal(await comesIn(actRole, id, anything, trust), false);
  });

  it('says by its statements’ names whether presses are taken', () => {
    const names = ({ Statement }: PolicyDocument) => Statement.map(({ Sid }) => Sid);
    assert.deepEqual(names(auditRoleTrust(monitorRole, 'some-external-id')), ['TrustMonitor']);
    assert.deepEqual(
      names(auditRoleTrust(monitorRole, 'some-external-id', { actRoleArn: actRole })),
      ['TrustMonitorAndAct', 'LetActNameItself', 'DenyActUnnamed'],
    );
  });

  it('is within IAM’s limit, with the longest names and an external id of a thousand characters', () => {
    const role = (what: string) =>
      `arn:aws-us-gov:iam::111111111111:role/${'k'.repeat(40)}-${what}`;
    const trust = auditRoleTrust(role('monitor'), 'x'.repeat(1000), { actRoleArn: role('act') });
    assert.ok(sizeOf(trust) <= documentLimits.roleTrust, `${sizeOf(trust)}`);
  });
});

describe('the audit role’s permissions where presses are taken', () => {
  const user = 'arn:aws:iam::222222222222:user/team/backup';
  const ofType = (type: string): Record<string, string> => ({ 'aws:ResourceTag/type': type });
  const [engineer, machine] = [ofType('engineer'), ofType('machine')];
  const ofAct = { 'aws:SourceIdentity': 'keyturn-act' };
  const permissions = (machineKeys: boolean) =>
    auditRolePermissions(home, true, {}, { machineKeys });
  const [without, withMachines] = [permissions(false), permissions(true)];

  const ask = (
    document: PolicyDocument,
    action: string,
    context: Readonly<Record<string, string>>,
    resource = user,
  ) =>
    isAllowed({
      principal: 'arn:aws:sts::222222222222:assumed-role/keyturn-audit/keyturn-act',
      action,
      resource,
      resourceAccountId: '222222222222',
      context,
      identityPolicies: [document],
    });

  const cases: [string, Record<string, string>, withoutThem: boolean, withThem: boolean][] = [
    ['a machine’s key in a session of act', { ...machine, ...ofAct }, false, true],
    ['a machine’s key in a session of the monitor', machine, false, false],
    [
      'a machine’s key under another name',
      { ...machine, 'aws:SourceIdentity': 'keyturn-act2' },
      false,
      false,
    ],
    ['a machine’s key under an empty name', { ...machine, 'aws:SourceIdentity': '' }, false, false],
    [
      'a machine’s key under its session’s name alone',
      { ...machine, 'sts:RoleSessionName': 'keyturn-act' },
      false,
      false,
    ],
    ['an engineer’s key in a session of act', { ...engineer, ...ofAct }, true, true],
    ['an engineer’s key in a session of the monitor', engineer, true, true],
    ['the key of a user without a type in a session of act', ofAct, false, false],
    ['that of a user of another type', { ...ofType('robot'), ...ofAct }, false, false],
  ];
  for (const [what, context, withoutThem, withThem] of cases)
    it(`let ${what} be disabled: ${withoutThem} without machines’ keys, ${withThem} with them`, async () => {
      assert.equal(await ask(without, 'iam:UpdateAccessKey', context), withoutThem);
      assert.equal(await ask(withMachines, 'iam:UpdateAccessKey', context), withThem);
    });

  it('let nothing else be done to machines, nor to users of another account', async () => {
    const all = auditRolePermissions(
      home,
      true,
      { 'service-specific': 'disable', 'ssh-key': 'disable', 'signing-certificate': 'disable' },
      { machineKeys: true },
    );
    for (const action of [
      'iam:UpdateServiceSpecificCredential',
      'iam:UpdateSSHPublicKey',
      'iam:UpdateSigningCertificate',
      'iam:DeleteAccessKey',
      'iam:CreateAccessKey',
      'iam:TagUser',
    ])
      assert.equal(await ask(all, action, { ...machine, ...ofAct }), false, action);
    const elsewhere = user.replace('222222222222', '999999999999');
    assert.equal(await ask(all, 'iam:UpdateAccessKey', { ...machine, ...ofAct }, elsewhere), false);
  });

  it('let no key be disabled where the account may only be read', async () => {
    const readOnly = auditRolePermissions(home, false, {}, { machineKeys: true });
    assert.deepEqual(readOnly, auditRolePermissions(home, false));
    for (const tags of [engineer, machine])
      assert.equal(await ask(readOnly, 'iam:UpdateAccessKey', { ...tags, ...ofAct }), false);
  });

  it('are what they were where machines’ keys are left alone', () =>
    assert.deepEqual(without, auditRolePermissions(home, true)));

  it('hold a session of act to the one user, a machine among them', async () => {
    // A session may do what both its role's policies and its own allow.
    const inSession = async (action: string, context: Record<string, string>, resource: string) => {
      const session = actSessionPermissions(home, 'backup', true);
      return (
        (await ask(withMachines, action, context, resource)) &&
        (await ask(session, action, context, resource))
      );
    };
    const other = user.replace('backup', 'alice');
    const act = { ...machine, ...ofAct };
    assert.equal(await inSession('iam:UpdateAccessKey', act, user), true);
    assert.equal(await inSession('iam:ListAccessKeys', ofAct, user), true);
    assert.equal(await inSession('iam:UpdateAccessKey', act, other), false);
    assert.equal(await inSession('iam:UpdateAccessKey', { ...engineer, ...ofAct }, other), false);
    assert.equal(await inSession('iam:ListAccessKeys', ofAct, other), false);
    assert.equal(await inSession('iam:GetCredentialReport', ofAct, '*'), false);
    assert.equal(await inSession('iam:UpdateAccessKey', machine, user), false);
  });
});
