import assert from 'node:assert/strict';
import { emptyLedger, type AccountLedger } from '../../../rules/ledger';
import { isAwaited, isUnknown, type IamUser, type Inventory } from '../../../rules/model';
import { defaultSettings, settingsSchema } from '../../../rules/settings';
import { nobodyAsked, partOf, partsDue } from '../../../rules/ssh-key-days';
import { answerOfIam } from '../../testing/answering-iam';
import { listedCredential } from '../../testing/listed-credential';
import { scriptedIam, sdkError } from '../../testing/scripted-client';
import type { IamClients } from './clients';
import { AwsIamReader } from './reader';

const account = { id: '111111111111', name: 'identity' };
const at = new Date('2026-07-01T08:00:00Z');
const created = new Date('2026-01-01T00:00:00Z');

describe('a run’s reading of other credentials', () => {
  const header = answerOfIam('credential-report.csv').split('\n')[0] ?? '';
  const rootRow = answerOfIam('credential-report.csv').split('\n')[1] ?? '';
  /** Some cells of a row that is otherwise empty. */
  const row = (cells: Readonly<Record<string, string>>) =>
    header
      .split(',')
      .map((column) => cells[column] ?? (column.endsWith('_active') ? 'false' : 'N/A'))
      .join(',');
  const rowOfUser = (user: string, cells: Readonly<Record<string, string>> = {}) =>
    row({ user, user_creation_time: created.toISOString(), ...cells });
  const whole = `${header}\n${rootRow}\n${rowOfUser('alice')}\n${rowOfUser('bob')}\n`;

  async function read(
    csv: string | Error,
    script: Readonly<Record<string, (input: never) => unknown>> = {},
    ledger: AccountLedger = emptyLedger(account.id),
    settings = defaultSettings,
    names: readonly string[] = ['alice', 'bob'],
  ) {
    const users = names.map((UserName) => ({
      UserName,
      UserId: `AIDA${UserName}`,
      Arn: `arn:aws:iam::${account.id}:user/${UserName}`,
      CreateDate: created,
    }));
    const iam = scriptedIam({
      GenerateCredentialReport: () => ({ State: 'COMPLETE' }),
      GetCredentialReport: () => {
        if (csv instanceof Error) throw csv;
        return { Content: new TextEncoder().encode(csv), GeneratedTime: at };
      },
      GetAccountAuthorizationDetails: () => ({ UserDetailList: users }),
      ListAccessKeys: () => ({ AccessKeyMetadata: [] }),
      ListServiceSpecificCredentials: () => ({}),
      ListSSHPublicKeys: () => ({}),
      ...script,
    });
    const clients = { in: () => iam } as unknown as IamClients;
    const reading = await new AwsIamReader(clients, settings).read(account, ledger, at);
    assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
    return reading;
  }

  async function rootOf(csv: string | Error): Promise<Inventory['root']> {
    return (await read(csv)).inventory.root;
  }

  async function userOf(...given: Parameters<typeof read>): Promise<IamUser> {
    const { inventory } = await read(...given);
    const alice = inventory.users.find(({ name }) => name === 'alice');
    assert.ok(alice);
    return alice;
  }

  it('gives whoever has none no field of them', async () => {
    const { serviceCredentials, signingCertificates } = await userOf(whole);
    assert.deepEqual([serviceCredentials, signingCertificates], [undefined, undefined]);
  });

  it('has root’s as the report has it', async () =>
    assert.deepEqual(await rootOf(whole), {
      asOf: at,
      hasPassword: true,
      hasMfa: true,
      keys: [],
      certificates: [],
    }));

  it('has root’s keys and certificates, with what is not known of them', async () => {
    const root = await rootOf(
      `${header}\n${row({
        user: '<root_account>',
        password_enabled: 'not_supported',
        mfa_active: 'false',
        access_key_1_active: 'TRUE',
        access_key_1_last_rotated: '2026-01-01T00:00:00Z',
        access_key_1_last_used_date: '2026-02-01T00:00:00Z',
        access_key_2_last_rotated: '2026-01-03T00:00:00Z',
        access_key_2_last_used_date: '?',
        cert_1_active: 'maybe',
        cert_2_active: 'true',
      })}`,
    );
    assert.deepEqual(root, {
      asOf: at,
      hasPassword: { unknown: 'the credential report says "not_supported"' },
      hasMfa: false,
      keys: [
        {
          status: 'Active',
          changedAt: new Date('2026-01-01T00:00:00Z'),
          lastUsedAt: new Date('2026-02-01T00:00:00Z'),
        },
        {
          status: 'Inactive',
          changedAt: new Date('2026-01-03T00:00:00Z'),
          lastUsedAt: { unknown: 'the credential report says "?"' },
        },
      ],
      certificates: [
        { status: { unknown: 'the credential report says "maybe"' } },
        { status: 'Active' },
      ],
    });
  });

  it('has users’ signing certificates, also of names in quotes', async () => {
    const cert = { cert_1_active: 'true', cert_1_last_rotated: '2020-01-01T00:00:00Z' };
    const off = { cert_2_active: 'false', cert_2_last_rotated: '2021-01-01T00:00:00Z' };
    const { signingCertificates } = await userOf(
      `${header}\n${rootRow}\n${rowOfUser('"alice"', { ...cert, ...off })}\n${rowOfUser('bob')}\n`,
    );
    assert.deepEqual(signingCertificates, [
      {
        id: 'AIDAalice:cert_1',
        asOf: at,
        status: 'Active',
        createdAt: new Date('2020-01-01T00:00:00Z'),
      },
      {
        id: 'AIDAalice:cert_2',
        asOf: at,
        status: 'Inactive',
        createdAt: new Date('2021-01-01T00:00:00Z'),
      },
    ]);
  });

  it('has one of an unknown age, where the report does not say it', async () => {
    const { signingCertificates } = await userOf(
      `${header}\n${rootRow}\n${rowOfUser('alice', { cert_2_active: 'true' })}\n`,
    );
    assert.deepEqual(signingCertificates, [
      {
        id: 'AIDAalice:cert_2',
        asOf: at,
        status: 'Active',
        createdAt: { unknown: 'the credential report does not say it' },
      },
    ]);
  });

  it('does not know those of which the report says neither', async () => {
    const { signingCertificates } = await userOf(
      `${header}\n${rootRow}\n${rowOfUser('alice', { cert_1_active: 'true', cert_2_active: 'maybe' })}\n`,
    );
    assert.deepEqual(signingCertificates, { unknown: 'the credential report says "maybe"' });
  });

  it('does not know those of whoever is younger than the report, until the next one', async () => {
    const { signingCertificates } = await userOf(`${header}\n${rootRow}\n`);
    assert.deepEqual(signingCertificates, {
      unknown: 'the credential report, as of 2026-07-01 08:00 UTC, does not have the user',
      isAwaited: true,
    });
  });

  it('does not know root’s of a report without root, nor certificates without the columns', async () => {
    assert.deepEqual(await rootOf(`${header}\n${rowOfUser('alice')}`), {
      unknown: 'the credential report has no row of root',
    });
    const narrow = (text: string) =>
      text
        .split('\n')
        .map((line) => line.split(',').slice(0, 18).join(','))
        .join('\n');
    const { signingCertificates } = await userOf(narrow(whole));
    assert.deepEqual(signingCertificates, {
      unknown: 'the credential report has no column cert_1_active',
    });
  });

  it('knows without a report those alone that are listed', async () => {
    const script = {
      ListServiceSpecificCredentials: () => ({
        ServiceSpecificCredentials: [listedCredential('A')],
      }),
    };
    const refused = sdkError('AccessDenied');
    const { serviceCredentials, signingCertificates } = await userOf(refused, script);
    const unknown = 'there is no credential report';
    assert.deepEqual([await rootOf(refused), signingCertificates], [{ unknown }, { unknown }]);
    assert.deepEqual(serviceCredentials, [
      { id: 'A', service: 'bedrock.amazonaws.com', status: 'Active', createdAt: at },
    ]);
  });

  for (const [name, why] of [
    ['AccessDenied', 'access-denied'],
    ['ServiceFailure', 'unreachable'],
    ['Throttling', 'throttled'],
    ['ValidationError', 'unexpected'],
    ['ServiceNotSupportedException', 'unexpected'],
  ] as const)
    it(`reads the account all the same after ${name}: they are not known`, async () => {
      const ListServiceSpecificCredentials = () => {
        throw sdkError(name);
      };
      const { serviceCredentials } = await userOf(whole, { ListServiceSpecificCredentials });
      assert.deepEqual(serviceCredentials, {
        unknown: `${why} at iam:ListServiceSpecificCredentials`,
      });
    });

  it('does not know them where the second page is refused: half of them is not all', async () => {
    let page = 0;
    const ListServiceSpecificCredentials = () => {
      if (page++ > 0) throw sdkError('AccessDenied');
      return {
        ServiceSpecificCredentials: [listedCredential('A')],
        IsTruncated: true,
        Marker: 'one',
      };
    };
    const { serviceCredentials } = await userOf(whole, { ListServiceSpecificCredentials });
    assert.deepEqual(serviceCredentials, {
      unknown: 'access-denied at iam:ListServiceSpecificCredentials',
    });
  });

  describe('of whose credentials somebody is reminded', () => {
    const settings = settingsSchema.parse({
      credentials: { 'ssh-key': { do: 'remind' }, 'signing-certificate': { do: 'disable' } },
    });
    const cert = { cert_1_active: 'true', cert_1_last_rotated: '2020-01-01T00:00:00Z' };
    const withCertificate = `${header}\n${rootRow}\n${rowOfUser('alice', cert)}\n${rowOfUser('bob')}\n`;

    it('asks IAM about the certificates of whoever has one, and of nobody else', async () => {
      const asked: string[] = [];
      const ListSigningCertificates = ({ UserName }: { readonly UserName: string }) => {
        asked.push(UserName);
        const Certificates = [{ CertificateId: 'CERT1', Status: 'Active', UploadDate: created }];
        return { Certificates };
      };
      const ledger = emptyLedger(account.id);
      const { signingCertificates } = await userOf(
        withCertificate,
        { ListSigningCertificates },
        ledger,
        settings,
      );
      assert.deepEqual(signingCertificates, [
        { id: 'CERT1', status: 'Active', createdAt: created },
      ]);
      assert.deepEqual(asked, ['alice']);
    });

    it('knows nothing of them where it may not ask: the report’s are none that could be disabled', async () => {
      const ListSigningCertificates = () => {
        throw sdkError('AccessDenied');
      };
      const ledger = emptyLedger(account.id);
      assert.deepEqual(
        (await userOf(withCertificate, { ListSigningCertificates }, ledger, settings))
          .signingCertificates,
        { unknown: 'access-denied at iam:ListSigningCertificates' },
      );
    });

    const record = (createdAt: Date) =>
      ({
        credential: { kind: 'ssh-key', id: 'APKA1' },
        userId: 'AIDAalice',
        userName: 'alice',
        createdAt,
        status: 'Active',
        fingerprint: '',
      }) as const;
    const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);
    const cases: readonly [what: string, age: number, set: typeof settings, asks: boolean][] = [
      ['from the day before its first reminder', 75, settings, true],
      ['not before', 74, settings, false],
      ['never where it is only reported', 400, defaultSettings, false],
    ];
    for (const [what, age, set, asks] of cases)
      it(`asks about a recorded SSH key each day: ${what}`, async () => {
        const asked: string[] = [];
        const ListSSHPublicKeys = ({ UserName }: { readonly UserName: string }) => {
          asked.push(UserName);
          return {};
        };
        // On a day that is nobody's.
        const parts = new Map(Array.from({ length: 7 }, (_, part) => [part, daysAgo(1)]));
        const dueToday = partsDue(nobodyAsked, at);
        const ledger: AccountLedger = {
          ...emptyLedger(account.id),
          sshKeysAsked: { at: parts, unanswered: new Set<string>() },
          credentials: new Map([['APKA1', record(daysAgo(age))]]),
        };
        assert.ok(!dueToday.has(partOf({ id: 'AIDAalice' })), 'choose another day');
        const { sshKeys } = await userOf(whole, { ListSSHPublicKeys }, ledger, set);
        assert.equal(asked.includes('alice'), asks);
        const known = [{ id: 'APKA1', status: 'Active', createdAt: daysAgo(age) }];
        assert.deepEqual(sshKeys, asks ? undefined : known);
      });
  });

  describe('of SSH keys that it may not list', () => {
    const names = Array.from({ length: 200 }, (_, i) => `user${i}`);
    const denied = (allowed: readonly string[]) => {
      const asked: string[] = [];
      const ListSSHPublicKeys = ({ UserName }: { readonly UserName: string }) => {
        asked.push(UserName);
        if (!allowed.includes(UserName)) throw sdkError('AccessDenied');
        return {};
      };
      return { asked, ListSSHPublicKeys };
    };
    const readWith = async (allowed: readonly string[], ledger = emptyLedger(account.id)) => {
      const { asked, ListSSHPublicKeys } = denied(allowed);
      const script = { ListSSHPublicKeys };
      const reading = await read(whole, script, ledger, defaultSettings, names);
      return { asked, ...reading };
    };

    it('asks about few where nobody’s may be listed, and remembers no turn', async () => {
      const { asked, sshKeysAsked, inventory } = await readWith([]);
      assert.ok(asked.length > 0 && asked.length <= 12, String(asked.length));
      assert.equal(sshKeysAsked, undefined);
      // Those whose turn it is are not known for that reason, the others since theirs is to come.
      const refused = inventory.users.filter(
        ({ sshKeys }) => isUnknown(sshKeys) && !isAwaited(sshKeys),
      );
      assert.ok(refused.length > 12 && refused.length < 60);
      assert.ok(inventory.users.every(({ sshKeys }) => isUnknown(sshKeys)));
    });

    it('remembers whom a policy protects, and asks about them the next day', async () => {
      const protectedOne = (await readWith([])).asked[0] ?? '';
      const others = names.filter((name) => name !== protectedOne);
      const { sshKeysAsked } = await readWith(others);
      assert.ok(sshKeysAsked);
      assert.deepEqual([...sshKeysAsked.unanswered], [`AIDA${protectedOne}`]);
      // The others of the same part have been asked about.
      const at = new Map(Array.from({ length: 7 }, (_, part) => [part, new Date('2026-06-30')]));
      const ledger = { ...emptyLedger(account.id), sshKeysAsked: { ...sshKeysAsked, at } };
      const { asked, inventory } = await readWith(others, ledger);
      assert.ok(asked.includes(protectedOne));
      const user = inventory.users.find(({ name }) => name === protectedOne);
      assert.ok(isUnknown(user?.sshKeys));
    });
  });
});
