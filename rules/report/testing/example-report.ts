import { accessKeyRef } from '../../credentials/credential';
import { asOfWords } from '../../calendar';
import { emptyLedger, type AccountLedger, type Delivery, type NoticeRecord } from '../../ledger';
import type { AccessKey, Account, AccountReading, IamUser } from '../../model';
import type { UserNotice } from '../../notices';
import { settingsSchema } from '../../settings';
import { composeReport, type ReportInput } from '../compose-report';
import type { Report } from '../report';

const identity: Account = { id: '111111111111', name: 'identity' };
const production: Account = { id: '222222222222', name: 'production' };
const sandbox: Account = { id: '444444444444', name: 'sandbox' };
const settings = settingsSchema.parse({ timeZone: 'Europe/Berlin' });
const now = new Date('2027-01-15T08:00:00Z');
const DAY_MS = 86_400_000;

function daysAgo(days: number, hours = 1): Date {
  return new Date(now.getTime() - days * DAY_MS - hours * 3_600_000);
}

/** Somebody else had asked for it an hour and a half before. */
const credentialReportAt = daysAgo(0, 1.5);
const notInReport = {
  unknown: `the credential report${asOfWords(credentialReportAt)}, does not have the user`,
};
const noDate = { unknown: 'the credential report says "N/A"' };

interface Draft {
  readonly account?: Account;
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** By age in days; `used` is how many days ago, `never` where absent. */
  readonly keys: readonly {
    readonly age: number;
    readonly used?: number;
    readonly off?: boolean;
  }[];
  readonly passwordAge?: number | 'unknown';
  readonly hasMfa?: boolean;
  /** Younger than the credential report. */
  readonly isNew?: true;
}

const engineer = (slackId: string, more: Readonly<Record<string, string>> = {}) => ({
  type: 'engineer',
  'slack-id': slackId,
  ...more,
});

/** One of each kind that a report may show. */
const drafts: readonly Draft[] = [
  {
    name: 'alice',
    tags: engineer('U0ALICE0001', { 'full-name': 'Alice Ahrens' }),
    keys: [{ age: 12, used: 0 }],
    passwordAge: 40,
  },
  { name: 'bob', tags: engineer('U0BOB000001'), keys: [{ age: 77, used: 3 }], passwordAge: 82 },
  { name: 'carol', tags: engineer('U0CAROL0001'), keys: [{ age: 90, used: 1 }] },
  { name: 'dave', tags: engineer('U0DAVE00001'), keys: [{ age: 412 }], hasMfa: false },
  {
    name: 'erin',
    tags: engineer('U0ERIN00001'),
    keys: [
      { age: 60, used: 5 },
      { age: 1, used: 0 },
    ],
  },
  {
    name: 'frank',
    tags: engineer('U0FRANK0001', {
      'key-exempt-until': '2027-01-31',
      'key-exempt-reason': 'On leave until the end of January',
      'key-exempt-by': 'erin@example.com',
    }),
    keys: [{ age: 120, used: 2 }],
  },
  { name: 'grace', tags: engineer('U0GRACE0001'), keys: [{ age: 140, used: 60, off: true }] },
  { name: 'heidi', tags: engineer('not-a-slack-id'), keys: [{ age: 80, used: 20 }] },
  { name: 'ci-deploy', tags: { type: 'machine' }, keys: [{ age: 300, used: 0 }] },
  { name: 'old-contractor', keys: [{ age: 700, used: 500 }], passwordAge: 700, hasMfa: false },
  { name: '=cmd|calc', tags: { type: 'robot' }, keys: [] },
  { name: 'ivan', tags: engineer('U0IVAN00001'), keys: [{ age: 0 }], isNew: true },
  { name: 'judy', tags: engineer('U0JUDY00001'), keys: [], passwordAge: 'unknown' },
  { account: production, name: 'bob', tags: engineer('U0BOB000001'), keys: [{ age: 30, used: 9 }] },
];

function userOf(draft: Draft, index: number): IamUser {
  const { account = identity, name, tags = {}, keys, isNew } = draft;
  return {
    arn: `arn:aws:iam::${account.id}:user/${name}`,
    name,
    id: `AIDAEXAMPLE${String(index).padStart(6, '0')}`,
    createdAt: isNew ? daysAgo(0) : daysAgo(900),
    tags,
    keys: keys.map(({ age, used, off }, i): AccessKey => ({
      id: `AKIAEXAMPLE${String(index).padStart(6, '0')}${i}AB`,
      status: off ? 'Inactive' : 'Active',
      createdAt: daysAgo(age),
      ...(used === undefined
        ? {}
        : { lastUsed: { at: daysAgo(used, 0), service: 's3', region: 'eu-central-1' } }),
    })),
    ...(isNew ? { password: notInReport, hasMfa: notInReport } : reportedOf(draft)),
  };
}

/** As the credential report tells it. */
function reportedOf({
  passwordAge,
  hasMfa = true,
}: Draft): Pick<IamUser, 'password' | 'hasMfa' | 'mfaAsOf'> {
  const asOf = credentialReportAt;
  if (passwordAge === undefined) return { hasMfa, mfaAsOf: asOf };
  const changedAt = passwordAge === 'unknown' ? noDate : daysAgo(passwordAge);
  return { hasMfa, mfaAsOf: asOf, password: { changedAt, lastUsedAt: daysAgo(2), asOf } };
}

/** What the monitor has told of their keys to bob, carol, dave and grace, and of new ones to the team; and that it disabled grace's key. */
function ledgerOf(users: readonly IamUser[]): AccountLedger {
  const keyOf = (name: string) => {
    const key = users.find((user) => user.name === name)?.keys[0];
    if (!key) throw new Error(`${name} has no key`);
    return key;
  };
  const records: NoticeRecord[] = [];
  const note = (notice: UserNotice, at: Date, more: Partial<NoticeRecord> = {}) => {
    const delivery: Delivery = { at: new Date(at.getTime() + 7000), channel: 'D1', ts: '1.1' };
    const both = { owner: delivery, team: delivery };
    records.push({ id: notice.id, plannedAt: at, notice, ...both, ...more });
  };
  const remind = (name: string, stage: number, ago: number, stopsOn: string, failed?: string) => {
    const key = keyOf(name);
    const at = daysAgo(ago, 0);
    const owner = { userName: name, type: 'engineer' as const, slackId: 'U0SOMEBODY1' };
    const facts = { id: key.id, createdAt: key.createdAt.toISOString(), age: stage };
    const notice: UserNotice = {
      kind: 'key-reminder',
      id: `key/${key.id}/reminder-${stage}`,
      account: identity,
      plannedAt: at.toISOString(),
      owner,
      key: facts,
      stopsOn,
      graceDays: 5,
      timeZone: settings.timeZone,
      stage,
    };
    note(notice, at, {
      toldStopsOn: stopsOn,
      ...(failed === undefined ? {} : { owner: { failed } }),
    });
  };
  const announce = (name: string, which: number, ago: number) => {
    const key = users.find((user) => user.name === name)?.keys[which] ?? keyOf(name);
    const notice: UserNotice = {
      kind: 'key-created',
      id: `key/${key.id}/created`,
      account: identity,
      plannedAt: daysAgo(ago).toISOString(),
      owner: { userName: name, type: 'engineer', slackId: 'U0SOMEBODY1' },
      key: { id: key.id, createdAt: key.createdAt.toISOString(), age: 0 },
      maker: { arn: `arn:aws:iam::${identity.id}:user/${name}`, mfa: true, isOwner: true },
    };
    note(notice, daysAgo(ago), { owner: undefined });
  };
  for (const name of ['bob', 'carol', 'heidi']) announce(name, 0, 90);
  announce('alice', 0, 12);
  announce('erin', 0, 60);
  announce('erin', 1, 1);
  announce('ivan', 0, 0);
  remind('bob', 76, 1, '2027-01-29');
  remind('carol', 76, 14, '2027-01-16');
  remind('carol', 81, 9, '2027-01-16');
  remind('carol', 86, 4, '2027-01-16');
  remind('dave', 86, 3, '2027-01-17', 'account_inactive');
  remind('grace', 86, 54, '2026-11-27');
  const grace = keyOf('grace');
  const disabledAt = daysAgo(49, 0);
  note(
    {
      kind: 'key-disabled',
      id: `key/${grace.id}/disabled/2026-11-27`,
      account: identity,
      plannedAt: disabledAt.toISOString(),
      owner: { userName: 'grace', type: 'engineer', slackId: 'U0GRACE0001' },
      key: { id: grace.id, createdAt: grace.createdAt.toISOString(), age: 91 },
      cause: 'age',
    },
    disabledAt,
  );
  return {
    ...emptyLedger(identity.id),
    firstReadAt: daysAgo(100),
    lastReadAt: daysAgo(1),
    credentials: new Map([
      [
        grace.id,
        {
          credential: accessKeyRef(grace.id),
          userId: 'AIDAEXAMPLE000006',
          userName: 'grace',
          createdAt: grace.createdAt,
          status: 'Inactive',
          fingerprint: 'row',
          disabledAt,
        },
      ],
    ]),
    notices: new Map(records.map((record) => [record.id, record])),
  };
}

/** Three accounts, one of them unread; fourteen users, one of each kind that a report may show. */
export function exampleInput(): ReportInput {
  const users = drafts.map((draft, index) => ({ draft, user: userOf(draft, index) }));
  const inventoryOf = (account: Account): AccountReading => ({
    outcome: 'read',
    credentialReportAt,
    inventory: {
      account,
      users: users
        .filter(({ draft }) => (draft.account ?? identity) === account)
        .map(({ user }) => user),
    },
  });
  const reason = 'access-denied at sts:AssumeRole: not authorized to perform: sts:AssumeRole';
  return {
    keyturnVersion: '0.1.0',
    obtainedBy: 'monitor',
    settings,
    now,
    readings: [
      inventoryOf(identity),
      inventoryOf(production),
      { outcome: 'unread', account: sandbox, reason },
    ],
    ledgers: new Map([
      [identity.id, ledgerOf(users.map(({ user }) => user))],
      [production.id, emptyLedger(production.id)],
    ]),
  };
}

export function exampleReport(): Report {
  return composeReport(exampleInput());
}

/** A report of so many engineers with a key each, of all ages up to 120 days. */
export function largeReport(keys: number): Report {
  const users = Array.from({ length: keys }, (_, index) =>
    userOf(
      {
        name: `engineer-${String(index).padStart(5, '0')}`,
        tags: engineer(`U${String(index).padStart(10, '0')}`),
        keys: [{ age: (index * 37) % 121, used: index % 50 }],
        passwordAge: (index * 11) % 100,
      },
      index,
    ),
  );
  return composeReport({
    ...exampleInput(),
    readings: [
      { outcome: 'read', inventory: { account: identity, users }, credentialReportAt: now },
    ],
    ledgers: new Map(),
  });
}
