import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ageInDays } from '../../../rules/calendar';
import { emptyLedger } from '../../../rules/ledger';
import { isUnknown, type IamUser } from '../../../rules/model';
import { defaultSettings } from '../../../rules/settings';
import { scriptedIam, sdkError } from '../../testing/scripted-client';
import { AwsIamReader, type Thorough } from './reader';

const account = { id: '111111111111', name: 'identity' };
const now = new Date('2026-04-01T09:00:00Z');
/** When the credential report was made. */
const then = new Date('2026-04-01T06:00:00Z');
const since = new Date('2026-04-01T08:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const text = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service'.split(
    ',',
  );
type Row = Readonly<Record<string, string>>;

const key: Row = {
  access_key_1_active: 'true',
  access_key_1_last_rotated: text(daysAgo(30)),
  access_key_1_last_used_date: text(daysAgo(2)),
};
const password: Row = { password_enabled: 'true', password_last_changed: text(daysAgo(40)) };
const mfa: Row = { mfa_active: 'true' };

/** The user as IAM has them at this moment. */
interface Truth {
  readonly name?: string;
  readonly type?: 'engineer' | 'machine';
  readonly createdAt?: Date;
  /** When their one key was made. */
  readonly key?: Date;
  readonly device?: 'app' | 'passkey';
  /** When their console password was first set. */
  readonly password?: Date;
}

interface Case {
  readonly what: string;
  /** Absent: the report does not have the user. */
  readonly row?: Row;
  /** The report was being made for this very reading, and is no older. */
  readonly isNew?: true;
  readonly truth: Truth;
  readonly refused?: Readonly<Record<string, string>>;
  /** What a person's audit finds: what is said as of then is marked so. */
  readonly audit: string;
  /** What the monitor's run finds, which asks for keys alone; absent: the same. */
  readonly run?: string;
  /** What the audit asks about this user alone. */
  readonly asks: string;
}

const human: Truth = { type: 'engineer', key: daysAgo(30), device: 'app' };
const robot: Truth = { type: 'machine', key: daysAgo(30) };
const young: Truth = { createdAt: since };
const keysOnly = 'ListAccessKeys';

const cases: readonly Case[] = [
  // A report of this very moment is believed.
  {
    what: 'a new report, in which all is as it is',
    isNew: true,
    row: { ...key, ...mfa, ...password },
    truth: human,
    audit: '1 key, MFA yes then, password 40 d then',
    asks: keysOnly,
  },
  {
    what: 'a new report of somebody with nothing',
    isNew: true,
    row: {},
    truth: { type: 'engineer' },
    audit: '0 keys, MFA no then, no password',
    asks: '',
  },
  // Stale rows.
  {
    what: 'an older report, since which nothing changed',
    row: { ...key, ...mfa, ...password },
    truth: human,
    audit: '1 key, MFA yes, password 40 d then',
    run: '1 key, MFA yes then, password 40 d then',
    asks: keysOnly,
  },
  {
    what: 'a machine since whose row nothing changed',
    row: key,
    truth: robot,
    audit: '1 key, MFA no then, no password',
    asks: 'GetLoginProfile ListAccessKeys',
  },
  {
    what: 'a key that was made since, by somebody who had none',
    row: {},
    truth: { ...robot, key: since },
    audit: '1 key used, MFA no then, no password',
    run: '0 keys, MFA no then, no password',
    asks: 'GetAccessKeyLastUsed GetLoginProfile ListAccessKeys',
  },
  {
    what: 'a key that was never used then, and has been since',
    row: { ...key, access_key_1_last_used_date: 'N/A' },
    truth: robot,
    audit: '1 key used, MFA no then, no password',
    run: '1 key, MFA no then, no password',
    asks: 'GetAccessKeyLastUsed GetLoginProfile ListAccessKeys',
  },
  {
    what: 'an app that was enrolled since',
    row: { ...key, ...password },
    truth: human,
    audit: '1 key, MFA yes, password 40 d then',
    run: '1 key, MFA no then, password 40 d then',
    asks: keysOnly,
  },
  {
    what: 'a passkey that was enrolled since',
    row: { ...key, ...password },
    truth: { ...human, device: 'passkey' },
    audit: '1 key, MFA yes, password 40 d then',
    run: '1 key, MFA no then, password 40 d then',
    asks: 'ListAccessKeys ListMFADevices',
  },
  {
    what: 'a device that was taken away since',
    row: { ...key, ...mfa, ...password },
    truth: { ...human, device: undefined },
    audit: '1 key, MFA no, password 40 d then',
    run: '1 key, MFA yes then, password 40 d then',
    asks: 'ListAccessKeys ListMFADevices',
  },
  {
    what: 'a password that a machine got since, without a device',
    row: key,
    truth: { ...robot, password: since },
    audit: '1 key, MFA no, password 0 d',
    run: '1 key, MFA no then, no password',
    asks: 'GetLoginProfile ListAccessKeys ListMFADevices',
  },
  {
    what: 'a password that was taken away since, before its owner is named for having no device',
    row: { ...key, ...password },
    truth: robot,
    audit: '1 key, MFA no, no password',
    run: '1 key, MFA no then, password 40 d then',
    asks: 'GetLoginProfile ListAccessKeys ListMFADevices',
  },
  {
    what: 'a password that was taken away and given anew since',
    row: { ...key, ...password },
    truth: { ...robot, password: since },
    audit: '1 key, MFA no, password 0 d',
    run: '1 key, MFA no then, password 40 d then',
    asks: 'GetLoginProfile ListAccessKeys ListMFADevices',
  },
  {
    what: 'a password as it was, of a machine without a device',
    row: { ...key, ...password },
    truth: { ...robot, password: daysAgo(80) },
    audit: '1 key, MFA no, password 40 d then',
    run: '1 key, MFA no then, password 40 d then',
    asks: 'GetLoginProfile ListAccessKeys ListMFADevices',
  },
  // Missing rows.
  {
    what: 'a user younger than the report, with a password and without a device',
    truth: { ...young, password: since },
    audit: '0 keys, MFA no, password 0 d',
    run: '0 keys, MFA unknown, password unknown',
    asks: 'GetLoginProfile ListAccessKeys ListMFADevices',
  },
  {
    what: 'a user younger than a report that was new',
    isNew: true,
    truth: { ...young, device: 'app', key: since },
    audit: '1 key used, MFA yes, no password',
    run: '1 key, MFA unknown, password unknown',
    asks: 'GetAccessKeyLastUsed GetLoginProfile ListAccessKeys ListMFADevices',
  },
  {
    what: 'a user made again, of whose name the report has an earlier one',
    row: { ...mfa, ...password },
    truth: young,
    audit: '0 keys, MFA no, no password',
    run: '0 keys, MFA unknown, password unknown',
    asks: 'GetLoginProfile ListAccessKeys ListMFADevices',
  },
  // Rows that contradict what is known, or themselves.
  {
    what: 'a new report with a key that is not there any more: the rest is not believed either',
    isNew: true,
    row: { ...key, ...mfa },
    truth: { password: since },
    audit: '0 keys, MFA no, password 0 d',
    run: '0 keys, MFA yes then, no password',
    asks: 'GetLoginProfile ListAccessKeys ListMFADevices',
  },
  {
    what: 'no password in the report, and one that was set before it',
    row: key,
    truth: { ...robot, device: 'app', password: daysAgo(70) },
    audit: '1 key, MFA yes, password of unknown age',
    run: '1 key, MFA no then, no password',
    asks: 'GetLoginProfile ListAccessKeys',
  },
  ...['N/A', 'no_information', 'not_supported', 'yesterday', ''].map((found): Case => ({
    what: `a password whose change is ${JSON.stringify(found)}`,
    isNew: true,
    row: { ...key, ...mfa, ...password, password_last_changed: found },
    truth: { ...human, password: daysAgo(80) },
    audit: '1 key, MFA yes then, password of unknown age then',
    asks: keysOnly,
  })),
  {
    what: 'flags that are neither true nor false',
    isNew: true,
    row: { mfa_active: 'not_supported', password_enabled: 'N/A' },
    truth: { type: 'engineer', device: 'app' },
    audit: '0 keys, MFA yes, no password',
    run: '0 keys, MFA unknown, password unknown',
    asks: 'GetLoginProfile ListMFADevices',
  },
  {
    what: 'the flag of a key that is neither true nor false',
    isNew: true,
    row: { ...key, ...mfa, access_key_1_active: 'N/A' },
    truth: human,
    audit: '1 key used, MFA yes, no password',
    run: '1 key, MFA yes then, no password',
    asks: 'GetAccessKeyLastUsed GetLoginProfile ListAccessKeys ListMFADevices',
  },
  // What may not be asked stays unknown, and leaves the account read.
  ...['AccessDenied', 'Throttling', 'ServiceUnavailable', 'Unheard-of'].map((error): Case => ({
    what: `devices of which IAM answers ${error}`,
    row: { ...key, ...password },
    truth: { ...human, device: 'passkey' },
    refused: { ListMFADevices: error },
    audit: '1 key, MFA unknown, password 40 d then',
    run: '1 key, MFA no then, password 40 d then',
    asks: 'ListAccessKeys ListMFADevices',
  })),
  {
    what: 'a password of which IAM may not be asked',
    row: key,
    truth: { ...robot, password: since },
    refused: { GetLoginProfile: 'AccessDenied' },
    audit: '1 key, MFA no, password unknown',
    run: '1 key, MFA no then, no password',
    asks: 'GetLoginProfile ListAccessKeys ListMFADevices',
  },
  {
    what: 'apps that may not be listed: each is asked about alone',
    row: { ...key, ...password },
    truth: human,
    refused: { ListVirtualMFADevices: 'AccessDenied' },
    audit: '1 key, MFA yes, password 40 d then',
    run: '1 key, MFA no then, password 40 d then',
    asks: 'ListAccessKeys ListMFADevices',
  },
  {
    what: 'a user who is called root, and has not root’s device',
    row: { ...key, ...password },
    truth: { ...human, name: 'root', device: undefined },
    audit: '1 key, MFA no, password 40 d then',
    run: '1 key, MFA no then, password 40 d then',
    asks: 'ListAccessKeys ListMFADevices',
  },
];

describe('what a row of the credential report can not know', () => {
  for (const { what, audit, asks, run = audit, ...given } of cases) {
    it(`${what}: an audit`, async () => {
      const { found, asked } = await read(given, {
        onListed: () => undefined,
        onUser: () => undefined,
      });
      assert.deepEqual([found, asked.join(' ')], [audit, asks]);
    });

    it(`${what}: a run`, async () => {
      const { found, asked } = await read(given);
      assert.equal(found, run);
      assert.deepEqual(
        asked.filter((call) => call !== 'ListAccessKeys'),
        [],
      );
    });
  }

  it('is said with why it is not known', async () => {
    const [run, audit] = [
      await read({ truth: young }),
      await read(
        {
          truth: { ...young, type: 'engineer' },
          refused: { ListMFADevices: 'AccessDenied', GetLoginProfile: 'AccessDenied' },
        },
        { onListed: () => undefined, onUser: () => undefined },
      ),
    ];
    const missing = 'the credential report, as of 2026-04-01 06:00 UTC, does not have the user';
    assert.deepEqual(
      [run.user?.hasMfa, run.user?.password],
      [{ unknown: missing }, { unknown: missing }],
    );
    assert.deepEqual(
      [audit.user?.hasMfa, audit.user?.password],
      [
        { unknown: 'access-denied at iam:ListMFADevices' },
        { unknown: 'access-denied at iam:GetLoginProfile' },
      ],
    );
  });
});

describe('a device that was taken away since, of somebody without a type or a password', () => {
  const row = { ...key, ...mfa };
  const thorough = { onListed: () => undefined, onUser: () => undefined };

  it('is asked about where they are taken for engineers, who are named for having none', async () => {
    const { found, asked } = await read(
      { row, truth: { key: daysAgo(30) } },
      { ...thorough, untaggedAs: 'engineer' },
    );
    assert.equal(found, '1 key, MFA no, no password');
    assert.deepEqual(asked, ['GetLoginProfile', 'ListAccessKeys', 'ListMFADevices']);
  });

  for (const [what, truth, untaggedAs] of [
    ['they are taken for nothing', {}, undefined],
    ['they are taken for machines', {}, 'machine'],
    ['their tag says that they are a machine', { type: 'machine' }, 'engineer'],
  ] as const)
    it(`is not where ${what}`, async () => {
      const { found } = await read(
        { row, truth: { ...truth, key: daysAgo(30) } },
        { ...thorough, untaggedAs },
      );
      assert.equal(found, '1 key, MFA yes then, no password');
    });
});

describe('an audit of many users', () => {
  it('asks about ten of them at a time, and says how far it is', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `user${i}`);
    const said: string[] = [];
    const under = { way: 0, most: 0 };
    const slowly = async (answer: object) => {
      under.way += 1;
      under.most = Math.max(under.most, under.way);
      await sleep(2);
      under.way -= 1;
      return answer;
    };
    const iam = scriptedIam({
      GenerateCredentialReport: () => ({ State: 'COMPLETE' }),
      GetCredentialReport: () => ({ Content: reportOf('nobody', {}), GeneratedTime: then }),
      GetAccountAuthorizationDetails: () => ({
        UserDetailList: names.map((UserName) => {
          return { UserName, UserId: `AIDA${UserName}`, Arn: UserName, CreateDate: since };
        }),
      }),
      ListVirtualMFADevices: () => ({}),
      ListAccessKeys: () => slowly({}),
      ListMFADevices: () => slowly({}),
      GetLoginProfile: () => slowly({ LoginProfile: { CreateDate: since } }),
    });
    const clients = { in: () => iam };
    const audit = new AwsIamReader(clients, defaultSettings, {
      thorough: {
        onListed: (users) => said.push(`listed ${users}`),
        onUser: () => said.push('user'),
      },
    });
    const reading = await audit.read(account, emptyLedger(account.id), now);
    assert.ok(reading.outcome === 'read' && reading.inventory.users.length === 60);
    assert.deepEqual(said, ['listed 60', ...names.map(() => 'user')]);
    assert.equal(under.most, 10);
  });
});

async function read(
  { row, isNew, truth, refused = {} }: Pick<Case, 'row' | 'isNew' | 'truth' | 'refused'>,
  thorough?: Thorough,
) {
  const { name: UserName = 'alice', createdAt = daysAgo(400), type } = truth;
  const asked: string[] = [];
  const answers = (about: 'account' | 'user', answersOf: Record<string, () => unknown>) =>
    Object.fromEntries(
      Object.entries(answersOf).map(([call, answer]) => [
        call,
        (input: { UserName?: string; AssignmentStatus?: string }) => {
          if (about === 'user') asked.push(call);
          if (refused[call] !== undefined) throw sdkError(refused[call]);
          assert.ok(input.UserName === undefined || input.UserName === UserName);
          assert.ok(call !== 'ListVirtualMFADevices' || input.AssignmentStatus === 'Assigned');
          return answer();
        },
      ]),
    );
  const user = {
    UserName,
    UserId: 'AIDAALICE',
    Arn: `arn:aws:iam::${account.id}:user/${UserName}`,
  };
  const Tags = type === undefined ? [] : [{ Key: 'type', Value: type }];
  const root = { UserId: account.id, UserName: 'root', Arn: `arn:aws:iam::${account.id}:root` };
  const withApp = truth.device === 'app' ? [root, user] : [root];
  const iam = scriptedIam({
    ...answers('account', {
      GenerateCredentialReport: () => ({ State: isNew ? 'STARTED' : 'COMPLETE' }),
      GetCredentialReport: () => ({ Content: reportOf(UserName, row), GeneratedTime: then }),
      GetAccountAuthorizationDetails: () => ({
        UserDetailList: [{ ...user, CreateDate: createdAt, Tags }],
      }),
      ListVirtualMFADevices: () => ({ VirtualMFADevices: withApp.map((User) => ({ User })) }),
    }),
    ...answers('user', {
      ListAccessKeys: () => ({
        AccessKeyMetadata: truth.key
          ? [{ AccessKeyId: 'AKIAALICE', Status: 'Active', CreateDate: truth.key }]
          : [],
      }),
      GetAccessKeyLastUsed: () => ({ AccessKeyLastUsed: { LastUsedDate: since } }),
      ListMFADevices: () => ({ MFADevices: truth.device ? [{ SerialNumber: 'x' }] : [] }),
      GetLoginProfile: () => {
        if (!truth.password) throw sdkError('NoSuchEntityException');
        return { LoginProfile: { CreateDate: truth.password } };
      },
    }),
  });
  const clients = { in: () => iam };
  const reading = await new AwsIamReader(clients, defaultSettings, { thorough }).read(
    account,
    emptyLedger(account.id),
    now,
  );
  assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
  assert.deepEqual(reading.credentialReportAt, then);
  const [found] = reading.inventory.users;
  return { user: found, found: found && inWords(found), asked: asked.sort() };
}

/** The report's CSV: one row, of a user who has nothing but what is given. */
function reportOf(user: string, row: Row | undefined): Uint8Array {
  const none = (column: string) => (/_active$|_enabled$/.test(column) ? 'false' : 'N/A');
  const cells: Row = { user, user_creation_time: text(daysAgo(400)), ...row };
  const line = columns.map((column) => cells[column] ?? none(column)).join(',');
  return new TextEncoder().encode([columns.join(','), ...(row ? [line] : [])].join('\n'));
}

function inWords({ keys, hasMfa, mfaAsOf, password: its }: IamUser): string {
  // Of a use that the report tells of nobody need be asked.
  const used = keys.some(({ lastUsed }) => lastUsed && !isUnknown(lastUsed) && lastUsed.at >= then)
    ? ' used'
    : '';
  const yesOrNo = isUnknown(hasMfa) ? 'unknown' : hasMfa ? 'yes' : 'no';
  return [
    `${keys.length} ${keys.length === 1 ? 'key' : 'keys'}${used}`,
    `MFA ${yesOrNo}${when(mfaAsOf)}`,
    its === undefined
      ? 'no password'
      : isUnknown(its)
        ? 'password unknown'
        : isUnknown(its.changedAt)
          ? `password of unknown age${when(its.asOf)}`
          : `password ${ageInDays({ createdAt: its.changedAt }, now)} d${when(its.asOf)}`,
  ].join(', ');
}

function when(asOf: Date | undefined): string {
  if (asOf === undefined) return '';
  assert.deepEqual(asOf, then);
  return ' then';
}
