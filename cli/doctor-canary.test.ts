import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  IAMClient,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { createKey } from '../emulation/moto/test-clients';
import { doctorSchema, type Check } from './doctor/doctor-document';
import { DoctoredCompany, EVENTS_REGION, IDENTITY, MONITOR } from './testing/doctored-company';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';
import { StandInFunctions } from './testing/stand-in-functions';
import { talkTo } from './testing/typist';
import { withDefaults } from './testing/with-defaults';

const UNWATCHED = '555555555555';
const machine = [{ Key: 'type', Value: 'machine' }];

describe('the canary of keyturn doctor', () => {
  let keyturn: Keyturn;
  let company: DoctoredCompany;
  let functions: StandInFunctions;
  let iam: IAMClient;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (functions = await StandInFunctions.start()));
  after(() => functions.stop());
  before(async () => (company = await DoctoredCompany.open()));
  after(() => company.stop());
  before(async () => {
    await functions.standIn(company.moto);
    iam = new IAMClient(await company.awsOf(IDENTITY, EVENTS_REGION));
    mkdirSync(path.join(keyturn.folder, '.aws'));
    const profiles = { identity: IDENTITY, other: UNWATCHED };
    const lines = await Promise.all(
      Object.entries(profiles).map(async ([name, id]) => {
        const key = await company.moto.credentialsFor(id);
        return `[profile ${name}]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n${key.sessionToken ? `aws_session_token = ${key.sessionToken}\n` : ''}`;
      }),
    );
    writeFileSync(path.join(keyturn.folder, '.aws', 'config'), lines.join(''));
  });

  const args = (user: string, ...more: readonly string[]) => [
    ...['doctor', '--project', company.project.folder, '--canary', user, '--format', 'json'],
    ...withDefaults({ '--canary-profile': 'identity' }, more),
  ];
  const surroundings = async () => ({ ...(await company.env(MONITOR)), HOME: keyturn.folder });
  async function tried(user: string, ...more: readonly string[]) {
    const ended = await keyturn.start(args(user, ...more), { env: await surroundings() });
    return { ...ended, lines: linesOf(ended) };
  }
  function linesOf({ stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>): readonly Check[] {
    if (stdout === '') assert.fail(stderr);
    const { checks } = doctorSchema.parse(JSON.parse(stdout));
    return checks.filter(({ group }) => group === 'canary');
  }
  const outcomes = (lines: readonly Check[]) => lines.map(({ what, outcome }) => [what, outcome]);

  async function keysOf(UserName: string): Promise<readonly string[]> {
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
    return AccessKeyMetadata.map(({ AccessKeyId = '' }) => AccessKeyId);
  }
  const made = async () =>
    (await company.moto.recordedCalls()).filter(({ action }) => action === 'CreateAccessKey')
      .length;

  /** Events and queues go on while something runs. */
  async function whileEventsCome<Result>(running: Promise<Result>): Promise<Result> {
    let isOver = false;
    const over = running.finally(() => (isOver = true));
    while (!isOver) {
      await company.emulated.turnTo(new Date());
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return over;
  }

  it('goes the whole way: a key, its announcement in the ledger and in the channel, and no key', async () => {
    const { lines, stdout, stderr } = await whileEventsCome(
      tried('canary', '--yes', '--wait', '3'),
    );
    assert.deepEqual(outcomes(lines), [
      ['canary-user', 'fine'],
      ['canary-key', 'fine'],
      ['canary-announced', 'fine'],
      ['canary-told', 'fine'],
      ['canary-message', 'fine'],
    ]);
    const of = (what: string) => lines.find((each) => each.what === what)?.found ?? '';
    assert.match(of('canary-key'), /^made after \d.*s, and deleted after \d.*s$/);
    assert.match(of('canary-announced'), /^in the ledger after \d/);
    assert.match(of('canary-told'), /^Slack took it for C0INFRA0001 after \d/);
    assert.match(of('canary-message'), /archives\/C0INFRA0001\/p\d+/);
    assert.match(stderr, /This is to make an access key of canary .* yes, by --yes/);
    assert.deepEqual(await keysOf('canary'), []);
    assert.doesNotMatch(stdout + stderr, /AKIA|ecret[A-Za-z]*Key/);
    const messages = company.slack.inbox.channel('C0INFRA0001');
    assert.ok(messages.some((message) => message.text.includes('canary')));
  });

  it('makes nothing where nobody was asked', async () => {
    const before = await made();
    const { lines, code } = await tried('canary');
    assert.deepEqual(outcomes(lines), [['canary-user', 'not-known']]);
    assert.match(lines[0]?.found ?? '', /a dry run: it would make an access key of canary/);
    assert.match(lines[0]?.todo ?? '', /--yes/);
    assert.equal(code, 4);
    assert.equal(await made(), before);
  });

  for (const [answer, found] of [
    ['n', /nothing was made: the answer was no/],
    ['', /nothing was made: the answer was no/],
  ] as const)
    it(`makes nothing where the answer is ${answer === '' ? 'none' : answer}`, async () => {
      const before = await made();
      const file = path.join(keyturn.folder, 'asked.json');
      const { said } = await talkTo(
        [keyturn.file, ...args('canary', '--out', file)],
        await surroundings(),
        [['Go on\\?', answer]],
      );
      assert.match(said, /delete it at once, and wait up to 15 min/);
      const { readFileSync } = await import('node:fs');
      assert.match(readFileSync(file, 'utf8'), found);
      assert.equal(await made(), before);
    });

  const named = (UserName: string, Tags = machine) =>
    iam.send(new CreateUserCommand({ UserName, Tags }));
  const refused: Readonly<Record<string, readonly [RegExp, (user: string) => Promise<unknown>]>> = {
    'is not there': [/there is no IAM user of that name/, () => Promise.resolve()],
    'is an engineer': [
      /it has the tag type=engineer: expected type=machine/,
      (user) => named(user, [{ Key: 'type', Value: 'engineer' }]),
    ],
    'has no type': [/it has no tag type/, (user) => named(user, [])],
    'is in a group': [
      /it is in the groups workers/,
      async (user) => {
        await named(user);
        await iam.send(new CreateGroupCommand({ GroupName: 'workers' }));
        await iam.send(new AddUserToGroupCommand({ UserName: user, GroupName: 'workers' }));
      },
    ],
    'has a policy': [
      /it has the policies own/,
      async (user) => {
        await named(user);
        const Statement = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' };
        const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
        await iam.send(
          new PutUserPolicyCommand({ UserName: user, PolicyName: 'own', PolicyDocument }),
        );
      },
    ],
    'has a password': [
      /it has a console password/,
      async (user) => {
        await named(user);
        const Password = 'Only-for-the-emulated-1';
        await iam.send(new CreateLoginProfileCommand({ UserName: user, Password }));
      },
    ],
    'has an enabled key': [
      /it has an enabled key, ….{4}: expected none/,
      async (user) => {
        await named(user);
        await createKey(iam, user);
      },
    ],
    'has two keys': [
      /it has two keys already/,
      async (user) => {
        await named(user);
        for (let key = 0; key < 2; key++) {
          const { accessKeyId: AccessKeyId } = await createKey(iam, user);
          await iam.send(
            new UpdateAccessKeyCommand({ UserName: user, AccessKeyId, Status: 'Inactive' }),
          );
        }
      },
    ],
  };
  for (const [i, [why, [found, prepare]]] of Object.entries(refused).entries())
    it(`refuses a user who ${why}`, async () => {
      const user = `refused-${i}`;
      await prepare(user);
      const before = await made();
      const { lines, code } = await tried(user, '--yes');
      assert.deepEqual(outcomes(lines), [['canary-user', 'wrong']]);
      assert.match(lines[0]?.found ?? '', found);
      assert.equal(code, 1);
      assert.equal(await made(), before);
    });

  it('refuses an account that nobody watches', async () => {
    const before = await made();
    const { lines } = await tried('canary', '--yes', '--canary-profile', 'other');
    assert.match(lines[0]?.found ?? '', /the monitor does not watch this account/);
    assert.equal(await made(), before);
  });

  it('says that nothing came, and has deleted the key', async () => {
    const { lines, code } = await tried('canary', '--yes', '--wait', '0.1');
    assert.deepEqual(outcomes(lines), [
      ['canary-user', 'fine'],
      ['canary-key', 'fine'],
      ['canary-announced', 'wrong'],
    ]);
    assert.match(lines[2]?.found ?? '', /nothing of it was in the ledger after 0.1 min/);
    assert.equal(code, 1);
    assert.deepEqual(await keysOf('canary'), []);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    it(`deletes the key and says what it saw after ${signal}`, async () => {
      const before = await made();
      const child = spawn(
        process.execPath,
        [keyturn.file, ...args('canary', '--yes', '--wait', '5')],
        {
          env: { PATH: process.env['PATH'], ...(await surroundings()) },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      const closed = once(child, 'close') as Promise<[number | null]>;
      const said = Promise.all([text(child.stdout), text(child.stderr)]);
      while ((await made()) === before) await new Promise((done) => setTimeout(done, 50));
      child.kill(signal);
      const [code] = await closed;
      const [stdout, stderr] = await said;
      const lines = linesOf({ stdout, stderr });
      assert.deepEqual(await keysOf('canary'), []);
      assert.deepEqual(outcomes(lines), [
        ['canary-user', 'fine'],
        ['canary-key', 'fine'],
        ['canary-announced', 'not-known'],
      ]);
      assert.match(lines[2]?.found ?? '', /you broke it off/);
      assert.equal(code, 4);
    });

  it('says how to delete a key that it may not delete', async () => {
    await company.moto.refuse(['iam:DeleteAccessKey']);
    try {
      const { lines, code } = await tried('canary', '--yes');
      const [id = ''] = await keysOf('canary');
      assert.deepEqual(outcomes(lines), [
        ['canary-user', 'fine'],
        ['canary-key', 'wrong'],
      ]);
      assert.match(lines[1]?.found ?? '', /could not be deleted \(AccessDenied/);
      assert.equal(
        lines[1]?.todo,
        `delete it: aws iam delete-access-key --user-name canary --access-key-id ${id}`,
      );
      assert.equal(code, 1);
    } finally {
      await company.moto.refuse([]);
      for (const AccessKeyId of await keysOf('canary'))
        await iam.send(new DeleteAccessKeyCommand({ UserName: 'canary', AccessKeyId }));
    }
  });

  it('says that it may make none', async () => {
    await company.moto.refuse(['iam:CreateAccessKey']);
    try {
      const { lines, code } = await tried('canary', '--yes');
      assert.deepEqual(outcomes(lines), [
        ['canary-user', 'fine'],
        ['canary-key', 'not-known'],
      ]);
      assert.match(lines[1]?.todo ?? '', /iam:CreateAccessKey/);
      assert.equal(code, 4);
    } finally {
      await company.moto.refuse([]);
    }
  });
});
