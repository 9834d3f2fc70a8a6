import type { Notice } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import * as of from './example-notices';
import { render, renderDigest, renderDigestPages, renderNewerKind } from './index';
import type { Reader } from './reader';

/** One message of a kind, as it would be sent: for the reviewed snapshots and for a preview. */
export interface Example {
  readonly name: string;
  readonly notice: Notice;
  readonly reader: Reader;
}

const {
  account,
  anna,
  apiKey,
  busy,
  certificate,
  consoleUser,
  credentialDisabled,
  credentialOld,
  credentialReminder,
  deployersCredential,
  gitPassword,
  oldCertificate,
  sshKey,
  consolesUser,
  created,
  disabled,
  endless,
  key,
  loginProfile,
  machine,
  maker,
  mfa,
  newer,
  notInvited,
  password,
  pending,
  quiet,
  reenabled,
  refusedOtherwise,
  reminder,
  root,
  stranger,
  toOwner,
  toTeam,
  twoKeys,
  unaddressed,
  undeliverable,
  usedForIam,
} = of;

/** Every kind of message, for each of its readers. */
export const examples: readonly Example[] = [
  { name: 'key-reminder.owner', notice: reminder, reader: toOwner },
  {
    name: 'key-reminder.owner-dead-key',
    notice: { ...reminder, deadKeyId: newer.id },
    reader: toOwner,
  },
  {
    name: 'key-reminder.owner-account-not-latin',
    notice: { ...reminder, account: { ...account, name: '生産' } },
    reader: toOwner,
  },
  { name: 'key-reminder.team', notice: reminder, reader: toTeam },
  {
    name: 'key-reminder.team-pending',
    notice: reminder,
    reader: pending,
  },
  { name: 'key-reminder.team-undeliverable', notice: reminder, reader: undeliverable },
  {
    name: 'key-reminder.team-refused-otherwise',
    notice: { ...reminder, key: usedForIam },
    reader: refusedOtherwise,
  },
  {
    name: 'second-key.owner',
    notice: { ...twoKeys, newer: { ...key, ...newer } },
    reader: toOwner,
  },
  { name: 'second-key.owner-newer-never-used', notice: twoKeys, reader: toOwner },
  {
    name: 'second-key.owner-newer-use-unknown',
    notice: {
      ...twoKeys,
      key: { ...key, lastUsed: { at: key.lastUsed.at } },
      newer: { ...newer, lastUseUnknown: 'access-denied at iam:GetAccessKeyLastUsed' },
    },
    reader: toOwner,
  },
  { name: 'second-key.team', notice: twoKeys, reader: toTeam },
  {
    name: 'second-key.team-unaddressed',
    notice: { ...twoKeys, owner: { ...anna, slackId: undefined } },
    reader: unaddressed,
  },
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
  {
    name: 'key-disabled.owner-enabled-again',
    notice: { ...disabled, isEnabledAgain: true },
    reader: toOwner,
  },
  {
    name: 'key-disabled.team-enabled-again',
    notice: { ...disabled, isEnabledAgain: true, reenabledBy: stranger },
    reader: toTeam,
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
    // Events of an organization's accounts do not know their names, nor always who it was in what way.
    name: 'key-created.team-little-known',
    notice: {
      ...created,
      account: { ...account, name: account.id },
      maker: { arn: maker.arn, isOwner: true },
    },
    reader: unaddressed,
  },
  {
    name: 'key-created.team-root',
    notice: {
      ...created,
      owner: root,
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
  { name: 'credential-created.team', notice: apiKey, reader: unaddressed },
  { name: 'credential-created.team-never-ends', notice: endless, reader: unaddressed },
  {
    name: 'credential-created.team-not-the-owner',
    notice: { ...endless, maker: stranger },
    reader: unaddressed,
  },
  {
    name: 'credential-created.team-without-mfa',
    notice: { ...apiKey, service: 'new.amazonaws.com', maker: { ...maker, mfa: false } },
    reader: unaddressed,
  },
  {
    name: 'credential-created.team-password-reset',
    notice: { ...endless, how: 'reset', service: 'codecommit.amazonaws.com' },
    reader: unaddressed,
  },
  {
    // A console's "Never expires" is an end all the same, in a hundred years.
    name: 'credential-created.team-user-of-a-console',
    notice: {
      ...endless,
      endsAt: '2126-10-29T14:05:00.000Z',
      owner: consolesUser,
      maker: stranger,
    },
    reader: unaddressed,
  },
  {
    name: 'credential-created.team-ssh-key-enabled',
    notice: {
      ...certificate,
      credential: { kind: 'ssh-key', id: 'APKAEXAMPLE00000ANNA' },
      how: 'enabled',
      maker: stranger,
    },
    reader: unaddressed,
  },
  {
    name: 'credential-created.team-root',
    notice: {
      ...certificate,
      owner: root,
      maker: { ...maker, arn: 'arn:aws:iam::222222222222:root' },
    },
    reader: unaddressed,
  },
  { name: 'credential-reminder.owner', notice: credentialReminder, reader: toOwner },
  {
    name: 'credential-reminder.owner-ssh-key',
    notice: { ...credentialReminder, credential: sshKey },
    reader: toOwner,
  },
  {
    name: 'credential-reminder.owner-git-password',
    notice: { ...credentialReminder, credential: gitPassword },
    reader: toOwner,
  },
  {
    name: 'credential-reminder.owner-certificate',
    notice: { ...credentialReminder, credential: oldCertificate },
    reader: toOwner,
  },
  { name: 'credential-reminder.team', notice: credentialReminder, reader: toTeam },
  {
    name: 'credential-reminder.team-undeliverable',
    notice: credentialReminder,
    reader: undeliverable,
  },
  { name: 'credential-disabled.owner', notice: credentialDisabled, reader: toOwner },
  {
    name: 'credential-disabled.owner-enabled-again',
    notice: { ...credentialDisabled, isEnabledAgain: true },
    reader: toOwner,
  },
  { name: 'credential-disabled.team', notice: credentialDisabled, reader: toTeam },
  {
    name: 'credential-disabled.team-re-enabled-undeliverable',
    notice: { ...credentialDisabled, cause: 're-enabled', reenabledBy: stranger },
    reader: undeliverable,
  },
  {
    name: 'credential-disabled.team-enabled-again',
    notice: { ...credentialDisabled, isEnabledAgain: true, reenabledBy: stranger },
    reader: toTeam,
  },
  { name: 'credential-old.owner', notice: credentialOld, reader: toOwner },
  {
    name: 'credential-old.owner-ends-by-itself',
    notice: {
      ...credentialOld,
      credential: { ...gitPassword, endsAt: '2026-12-01T09:30:00.000Z' },
      endsOn: '2026-12-01',
    },
    reader: toOwner,
  },
  { name: 'credential-old.machine', notice: deployersCredential, reader: toOwner },
  { name: 'credential-old.team', notice: credentialOld, reader: toTeam },
  { name: 'credential-old.team-undeliverable', notice: credentialOld, reader: undeliverable },
  {
    name: 'credential-old.team-without-owner',
    notice: { ...deployersCredential, owner: { userName: 'deployer', type: 'machine' } },
    reader: unaddressed,
  },
  { name: 'console-user-created.team', notice: consoleUser, reader: unaddressed },
  { name: 'login-profile-changed.team', notice: loginProfile, reader: unaddressed },
  {
    name: 'login-profile-changed.team-by-its-owner',
    notice: { ...loginProfile, maker },
    reader: unaddressed,
  },
  {
    name: 'login-profile-changed.team-changed',
    notice: { ...loginProfile, how: 'changed' },
    reader: unaddressed,
  },
  {
    name: 'login-profile-changed.team-root',
    notice: {
      ...loginProfile,
      owner: root,
      maker: { ...maker, arn: 'arn:aws:iam::222222222222:root' },
    },
    reader: unaddressed,
  },
  { name: 'mfa-deactivated.team', notice: mfa, reader: unaddressed },
  {
    name: 'mfa-deactivated.team-not-the-owner',
    notice: { ...mfa, maker: stranger },
    reader: unaddressed,
  },
  {
    name: 'mfa-deactivated.team-without-mfa',
    notice: { ...mfa, maker: { ...maker, mfa: false } },
    reader: unaddressed,
  },
  {
    name: 'mfa-deactivated.team-root',
    notice: {
      ...mfa,
      owner: root,
      serialNumber: 'arn:aws:iam::222222222222:mfa/root-account-mfa-device',
      maker: { ...maker, arn: 'arn:aws:iam::222222222222:root' },
    },
    reader: unaddressed,
  },
  { name: 'machine-key-old.owner', notice: machine, reader: toOwner },
  { name: 'machine-key-old.team', notice: machine, reader: toTeam },
  {
    name: 'machine-key-old.team-undeliverable',
    notice: machine,
    reader: notInvited,
  },
  {
    name: 'machine-key-old.team-without-owner',
    notice: { ...machine, owner: { userName: 'deployer', type: 'machine' } },
    reader: unaddressed,
  },
  { name: 'password-reminder.owner', notice: password, reader: toOwner },
  { name: 'password-reminder.team', notice: password, reader: toTeam },
  { name: 'password-reminder.team-undeliverable', notice: password, reader: undeliverable },
  {
    name: 'password-reminder.team-as-it-is',
    notice: { ...password, asOf: undefined },
    reader: toTeam,
  },
  { name: 'daily-summary.team-quiet', notice: quiet, reader: unaddressed },
  {
    name: 'daily-summary.team-quiet-report',
    notice: {
      ...quiet,
      report: {
        link: 'https://eu-central-1.console.aws.amazon.com/s3/object/keyturn-reports?prefix=reports/2026-11-23/keyturn-report.html',
      },
    },
    reader: unaddressed,
  },
  {
    name: 'daily-summary.team-quiet-one-account',
    notice: { ...quiet, accountsRead: [account], ageBands: [{ label: '0–75 days', keys: 1 }] },
    reader: unaddressed,
  },
  {
    name: 'daily-summary.team-no-report',
    notice: { ...quiet, ageBands: [], report: { failed: 'access-denied at s3:PutObject' } },
    reader: unaddressed,
  },
  { name: 'daily-summary.team', notice: busy, reader: unaddressed },
  { name: 'daily-summary.team-dry-run', notice: { ...busy, dryRun: true }, reader: unaddressed },
];

/** A message under its name: the kind, a dot, and for whom it is and in which case. */
export interface NamedMessage {
  readonly name: string;
  readonly message: SlackMessage;
}

/** Every message that Keyturn sends, of the examples; a run of many notices is a digest and its thread. */
export function exampleMessages(): readonly NamedMessage[] {
  return [
    ...examples.map(({ name, notice, reader }) => ({ name, message: render(notice, reader) })),
    {
      name: 'newer-kind.team',
      message: renderNewerKind({ kind: 'key-moved', version: '1' }),
    },
    ...Object.entries(of.crowds).flatMap(([name, crowd]) => [
      { name, message: renderDigest('2026-11-23', crowd) },
      ...renderDigestPages(crowd).map(({ message }, i) => ({
        name: `${name}-thread-${i + 1}`,
        message,
      })),
    ]),
  ];
}

/** `key-reminder` of `key-reminder.owner`. */
export function kindOf(name: string): string {
  return name.split('.')[0] ?? name;
}
