import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sizeOf, type PolicyDocument } from '../rules/policies';
import { manyEngineers } from '../stacks/testing/many-engineers';
import { goodStacks, organizationStacks, TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';

const root = path.join(__dirname, '..');

describe('keyturn deployer-policy', () => {
  let keyturn: Keyturn;
  let project: TestProject | undefined;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  afterEach(() => {
    project?.remove();
    project = undefined;
  });

  const run = (...args: readonly string[]) =>
    keyturn.run(['deployer-policy', '--project', project?.folder ?? root, ...args]);
  const policiesIn = (stdout: string) =>
    JSON.parse(stdout) as Readonly<Record<string, PolicyDocument>>;
  const resourcesOf = (policies: Readonly<Record<string, PolicyDocument>>, sid: RegExp) =>
    Object.values(policies).flatMap(({ Statement }) =>
      Statement.filter(({ Sid }) => sid.test(Sid)).flatMap(({ Resource = [] }) => Resource),
    );

  it('writes the policies of the repository’s own stacks, which stand in docs/deployer', async () => {
    const out = path.join(keyturn.folder, 'own', 'deployer');
    for (const args of [
      ['--out', out],
      ['--doctor', '--out', out],
    ]) {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, exitCodes.fine, stderr);
      assert.equal(stdout, '');
    }
    const examples = path.join(root, 'docs', 'deployer');
    assert.deepEqual(readdirSync(out).sort(), readdirSync(examples).sort());
    for (const file of readdirSync(out))
      assert.equal(
        readFileSync(path.join(out, file), 'utf8'),
        readFileSync(path.join(examples, file), 'utf8'),
        `docs/deployer/${file}: npm run -s keyturn -- deployer-policy --out docs/deployer, and with --doctor`,
      );
  });

  it('writes those of the stacks that it is asked for to standard output', async () => {
    const { code, stdout, stderr } = await run('--stack', 'production');
    assert.equal(code, exitCodes.fine);
    assert.deepEqual(Object.keys(policiesIn(stdout)), ['keyturn-deployer-production-1']);
    assert.match(stderr, /^production: one policy, of [\d,]+ characters\n$/);
  });

  it('divides what is too long for a policy, and loses nobody', async () => {
    project = new TestProject(manyEngineers.stacks, manyEngineers.engineers);
    const { stdout, stderr } = await run('--stack', 'identity');
    const policies = policiesIn(stdout);
    for (const [name, policy] of Object.entries(policies))
      assert.ok(sizeOf(policy) <= 6144, `${name} has ${sizeOf(policy)} characters`);
    const users = resourcesOf(policies, /^Users/);
    assert.equal(new Set(users).size, 503);
    for (const { Statement } of Object.values(policies)) {
      const sids = Statement.map(({ Sid }) => Sid);
      assert.equal(new Set(sids).size, sids.length, 'IAM wants a Sid once in a policy');
    }
    if (Object.keys(policies).length > 10) assert.match(stderr, /--room-for-new/);
  });

  it('leaves room for users and groups to come, under the paths of those that are there', async () => {
    project = new TestProject(
      goodStacks,
      'engineers:\n  ada: {slackId: U0ADA000001, path: /people/}\nmachineUsers:\n  ci: {slackId: C0TEAM00001, path: /machines/}\n',
    );
    const policies = policiesIn((await run('--stack', 'identity', '--room-for-new')).stdout);
    const arn = (what: string) => `arn:aws:iam::111111111111:${what}`;
    assert.deepEqual(resourcesOf(policies, /^Users/), [
      arn('user/machines/*'),
      arn('user/people/*'),
    ]);
    assert.deepEqual(
      new Set(resourcesOf(policies, /^Groups\d?$/)),
      new Set([arn('group/engineers'), arn('group/engineers-*'), arn('group/machines-*')]),
    );
    project.write('stacks/engineers.yaml', 'engineers:\n  bob: {slackId: U0BOB000001}\n');
    const wide = await run('--stack', 'identity', '--room-for-new');
    assert.deepEqual(resourcesOf(policiesIn(wide.stdout), /^Users/), [arn('user/*')]);
    assert.match(wide.stderr, /every user of the account/);
  });

  it('names each user where no room is asked for', async () => {
    project = new TestProject(
      goodStacks,
      'engineers:\n  ada: {slackId: U0ADA000001, path: /people/}\n  bob: {slackId: U0BOB000001}\n',
    );
    const { stdout, stderr } = await run('--stack', 'identity');
    const arn = (what: string) => `arn:aws:iam::111111111111:${what}`;
    assert.deepEqual(resourcesOf(policiesIn(stdout), /^Users/), [
      arn('user/bob'),
      arn('user/people/ada'),
    ]);
    assert.doesNotMatch(stderr, /every user/);
  });

  it('grants the tags of all that is made only where the stack gives some', async () => {
    const tags = '  aws:defaultTags: {tags: {team: platform}}\n';
    project = new TestProject({
      ...goodStacks,
      production: goodStacks.production.replace('\n', `\n${tags}`),
    });
    const tagged = (await run('--stack', 'production')).stdout;
    assert.match(tagged, /"iam:TagRole"/);
    assert.doesNotMatch((await run('--stack', 'identity')).stdout, /"iam:TagRole"/);
  });

  it('lets nobody delete what deletionProtection keeps', async () => {
    const open = `${goodStacks.monitor}  keyturn:createTrail: true\n`;
    const deletes = /dynamodb:DeleteTable|s3:DeleteBucket"|cloudtrail:DeleteTrail/g;
    project = new TestProject({ ...goodStacks, monitor: open });
    assert.doesNotMatch((await run('--stack', 'monitor')).stdout, deletes);
    project.remove();
    project = new TestProject({
      ...goodStacks,
      monitor: `${open}  keyturn:deletionProtection: false\n`,
    });
    const found = (await run('--stack', 'monitor')).stdout.match(deletes);
    assert.equal(new Set(found).size, 3);
  });

  describe('for the doctor', () => {
    const machine =
      'engineers: {}\nmachineUsers:\n  canary: {slackId: C0TEAM00001, path: /machines/}\n';
    const ofDoctor = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await run('--doctor', ...args);
      assert.equal(code, exitCodes.fine, stderr);
      return policiesIn(stdout);
    };
    const monitorOf = (more: string) => ({
      ...goodStacks,
      monitor: `${goodStacks.monitor}${more}`,
    });

    it('names the parts that this monitor has, and no others', async () => {
      project = new TestProject();
      const plain = JSON.stringify(await ofDoctor());
      assert.doesNotMatch(
        plain,
        /slack-in|keyturn-act|keyturn-undone|executions-failed|kms:|sts:|iam:/,
      );
      project.remove();
      project = new TestProject(
        monitorOf(
          '  keyturn:fanOut: distributed\n  keyturn:slackSigningSecretArn: arn:aws:secretsmanager:eu-central-1:333333333333:secret:signing-AbCdEf\n  keyturn:slackAppId: A0COMPANY01\n  keyturn:alarmTopicArn: arn:aws:sns:eu-central-1:333333333333:ours\n',
        ),
      );
      const all = await ofDoctor();
      const arn = (service: string, what: string) =>
        `arn:aws:${service}:eu-central-1:333333333333:${what}`;
      assert.ok(resourcesOf(all, /^AskFunctions/).includes(arn('lambda', 'function:keyturn-act')));
      assert.ok(resourcesOf(all, /^LookAtQueues/).includes(arn('sqs', 'keyturn-undone.fifo')));
      assert.ok(
        resourcesOf(all, /^LookAtAlarms/).includes(
          arn('cloudwatch', 'alarm:keyturn-executions-failed'),
        ),
      );
      assert.deepEqual(resourcesOf(all, /^LookAtTopic/), [arn('sns', 'ours')]);
    });

    it('has the services decrypt what is under a key, and no other key', async () => {
      const key = 'arn:aws:kms:eu-central-1:333333333333:key/3f2504e0-4f89-11d3-9a0c-0305e82c3301';
      project = new TestProject(monitorOf(`  keyturn:kmsKeyArn: ${key}\n`));
      assert.deepEqual(resourcesOf(await ofDoctor(), /^ReadUnderKey/), [key]);
      project.remove();
      project = new TestProject(monitorOf('  keyturn:createKmsKey: true\n'), machine);
      const made = await ofDoctor('--canary', 'canary');
      const conditions = Object.values(made)
        .flatMap(({ Statement }) => Statement.filter(({ Sid }) => Sid.startsWith('ReadUnderKey')))
        .map(({ Condition }) => Condition);
      const ours = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/keyturn' } };
      assert.deepEqual(conditions, [
        { StringLike: { 'kms:ViaService': ['lambda.*', 'scheduler.*'] }, ...ours },
        { StringLike: { 'kms:ViaService': ['dynamodb.*'] }, ...ours },
      ]);
    });

    it('goes into the accounts of the own organization alone, where AWS lists them', async () => {
      project = new TestProject(organizationStacks);
      const policies = await ofDoctor('--role-name', 'look');
      const [statement] = Object.values(policies).flatMap(({ Statement }) =>
        Statement.filter(({ Sid }) => Sid === 'LookIntoAccounts'),
      );
      assert.deepEqual(
        [statement?.Resource, statement?.Condition],
        [
          ['arn:aws:iam::*:role/look'],
          { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
        ],
      );
    });

    it('has the canary’s user by path and name, in a policy for that account', async () => {
      project = new TestProject(goodStacks, machine);
      const policies = await ofDoctor('--canary', 'canary');
      assert.deepEqual(Object.keys(policies), [
        'keyturn-doctor-monitor-1',
        'keyturn-doctor-canary-identity-1',
      ]);
      assert.deepEqual(
        new Set(resourcesOf(policies, /^(LookAtCanary|MakeAndDeleteKey)/)),
        new Set(['arn:aws:iam::111111111111:user/machines/canary']),
      );
    });

    const refused: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
      'a canary that nobody declares': [
        ['--doctor', '--canary', 'canry'],
        /--canary is "canry", which is no machine user of engineers\.yaml: expected one of canary/,
      ],
      'an engineer as the canary': [
        ['--doctor', '--canary', 'ada'],
        /--canary is "ada", which is no machine user/,
      ],
      'a stack without a monitor': [
        ['--doctor', '--stack', 'identity'],
        /--stack is identity, whose account has no monitor: expected monitor/,
      ],
      'a canary of no doctor': [['--canary', 'canary'], /--canary goes with --doctor; found none/],
      'a role of no doctor': [['--role-name', 'R'], /--role-name goes with --doctor; found none/],
      'room for whoever is made': [
        ['--doctor', '--room-for-new'],
        /--room-for-new goes without --doctor/,
      ],
    };
    for (const [what, [args, why]] of Object.entries(refused))
      it(`refuses ${what}`, async () => {
        project = new TestProject(
          goodStacks,
          `engineers:\n  ada: {slackId: U0ADA000001}\n${machine.slice(machine.indexOf('machineUsers'))}`,
        );
        const { code, stdout, stderr } = await run(...args);
        assert.equal(code, exitCodes.badUse);
        assert.match(stderr, why);
        assert.equal(stdout, '');
      });

    it('refuses a project without a monitor', async () => {
      project = new TestProject({ identity: goodStacks.identity });
      const { code, stderr } = await run('--doctor');
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /monitor/);
    });
  });

  it('refuses a stack that has no file, a mistake, and a folder that is a file', async () => {
    const unknown = await run('--stack', 'monitr');
    assert.equal(unknown.code, exitCodes.badUse);
    assert.match(unknown.stderr, /monitr.*monitor/);

    project = new TestProject({
      ...goodStacks,
      production: `${goodStacks.production}  keyturn:rolls: [x]\n`,
    });
    const mistaken = await run();
    assert.equal(mistaken.code, exitCodes.badUse);
    assert.match(mistaken.stderr, /Pulumi\.production\.yaml:\d+:\d+: .*keyturn validate/);
    assert.equal(mistaken.stdout, '');

    const file = path.join(keyturn.folder, 'a-file');
    writeFileSync(file, '');
    project.remove();
    project = new TestProject();
    const blocked = await run('--out', file);
    assert.equal(blocked.code, exitCodes.badUse);
    assert.match(blocked.stderr, /--out is .*a-file.*it is a file.*name a folder/);
  });
});
