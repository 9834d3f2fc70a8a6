import { noticeId, type NoticeOf } from '../../rules/notices';
import type { Copy } from './user-message';
import type { Reader } from './reader';

/** Notices as runs and events make them, for the examples. */
const teamChannel = 'C0INFRATEAM';
export const account = { id: '222222222222', name: 'Production' };
const plannedAt = '2026-11-23T08:00:00.000Z';
const timeZone = 'Europe/Berlin';
export const anna = {
  userName: 'anna',
  type: 'engineer',
  fullName: 'Anna Berg',
  slackId: 'U0ANNABERG',
} as const;
/** As CloudTrail's events name the account's root. */
export const root = { userName: '<root_account>' } as const;
const deployer = { userName: 'deployer', type: 'machine', slackId: 'C0DEPLOYERS' } as const;
export const key = {
  id: 'AKIAEXAMPLE0ANNAWXYZ',
  createdAt: '2026-09-08T09:30:00.000Z',
  age: 76,
  lastUsed: { at: '2026-11-20T16:12:00.000Z', service: 's3', region: 'eu-central-1' },
};
/** IAM says N/A of what it does not know. */
export const usedForIam = { ...key, lastUsed: { ...key.lastUsed, service: 'iam', region: 'N/A' } };
export const newer = { id: 'AKIAEXAMPLE0ANNAQRST', createdAt: '2026-11-22T14:05:00.000Z', age: 0 };
const stopsOn = '2026-12-08';
export const maker = {
  arn: 'arn:aws:iam::222222222222:user/anna',
  mfa: true,
  sourceAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/macos#25.1.0',
  at: '2026-11-22T14:05:00Z',
  isOwner: true,
};
export const stranger = {
  ...maker,
  arn: 'arn:aws:sts::222222222222:assumed-role/admin/mallory',
  mfa: false,
  isOwner: false,
};

export const toOwner: Reader = { audience: 'owner', teamChannel };
export const toTeam: Reader = { audience: 'team', teamChannel, owner: { is: 'told' } };
export const pending: Reader = { audience: 'team', teamChannel, owner: { is: 'pending' } };
export const undeliverable: Reader = {
  audience: 'team',
  teamChannel,
  owner: { is: 'failed', code: 'account_inactive' },
};
/** For a reason that is nothing of ours to explain. */
export const refusedOtherwise: Reader = {
  audience: 'team',
  teamChannel,
  owner: { is: 'failed', code: 'ekm_access_denied' },
};
export const notInvited: Reader = {
  audience: 'team',
  teamChannel,
  owner: { is: 'failed', code: 'not_in_channel' },
};
export const unaddressed: Reader = {
  audience: 'team',
  teamChannel,
  owner: { is: 'not-addressed' },
};

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
export const reenabled: NoticeOf<'key-reenabled'> = {
  kind: 'key-reenabled',
  id: noticeId.keyReenabled(key.id, 'a1b2c3d4'),
  account,
  plannedAt,
  owner: anna,
  keyId: key.id,
  maker: stranger,
};
/** What only says which one it is, as where it was enabled again. */
export const certificate: NoticeOf<'credential-created'> = {
  kind: 'credential-created',
  id: noticeId.credentialCreated('ACCAEXAMPLE0000ANNAKLM', 'created', 'a1b2c3d4'),
  account,
  plannedAt,
  owner: { userName: 'anna' },
  credential: { kind: 'signing-certificate', id: 'EXAMPLE0CERTIFICATE00000000ABCDE' },
  how: 'created',
  neverEnds: false,
  maker,
};
const ofBedrock = {
  ...certificate,
  credential: { kind: 'service-specific', id: 'ACCAEXAMPLE0000ANNAKLM' },
  service: 'bedrock.amazonaws.com',
} as const;
export const apiKey: NoticeOf<'credential-created'> = {
  ...ofBedrock,
  endsAt: '2027-02-20T14:05:00.000Z',
};
export const endless: NoticeOf<'credential-created'> = { ...ofBedrock, neverEnds: true };
/** As the console of Bedrock names the user that it makes for an API key. */
export const consolesUser = { userName: 'BedrockAPIKey-x1y2' } as const;
export const consoleUser: NoticeOf<'console-user-created'> = {
  kind: 'console-user-created',
  id: noticeId.consoleUserCreated('AIDAEXAMPLE0BEDROCK'),
  account,
  plannedAt,
  owner: consolesUser,
  maker: stranger,
};
export const loginProfile: NoticeOf<'login-profile-changed'> = {
  kind: 'login-profile-changed',
  id: noticeId.loginProfileChanged('a1b2c3d4'),
  account,
  plannedAt,
  owner: { userName: 'anna' },
  how: 'created',
  maker: stranger,
};
export const mfa: NoticeOf<'mfa-deactivated'> = {
  kind: 'mfa-deactivated',
  id: noticeId.mfaDeactivated('a1b2c3d4'),
  account,
  plannedAt,
  owner: { userName: 'anna' },
  serialNumber: 'arn:aws:iam::222222222222:mfa/anna',
  maker,
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

const oldApiKey = {
  kind: 'service-specific',
  id: 'ACCAEXAMPLE0000ANNAKLM',
  createdAt: '2026-09-08T09:30:00.000Z',
  age: 76,
  service: 'bedrock.amazonaws.com',
} as const;
export const gitPassword = {
  ...oldApiKey,
  id: 'ACCAEXAMPLE0000ANNAGIT',
  service: 'codecommit.amazonaws.com',
} as const;
export const sshKey = {
  kind: 'ssh-key',
  id: 'APKAEXAMPLE00000ANNA',
  createdAt: '2026-09-08T09:30:00.000Z',
  age: 91,
} as const;
export const oldCertificate = {
  ...sshKey,
  kind: 'signing-certificate',
  id: 'EXAMPLE0CERTIFICATE00000000ABCDE',
} as const;
export const credentialReminder: NoticeOf<'credential-reminder'> = {
  kind: 'credential-reminder',
  id: noticeId.credentialReminder(oldApiKey.id, 76),
  account,
  plannedAt,
  owner: anna,
  credential: oldApiKey,
  stopsOn,
  graceDays: 5,
  timeZone,
  stage: 76,
};
export const credentialOld: NoticeOf<'credential-old'> = {
  kind: 'credential-old',
  id: noticeId.credentialOld(sshKey.id, 91),
  account,
  plannedAt,
  owner: anna,
  credential: sshKey,
  stage: 91,
};
export const credentialDisabled: NoticeOf<'credential-disabled'> = {
  kind: 'credential-disabled',
  id: noticeId.credentialDisabled(oldApiKey.id, stopsOn),
  account,
  plannedAt: '2026-12-08T08:00:00.000Z',
  owner: anna,
  credential: { ...oldApiKey, age: 91 },
  cause: 'age',
};
export const deployersCredential: NoticeOf<'credential-old'> = {
  ...credentialOld,
  owner: deployer,
  credential: { ...oldApiKey, age: 91 },
};

/** Crowds in one run, by the digest's name: what becomes of them. In the first is one of each kind. */
export const crowds: Readonly<Record<string, readonly Copy[]>> = {
  'digest.team': [
    { notice: disabled, owner: told },
    { notice: credentialDisabled, owner: told },
    { notice: credentialReminder, owner: told, stopsOn },
    { notice: credentialOld, owner: told },
    { notice: reminder, owner: told, stopsOn },
    { notice: reminder, owner: { is: 'pending' } },
    { notice: twoKeys, owner: told, stopsOn: '2026-11-25' },
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
  ],
  'digest.team-no-alarm': [
    { notice: { ...disabled, cause: 'second-key' }, owner: told },
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
