import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateServiceSpecificCredentialCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { clientsOf, createDevice, enableDevice } from '../emulation/moto/test-clients';
import { holdingsSchema, type Holdings } from '../rules/offboarding/holdings';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { OWN, ROLE } from './testing/company';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';
import { LEDGER, MovingCompany, projectOf, type MovingPerson } from './testing/moving-company';
import { createRolesElsewhere, PRODUCTION, reading } from './testing/offboarding';
import { schemaOf } from './testing/schema-of';

const people: readonly MovingPerson[] = [
  { name: 'ada', access: 'key+sign-in', keys: [40, 3], hasPassword: true, seen: [5, 2, 1] },
  { name: 'ben', keys: [12] },
];

const engineers = `# Everybody.
roleSets: { backend: [production/deploy] }
engineers:
  # Backend

  # on call until May
  ada:
    slackId: U0ADA000000
    keyExemption: { until: 2026-01-01, reason: On leave, approvedBy: ben }
    fullName: Ada L.
    access: [key, sign-in] # since the audit
    roles: [backend]
  ben: { slackId: U0BEN000000 }
  hal: { slackId: U0HAL000000, access: [identity-center], iamUser: false }
machineUsers:
  ci: { slackId: U0ADA000000 }
`;
const without = engineers.replace(/ {2}# on call[^]*roles: \[backend\]\n/, '');

const policy = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement });

describe('keyturn offboard', () => {
  let keyturn: Keyturn;
  let company: MovingCompany;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    company = await MovingCompany.open(people);
    await givenToAda(company);
  });
  after(() => company.stop());
  beforeEach(() => {
    project = projectOf(engineers);
    const monitor = readFileSync(path.join(project.folder, 'Pulumi.monitor.yaml'), 'utf8');
    project.write(
      'Pulumi.monitor.yaml',
      `${monitor}  keyturn:alarmEmails: [team@example.com, ada@example.com]\n`,
    );
  });
  afterEach(() => project.remove());

  const text = () => readFileSync(path.join(project.folder, 'stacks', 'engineers.yaml'), 'utf8');
  const run = (...args: readonly string[]) =>
    keyturn.run(['offboard', ...args, '--project', project.folder], { env: company.env });
  const everywhere = ['--role-name', ROLE];

  async function recorded(...args: readonly string[]): Promise<[Ended, Holdings]> {
    const file = path.join(project.folder, 'ada.json');
    const ended = await run('ada', ...everywhere, '--record', file, ...args);
    return [ended, holdingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))];
  }

  function assertNotDone({ code, stdout, stderr }: Ended, expected: number, why: RegExp): void {
    assert.match(stderr, /^keyturn: [^\n]*\n$/);
    assert.match(stderr, why);
    assert.deepEqual([code, stdout], [expected, '']);
    assert.equal(text(), engineers);
  }

  it('takes them out with the comment above, and keeps all else', async () => {
    const ended = await run('ADA', ...everywhere);
    assert.deepEqual([ended.code, ended.stderr], [exitCodes.fine, '']);
    assert.equal(text(), without);
    assert.match(ended.stdout, /^- {2}# on call until May$/m);
    assert.match(ended.stdout, /^- {2}ada:$/m);
    assert.match(
      ended.stdout,
      /^ada is out of stacks\/engineers\.yaml, with the comment above\.$/m,
    );
  });

  it('shows it with --dry-run, and changes and records nothing', async () => {
    const record = path.join(project.folder, 'dry.json');
    const { code, stdout } = await run('ada', ...everywhere, '--dry-run', '--record', record);
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /^- {2}ada:$/m);
    assert.match(stdout, /^Nothing was changed\.$/m);
    assert.equal(text(), engineers);
    assert.equal(existsSync(record), false);
  });

  it('records what they hold, as its JSON Schema says', async () => {
    const [{ code }, holdings] = await recorded('--ledger', LEDGER);
    assert.equal(code, exitCodes.fine);
    const validate = schemaOf('holdings');
    assert.ok(validate(holdings), JSON.stringify(validate.errors));
    assert.equal(validate({ ...holdings, credentials: [{}] }), false);
    const { user, credentials, declared, move } = holdings;
    assert.deepEqual(
      credentials.map(({ kind, status }) => [kind, status]),
      [
        ['access-key', 'Active'],
        ['access-key', 'Active'],
        ['password', 'Active'],
        ['service-specific', 'Active'],
      ],
    );
    assert.deepEqual(
      credentials.slice(0, 2).map(({ id }) => id),
      company.keyIds.get('ada'),
    );
    assert.ok(user);
    assert.equal(user.id, company.ids.get('ada'));
    assert.deepEqual(user.groups.toSorted(), ['friends', 'engineers'].toSorted());
    assert.deepEqual(user.otherGroups, ['friends']);
    assert.deepEqual(
      user.policies.map(({ name, allows }) => [name, allows]),
      [
        [`arn:aws:iam::aws:policy/ReadOnlyAccess`, undefined],
        ['own', ['s3:GetObject']],
      ],
    );
    assert.equal((user.mfaDevices as readonly string[]).length, 1);
    assert.deepEqual(user.mayAssume, [`arn:aws:iam::${PRODUCTION}:role/deploy`]);
    assert.deepEqual(
      declared.roles.map(({ reference }) => reference),
      ['production/deploy'],
    );
    assert.deepEqual(declared.keyExemption, {
      ...{ until: '2026-01-01', reason: 'On leave', approvedBy: 'ben' },
    });
    assert.deepEqual([move?.step, move?.proof], ['proved', 'seen']);
  });

  it('finds who names them, by ARN, id and name, in every account', async () => {
    const [, { mentions }] = await recorded();
    assert.deepEqual(
      mentions
        .map(({ accountId, place, element, by }) => `${accountId} ${place}: ${element} by ${by}`)
        .toSorted(),
      [
        `${OWN} the managed policy arn:aws:iam::${OWN}:policy/help-ada: Resource by arn`,
        `${OWN} the policy never of the group friends: Condition by name`,
        `${PRODUCTION} the policy own of the role break-glass: Condition by id`,
        `${PRODUCTION} the trust policy of the role break-glass: Principal by arn`,
      ],
    );
  });

  it('says what to do at once, and what follows', async () => {
    const config = path.join(keyturn.folder, 'config');
    writeFileSync(
      config,
      '[profile root]\naws_access_key_id = AKIAEMULATEDROOT0001\naws_secret_access_key = emulated\n',
    );
    const { stdout } = await keyturn.run(
      [
        ...['offboard', 'ada', '--dry-run', '--profile', 'root', ...everywhere],
        ...['--project', project.folder],
      ],
      { env: { ...company.env, AWS_CONFIG_FILE: config } },
    );
    const [first = '', second = ''] = company.keyIds.get('ada') ?? [];
    for (const line of [
      `aws iam update-access-key --user-name ada --access-key-id ${first} --status Inactive --profile root`,
      `aws iam update-access-key --user-name ada --access-key-id ${second} --status Inactive --profile root`,
      'aws iam delete-login-profile --user-name ada --profile root',
      'aws iam attach-user-policy --user-name ada --policy-arn arn:aws:iam::aws:policy/AWSDenyAll --profile root',
      'aws iam remove-user-from-group --user-name ada --group-name friends --profile root',
      "git commit -m 'Take ada out' stacks/engineers.yaml",
      'pulumi up -s identity',
      `keyturn offboard ada --verify --trail --profile root --role-name ${ROLE}`,
    ])
      assert.ok(stdout.includes(`  ${line}\n`), `${line}\n${stdout}`);
    assert.match(stdout, /aws iam update-service-specific-credential --user-name ada/);
    assert.match(stdout, /put-role-policy --role-name deploy --policy-name AWSRevokeOlderSessions/);
    assert.ok(!stdout.includes('user-name ben'));
  });

  it('names each field of the project that names them besides', async () => {
    const { stdout } = await run('ada', ...everywhere);
    const line = without.split('\n').findIndex((each) => each.startsWith('  ci:')) + 1;
    assert.ok(stdout.includes(`  stacks/engineers.yaml:${line}:18: machineUsers.ci.slackId: `));
    assert.match(
      stdout,
      /^ {2}stacks\/engineers\.yaml:9:\d+: machineUsers\.ci\.slackId: found "U0ADA000000": say who is told/m,
    );
    assert.match(
      stdout,
      /^ {2}Pulumi\.monitor\.yaml:\d+:\d+: keyturn:alarmEmails\[1\]: found "ada@example\.com": .*pulumi up -s monitor$/m,
    );
    assert.equal(stdout.match(/: found /g)?.length, 2);
  });

  it('says first which accounts it could not read, and changes the file all the same', async () => {
    const { code, stdout, stderr } = await run('ada');
    assert.equal(code, exitCodes.incomplete);
    assert.match(stderr, /2 of 3 accounts could not be read \(monitor, production\)/);
    assert.ok(stdout.indexOf('NOT READ') < stdout.indexOf('CREDENTIAL'));
    assert.match(stdout, new RegExp(`production \\(${PRODUCTION}\\): NOT READ: no --role-name`));
    assert.equal(text(), without);
  });

  it('asks CloudTrail with --trail who used the keys', async () => {
    const { stdout } = await run('ada', ...everywhere, '--dry-run', '--trail');
    assert.match(stdout, /not known to be used/);
  });

  it('knows of somebody without an IAM user how they come', async () => {
    const { code, stdout } = await run('hal', ...everywhere);
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /has no IAM user hal/);
    assert.match(stdout, /IAM Identity Center, as hal/);
    assert.match(stdout, /administered elsewhere: have hal taken out there/);
    assert.ok(!stdout.includes('update-access-key'));
    assert.equal(text(), engineers.replace(/ {2}hal: .*\n/, ''));
  });

  it('only reads in AWS', async () => {
    const before = (await company.moto.recordedCalls()).length;
    await run('ada', ...everywhere, '--trail', '--ledger', LEDGER);
    const calls = (await company.moto.recordedCalls()).slice(before);
    const names = calls.map(({ service, action }) => `${service}:${action}`);
    assert.ok(names.includes('iam:ListMFADevices') && names.includes('dynamodb:Query'));
    assert.deepEqual(
      names.filter((name) => !reading.test(name)),
      [],
    );
  });

  describe('refuses', () => {
    const cases: [string, readonly string[], RegExp][] = [
      ['nobody', ['aba'], /no engineer "aba" .*did you mean ada.*keyturn offboard aba --verify/],
      ['a machine', ['ci'], /ci is a machine user in .*take a machine out by hand/],
      ['a certificate before', ['ada', '--certificate', 'x'], /--certificate goes with --verify/],
      ['a record of before', ['ada', '--before', 'x'], /--before goes with --verify/],
      ['an id', ['ada', '--user-id', 'AIDAADA0000000000001'], /--user-id goes with --verify/],
      ['an id that is none', ['ada', '--verify', '--user-id', 'ada'], /AIDA…; found "ada"/],
      ['a bucket', ['ada', '--bucket', 'x'], /--bucket goes with --verify/],
      ['a folder', ['ada', '--folder', 'x'], /--folder goes with --verify/],
      ['both', ['ada', '--verify', '--folder', 'x', '--bucket', 'y'], /expected one of them/],
      ['a rehearsal of looking', ['ada', '--verify', '--dry-run'], /--verify changes nothing/],
      ['an external id for no role', ['ada', '--external-id', 'x'], /goes with --role-name/],
      ['to leave out of nothing', ['ada', '--exclude', OWN], /--exclude goes with --organiz/],
      [
        'accounts and an organization',
        ['ada', '--accounts', OWN, '--organization'],
        /cannot be used with option/,
      ],
      ['a ledger profile for nothing', ['ada', '--ledger-profile', 'x'], /--ledger or --bucket/],
      ['a profile that there is not', ['ada', '--profile', 'none'], /none/],
      ['a region that is none', ['ada', '--region', 'atlantis'], /"atlantis" is no region/],
      ['settings of no stack', ['ada', '--config', 'x.yaml'], /expected a stack's file/],
    ];
    for (const [what, args, why] of cases)
      it(what, async () => assertNotDone(await run(...args), exitCodes.badUse, why));

    it('somebody who is named twice', async () => {
      const twice = engineers.replace('  ben:', '  Ada: { slackId: U0ADA000009 }\n  ben:');
      project.write('stacks/engineers.yaml', twice);
      const { code, stderr } = await run('ada', ...everywhere);
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /^keyturn: stacks\/engineers\.yaml:\d+:\d+: engineers\.Ada/);
      assert.equal(text(), twice);
    });

    it('to change anything where AWS can’t be read', async () =>
      assertNotDone(
        await keyturn.run(['offboard', 'ada', '--project', project.folder], {
          env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_EC2_METADATA_DISABLED: 'true' },
        }),
        exitCodes.noAnswer,
        /credentials/,
      ));
  });

  async function givenToAda({ moto, ids }: MovingCompany): Promise<void> {
    const { iam } = clientsOf(moto, await moto.credentialsFor(OWN));
    const named = { UserName: 'ada' };
    for (const GroupName of ['engineers', 'friends']) {
      await iam.send(new CreateGroupCommand({ GroupName }));
      await iam.send(new AddUserToGroupCommand({ ...named, GroupName }));
    }
    const deploy = `arn:aws:iam::${PRODUCTION}:role/deploy`;
    const allow = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: deploy };
    const PolicyDocument = policy(allow);
    await iam.send(
      new PutGroupPolicyCommand({ GroupName: 'engineers', PolicyName: 'roles', PolicyDocument }),
    );
    await iam.send(
      new PutGroupPolicyCommand({
        ...{ GroupName: 'friends', PolicyName: 'never' },
        PolicyDocument: policy({
          ...{ Effect: 'Deny', Action: 's3:*', Resource: '*' },
          Condition: { StringEquals: { 'aws:username': 'Ada' } },
        }),
      }),
    );
    await iam.send(
      new PutUserPolicyCommand({
        ...{ ...named, PolicyName: 'own' },
        PolicyDocument: policy({
          ...{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
        }),
      }),
    );
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await iam.send(new AttachUserPolicyCommand({ ...named, PolicyArn }));
    await iam.send(
      new CreatePolicyCommand({
        PolicyName: 'help-ada',
        PolicyDocument: policy({
          ...{ Effect: 'Allow', Action: 'iam:GetUser' },
          Resource: `arn:aws:iam::${OWN}:user/ada`,
        }),
      }),
    );
    await enableDevice(moto, iam, await createDevice(iam, 'ada'), 'ada');
    await iam.send(
      new CreateServiceSpecificCredentialCommand({
        ...{ ...named, ServiceName: 'bedrock.amazonaws.com' },
      }),
    );
    await createRolesElsewhere(moto);
    const production = clientsOf(moto, await moto.credentialsFor(PRODUCTION)).iam;
    await breakGlass(production, ids.get('ada') ?? '');
  }
});

async function breakGlass(iam: IAMClient, userId: string): Promise<void> {
  const RoleName = 'break-glass';
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policy({
        ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
        Principal: { AWS: [`arn:aws:iam::${OWN}:user/ada`, `arn:aws:iam::${OWN}:user/adam`] },
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      ...{ RoleName, PolicyName: 'own' },
      PolicyDocument: policy({
        ...{ Effect: 'Allow', Action: 's3:*', Resource: '*' },
        Condition: { StringLike: { 'aws:userid': [userId] } },
      }),
    }),
  );
}
