import type { Example } from './example';
import {
  apiKey,
  certificate,
  consoleUser,
  consolesUser,
  credentialDisabled,
  credentialOld,
  credentialReminder,
  deployersCredential,
  endless,
  gitPassword,
  loginProfile,
  mfa,
  oldCertificate,
  sshKey,
} from './example-credentials';
import {
  maker,
  root,
  stranger,
  toOwner,
  toTeam,
  unaddressed,
  undeliverable,
} from './example-people';

/** Messages about other credentials than keys and passwords, and of what only events tell, for each of their readers. */
export const examplesOfCredentials: readonly Example[] = [
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
];
