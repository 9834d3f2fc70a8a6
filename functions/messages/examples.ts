import { noticeId, type Notice, type NoticeOf } from '../../rules/notices';
import type { Reader } from './reader';

/** One message of a kind, as it would be sent: for the reviewed snapshots and for a preview. */
export interface Example {
  readonly name: string;
  readonly notice: Notice;
  readonly reader: Reader;
}

const teamChannel = 'C0INFRATEAM';
const account = { id: '222222222222', name: 'Production' };
const plannedAt = '2026-11-23T08:00:00.000Z';
const timeZone = 'Europe/Berlin';
const anna = {
  userName: 'anna',
  type: 'engineer',
  fullName: 'Anna Berg',
  slackId: 'U0ANNABERG',
} as const;
const deployer = { userName: 'deployer', type: 'machine', slackId: 'C0DEPLOYERS' } as const;
const key = {
  id: 'AKIAEXAMPLE0ANNAWXYZ',
  createdAt: '2026-09-08T09:30:00.000Z',
  age: 76,
  lastUsed: { at: '2026-11-20T16:12:00.000Z', service: 's3', region: 'eu-central-1' },
};
const newer = { id: 'AKIAEXAMPLE0ANNAQRST', createdAt: '2026-11-22T14:05:00.000Z', age: 0 };
const stopsOn = '2026-12-08';
const maker = {
  arn: 'arn:aws:iam::222222222222:user/anna',
  mfa: true,
  sourceAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/macos#25.1.0',
  at: '2026-11-22T14:05:00Z',
  isOwner: true,
};
const stranger = {
  ...maker,
  arn: 'arn:aws:sts::222222222222:assumed-role/admin/mallory',
  mfa: false,
  isOwner: false,
};

const toOwner: Reader = { audience: 'owner', teamChannel };
const toTeam: Reader = { audience: 'team', teamChannel, owner: { is: 'told' } };
const undeliverable: Reader = {
  audience: 'team',
  teamChannel,
  owner: { is: 'failed', code: 'account_inactive' },
};
const unaddressed: Reader = { audience: 'team', teamChannel, owner: { is: 'not-addressed' } };

const reminder: Notice = {
  kind: 'key-reminder',
  id: noticeId.keyReminder(key.id, 76),
  account,
  plannedAt,
  owner: anna,
  key,
  stopsOn,
  graceDays: 5,
  timeZone,
  stage: 76,
};
const twoKeys: NoticeOf<'second-key'> = {
  kind: 'second-key',
  id: noticeId.secondKey(key.id, newer.id),
  account,
  plannedAt,
  owner: anna,
  key,
  newer,
  stopsOn: '2026-11-25',
  graceDays: 2,
  timeZone,
};
const disabled: NoticeOf<'key-disabled'> = {
  kind: 'key-disabled',
  id: noticeId.keyDisabled(key.id, stopsOn),
  account,
  plannedAt: '2026-12-08T08:00:00.000Z',
  owner: anna,
  key: { ...key, age: 91 },
  cause: 'age',
};
const created: NoticeOf<'key-created'> = {
  kind: 'key-created',
  id: noticeId.keyCreated(newer.id),
  account,
  plannedAt,
  owner: anna,
  key: newer,
  maker,
};
const reenabled: NoticeOf<'key-reenabled'> = {
  kind: 'key-reenabled',
  id: noticeId.keyReenabled(key.id, 'a1b2c3d4'),
  account,
  plannedAt,
  owner: anna,
  keyId: key.id,
  maker: stranger,
};
const machine: NoticeOf<'machine-key-old'> = {
  kind: 'machine-key-old',
  id: noticeId.machineKeyOld(key.id, 91),
  account,
  plannedAt,
  owner: deployer,
  key: { ...key, age: 91 },
  stage: 91,
};
const password: NoticeOf<'password-reminder'> = {
  kind: 'password-reminder',
  id: noticeId.passwordReminder('AIDAEXAMPLE0ANNA', '2026-09-08', 76),
  account,
  plannedAt,
  owner: anna,
  age: 76,
  stage: 76,
  expiresOn: '2026-12-07',
};
const quiet: NoticeOf<'daily-summary'> = {
  kind: 'daily-summary',
  id: noticeId.dailySummary('2026-11-23'),
  plannedAt,
  date: '2026-11-23',
  dryRun: false,
  accountsRead: [account, { id: '111111111111', name: 'Identity' }],
  accountsUnread: [],
  ageBands: [
    { label: '0–75 days', keys: 41 },
    { label: '76–90 days', keys: 3 },
    { label: '91 days and more', keys: 0 },
  ],
  done: [],
  heldBack: [],
  undelivered: [],
  findings: [],
};
const busy: NoticeOf<'daily-summary'> = {
  ...quiet,
  accountsUnread: [
    { account: { id: '333333333333', name: 'Sandbox' }, reason: 'the audit role is not there' },
  ],
  done: [
    'anna: key …WXYZ disabled (91 days old; warned on 2026-12-03 that it stops on 2026-12-08)',
  ],
  heldBack: Array.from({ length: 14 }, (_, i) => `user-${i + 1}: key …K${100 + i} is not disabled`),
  undelivered: [
    'the reminder to ben about key …BENB: a private message has not arrived since 2026-11-22',
  ],
  findings: ['carla: an engineer without an MFA device'],
};

/** Every kind of message, for each of its readers. */
export const examples: readonly Example[] = [
  { name: 'key-reminder.owner', notice: reminder, reader: toOwner },
  { name: 'key-reminder.team', notice: reminder, reader: toTeam },
  { name: 'key-reminder.team-undeliverable', notice: reminder, reader: undeliverable },
  {
    name: 'second-key.owner',
    notice: { ...twoKeys, newer: { ...key, ...newer } },
    reader: toOwner,
  },
  { name: 'second-key.owner-newer-never-used', notice: twoKeys, reader: toOwner },
  { name: 'second-key.team', notice: twoKeys, reader: toTeam },
  { name: 'second-key.team-unaddressed', notice: twoKeys, reader: unaddressed },
  { name: 'key-disabled.owner', notice: disabled, reader: toOwner },
  {
    name: 'key-disabled.owner-second-key',
    notice: { ...disabled, cause: 'second-key' },
    reader: toOwner,
  },
  {
    name: 'key-disabled.owner-re-enabled',
    notice: { ...disabled, cause: 're-enabled' },
    reader: toOwner,
  },
  { name: 'key-disabled.team', notice: disabled, reader: toTeam },
  {
    name: 'key-disabled.team-re-enabled-undeliverable',
    notice: { ...disabled, cause: 're-enabled', reenabledBy: stranger },
    reader: undeliverable,
  },
  { name: 'key-created.team', notice: created, reader: unaddressed },
  {
    name: 'key-created.team-not-the-owner',
    notice: { ...created, maker: stranger },
    reader: unaddressed,
  },
  {
    name: 'key-created.team-without-mfa',
    notice: { ...created, maker: { ...maker, mfa: false } },
    reader: unaddressed,
  },
  {
    name: 'key-created.team-maker-unknown',
    notice: { ...created, maker: undefined },
    reader: unaddressed,
  },
  {
    name: 'key-created.team-root',
    notice: {
      ...created,
      owner: { userName: '<root_account>' },
      maker: { ...maker, arn: 'arn:aws:iam::222222222222:root' },
    },
    reader: unaddressed,
  },
  { name: 'key-reenabled.team', notice: reenabled, reader: unaddressed },
  {
    name: 'key-reenabled.team-maker-unknown',
    notice: { ...reenabled, maker: undefined },
    reader: unaddressed,
  },
  { name: 'machine-key-old.owner', notice: machine, reader: toOwner },
  { name: 'machine-key-old.team', notice: machine, reader: toTeam },
  {
    name: 'machine-key-old.team-without-owner',
    notice: { ...machine, owner: { userName: 'deployer', type: 'machine' } },
    reader: unaddressed,
  },
  { name: 'password-reminder.owner', notice: password, reader: toOwner },
  { name: 'password-reminder.team', notice: password, reader: toTeam },
  { name: 'password-reminder.team-undeliverable', notice: password, reader: undeliverable },
  { name: 'daily-summary.team-quiet', notice: quiet, reader: unaddressed },
  { name: 'daily-summary.team', notice: busy, reader: unaddressed },
  { name: 'daily-summary.team-dry-run', notice: { ...busy, dryRun: true }, reader: unaddressed },
];
