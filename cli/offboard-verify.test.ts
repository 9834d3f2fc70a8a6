import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { clientsOf } from '../emulation/moto/test-clients';
import {
  offboardCertificateSchema,
  type OffboardCertificate,
} from '../rules/offboarding/certificate';
import { PASSWORD } from '../rules/offboarding/user-events';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { OWN, ROLE } from './testing/company';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';
import { LEDGER, MovingCompany, projectOf, type MovingPerson } from './testing/moving-company';
import { createRolesElsewhere, PRODUCTION, reading } from './testing/offboarding';
import { reportsOf, writeDays } from './testing/report-folder';
import { schemaOf } from './testing/schema-of';
import { chained } from '../rules/evidence/testing/days';

const people: readonly MovingPerson[] = [
  { name: 'ada', keys: [40], hasPassword: true },
  { name: 'bea', keys: [40], hasPassword: true },
  { name: 'cleo', keys: [40], disabled: 20 },
  { name: 'dora', keys: [40], disabled: 20 },
  { name: 'eve', keys: [40] },
];
const entry = (name: string) =>
  `  ${name}: { slackId: ${`U0${name.toUpperCase()}`.padEnd(11, '0')}, fullName: ${name} }\n`;
const engineers = (...names: readonly string[]) =>
  names.length === 0 ? 'engineers: {}\n' : `engineers:\n${names.map(entry).join('')}`;

const everywhere = ['--role-name', ROLE];

describe('keyturn offboard --verify', () => {
  let keyturn: Keyturn;
  let company: MovingCompany;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    company = await MovingCompany.open(people);
    await createRolesElsewhere(company.moto);
  });
  after(() => company.stop());
  beforeEach(() => (project = projectOf(engineers())));
  afterEach(() => project.remove());

  const iamOf = async (account = OWN) =>
    clientsOf(company.moto, await company.moto.credentialsFor(account)).iam;
  const idOf = (name: string) => company.ids.get(name) ?? '';
  const keyOf = (name: string) => company.keyIds.get(name)?.[0] ?? '';
  const run = (...args: readonly string[]) =>
    keyturn.run(['offboard', ...args, '--project', project.folder], { env: company.env });

  async function verified(
    name: string,
    ...args: readonly string[]
  ): Promise<[Ended, OffboardCertificate, string]> {
    const file = path.join(mkdtempSync(path.join(keyturn.folder, 'out-')), 'gone');
    const ended = await run(name, '--verify', '--certificate', `${file}.html`, ...args);
    const json = offboardCertificateSchema.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
    return [ended, json, readFileSync(`${file}.html`, 'utf8')];
  }

  /** As pulumi up does it. */
  async function deleteUser(UserName: string): Promise<void> {
    const iam = await iamOf();
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: keyOf(UserName) }));
    await iam.send(new DeleteLoginProfileCommand({ UserName })).catch(() => undefined);
    await iam.send(new DeleteUserCommand({ UserName }));
  }

  const leftIn = ({ left }: OffboardCertificate) => left.map(({ what }) => what).toSorted();

  it('fails while they are there, and names all that is left', async () => {
    project.write('stacks/engineers.yaml', engineers('ada'));
    const [{ code, stderr, stdout }, certificate, page] = await verified('ada', ...everywhere);
    assert.equal(code, exitCodes.findings);
    assert.match(stderr, /ada is not out: stacks\/engineers\.yaml has ada still; and 3 more/);
    assert.match(stdout, /ada is not out:\n {2}stacks/);
    assert.equal(certificate.result, 'left');
    assert.deepEqual(leftIn(certificate), ['credential', 'credential', 'engineers-file', 'user']);
    assert.ok(page.includes('They are not out') && page.includes(keyOf('ada')));
  });

  it('certifies each credential with when, by whom and which event, once they are gone', async () => {
    const record = path.join(project.folder, 'ada.json');
    project.write('stacks/engineers.yaml', engineers('ada'));
    await run('ada', ...everywhere, '--record', record);
    const iam = await iamOf();
    const named = { UserName: 'ada', AccessKeyId: keyOf('ada') };
    await iam.send(new UpdateAccessKeyCommand({ ...named, Status: 'Inactive' }));
    await deleteUser('ada');
    const before = (await company.moto.recordedCalls()).length;
    const [ended, certificate, page] = await verified(
      'ada',
      ...[...everywhere, '--before', record, '--trail'],
    );
    assert.deepEqual([ended.code, ended.stderr], [exitCodes.fine, '']);
    assert.deepEqual([certificate.result, certificate.left], ['out', []]);
    const events = await company.moto.iamEvents();
    const idOfEvent = (call: string) =>
      events.findLast(({ detail }) => detail.eventName === call)?.detail.eventID;
    assert.deepEqual(
      certificate.credentials.map(({ kind, id, status, end, deletion }) => [
        ...[kind, id, status, end.is, end.eventId, end.by, deletion?.eventId],
      ]),
      [
        [
          ...['access-key', keyOf('ada'), 'deleted', 'ended', idOfEvent('UpdateAccessKey')],
          ...[`arn:aws:iam::${OWN}:root`, idOfEvent('DeleteAccessKey')],
        ],
        [
          ...['password', PASSWORD, 'deleted', 'ended', idOfEvent('DeleteLoginProfile')],
          ...[`arn:aws:iam::${OWN}:root`, undefined],
        ],
      ],
    );
    assert.equal(certificate.iamUser.deletion?.eventId, idOfEvent('DeleteUser'));
    assert.ok(page.includes('Nothing of ada is left'));
    const validate = schemaOf('offboard-certificate');
    assert.ok(validate(certificate), JSON.stringify(validate.errors));
    assert.equal(validate({ ...certificate, left: [{}] }), false);
    const calls = (await company.moto.recordedCalls()).slice(before);
    const writing = calls
      .map(({ service, action }) => `${service}:${action}`)
      .filter((name) => !reading.test(name));
    assert.deepEqual(writing, []);
  });

  it('says that it can’t know what there was, where nothing remembers them', async () => {
    const [{ code, stderr, stdout }, certificate] = await verified('zoe', ...everywhere);
    assert.equal(code, exitCodes.incomplete);
    assert.match(
      stderr,
      /which credentials there were: IAM has no user \S+, and neither .* knows of one: is that how they were called\?/,
    );
    assert.match(stdout, /^NOT SEEN: which credentials/);
    assert.deepEqual([certificate.result, certificate.user.ids], ['not-all-seen', []]);
  });

  it('knows of the ledger which keys there were, and that Keyturn disabled them', async () => {
    await deleteUser('cleo');
    const [{ code, stderr }, certificate] = await verified(
      'cleo',
      ...everywhere,
      '--ledger',
      LEDGER,
    );
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    assert.deepEqual(certificate.user.ids, [idOf('cleo')]);
    const [key] = certificate.credentials;
    assert.deepEqual([key?.id, key?.end.is], [keyOf('cleo'), 'ended']);
    assert.match(key?.end.restsOn ?? '', /the ledger: Keyturn disabled it/);
  });

  it('knows of the daily reports which keys there were', async () => {
    const key = { id: 'AKIAYVES000000000001', user: 'yves', type: 'engineer', made: '2026-06-01' };
    const days = reportsOf('2026-07-01', '2026-07-03', [key as never]);
    const own = chained(days);
    const files = new Map(
      [...own].map(([name, text]) => [name, text.replaceAll('111111111111', OWN)]),
    );
    const folder = writeDays(mkdtempSync(path.join(keyturn.folder, 'days-')), files);
    const [, certificate] = await verified('yves', ...everywhere, '--folder', folder);
    assert.deepEqual(
      certificate.credentials.map(({ id, status }) => [id, status]),
      [['AKIAYVES000000000001', 'deleted']],
    );
    assert.match(
      certificate.credentials[0]?.end.restsOn ?? '',
      /daily report of 2026-07-03 has it/,
    );
    assert.equal(certificate.reports?.to, '2026-07-03');
  });

  it('names a principal who is gone by the id into which IAM turns the ARN', async () => {
    const iam = await iamOf(PRODUCTION);
    const RoleName = 'left-over';
    const trust = (AWS: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Sid: 'Old', Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS } }],
      });
    const AssumeRolePolicyDocument = trust(`arn:aws:iam::${OWN}:user/dora`);
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    await deleteUser('dora');
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust(idOf('dora')) }),
    );
    const [{ code, stderr }, certificate] = await verified(
      'dora',
      ...everywhere,
      '--ledger',
      LEDGER,
    );
    assert.equal(code, exitCodes.findings);
    assert.ok(stderr.includes(`the role left-over names ${idOf('dora')}`), stderr);
    assert.deepEqual(leftIn(certificate), ['policy']);
    const [, unknown] = await verified('zoe', ...everywhere);
    assert.ok(unknown.toLook.some((each) => each.includes(idOf('dora'))));
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust(`${OWN}`) }),
    );
  });

  it('says first which accounts were not read, and is not whole without them', async () => {
    const [{ code, stdout, stderr }, certificate, page] = await verified(
      ...(['cleo', '--ledger', LEDGER] as const),
    );
    assert.equal(code, exitCodes.incomplete);
    assert.match(stderr, /the account monitor \(\d+\) was not read: no --role-name.*; and 1 more/);
    assert.match(stdout, /^NOT SEEN: the account monitor/);
    assert.equal(certificate.result, 'not-all-seen');
    assert.ok(page.indexOf('What was not seen') < page.indexOf('What this says'));
  });

  describe('where a new user has the name', () => {
    let again = '';
    before(async () => {
      await deleteUser('bea');
      const now = await company.moto.now();
      await company.moto.setClock(new Date(now.getTime() + 60_000));
      const iam = await iamOf();
      const { User } = await iam.send(new CreateUserCommand({ UserName: 'bea' }));
      again = User?.UserId ?? '';
    });

    it('tells the two apart by their ids, and does not count the new one', async () => {
      const [{ code, stderr }, certificate] = await verified(
        ...(['bea', ...everywhere, '--user-id', idOf('bea'), '--trail'] as const),
      );
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
      assert.equal(certificate.namesake?.id, again);
      assert.equal(certificate.iamUser.is, 'gone');
      assert.deepEqual(
        certificate.credentials.map(({ id }) => id).toSorted(),
        [keyOf('bea'), PASSWORD].toSorted(),
      );
    });

    it('takes the one who is in engineers.yaml for the new one', async () => {
      project.write('stacks/engineers.yaml', engineers('bea'));
      const [{ code, stderr }, certificate] = await verified('bea', ...everywhere, '--trail');
      assert.equal(code, exitCodes.incomplete);
      assert.match(stderr, /^keyturn: whether a policy names them by their unique id/);
      assert.deepEqual([certificate.namesake?.id, certificate.left], [again, []]);
    });

    it('asks who is meant, where either may be', async () => {
      const { code, stderr } = await run('bea', '--verify', ...everywhere, '--trail');
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /there was another one of that name.*: say with --user-id, or --before/);
    });
  });

  it('takes accounts that are named, besides those of the stack files', async () => {
    const accounts = ['--accounts', '410987654321=sandbox'];
    const [{ code, stderr }, certificate] = await verified(
      ...(['cleo', ...everywhere, '--ledger', LEDGER, ...accounts] as const),
    );
    assert.equal(code, exitCodes.incomplete);
    assert.match(stderr, /the account sandbox \(410987654321\) was not read: access-denied/);
    assert.equal(certificate.accounts.length, 4);
  });

  it('writes no certificate of what is no name, and none in another folder', async () => {
    for (const name of ['', '../eve', 'eve eve']) {
      const { code, stderr } = await run(name, '--verify', ...everywhere);
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /^keyturn: the engineer is ".*": expected the name of an IAM user$/m);
    }
  });

  describe('refuses what was recorded', () => {
    const cases: [string, string, RegExp][] = [
      ['where it is no JSON', 'so', /--before is .*found no JSON, expected what keyturn offboard/],
      ['where a field is wrong', '{"format":"keyturn-holdings/1"}', /--before: .*: keyturnVersion/],
    ];
    for (const [what, text, why] of cases)
      it(what, async () => {
        const file = path.join(project.folder, 'before.json');
        writeFileSync(file, text);
        const { code, stderr } = await run('eve', '--verify', '--before', file);
        assert.equal(code, exitCodes.badUse);
        assert.match(stderr, why);
      });

    it('of somebody else', async () => {
      const file = path.join(project.folder, 'eve.json');
      project.write('stacks/engineers.yaml', engineers('eve'));
      await run('eve', ...everywhere, '--record', file, '--config', 'Pulumi.none.yaml');
      await run('eve', ...everywhere, '--record', file);
      const { code, stderr } = await run('ada', '--verify', '--before', file);
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /declared\.name: found "eve", expected ada/);
    });
  });

  it('finds no report in an empty folder, nor in a bucket that is not there', async () => {
    const folder = path.join(project.folder, 'empty');
    mkdirSync(folder);
    const none = await run('eve', '--verify', ...everywhere, '--folder', folder);
    assert.match(none.stderr, /found no daily report in the folder empty/);
    const { code } = await run('eve', '--verify', ...everywhere, '--bucket', 'no-such-bucket');
    assert.equal(code, exitCodes.noAnswer);
  });
});
