import assert from 'node:assert/strict';
import { CreateUserCommand, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createDevice, createKey, enableDevice } from '../emulation/moto/test-clients';
import { clientsAt } from '../emulation/people/workplace';
import type { Report } from '../rules/report/report';
import { reportSchema } from '../rules/report/report-schema';
import { exitCodes } from './exit-codes';
import { createRole, OWN, PRODUCTION, ROLE, SANDBOX } from './testing/company';
import { Keyturn } from './testing/keyturn';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const laptop = {
  sourceAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0 ua/2.1 os/macos#25.1.0',
};
const server = { sourceAddress: '198.51.100.7', userAgent: 'aws-cli/2.31.0 os/linux#6.1' };
const pipeline = {
  sourceAddress: '192.0.2.7',
  userAgent: 'aws-sdk-js/3.1 os/linux#5.10 configure-aws-credentials-for-github-actions',
};
/** A spreadsheet's formula, and a page's markup. */
const hostile = { sourceAddress: '192.0.2.8', userAgent: '=1+2/<b>' };

/** Who is there, and who uses what. Ages in days, and an hour more. */
async function seed(moto: Moto): Promise<void> {
  const now = await moto.now();
  const daysAgo = (days: number, hours = 1) =>
    moto.setClock(new Date(now.getTime() - days * DAY_MS - hours * HOUR_MS));
  const { iam } = clientsOf(moto, await moto.credentialsFor(OWN));
  const engineer = async (UserName: string, type = 'engineer') => {
    const Tags = [{ Key: 'type', Value: type }];
    await iam.send(new CreateUserCommand({ UserName, Tags }));
    return createKey(iam, UserName);
  };
  const use = (key: AwsCredentialIdentity, from: typeof laptop, region = 'us-east-1') =>
    clientsAt(from, moto, key, region).sts.send(new GetCallerIdentityCommand());
  await daysAgo(120);
  const keys = {
    coder: await engineer('coder'),
    roles: await engineer('roles'),
    script: await engineer('script'),
    nightly: await engineer('nightly'),
    hostile: await engineer('hostile'),
    machine: await engineer('ci', 'machine'),
  };
  await engineer('never');
  const device = await createDevice(iam, 'roles');
  await enableDevice(moto, iam, device, 'roles');
  for (const days of [40, 20, 9, 6]) {
    await daysAgo(days, days);
    await clientsAt(laptop, moto, keys.coder).iam.send(new ListAccountAliasesCommand());
    await use(keys.coder, laptop, 'eu-west-1');
    await use(keys.machine, server);
  }
  await daysAgo(5);
  const TokenCode = await device.nextCode(moto);
  const asked = { SerialNumber: device.serialNumber, TokenCode };
  await clientsAt(server, moto, keys.roles).sts.send(new GetSessionTokenCommand(asked));
  await daysAgo(4);
  await use(keys.script, laptop);
  await use(keys.script, pipeline);
  await use(keys.hostile, hostile);
  for (const days of [12, 11, 10, 9, 8, 7]) {
    await daysAgo(days);
    await use(keys.nightly, server);
  }
  await daysAgo(1);
  await engineer('young');
  await moto.setClock(now);
  await createRole(clientsOf(moto, await moto.credentialsFor(PRODUCTION)).iam);
}

describe('keyturn audit of who could do without keys', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    await seed(moto);
  });
  beforeEach(() => moto.refuse([]));
  after(() => moto.stop());

  const audit = (args: readonly string[] = []) =>
    keyturn.run(['audit', ...args], { env: moto.env });
  async function lookUps(what: () => Promise<unknown>) {
    const before = (await moto.recordedCalls()).length;
    await what();
    const calls = (await moto.recordedCalls()).slice(before);
    return calls.filter(({ action }) => action === 'LookupEvents');
  }
  async function reportOf(args: readonly string[] = [], expected: number = exitCodes.fine) {
    const { code, stdout, stderr } = await audit(['--format', 'json', ...args]);
    assert.equal(code, expected, stderr);
    return reportSchema.parse(JSON.parse(stdout));
  }
  const answers = ({ withoutKeys = [] }: Report) =>
    withoutKeys.map(({ userName, verdict, reason }) => `${userName}: ${verdict}, ${reason}`);

  it('says of everybody with keys what IAM’s last use says, and asks CloudTrail nothing', async () => {
    const asked = await lookUps(async () =>
      assert.deepEqual(answers(await reportOf()), [
        'never: could, never-used',
        'ci: machine, tagged-machine',
        'coder: not-known, not-asked',
        'hostile: not-known, not-asked',
        'nightly: not-known, not-asked',
        'roles: not-known, not-asked',
        'script: not-known, not-asked',
        'young: not-known, young',
      ]),
    );
    assert.deepEqual(asked, []);
  });

  describe('--trail', () => {
    it('says who uses them, in whatever region', async () => {
      const report = await reportOf(['--trail']);
      assert.deepEqual(answers(report), [
        'coder: could, persons-programs',
        'never: could, never-used',
        'roles: could, sts-alone',
        'ci: machine, tagged-machine',
        'nightly: machine, by-the-clock',
        'script: machine, unattended',
        'hostile: not-known, unclear',
        'young: not-known, young',
      ]);
      const of = (name: string) => report.withoutKeys?.find(({ userName }) => userName === name);
      const script = of('script');
      assert.match(script?.text ?? '', /GitHub Actions.*beside a person/);
      assert.deepEqual(script?.recentUses?.map(({ address }) => address).toSorted(), [
        '192.0.2.7',
        '203.0.113.7',
      ]);
      assert.match(
        of('coder')?.restsOn.join() ?? '',
        /in 17 regions: 8 calls on 4 days, all of them/,
      );
      for (const { notKnown } of [of('coder'), of('roles')].flatMap((each) => each ?? [])) {
        assert.match(notKnown.join(), /no management events/);
        assert.match(notKnown.join(), /regions that an account must switch on/);
        assert.match(notKnown.join(), /90 days/);
      }
    });

    it('asks of no machine, and only what reads', async () => {
      const asked = await lookUps(() => reportOf(['--trail']));
      // Seven users' keys without the machine's, in each region that every account has.
      assert.equal(asked.length, 7 * 17);
      assert.equal(new Set(asked.map(({ region }) => region)).size, 17);
    });

    it('knows nothing of who CloudTrail can’t be asked, says why, and ends as ever', async () => {
      await moto.refuse(['cloudtrail:LookupEvents']);
      const report = await reportOf(['--trail']);
      assert.deepEqual(
        answers(report).filter((answer) => answer.includes('could')),
        ['never: could, never-used'],
      );
      const coder = report.withoutKeys?.find(({ userName }) => userName === 'coder');
      assert.deepEqual([coder?.verdict, coder?.reason], ['not-known', 'not-answered']);
      assert.match(coder?.text ?? '', /us-east-1: access-denied at cloudtrail:LookupEvents/);
    });

    it('asks in other accounts through the role', async () => {
      const { iam } = clientsOf(moto, await moto.credentialsFor(PRODUCTION));
      const Tags = [{ Key: 'type', Value: 'engineer' }];
      await iam.send(new CreateUserCommand({ UserName: 'erin', Tags }));
      const key = await createKey(iam, 'erin');
      await clientsAt(laptop, moto, key).sts.send(new GetCallerIdentityCommand());
      const report = await reportOf(['--trail', '--accounts', PRODUCTION, '--role-name', ROLE]);
      assert.deepEqual(answers(report), ['erin: could, sts-alone']);
    });

    it('asks nothing of an account that could not be read', async () => {
      const args = ['--accounts', `${OWN},${SANDBOX}`, '--role-name', ROLE];
      const report = await reportOf(['--trail', ...args], exitCodes.incomplete);
      assert.deepEqual(
        new Set(report.withoutKeys?.map(({ accountId }) => accountId)),
        new Set([OWN]),
      );
    });

    it('takes no value', async () => {
      const { code, stderr } = await audit(['--trail=yes']);
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /^keyturn: [^\n]*--trail[^\n]*\n$/);
    });
  });

  it('tells a person so in the table, and what nobody knows once', async () => {
    const { stdout } = await audit(['--trail']);
    assert.match(stdout, /^Without keys$/m);
    assert.match(
      stdout,
      /^coder: could do without: key …\w{4}: used by aws-cli\/2\.31\.0 in 8 calls/m,
    );
    assert.match(stdout, /^script: a machine: /m);
    assert.match(stdout, /^hostile: not known: /m);
    assert.equal(stdout.match(/not known: reads and writes of data/g)?.length, 1);
    assert.ok(!stdout.includes('\u001b'));
  });

  it('has it as CSV in columns of its own, in which no cell is a formula', async () => {
    const { stdout } = await audit(['--trail', '--format', 'csv']);
    const [head = [], ...rows] = parse(stdout);
    assert.deepEqual(head.slice(-4, -2), ['without_keys', 'without_keys_why']);
    const cells = new Map(rows.map((row) => [row[head.indexOf('user')], row.slice(-4, -2)]));
    assert.equal(cells.get('coder')?.[0], 'could');
    assert.match(cells.get('hostile')?.[1] ?? '', /=1\+2/);
    assert.deepEqual(
      rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell)),
      [],
    );
  });

  it('has it in the page, where what callers call themselves is text', async () => {
    const { stdout } = await audit(['--trail', '--format', 'html']);
    assert.match(stdout, /<h2 id="without">/);
    assert.match(stdout, /href="#without"/);
    assert.ok(!stdout.includes('<b>') && !stdout.includes('\u001b'));
    assert.match(stdout, /=1\+2\/&lt;b&gt;/);
  });

  it('is no result in SARIF, and breaks no rule', async () => {
    const args = ['--format', 'sarif'];
    const [without, with_] = [await audit(args), await audit([...args, '--trail'])];
    const resultsOf = ({ stdout }: { stdout: string }) =>
      (JSON.parse(stdout) as Log).runs[0]?.results?.map(({ ruleId, message }) => [
        ruleId,
        message.text,
      ]);
    assert.deepEqual(resultsOf(with_), resultsOf(without));
    assert.equal((await audit(['--trail', '--fail-on', 'one-user'])).code, exitCodes.fine);
  });
});
