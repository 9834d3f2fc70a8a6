import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutGroupPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createDevice, enableDevice } from '../emulation/moto/test-clients';
import { assumableRoleTrust } from '../rules/policies/assumable-role-trust';
import { auditRoleTrust } from '../rules/policies/audit-role-trust';
import { engineerSelfManagement } from '../rules/policies/engineer-self-management';
import type { Report } from '../rules/report/report';
import { reportSchema } from '../rules/report/report-schema';
import { isOfGroupsAndRoles } from '../rules/report/audit-rules';
import { ruleNames } from '../rules/report/rule-names';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';

const OWN = '123456789012';
const home = { partition: 'aws', accountId: OWN };
const root = `arn:aws:iam::${OWN}:root`;
const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const allow = (Action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Über 100%', Effect: 'Allow', Action, Resource: '*' }],
  });
const trust = (Principal: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  });
const logs = `arn:aws:iam::${OWN}:policy/logs`;

/** Two engineers, their groups, and roles: some as they should be. */
async function seed(moto: Moto, iam: IAMClient): Promise<void> {
  const Tags = [
    { Key: 'type', Value: 'engineer' },
    { Key: 'slack-id', Value: 'U0ANNA00001' },
  ];
  await iam.send(new CreateUserCommand({ UserName: 'anna', Tags }));
  await enableDevice(moto, iam, await createDevice(iam, 'annas'), 'anna');
  await iam.send(
    new CreateUserCommand({ UserName: 'robot', Tags: [{ Key: 'type', Value: 'machine' }] }),
  );
  for (const GroupName of ['engineers', 'developers', 'robots'])
    await iam.send(new CreateGroupCommand({ GroupName }));
  const join = (UserName: string, GroupName: string) =>
    iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
  await join('anna', 'engineers');
  await join('anna', 'developers');
  await join('robot', 'robots');
  const put = (GroupName: string, PolicyDocument: string) =>
    iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: 'inline', PolicyDocument }));
  await put('engineers', JSON.stringify(engineerSelfManagement(home)));
  await put('developers', allow('s3:*'));
  await put('robots', allow('ec2:*'));
  const attach = (GroupName: string, PolicyArn: string) =>
    iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
  // Its first version gave all: the second counts.
  await iam.send(new CreatePolicyCommand({ PolicyName: 'logs', PolicyDocument: allow('*') }));
  const version = { PolicyArn: logs, PolicyDocument: allow('logs:*'), SetAsDefault: true };
  await iam.send(new CreatePolicyVersionCommand(version));
  await attach('developers', logs);
  await attach('developers', ofAws('ReadOnlyAccess'));
  await iam.send(
    new AttachUserPolicyCommand({ UserName: 'robot', PolicyArn: ofAws('AdministratorAccess') }),
  );
  const monitor = 'arn:aws:iam::999999999999:role/keyturn-monitor';
  const roles: Readonly<Record<string, string>> = {
    deploy: JSON.stringify(assumableRoleTrust(home)),
    'keyturn-audit': JSON.stringify(auditRoleTrust(monitor, 'keyturn-of-acme')),
    lambda: trust({ Service: 'lambda.amazonaws.com' }),
    open: trust('*'),
    partner: trust({ AWS: 'arn:aws:iam::999999999999:role/partner' }),
    people: trust({ AWS: root }),
  };
  for (const [RoleName, AssumeRolePolicyDocument] of Object.entries(roles))
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

describe('keyturn audit of groups and roles', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    await seed(moto, clientsOf(moto, await moto.credentialsFor(OWN)).iam);
  });
  after(() => moto.stop());

  const audit = (args: readonly string[] = [], env = moto.env) =>
    keyturn.run(['audit', ...args], { env });

  async function reportOf(args: readonly string[] = [], expected: number = exitCodes.fine) {
    const { code, stdout, stderr } = await audit(['--format', 'json', ...args]);
    assert.equal(code, expected, stderr);
    return reportSchema.parse(JSON.parse(stdout));
  }

  const named = ({ rules }: Report, name: string) =>
    rules
      .flatMap(({ rule, breaches }) => (rule === name ? breaches : []))
      .map(({ userName, groupName, roleName }) => userName ?? groupName ?? roleName)
      .toSorted();

  it('names whoever breaks a rule, and nobody else', async () => {
    const report = await reportOf();
    const expected = {
      'group-permissions': ['developers'],
      'no-admin': ['robot'],
      'role-mfa': ['open', 'people'],
      'role-caller': ['open', 'partner'],
    };
    for (const [rule, names] of Object.entries(expected))
      assert.deepEqual(named(report, rule), names);
    const [{ breaches = [] } = {}] = report.rules.filter(
      ({ rule }) => rule === 'group-permissions',
    );
    assert.equal(
      breaches[0]?.text,
      `gives 1 engineer (anna) the managed policy ${logs} (logs:*), the managed policy ${ofAws('ReadOnlyAccess')}, the inline policy inline (s3:*): that is for a role with MFA`,
    );
    for (const { rule, notSeen, notSeenOf } of report.rules)
      assert.deepEqual([notSeen, notSeenOf], [undefined, []], rule);
  });

  it('asks for nothing more than the pages of the users', async () => {
    const start = (await moto.recordedCalls()).length;
    await reportOf();
    const made = (await moto.recordedCalls()).slice(start).map(({ action }) => action);
    await reportOf(['--no-roles']);
    const without = (await moto.recordedCalls()).slice(start + made.length);
    const count = (actions: readonly string[]) =>
      actions.filter((each) => each === 'GetAccountAuthorizationDetails').length;
    assert.deepEqual([count(made), count(without.map(({ action }) => action))], [1, 1]);
    assert.deepEqual(
      made.filter((each) => /Group|Role|Polic/.test(each)),
      [],
    );
  });

  it('tells a person of each, with what CIS calls the rule', async () => {
    const { stdout } = await audit();
    assert.match(
      stdout,
      /^No user and no group may do everything \(no-admin\): broken 1 time; CIS 2\.14 \(5\.0\.0: 1\.15\)$/m,
    );
    assert.match(
      stdout,
      /^ {4}the role people: lets .*:root in without MFA, by statement number 1/m,
    );
    assert.match(stdout, /^ {4}the group developers: gives 1 engineer/m);
  });

  it('has a row of each in CSV', async () => {
    const { stdout } = await audit(['--format', 'csv']);
    const rows = parse<Record<string, string>>(stdout, { columns: true });
    const cells = (of: 'group' | 'role' | 'user') =>
      rows
        .filter((row) => row[of])
        .map((row) => [row[of], row['rules_broken'], row['cis']])
        .toSorted();
    assert.deepEqual(cells('group'), [['developers', 'group-permissions', '']]);
    assert.deepEqual(cells('role'), [
      ['open', 'role-caller role-mfa', ''],
      ['partner', 'role-caller', ''],
      ['people', 'role-mfa', ''],
    ]);
    assert.deepEqual(cells('user').at(-1), ['robot', 'no-admin', 'CIS 2.14 (5.0.0: 1.15)']);
    const people = rows.find(({ role }) => role === 'people');
    assert.match(people?.['note'] ?? '', /in without MFA/);
    assert.equal(people?.['account_id'], OWN);
  });

  it('has a place and a fingerprint of its own for each in SARIF', async () => {
    const { stdout } = await audit(['--format', 'sarif']);
    const [{ results = [], tool } = { tool: undefined }] = (JSON.parse(stdout) as Log).runs;
    const placeOf = (id: string) =>
      results
        .filter(({ ruleId }) => ruleId === id)
        .map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri);
    assert.deepEqual(placeOf('group-permissions'), [`aws/${OWN}/groups/developers`]);
    assert.deepEqual(placeOf('role-mfa'), [`aws/${OWN}/roles/open`, `aws/${OWN}/roles/people`]);
    for (const { ruleId, ruleIndex = -1 } of results)
      assert.equal(tool?.driver.rules?.[ruleIndex]?.id, ruleId);
    const prints = results.map((each) => each.partialFingerprints?.['keyturn/v1']);
    assert.equal(new Set(prints).size, results.length);
    const rule = tool?.driver.rules?.find(({ id }) => id === 'no-admin');
    assert.deepEqual(rule?.properties?.tags, [
      'cis-aws-foundations-5.0.0/1.15',
      'cis-aws-foundations-7.0.0/2.14',
    ]);
  });

  it('names each on the page', async () => {
    const { stdout } = await audit(['--format', 'html']);
    for (const name of ['the group developers', 'the role open', 'the role people', 'robot'])
      assert.ok(stdout.includes(`<strong>${name}</strong>`), name);
    assert.match(stdout, /CIS 2\.14 \(5\.0\.0: 1\.15\)/);
  });

  describe('--fail-on', () => {
    for (const rule of ruleNames.filter(isOfGroupsAndRoles))
      it(`${rule} ends with ${exitCodes.findings} where it is broken`, async () => {
        const { code, stderr } = await audit(['--fail-on', rule]);
        assert.equal(code, exitCodes.findings);
        assert.ok(stderr.startsWith(`keyturn: broken, as --fail-on asked: ${rule} (`), stderr);
      });
  });

  describe('--no-roles', () => {
    it('judges users alone, and says who checks the rest', async () => {
      const report = await reportOf(['--no-roles', '--fail-on', 'any']);
      assert.deepEqual(
        report.rules.filter(({ rule }) => isOfGroupsAndRoles(rule)),
        [],
      );
      const notSeen = report.rules.flatMap(({ notSeen: text }) => text ?? []);
      assert.equal(notSeen.length, 2);
    });

    it('goes with no rule that shows in groups and roles alone', async () => {
      const start = (await moto.recordedCalls()).length;
      const ended = await audit(['--no-roles', '--fail-on', 'role-mfa', '--fail-on', 'mfa']);
      assert.deepEqual(ended, {
        code: exitCodes.badUse,
        stdout: '',
        stderr: 'keyturn: --fail-on role-mfa needs groups and roles; found --no-roles\n',
      });
      assert.equal((await moto.recordedCalls()).length, start);
    });
  });

  describe('that AWS refuses', () => {
    let gate: Server;
    let env: Readonly<Record<string, string>>;
    before(async () => {
      gate = createServer((incoming, outgoing) => void pass(incoming, outgoing));
      await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
      const { port } = gate.address() as AddressInfo;
      env = { ...moto.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
    });
    after(() => new Promise((resolve) => gate.close(resolve)));

    /** Hands on all but the question for roles. */
    async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      if ([...new URLSearchParams(body).values()].includes('Role')) {
        outgoing.writeHead(403, { 'content-type': 'text/xml' });
        outgoing.end(
          '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>',
        );
        return;
      }
      const headers = new Headers();
      for (const name of ['authorization', 'content-type', 'x-amz-date', 'x-amz-security-token'])
        if (typeof incoming.headers[name] === 'string') headers.set(name, incoming.headers[name]);
      const answer = await fetch(moto.url, { method: 'POST', headers, body });
      outgoing.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/xml',
      });
      outgoing.end(await answer.text());
    }

    const why =
      'its groups and roles could not be read: access-denied at iam:GetAccountAuthorizationDetails';

    it('leaves the users audited, and ends as one that could not see everything', async () => {
      const { code, stdout, stderr } = await audit(['--format', 'json'], env);
      assert.equal(code, exitCodes.incomplete, stderr);
      assert.equal(
        stderr,
        "keyturn: of some groups and roles it can't be said whether they keep the rules: role-caller (1), group-permissions (1), no-admin (1), role-mfa (1): the report says why\n",
      );
      const report = reportSchema.parse(JSON.parse(stdout));
      assert.deepEqual(
        report.users.map(({ userName }) => userName),
        ['anna', 'robot'],
      );
      for (const { rule, breaches, notSeenOf } of report.rules)
        assert.deepEqual(
          [breaches, notSeenOf],
          [[], isOfGroupsAndRoles(rule) ? [{ accountId: OWN, text: why }] : []],
        );
    });

    it('is not called kept in any format', async () => {
      const table = await audit([], env);
      assert.match(table.stdout, /\(role-mfa\): not seen of 1 account$/m);
      assert.ok(table.stdout.includes(`    not seen: ${OWN}: ${why}`));
      const csv = await audit(['--format', 'csv'], env);
      const rows = parse<Record<string, string>>(csv.stdout, { columns: true });
      assert.deepEqual(
        rows.filter(({ user }) => user === '').map((row) => [row['rules_not_seen'], row['note']]),
        [['role-caller group-permissions no-admin role-mfa', why]],
      );
      const page = await audit(['--format', 'html'], env);
      assert.match(page.stdout, /Of 1 account not everything could be seen\./);
      const sarif = await audit(['--format', 'sarif'], env);
      const [run] = (JSON.parse(sarif.stdout) as Log).runs;
      const [invocation] = run?.invocations ?? [];
      assert.equal(invocation?.executionSuccessful, false);
      assert.deepEqual(
        invocation?.toolExecutionNotifications?.map(({ message: { text } }) => text),
        [1, 2, 3, 4].map(() => `${OWN}: ${why}`),
      );
    });

    it('does not stop one that reads none', async () => {
      const { code, stderr } = await audit(['--no-roles'], env);
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    });
  });
});
