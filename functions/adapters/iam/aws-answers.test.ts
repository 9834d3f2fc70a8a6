import assert from 'node:assert/strict';
import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  IAMClient,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { createDevice, enableDevice } from '../../../emulation/moto/test-clients';
import { emptyLedger } from '../../../rules/ledger';
import { isUnknown, type IamUser } from '../../../rules/model';
import { defaultSettings } from '../../../rules/settings';
import { readTags } from '../../../rules/read-tags';
import { answerOfIam, startAnsweringIam, type AnsweringIam } from '../../testing/answering-iam';
import { AwsIamReader } from './reader';
import { Calls } from '../accounts/calls';
import { AuditRole } from '../accounts/audit-role';
import { iamClients, type IamClients } from './clients';
import { askLastUsed } from './read-users';

const account = { id: '111111111111', name: 'identity' };
const readAt = new Date('2026-02-01T09:50:00Z');
const credentials = { accessKeyId: 'nobody', secretAccessKey: 'nothing' };
const at = (text: string) => new Date(`${text}Z`);

/** What is to be known of each user of the answers; of who is younger than the report, what it does not say is left open. */
const expected = {
  ada: {
    tags: { Type: 'engineer', 'Slack-Id': 'U0ADA000001', 'Key-Exempt-Until': '2026-03-31' },
    keys: [],
  },
  Bob: {
    tags: { TYPE: 'engineer', 'slack-id': 'U0BOB000001' },
    keys: [
      { status: 'Inactive', createdAt: at('2026-01-05T08:20:00') },
      { status: 'Active', createdAt: at('2026-01-05T08:30:00') },
    ],
  },
  carol: {
    tags: { type: 'engineer' },
    keys: [
      {
        status: 'Active',
        createdAt: at('2026-01-05T08:40:00'),
        lastUsed: { at: at('2026-01-20T10:00:00'), service: 'dynamodb', region: 'eu-central-1' },
      },
    ],
  },
  'ci-deploy': {
    tags: { Type: 'machine' },
    keys: [{ status: 'Active', createdAt: at('2026-01-05T08:50:00') }],
  },
  young: { tags: {}, keys: [] },
  Zoe: { tags: {}, keys: [] },
};

/** Dates to the minute: those of the emulated AWS go on by themselves. */
function known(user: IamUser) {
  const minute = (date: Date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000);
  return {
    tags: { ...user.tags },
    keys: user.keys.map(({ status, createdAt, lastUsed }) => ({
      status,
      createdAt: minute(createdAt),
      ...(lastUsed &&
        !isUnknown(lastUsed) && { lastUsed: { ...lastUsed, at: minute(lastUsed.at) } }),
    })),
  };
}

describe('what IAM answers', () => {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  const useEndpoint = (url: string) => (process.env['AWS_ENDPOINT_URL'] = url);
  after(() => {
    if (endpoint === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else useEndpoint(endpoint);
  });

  function clientsWith(given: () => Promise<typeof credentials>): IamClients {
    return iamClients(new AuditRole({ credentialsOf: given }, '', 'us-east-1'));
  }

  async function usersOf(clients: IamClients): Promise<readonly IamUser[]> {
    const pause = () => Promise.resolve();
    const iam = new AwsIamReader(clients, defaultSettings, { pause });
    const reading = await iam.read(account, emptyLedger(account.id), readAt);
    assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
    return reading.inventory.users;
  }

  function assertKnown(users: readonly IamUser[]): void {
    assert.deepEqual(Object.fromEntries(users.map((user) => [user.name, known(user)])), expected);
    const named = (name: string) => users.find((user) => user.name === name);
    const ada = named('ada');
    assert.ok(ada?.password && !isUnknown(ada.password));
    assert.deepEqual(
      [ada.hasMfa, ada.password.lastUsedAt, ada.password.expiresAt],
      [true, undefined, undefined],
    );
    assert.ok(ada.password.changedAt instanceof Date);
    assert.equal(ada.password.changedAt.toISOString().slice(0, 16), '2026-01-05T08:10');
    assert.deepEqual([named('Zoe')?.hasMfa, named('Zoe')?.password], [false, undefined]);
    assert.deepEqual(named('ci-deploy')?.ownPolicies, [
      { name: 'deploy', allows: ['s3:PutObject'] },
    ]);
    const { type, slackId, exemptUntil, problems } = readTags(ada.tags, readAt, defaultSettings);
    assert.deepEqual(
      [type, slackId, exemptUntil, problems],
      ['engineer', 'U0ADA000001', '2026-03-31', []],
    );
  }

  describe('on the wire', () => {
    let aws: AnsweringIam;
    let clients: IamClients;
    beforeEach(async () => {
      aws = await startAnsweringIam();
      useEndpoint(aws.url);
      clients = clientsWith(() => Promise.resolve(credentials));
    });
    afterEach(() => aws.stop());

    it('is read whole, once the report is ready', async () => {
      assertKnown(await usersOf(clients));
      assert.equal(aws.calls.filter((call) => call === 'GetCredentialReport').length, 2);
    });

    it('is read again of one user, and says who is gone', async () => {
      const iam = new AwsIamReader(clients, defaultSettings);
      const bob = await iam.readAgain(account, 'Bob', 'access-key');
      assert.deepEqual({ ...bob?.tags }, expected.Bob.tags);
      assert.deepEqual(
        bob?.keys.map(({ id }) => id),
        ['AKIAEXAMPLEBOB00ZZZZ', 'AKIAEXAMPLEBOB00AAAA'],
      );
      assert.equal(await iam.readAgain(account, 'nobody', 'access-key'), undefined);
    });

    it('tells when a key was last used, or that it never was', async () => {
      const ask = (keyId: string) =>
        askLastUsed(clients.in(account.id), new Calls(account.id), keyId);
      assert.deepEqual(await ask('AKIAEXAMPLECAROL0001'), expected.carol.keys[0]?.lastUsed);
      assert.equal(await ask('AKIAEXAMPLEDEPLOY001'), undefined);
    });
  });

  describe('where AWS is emulated', () => {
    let moto: Moto;
    let root: IAMClient;
    let clients: IamClients;
    before(async () => {
      moto = await startMoto({ at: at('2026-01-05T08:00:00') });
      useEndpoint(moto.url);
      const rootCredentials = await moto.credentialsFor(account.id);
      root = new IAMClient({ region: 'us-east-1', credentials: rootCredentials });
      clients = clientsWith(() => Promise.resolve(rootCredentials));
      await live();
    });
    after(() => moto.stop());

    const turnTo = (text: string) => moto.setClock(at(text));

    async function createUser(UserName: keyof typeof expected, when: string, Path = '/') {
      await turnTo(when);
      const Tags = Object.entries(expected[UserName].tags).map(([Key, Value]) => ({ Key, Value }));
      await root.send(new CreateUserCommand({ UserName, Path, Tags }));
    }

    async function createKey(UserName: string, when: string) {
      await turnTo(when);
      const { AccessKey } = await root.send(new CreateAccessKeyCommand({ UserName }));
      return {
        accessKeyId: AccessKey?.AccessKeyId ?? '',
        secretAccessKey: AccessKey?.SecretAccessKey ?? '',
      };
    }

    /** The days of the users of the answers. */
    async function live(): Promise<void> {
      await createUser('ada', '2026-01-05T08:00:00');
      await createUser('Bob', '2026-01-05T08:01:00', '/people/');
      await createUser('carol', '2026-01-05T08:02:00');
      await createUser('ci-deploy', '2026-01-05T08:03:00');
      await createUser('Zoe', '2026-01-05T08:04:00');
      const PolicyDocument = decodeURIComponent(
        /<PolicyDocument>(.*)<\/PolicyDocument>/.exec(
          answerOfIam('get-account-authorization-details.xml'),
        )?.[1] ?? '',
      );
      await root.send(
        new PutUserPolicyCommand({ UserName: 'ci-deploy', PolicyName: 'deploy', PolicyDocument }),
      );
      await turnTo('2026-01-05T08:10:00');
      const ada = { UserName: 'ada' };
      await root.send(
        new CreateLoginProfileCommand({ ...ada, Password: 'Only-for-the-emulated-1' }),
      );
      await enableDevice(moto, root, await createDevice(root), 'ada');
      await liveWithKeys();
      await turnTo('2026-02-01T09:30:00');
      await root.send(new GenerateCredentialReportCommand());
      await createUser('young', '2026-02-01T09:40:00');
      await moto.setClock(readAt);
    }

    async function liveWithKeys(): Promise<void> {
      const UserName = 'Bob';
      const createBoth = async () => {
        const older = (await createKey(UserName, '2026-01-05T08:20:00')).accessKeyId;
        const younger = (await createKey(UserName, '2026-01-05T08:30:00')).accessKeyId;
        return [older, younger] as const;
      };
      let [old, young] = await createBoth();
      // Ids are drawn at random; of Bob's keys the younger one is the first by its id.
      while (young > old) {
        for (const AccessKeyId of [old, young])
          await root.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
        [old, young] = await createBoth();
      }
      const carols = await createKey('carol', '2026-01-05T08:40:00');
      await createKey('ci-deploy', '2026-01-05T08:50:00');
      await turnTo('2026-01-20T10:00:00');
      await new DynamoDBClient({ region: 'eu-central-1', credentials: carols }).send(
        new ListTablesCommand(),
      );
      await root.send(
        new UpdateAccessKeyCommand({ UserName, AccessKeyId: old, Status: 'Inactive' }),
      );
    }

    it('is the same inventory', async () => assertKnown(await usersOf(clients)));

    it('is the same report, but for root', async () => {
      const { Content } = await root.send(new GetCredentialReportCommand());
      const rows = (text: string) =>
        text
          .replaceAll(/(T\d\d:\d\d):\d\dZ/g, '$1')
          .split('\n')
          .filter((line) => !line.startsWith('<root_account>'));
      assert.deepEqual(
        rows(Buffer.from(Content ?? []).toString()),
        rows(answerOfIam('credential-report.csv')),
      );
    });
  });
});
