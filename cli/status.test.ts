import assert from 'node:assert/strict';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../emulation/moto/start';
import { createDevice, enableDevice } from '../emulation/moto/test-clients';
import { exitCodes } from './exit-codes';
import { promptLines, shells } from './status/prompt-lines';
import { fakeVault } from './testing/fake-vault';
import { Keyturn } from './testing/keyturn';
import { MfaGate } from './testing/mfa-gate';
import { ACCOUNT, OwnTerminal } from './testing/own-terminal';
import { talkTo } from './testing/typist';

const DAY_MS = 86_400_000;
const role = 'arn:aws:iam::222222222222:role/deploy';

describe('keyturn status', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let gate: MfaGate;
  let ada: OwnTerminal;
  /** When Ada's key was made. */
  let madeAt: Date;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  before(async () => (gate = await MfaGate.open(moto)));
  after(() => gate.close());
  beforeEach(async () => {
    await moto.refuse([]);
    await moto.reset();
    await moto.tellTime(true);
    // After the run of the day: the key's days are full at the runs of the days after.
    await moto.setClock((madeAt = new Date('2027-01-01T12:00:00Z')));
    ada = await OwnTerminal.open(moto, keyturn.folder);
    await tag({ type: 'engineer' });
    ada.settle();
  });

  const tag = (tags: Readonly<Record<string, string>>) =>
    ada.iam.send(
      new TagUserCommand({
        UserName: 'ada',
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
  const run = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
    keyturn.run(['status', ...args], { env: { ...ada.env, ...env } });
  /** Under the policy that engineers have. */
  const runAtGate = (args: readonly string[] = []) => run(args, { AWS_ENDPOINT_URL: gate.url });
  const atAge = (days: number) =>
    moto.setClock(new Date(madeAt.getTime() + days * DAY_MS + 60_000));
  const kept = () => ada.read('credentials.keyturn-status');
  const last = (keyId = ada.key.accessKeyId) => keyId.slice(-4);
  async function json(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
    const { stdout, ...ended } = await run(['--json', ...args], env);
    return { ...ended, status: JSON.parse(stdout) as Record<string, unknown> };
  }
  async function session(): Promise<Record<string, string>> {
    const sts = new STSClient({ endpoint: moto.url, region: 'us-east-1', credentials: ada.key });
    const { Credentials } = await sts.send(
      new GetSessionTokenCommand({
        SerialNumber: ada.device.serialNumber,
        TokenCode: await ada.code(),
      }),
    );
    return {
      AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
      AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
      AWS_REGION: 'us-east-1',
    };
  }

  it('shows the key, its day, the device and the roles, and changes nothing', async () => {
    ada.write(
      'config',
      `[default]\nmfa_serial = ${ada.device.serialNumber}\n[profile deploy+x@y z]\nrole_arn = ${role}\nsource_profile = default\n[profile other]\nrole_arn = ${role}-other\nsource_profile = elsewhere\n`,
    );
    const before = (await moto.recordedCalls()).length;
    const { code, stdout, stderr } = await run();
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    assert.match(stdout, /^User: arn:aws:iam::111111111111:user\/ada$/m);
    assert.match(stdout, /^MFA device: arn:aws:iam::111111111111:mfa\/ada-phone$/m);
    assert.match(
      stdout,
      new RegExp(
        `^…${last()} +2027-01-01 +0 days +enabled +2027-04-03 +\\S+/credentials: default$`,
        'm',
      ),
    );
    assert.match(stdout, /stops on 2027-04-03, in 92 days; the first reminder comes on 2027-03-19/);
    assert.match(stdout, /By Keyturn's own numbers: reminders at 76, 81, 86 days, disabled at 91/);
    assert.match(stdout, /^deploy\+x@y z +arn:aws:iam::222222222222:role\/deploy$/m);
    assert.doesNotMatch(stdout, /deploy-other/);
    const calls = (await moto.recordedCalls()).slice(before);
    assert.deepEqual(calls.map(({ service, action }) => `${service}:${action}`).sort(), [
      'iam:GetUser',
      'iam:ListAccessKeys',
      'iam:ListMFADevices',
      'sts:GetCallerIdentity',
    ]);
  });

  for (const [age, standing, exitCode] of [
    [75, 'fine', exitCodes.fine],
    [76, 'due', exitCodes.findings],
    [90, 'due', exitCodes.findings],
    [91, 'past', exitCodes.past],
  ] as const)
    it(`is ${standing} at ${age} days, and ends so with --exit-code alone`, async () => {
      await atAge(age);
      const { code, status, stderr } = await json(['--exit-code']);
      assert.deepEqual([code, status['standing']], [exitCode, standing], stderr);
      const { age: shown } = status['key'] as { age: number };
      assert.equal(shown, age);
      assert.equal((await run()).code, exitCodes.fine);
    });

  it('does not call a key past its day on the day before, nor does a prompt', async () => {
    await atAge(91);
    assert.match((await run()).stdout, /is so old that the run of 2027-04-03 can disable it/);
    const stops = Date.parse('2027-04-03T00:00:00Z') / 1000;
    assert.equal(Number(kept().split('\n')[1]?.split(' ')[2]), stops);
    await atAge(93);
    assert.match((await run()).stdout, /is past its day \(2027-04-03\)/);
  });

  it('names the command for the profile that was asked about', async () => {
    await atAge(80);
    ada.write('credentials', `[my own]\n${ada.lines()}`);
    ada.write('config', `[profile "my own"]\nmfa_serial = ${ada.device.serialNumber}\n`);
    const { stdout } = await run(['my own']);
    assert.match(stdout, /: keyturn rotate 'my own'\./);
    await ada.createKey();
    assert.match((await run(['my own'])).stdout, /: keyturn rotate --finish 'my own'\./);
    await moto.refuse(['iam:ListAccessKeys']);
    const { stdout: refused } = await run(['my own']);
    assert.match(refused, /\(keyturn status 'my own' --mfa-code <code> asks with MFA\)/);
    await moto.refuse([]);
    await ada.disable(ada.key.accessKeyId);
    // No session is to be had with a key that is dead.
    assert.doesNotMatch((await run(['my own'])).stdout, /--mfa-code/);
  });

  it('goes by the numbers of --config', async () => {
    const file = path.join(keyturn.folder, 'Pulumi.monitor.yaml');
    writeFileSync(
      file,
      'config:\n  keyturn:settings:\n    reminderAges: [20, 25]\n    disableAge: 30\n',
    );
    await atAge(20);
    const { stdout, stderr } = await run(['--config', file]);
    assert.match(stdout, /stops on 2027-02-01.*\nBy the numbers of --config: .* 20, 25 /, stderr);
    assert.doesNotMatch(stdout, /others/);
  });

  it('says what is not known, and why, and shows the rest', async () => {
    await moto.refuse(['iam:ListMFADevices', 'iam:GetUser', 'iam:ListAccessKeys']);
    const { code, stdout, stderr } = await run();
    assert.equal(code, exitCodes.incomplete);
    assert.match(stderr, /when the key was made is not known; MFA devices is not known/);
    assert.match(stdout, /^User: arn:aws:iam::111111111111:user\/ada$/m);
    assert.match(stdout, new RegExp(`^…${last()} +not known +not known +enabled +not known`, 'm'));
    assert.match(stdout, /when the key was made: AWS does not let this user see it without MFA/);
    assert.match(stdout, /credentials: default$/m);
  });

  describe('under the policy that engineers have', () => {
    it('asks for a code once, keeps when the key was made, and needs none the next time', async () => {
      const first = await runAtGate(['--exit-code']);
      assert.equal(first.code, exitCodes.incomplete);
      assert.match(first.stdout, /--mfa-code <code> asks with MFA/);
      const second = await runAtGate(['--mfa-code', await ada.code()]);
      assert.equal(second.code, exitCodes.fine, second.stdout);
      assert.match(second.stdout, /stops on 2027-04-03/);
      assert.equal(statSync(ada.file('credentials.keyturn-status')).mode & 0o777, 0o600);
      assert.ok(!kept().includes(ada.key.accessKeyId) && kept().includes(` ${last()} `.trim()));
      assert.ok(!kept().includes(ada.key.secretAccessKey));
      await atAge(80);
      const third = await runAtGate(['--exit-code']);
      assert.equal(third.code, exitCodes.findings);
      assert.match(third.stdout, /80 days/);
    });

    it('asks at a terminal, and goes on where nothing is typed', async () => {
      const talk = (answer: string) =>
        talkTo([keyturn.file, 'status'], { ...ada.env, AWS_ENDPOINT_URL: gate.url }, [
          ['Code of .*ada-phone', answer],
        ]);
      const without = await talk('');
      assert.equal(without.code, exitCodes.incomplete, without.said);
      assert.match(without.said, /when the key was made: what was typed is no code/);
      const { code, said } = await talk(await ada.code());
      assert.equal(code, exitCodes.fine, said);
      assert.match(said, /stops on 2027-04-03/);
      // eslint-disable-next-line no-control-regex -- NO_COLOR.
      assert.doesNotMatch(said, /\u001b\[\d+m/);
    });

    it('takes the code from mfa_process, where the day is not kept', async () => {
      ada.write(
        'config',
        `[default]\nmfa_serial = ${ada.device.serialNumber}\nmfa_process = echo ${await ada.code()}\n`,
      );
      assert.match((await runAtGate()).stdout, /stops on 2027-04-03/);
      ada.write('config', `[default]\nmfa_process = false\n`);
      assert.match((await runAtGate()).stdout, /stops on 2027-04-03/);
    });

    it('says of which device it needs a code, where there are several', async () => {
      ada.write('config', '[default]\n');
      await enableDevice(moto, ada.iam, await createDevice(ada.iam, 'ada-second'), 'ada');
      const { code, stdout } = await runAtGate(['--mfa-code', '123456']);
      assert.equal(code, exitCodes.incomplete);
      assert.match(stdout, /^MFA device: .*ada-phone, .*ada-second$/m);
      assert.match(stdout, /when the key was made: there are 2 MFA devices .*set mfa_serial/);
    });

    it('a code that AWS does not take hides nothing else', async () => {
      const { code, stdout } = await runAtGate(['--mfa-code', '000000']);
      assert.equal(code, exitCodes.incomplete);
      assert.match(
        stdout,
        /when the key was made: AWS was asked, and answered: .*MultiFactorAuthentication failed/,
      );
      assert.match(stdout, /^MFA device: arn/m);
    });

    it('does not take the day of one key for that of another, rotated elsewhere', async () => {
      await runAtGate(['--mfa-code', await ada.code()]);
      const other = await ada.createKey();
      ada.write('credentials', `[default]\n${ada.lines(other)}`);
      const { code, stdout } = await runAtGate();
      assert.equal(code, exitCodes.incomplete);
      assert.match(stdout, new RegExp(`^…${last(other.accessKeyId)} +not known`, 'm'));
      assert.equal(kept(), 'keyturn-status 1\n');
    });

    it('knows the day of a key that keyturn rotate has made', async () => {
      await atAge(80);
      const made = await keyturn.run(['rotate', '--mfa-code', await ada.code()], { env: ada.env });
      assert.equal(made.code, exitCodes.fine, made.stderr);
      const { code, stdout } = await runAtGate();
      assert.equal(code, exitCodes.fine);
      assert.match(stdout, / 0 days +enabled/);
    });
  });

  it('shows a key that is disabled or deleted as stopped, and so do prompts', async () => {
    await run();
    const before = kept();
    await ada.disable(ada.key.accessKeyId);
    const { code, stdout } = await run(['--exit-code']);
    assert.equal(code, exitCodes.past);
    assert.match(stdout, /^User: arn:aws:iam::111111111111:user\/ada$/m, 'as it was kept');
    assert.match(stdout, /does not work any more: it is disabled or deleted/);
    assert.match(before, / works /);
    assert.match(kept(), / stopped /);
    const again = await json(['--exit-code']);
    assert.deepEqual([again.code, again.status['standing']], [exitCodes.past, 'stopped']);
  });

  it('shows what is kept where AWS does not answer, and keeps it', async () => {
    await run();
    const before = kept();
    const { code, stdout } = await run([], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    assert.equal(code, exitCodes.incomplete);
    assert.match(stdout, /^User: arn:aws:iam::111111111111:user\/ada$/m);
    assert.match(stdout, /2027-01-01/);
    assert.match(stdout, /MFA devices: AWS was asked, and did not answer/);
    assert.equal(kept(), before);
  });

  it('shows two keys, and that the older is disabled before its day', async () => {
    await atAge(1);
    const other = await ada.createKey();
    const { code, stdout } = await run(['--exit-code']);
    assert.equal(code, exitCodes.findings);
    assert.match(stdout, new RegExp(`^…${last()} [^]*\n…${last(other.accessKeyId)} .* -$`, 'm'));
    assert.match(stdout, /Two keys are enabled.*keyturn rotate --finish/);
    await ada.disable(other.accessKeyId);
    assert.equal(
      (await run(['--exit-code'])).code,
      exitCodes.fine,
      'a dead key is in nobody’s way',
    );
  });

  it('says that there is no MFA device', async () => {
    await ada.iam.send(
      new DeactivateMFADeviceCommand({
        UserName: 'ada',
        SerialNumber: ada.device.serialNumber,
      }),
    );
    const { code, stdout } = await run();
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /^MFA device: none: enrol/m);
  });

  it('finds the stored key in a session, of the environment or of a credential_process', async () => {
    await atAge(1);
    await ada.createKey();
    const env = await session();
    const file = path.join(ada.home, 'session.json');
    writeFileSync(
      file,
      JSON.stringify({
        Version: 1,
        AccessKeyId: env['AWS_ACCESS_KEY_ID'],
        SecretAccessKey: env['AWS_SECRET_ACCESS_KEY'],
        SessionToken: env['AWS_SESSION_TOKEN'],
      }),
    );
    ada.write('config', `[profile work]\ncredential_process = cat ${file}\n`);
    for (const found of [await json([], env), await json(['work'])]) {
      const { keyId } = found.status['key'] as { keyId: string };
      assert.equal(keyId, ada.key.accessKeyId);
    }
  });

  it('finds a key of aws-vault with --aws-vault, and its roles', async () => {
    const file = path.join(ada.home, 'vault.json');
    const env = fakeVault(ada.home, file);
    writeFileSync(
      file,
      JSON.stringify({ identity: [ada.key.accessKeyId, ada.key.secretAccessKey] }),
    );
    ada.write('credentials', '');
    ada.write(
      'config',
      `[profile identity]\n[profile r]\nrole_arn = ${role}\nsource_profile = identity\n`,
    );
    const { code, status, stderr } = await json(['--aws-vault', 'identity'], env);
    assert.equal(code, exitCodes.fine, stderr);
    assert.deepEqual((status['key'] as { stored: unknown }).stored, [
      { place: 'aws-vault', profiles: ['identity'] },
    ]);
    assert.deepEqual(status['roles'], [{ profile: 'r', roleArn: role }]);
    const wrong = await run(['--aws-vault', 'idenity'], env);
    assert.equal(wrong.code, exitCodes.badUse);
    assert.match(wrong.stderr, /aws-vault export idenity did not work/);
  });

  it('asks in the region of --region', async () => {
    const before = (await moto.recordedCalls()).length;
    assert.equal((await run(['--region', 'eu-west-1'])).code, exitCodes.fine);
    const asked = (await moto.recordedCalls())
      .slice(before)
      .filter(({ service }) => service === 'sts');
    assert.deepEqual(
      asked.map(({ region }) => region),
      ['eu-west-1'],
    );
    const wrong = await run(['--region', 'the moon']);
    assert.equal(wrong.code, exitCodes.badUse);
    assert.match(wrong.stderr, /the moon/);
  });

  it('writes the lines for a prompt with --prompt, and no others', async () => {
    for (const shell of shells)
      assert.equal((await run(['--prompt', shell])).stdout, promptLines(shell));
    const { code, stderr } = await run(['--prompt', 'fish']);
    assert.equal(code, exitCodes.badUse);
    assert.match(stderr, /fish.*zsh, bash/);
  });

  it('says that there is no key', async () => {
    const env = await session();
    await ada.iam.send(
      new DeleteAccessKeyCommand({ UserName: 'ada', AccessKeyId: ada.key.accessKeyId }),
    );
    const { code, status } = await json(['--exit-code'], env);
    assert.deepEqual([code, status['standing']], [exitCodes.fine, 'no-key']);
  });

  it('goes by the user’s tags', async () => {
    await tag({ 'key-exempt-until': '2027-04-10' });
    await atAge(95);
    const exempt = await run(['--exit-code']);
    assert.equal(exempt.code, exitCodes.fine);
    assert.match(exempt.stdout, /stops on 2027-04-11.*\n.*exempt until 2027-04-10: no reason/);
    await tag({ 'Key-Exempt-Reason': 'On leave', 'key-exempt-by': 'bob@example.com' });
    assert.match(
      (await run([])).stdout,
      /exempt until 2027-04-10: “On leave”, allowed by bob@example\.com\.\n/,
    );
    const { status } = await json([]);
    assert.deepEqual(status['exemption'], { reason: 'On leave', approvedBy: 'bob@example.com' });
    await tag({ 'key-exempt-until': '2027-04-01' });
    assert.equal((await run(['--exit-code'])).code, exitCodes.past);
    await tag({ type: 'machine' });
    const machine = await run(['--exit-code']);
    assert.equal(machine.code, exitCodes.findings);
    assert.match(machine.stdout, /machine user, and is never disabled/);
    await tag({ type: 'Engineer' });
    const nobodys = await run(['--exit-code']);
    assert.equal(nobodys.code, exitCodes.fine);
    assert.match(nobodys.stdout, /is not looked at by Keyturn/);
  });

  describe('of somebody who has another way in', () => {
    const closed = /Access keys are closed to you, who can come by aws login\. /;

    it('says that keys are closed, when theirs stops, and what to do instead of rotating', async () => {
      await tag({ access: 'sign-in' });
      await atAge(10);
      const { code, stdout } = await run(['--exit-code']);
      assert.equal(code, exitCodes.findings);
      assert.match(stdout, closed);
      assert.match(
        stdout,
        new RegExp(
          `The key …${last()} stops 5 days after Keyturn's message to you, which names the day, and by its age from 2027-04-03 on: try the other way with keyturn ways, .* delete it\\. .*your team`,
        ),
      );
      assert.doesNotMatch(stdout, /keyturn rotate/);
      const { status } = await json();
      assert.deepEqual(
        [status['standing'], status['access'], status['closing']],
        ['due', ['sign-in'], { is: 'closed', ways: ['sign-in'] }],
      );
    });

    it('names the last day of keys before it comes, and then the day on which theirs stops', async () => {
      await tag({ access: 'key+sign-in+identity-center', 'key-until': '2027-01-20' });
      await atAge(19);
      const before = await run(['--exit-code']);
      assert.equal(before.code, exitCodes.fine);
      assert.match(
        before.stdout,
        /The last day of access keys for you is 2027-01-20: after that they stop, on 2027-01-26 at the earliest\. You can come by aws login or IAM Identity Center/,
      );
      assert.match(before.stdout, /enabled +2027-01-26/);
      const { status } = await json();
      assert.deepEqual(status['closing'], {
        ...{ is: 'to-come', ways: ['sign-in', 'identity-center'] },
        ...{ keyUntil: '2027-01-20', stopsOn: '2027-01-26' },
      });
      await atAge(20);
      const after = await run(['--exit-code']);
      assert.equal(after.code, exitCodes.findings);
      assert.match(
        after.stdout,
        new RegExp(`The key …${last()} stops on 2027-01-26, in 5 days: try`),
      );
      await atAge(25);
      const past = await run(['--exit-code']);
      assert.equal(past.code, exitCodes.past);
      assert.match(past.stdout, /can be disabled by any daily run since 2027-01-26/);
    });

    it('shows it in the prompt, too', async () => {
      await tag({ access: 'key+sign-in', 'key-until': '2027-01-20' });
      await atAge(21);
      await run();
      const [, , stops] = kept().split('\n')[1]?.split(' ') ?? [];
      assert.equal(Number(stops), Date.parse('2027-01-26T00:00:00Z') / 1000);
    });

    it('has nothing to be done while an exemption holds the key', async () => {
      await tag({ access: 'sign-in', 'key-exempt-until': '2027-02-10' });
      await atAge(10);
      const { code, stdout } = await run(['--exit-code']);
      assert.equal(code, exitCodes.fine);
      assert.match(stdout, closed);
      assert.match(stdout, /exempt until 2027-02-10/);
    });

    it('says of a dead key to delete it, and not to make a new one', async () => {
      await tag({ access: 'sign-in' });
      const env = await session();
      const { accessKeyId: AccessKeyId } = ada.key;
      const off = { UserName: 'ada', AccessKeyId, Status: 'Inactive' } as const;
      await ada.iam.send(new UpdateAccessKeyCommand(off));
      const { code, stdout } = await run(['--exit-code'], env);
      assert.equal(code, exitCodes.past);
      assert.match(stdout, /Access keys are closed to you, so delete it, and come by aws login/);
      assert.doesNotMatch(stdout, /make a new one/);
    });
  });

  describe('what is kept', () => {
    it('is left alone where a newer version has written it, by status', async () => {
      ada.write('credentials.keyturn-status', 'keyturn-status 2\nwhat it knows\n');
      const { code, stderr } = await run();
      assert.equal(code, exitCodes.fine);
      assert.match(stderr, /nothing is kept for a prompt: .*newer version/);
      assert.equal(kept(), 'keyturn-status 2\nwhat it knows\n');
    });

    it('is gone where a newer version has written it, once a key is rotated that it may name', async () => {
      ada.write('credentials.keyturn-status', 'keyturn-status 2\nwhat it knows\n');
      const made = await keyturn.run(['rotate', '--mfa-code', await ada.code()], { env: ada.env });
      assert.equal(made.code, exitCodes.fine, made.stderr);
      assert.ok(!existsSync(ada.file('credentials.keyturn-status')));
    });

    it('is not needed: a file that can’t be read or written is a word', async () => {
      mkdirSync(ada.file('credentials.keyturn-status'));
      const { code, stdout, stderr } = await run();
      assert.equal(code, exitCodes.fine);
      assert.match(stderr, /^keyturn: nothing is kept for a prompt: [^\n]*\n$/);
      assert.match(stdout, /stops on 2027-04-03/);
    });

    it('is not written while a rotation is going on, whose key it might undo', async () => {
      ada.write(
        'credentials.keyturn-lock',
        JSON.stringify({ pid: 1, host: 'elsewhere', nonce: 'x' }),
      );
      const { code, stderr } = await run();
      assert.equal(code, exitCodes.fine);
      assert.match(stderr, /process 1 on elsewhere is rotating/);
    });

    it('has a line a user, and only that one changes', async () => {
      const bob = `B0B1 1 2 works 0 76 91 arn:aws:iam::${ACCOUNT}:user/bob`;
      ada.write('credentials.keyturn-status', `keyturn-status 1\n${bob}\nnonsense\n`);
      await run();
      const [header, first, second, ...rest] = kept().split('\n');
      assert.deepEqual([header, first, ...rest], ['keyturn-status 1', bob, '']);
      // It was made after the run: the first that finds it 76 days old is of the day after.
      const due = Date.parse('2027-03-19T00:00:00Z') / 1000;
      assert.equal(Number(second?.split(' ')[1]), due);
    });
  });

  describe('refuses', () => {
    it('a profile that is not there', async () => {
      const { code, stdout, stderr } = await run(['defualt']);
      assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
      assert.match(stderr, /the profile is defualt, .*Did you mean default/i);
    });

    it('a code that is none, before it asks anybody', async () => {
      const before = (await moto.recordedCalls()).length;
      const { code, stderr } = await run(['--mfa-code', 'abc']);
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /--mfa-code is no code/);
      assert.equal((await moto.recordedCalls()).length, before);
    });
  });

  for (const name of ['a+b@example.com', 'my own profile'])
    it(`takes a profile with the name ${name}, and its roles`, async () => {
      ada.write('credentials', `[${name}]\n${ada.lines()}`);
      ada.write('config', `[profile r]\nrole_arn = ${role}\nsource_profile = ${name}\n`);
      for (const asked of [name, 'r']) {
        const { status } = await json([asked]);
        assert.deepEqual(status['roles'], [{ profile: 'r', roleArn: role }]);
      }
    });
});
