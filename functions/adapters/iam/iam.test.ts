import assert from 'node:assert/strict';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeleteUserCommand,
  IAMClient,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { accessKeyRef } from '../../../rules/credentials/credential';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { hands as byKind } from '../../../emulation/people/credentials';
import { recordChanges } from '../../../rules/plan/credential-records';
import { emptyLedger, type AccountLedger } from '../../../rules/ledger';
import { isUnknown, type Account, type AccountReading, type IamUser } from '../../../rules/model';
import { defaultSettings } from '../../../rules/settings';
import { iamContract } from '../../contracts/iam/iam-contract';
import { otherCredentialsContract } from '../../contracts/iam/other-credentials-contract';
import { contractAccount, type OtherCredentialsWorld } from '../../contracts/iam/world';
import { InMemoryLedger } from '../../in-memory/ledger';
import { AssumedRoles } from '../accounts/assumed-roles';
import { AwsIamReader, type Thorough } from './reader';
import { AuditRole } from '../accounts/audit-role';
import { trailClients } from '../trail/clients';
import { AwsIamTrail } from '../trail/trail';
import { iamClients } from './clients';
import { AwsIamSwitch } from './switch';

const monitor = '123456789012';
const day = (n: number) => new Date(Date.UTC(2026, 0, 1, 9) + n * 86_400_000);
const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

describe('IAM’s adapter', () => {
  let moto: Moto;
  let root: IAMClient;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  // The SDK's clients find the emulation as they would in a function: by the environment.
  before(() => (process.env['AWS_ENDPOINT_URL'] = moto.url));
  after(() => delete process.env['AWS_ENDPOINT_URL']);

  const rootOf = async ({ id }: Account) =>
    new IAMClient({ region: 'us-east-1', credentials: await moto.credentialsFor(id) });

  const createAuditRole = async (account: Account) =>
    (await rootOf(account)).send(
      new CreateRoleCommand({
        RoleName: 'keyturn-audit',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${monitor}:root` },
            Action: 'sts:AssumeRole',
          },
        }),
      }),
    );

  async function openRole(roleName = 'keyturn-audit'): Promise<AuditRole> {
    await moto.refuse([]);
    await moto.reset();
    await moto.setClock(day(0));
    await createAuditRole(contractAccount);
    root = await rootOf(contractAccount);
    const credentials = await moto.credentialsFor(monitor);
    const sts = new STSClient({ region: 'eu-central-1', credentials });
    const roles = new AssumedRoles(sts, 'external', 'keyturn-monitor');
    return new AuditRole(roles, roleName, 'eu-central-1');
  }

  async function open(roleName?: string, thorough?: Thorough): Promise<AwsIamReader> {
    const clients = iamClients(await openRole(roleName));
    return new AwsIamReader(clients, defaultSettings, { thorough });
  }

  const secrets = new Map<string, string>();

  async function makeKey(UserName: string): Promise<string> {
    const { AccessKey: made } = await root.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId: id = '', SecretAccessKey: secret = '' } = made ?? {};
    secrets.set(id, secret);
    return id;
  }

  const hands: Omit<OtherCredentialsWorld, 'iam' | 'iamSwitch' | 'trail'> = {
    turnTo: (instant) => moto.setClock(instant),
    createUser: async (UserName, tags = {}) => {
      await root.send(new CreateUserCommand({ UserName, Tags: tagList(tags) }));
    },
    tagUser: async (UserName, tags) => {
      await root.send(new TagUserCommand({ UserName, Tags: tagList(tags) }));
    },
    deleteUser: async (UserName) => {
      await root.send(new DeleteUserCommand({ UserName }));
    },
    make: (kind, userName) =>
      kind === 'access-key' ? makeKey(userName) : byKind[kind].make(root, userName),
    setStatus: async ({ kind, id }, userName, status) =>
      void (await byKind[kind].setStatus(root, userName, id, status)),
    remove: async ({ kind, id }, userName) => void (await byKind[kind].remove(root, userName, id)),
    useKey: async (keyId) => {
      const secretAccessKey = secrets.get(keyId) ?? '';
      const credentials = { accessKeyId: keyId, secretAccessKey };
      const sts = new STSClient({ region: 'us-east-1', credentials });
      await sts.send(new GetCallerIdentityCommand());
    },
    createServiceCredential: async (UserName, ServiceName, CredentialAgeDays) => {
      const input = { UserName, ServiceName, CredentialAgeDays };
      const made = await root.send(new CreateServiceSpecificCredentialCommand(input));
      return made.ServiceSpecificCredential?.ServiceSpecificCredentialId ?? '';
    },
    neglectRoot: async () =>
      moto.setRoot(contractAccount.id, { mfa: false, accessKeys: [{ createdAt: day(0) }] }),
    hideServiceCredentials: (is) => moto.refuse(is ? ['iam:ListServiceSpecificCredentials'] : []),
    makeUnreadable: (is) => moto.refuse(is ? [contractAccount.id] : []),
  };

  async function openWorld(): Promise<OtherCredentialsWorld> {
    const role = await openRole();
    const clients = iamClients(role);
    return {
      iam: new AwsIamReader(clients, defaultSettings),
      iamSwitch: new AwsIamSwitch(clients),
      trail: new AwsIamTrail(trailClients(role), role.name),
      ...hands,
    };
  }
  iamContract('of the emulated AWS', openWorld);
  otherCredentialsContract('of the emulated AWS', openWorld);

  /** A run's reading, remembered; and the IAM calls that it made, by action. */
  async function readAndCount(iam: AwsIamReader, port: InMemoryLedger, on: number) {
    await moto.setClock(day(on));
    const before = (await moto.recordedCalls()).length;
    const known = await port.load(contractAccount.id);
    const users = usersOf(await iam.read(contractAccount, known, day(on)));
    const calls = (await moto.recordedCalls()).slice(before);
    return {
      ...users,
      // SSH keys are asked for in turns, whatever else there is: asks-little.test.ts of the monitor counts them.
      calls: countActions(
        calls.filter(({ service, action }) => service === 'iam' && action !== 'ListSSHPublicKeys'),
      ),
      known,
    };
  }

  async function remember(
    port: InMemoryLedger,
    known: AccountLedger,
    reading: { users: readonly IamUser[]; fingerprints: ReadonlyMap<string, string> },
  ) {
    const inventory = { account: contractAccount, users: reading.users };
    const changes = recordChanges(inventory, reading.fingerprints, known, day(0));
    await port.putCredentials(contractAccount.id, changes.changed);
    await port.forgetCredentials(contractAccount.id, changes.gone, changes.keptUntil);
  }

  describe('asks little', () => {
    const floor = {
      GenerateCredentialReport: 1,
      GetAccountAuthorizationDetails: 1,
      // The first finds the report in progress.
      GetCredentialReport: 2,
      ListServiceSpecificCredentials: 1,
    };
    const engineer = { type: 'engineer' };

    it('of many users nothing but four calls, where nothing changed and nobody is due', async () => {
      const iam = await open();
      const port = new InMemoryLedger();
      await moto.setClock(new Date(day(0).getTime() + 5000));
      for (let i = 0; i < 12; i++) {
        await hands.createUser(`user${i}`, engineer);
        if (i < 10) await hands.make('access-key', `user${i}`);
      }
      const first = await readAndCount(iam, port, 1);
      assert.deepEqual(first.calls, { ...floor, ListAccessKeys: 10 });
      await remember(port, first.known, first);
      for (const on of [2, 75]) {
        const { calls, users } = await readAndCount(iam, port, on);
        assert.deepEqual(calls, floor);
        assert.equal(users.flatMap(({ keys }) => keys).length, 10);
      }
      // Made some seconds after 09:00, the keys are 75 days old on day 76.
      const { calls } = await readAndCount(iam, port, 76);
      assert.deepEqual(calls, { ...floor, ListAccessKeys: 10 });
    });

    it('but of everybody, where a newer version has recorded a key: nobody knows whose', async () => {
      const iam = await open();
      const port = new InMemoryLedger();
      await hands.createUser('alice', engineer);
      const [kept, hidden] = [
        await hands.make('access-key', 'alice'),
        await hands.make('access-key', 'alice'),
      ];
      await hands.createUser('bob', engineer);
      const others = await hands.make('access-key', 'bob');
      const first = await readAndCount(iam, port, 1);
      await remember(port, first.known, first);
      const known = await port.load(contractAccount.id);
      const credentials = new Map([...known.credentials].filter(([id]) => id !== hidden));
      const newer = { credentials: new Map([[hidden, accessKeyRef(hidden)]]), others: 0 };
      const before = (await moto.recordedCalls()).length;
      const reading = await iam.read(contractAccount, { ...known, credentials, newer }, day(2));
      assert.ok(reading.outcome === 'read');
      const ids = reading.inventory.users.flatMap((user) => user.keys.map(({ id }) => id));
      assert.deepEqual(ids.toSorted(), [kept, hidden, others].toSorted());
      // Bob's row agrees with what is known, and might agree as well if a key of his that is off were hidden.
      const { ListAccessKeys } = countActions((await moto.recordedCalls()).slice(before));
      assert.equal(ListAccessKeys, 2);
    });

    it('one call more of each user who changed', async () => {
      const iam = await open();
      const port = new InMemoryLedger();
      const ids: string[] = [];
      for (let i = 0; i < 5; i++) {
        await hands.createUser(`user${i}`, engineer);
        ids.push(await hands.make('access-key', `user${i}`));
      }
      const first = await readAndCount(iam, port, 1);
      await remember(port, first.known, first);
      await hands.setStatus(accessKeyRef(ids[0] ?? ''), 'user0', 'Inactive');
      await hands.remove(accessKeyRef(ids[1] ?? ''), 'user1');
      const { calls, users } = await readAndCount(iam, port, 2);
      assert.deepEqual(calls, { ...floor, ListAccessKeys: 2 });
      assert.deepEqual(
        users.map(({ keys }) => keys.map(({ status }) => status).join()).toSorted(),
        ['', 'Active', 'Active', 'Active', 'Inactive'],
      );
    });

    it('again of a user whose report was stale when their keys were listed', async () => {
      const iam = await open();
      const port = new InMemoryLedger();
      await hands.createUser('alice', engineer);
      const first = await readAndCount(iam, port, 1);
      await remember(port, first.known, first);
      // Made after the report that the second run, an hour later, gets.
      const id = await hands.make('access-key', 'alice');
      const stale = await readAndCount(iam, port, 1 + 1 / 24);
      // That of an hour ago is there.
      assert.deepEqual(stale.calls, { ...floor, GetCredentialReport: 1 });
      await remember(port, stale.known, stale);
      const { calls, users } = await readAndCount(iam, port, 2);
      assert.deepEqual(calls, { ...floor, ListAccessKeys: 1 });
      assert.deepEqual(
        users[0]?.keys.map((key) => key.id),
        [id],
      );
    });

    it('of a user who is not in the report yet', async () => {
      const iam = await open();
      const port = new InMemoryLedger();
      await hands.createUser('alice', engineer);
      await readAndCount(iam, port, 1);
      await hands.createUser('bob', engineer);
      const id = await hands.make('access-key', 'bob');
      const { users } = await readAndCount(iam, port, 1 + 1 / 24);
      const bob = users.find(({ name }) => name === 'bob');
      assert.equal(bob?.keys[0]?.id, id);
      assert.ok(isUnknown(bob.hasMfa) && isUnknown(bob.password));
    });
  });

  it('asks for the last use that the report leaves open, of every key where that is wanted', async () => {
    for (const [wanted, expected] of [
      [undefined, undefined],
      [{ onListed: () => undefined, onUser: () => undefined }, 1],
    ] as const) {
      const iam = await open('keyturn-audit', wanted);
      await readAndCount(iam, new InMemoryLedger(), 1);
      // Not in the report yet.
      await hands.createUser('bob');
      await hands.make('access-key', 'bob');
      const { calls } = await readAndCount(iam, new InMemoryLedger(), 1 + 1 / 24);
      assert.equal(calls['GetAccessKeyLastUsed'], expected);
    }
  });

  it('reads the console password and the MFA device from the report', async () => {
    const iam = await open();
    await hands.createUser('alice');
    await moto.setClock(day(3));
    await root.send(
      new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Only-for-the-emulated-1' }),
    );
    const { users } = await readAndCount(iam, new InMemoryLedger(), 4);
    const { password } = users[0] ?? {};
    assert.ok(password && !isUnknown(password) && !isUnknown(password.changedAt));
    assert.ok(Math.abs(password.changedAt.getTime() - day(3).getTime()) < 60_000);
    assert.ok(Math.abs((password.asOf?.getTime() ?? 0) - day(4).getTime()) < 60_000);
    assert.equal(users[0]?.hasMfa, false);
  });

  it('reads the policies of the user’s own, attached or not, without another call', async () => {
    const iam = await open();
    await hands.createUser('alice');
    const UserName = 'alice';
    const policyOf = (Action: string) => {
      const Statement = { Effect: 'Allow', Action, Resource: '*' };
      return JSON.stringify({ Version: '2012-10-17', Statement });
    };
    const { Policy } = await root.send(
      new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: policyOf('ec2:*') }),
    );
    await root.send(new AttachUserPolicyCommand({ UserName, PolicyArn: Policy?.Arn }));
    await root.send(
      new PutUserPolicyCommand({ UserName, PolicyName: 'i', PolicyDocument: policyOf('s3:*') }),
    );
    const { users, calls } = await readAndCount(iam, new InMemoryLedger(), 1);
    assert.deepEqual(users[0]?.ownPolicies, [
      { name: Policy?.Arn },
      { name: 'i', allows: ['s3:*'] },
    ]);
    assert.equal(calls['GetAccountAuthorizationDetails'], 1);
  });

  it('reads every page, of a thousand users each', async () => {
    const iam = await open();
    const createUsers = async (from: number, to: number) => {
      for (let i = from; i < to; i += 20)
        await Promise.all(
          Array.from({ length: Math.min(20, to - i) }, (_, j) => hands.createUser(`user${i + j}`)),
        );
    };
    for (const [before, users, pages] of [
      [0, 1000, 1],
      [1000, 1001, 2],
    ] as const) {
      await createUsers(before, users);
      const reading = await readAndCount(iam, new InMemoryLedger(), 1);
      assert.equal(new Set(reading.users.map(({ name }) => name)).size, users);
      assert.equal(reading.calls['GetAccountAuthorizationDetails'], pages);
    }
  });

  describe('can’t read an account', () => {
    const unread = async (iam: AwsIamReader, account: Account = contractAccount) => {
      const reading = await iam.read(account, emptyLedger(account.id), day(1));
      assert.ok(reading.outcome === 'unread');
      return reading.reason;
    };

    it('without the audit role', async () =>
      assert.match(await unread(await open('no-such-role')), /^\S+ at sts:AssumeRole: /));

    it('that refuses', async () => {
      const iam = await open();
      await moto.refuse([contractAccount.id]);
      assert.match(await unread(iam), /^access-denied at /);
    });

    it('and says so of that account alone', async () => {
      const iam = await open();
      await moto.refuse(['333333333333']);
      await unread(iam, { id: '333333333333', name: 'third' });
      const { users } = await readAndCount(iam, new InMemoryLedger(), 1);
      assert.deepEqual(users, []);
    });
  });

  it('assumes a role once for as long as its session is valid', async () => {
    const iam = await open();
    const assumed = async () =>
      (await moto.recordedCalls()).filter(({ action }) => action === 'AssumeRole').length;
    for (let i = 0; i < 3; i++) await readAndCount(iam, new InMemoryLedger(), 1);
    assert.equal(await assumed(), 1);
  });
});

function usersOf(reading: AccountReading & { fingerprints: ReadonlyMap<string, string> }) {
  assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
  return { users: reading.inventory.users, fingerprints: reading.fingerprints };
}

function countActions(calls: readonly { action: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action } of calls) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}
