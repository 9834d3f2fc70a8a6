import { noticeId, type NoticeOf } from '../../rules/notices';
import {
  apiKey,
  consoleUser,
  credentialDisabled,
  credentialOld,
  credentialReminder,
  endless,
  loginProfile,
  mfa,
} from './example-credentials';
import {
  account,
  anna,
  deployer,
  key,
  maker,
  newer,
  plannedAt,
  root,
  stopsOn,
  stranger,
  timeZone,
} from './example-people';
import type { Copy } from './user-message';

/** Notices as runs and events make them, for the examples. */
export const reminder: NoticeOf<'key-reminder'> = {
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
export const twoKeys: NoticeOf<'second-key'> = {
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
export const closing: NoticeOf<'key-closing'> = {
  kind: 'key-closing',
  id: noticeId.keyClosing(key.id),
  account,
  plannedAt,
  owner: anna,
  key,
  stopsOn: '2026-11-28',
  graceDays: 5,
  timeZone,
  ways: [{ way: 'sign-in', lastUsedAt: '2026-11-22T07:31:09.000Z' }],
  proof: 'seen',
};
export const opened: NoticeOf<'way-opened'> = {
  kind: 'way-opened',
  id: noticeId.wayOpened('AIDAEXAMPLE0ANNA', 'sign-in'),
  account,
  plannedAt,
  owner: anna,
  way: 'sign-in',
};
export const unused: NoticeOf<'key-unused'> = {
  kind: 'key-unused',
  id: noticeId.keyUnused(key.id),
  account,
  plannedAt,
  owner: anna,
  key: { ...key, lastUsed: undefined },
  since: key.createdAt,
  unusedDays: 76,
  stopsOn: '2026-11-28',
  graceDays: 5,
  timeZone,
};
export const disabled: NoticeOf<'key-disabled'> = {
  kind: 'key-disabled',
  id: noticeId.keyDisabled(key.id, stopsOn),
  account,
  plannedAt: '2026-12-08T08:00:00.000Z',
  owner: anna,
  key: { ...key, age: 91 },
  cause: 'age',
};
export const created: NoticeOf<'key-created'> = {
  kind: 'key-created',
  id: noticeId.keyCreated(newer.id),
  account,
  plannedAt,
  owner: anna,
  key: newer,
  maker,
};
export const question: NoticeOf<'key-question'> = {
  kind: 'key-question',
  id: noticeId.keyQuestion(newer.id, 1),
  account,
  plannedAt,
  owner: anna,
  key: newer,
  maker,
  asked: 1,
};
export const reenabled: NoticeOf<'key-reenabled'> = {
  kind: 'key-reenabled',
  id: noticeId.keyReenabled(key.id, 'a1b2c3d4'),
  account,
  plannedAt,
  owner: anna,
  keyId: key.id,
  maker: stranger,
};
export const machine: NoticeOf<'machine-key-old'> = {
  kind: 'machine-key-old',
  id: noticeId.machineKeyOld(key.id, 91),
  account,
  plannedAt,
  owner: deployer,
  key: { ...key, age: 91 },
  stage: 91,
};
export const password: NoticeOf<'password-reminder'> = {
  kind: 'password-reminder',
  id: noticeId.passwordReminder('AIDAEXAMPLE0ANNA', '2026-09-08', 76),
  account,
  plannedAt,
  owner: anna,
  age: 76,
  stage: 76,
  expiresOn: '2026-12-07',
  asOf: '2026-11-23T05:41:09Z',
};
export const quiet: NoticeOf<'daily-summary'> = {
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
export const busy: NoticeOf<'daily-summary'> = {
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
  findings: ['carla: an engineer without an MFA device, as of 2026-11-23 05:41 UTC'],
};

const news = { is: 'not-addressed' } as const;
const told = { is: 'told' } as const;

/** News that Slack refuses to show in full. */
export const bareNews: readonly Copy[] = [
  { notice: created, owner: news },
  { notice: mfa, owner: news },
];

/** Crowds in one run, by the digest's name: what becomes of them. In the first is one of each kind that has copies. */
export const crowds: Readonly<Record<string, readonly Copy[]>> = {
  'digest.team': [
    { notice: disabled, owner: told },
    { notice: { ...disabled, cause: 'reported' }, owner: told },
    { notice: credentialDisabled, owner: told },
    { notice: credentialReminder, owner: told, stopsOn },
    { notice: credentialOld, owner: told },
    { notice: reminder, owner: told, stopsOn },
    { notice: reminder, owner: { is: 'pending' } },
    { notice: twoKeys, owner: told, stopsOn: '2026-11-25' },
    { notice: unused, owner: told, stopsOn: '2026-11-28' },
    { notice: closing, owner: told, stopsOn: '2026-11-28' },
    { notice: created, owner: news },
    { notice: { ...created, maker: stranger }, owner: news },
    { notice: { ...created, maker: undefined }, owner: news },
    { notice: reenabled, owner: news },
    { notice: endless, owner: news },
    { notice: { ...apiKey, maker: stranger }, owner: news },
    { notice: consoleUser, owner: news },
    { notice: loginProfile, owner: news },
    { notice: mfa, owner: news },
    { notice: machine, owner: told },
    { notice: password, owner: told },
    { notice: opened, owner: told },
  ],
  'digest.team-no-alarm': [
    { notice: { ...disabled, cause: 'second-key' }, owner: told },
    { notice: { ...disabled, cause: 'unused' }, owner: told },
    { notice: { ...disabled, cause: 'moved' }, owner: told },
    { notice: { ...disabled, cause: 're-enabled', isEnabledAgain: true }, owner: told },
    { notice: { ...disabled, cause: 're-enabled', reenabledBy: stranger }, owner: told },
    {
      notice: { ...credentialDisabled, cause: 're-enabled', isEnabledAgain: true },
      owner: told,
    },
    {
      notice: { ...credentialDisabled, cause: 're-enabled', reenabledBy: stranger },
      owner: told,
    },
    { notice: { ...credentialOld, endsOn: '2026-12-01' }, owner: told },
    {
      notice: { ...credentialOld, owner: { userName: 'deployer', type: 'machine' } },
      owner: news,
    },
    { notice: { ...created, maker: { ...maker, mfa: false } }, owner: news },
    { notice: { ...machine, owner: { userName: 'deployer', type: 'machine' } }, owner: news },
  ],
  'digest.team-makers-unknown': [
    { notice: { ...created, owner: root, maker: undefined }, owner: news },
    { notice: { ...reenabled, maker: undefined }, owner: news },
  ],
  // What is left where somebody deleted the digest's first message.
  'digest.team-one-left': [{ notice: reenabled, owner: news }],
};
