import { z } from 'zod';
import { consoleUserCreated } from './console-user-created';
import { credentialCreated } from './credential-created';
import { credentialDisabled } from './credential-disabled';
import { credentialOld } from './credential-old';
import { credentialReminder } from './credential-reminder';
import { dailySummary } from './daily-summary';
import { keyClosing } from './key-closing';
import { keyCreated } from './key-created';
import { keyDisabled } from './key-disabled';
import { keyQuestion } from './key-question';
import { keyReenabled } from './key-reenabled';
import { keyReminder } from './key-reminder';
import { keyUnused } from './key-unused';
import { loginProfileChanged } from './login-profile-changed';
import { machineKeyOld } from './machine-key-old';
import { mfaDeactivated } from './mfa-deactivated';
import type { NoticeTraits } from './notice-traits';
import { passwordReminder } from './password-reminder';
import { secondKey } from './second-key';
import { wayOpened } from './way-opened';

/** A notice about one user, as a rule about something that they hold: all but the summary. */
export const userNoticeSchema = z.discriminatedUnion('kind', [
  keyReminder.schema,
  secondKey.schema,
  keyUnused.schema,
  keyClosing.schema,
  keyDisabled.schema,
  keyCreated.schema,
  keyQuestion.schema,
  keyReenabled.schema,
  credentialCreated.schema,
  consoleUserCreated.schema,
  loginProfileChanged.schema,
  mfaDeactivated.schema,
  credentialReminder.schema,
  credentialOld.schema,
  credentialDisabled.schema,
  machineKeyOld.schema,
  passwordReminder.schema,
  wayOpened.schema,
]);
export type UserNotice = z.infer<typeof userNoticeSchema>;

export const noticeSchema = z.discriminatedUnion('kind', [
  ...userNoticeSchema.options,
  dailySummary.schema,
]);
export type Notice = z.infer<typeof noticeSchema>;
export type NoticeOf<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>;

/** Whatever the rules know of each kind. */
export const noticeTraits = {
  'key-reminder': keyReminder.traits,
  'second-key': secondKey.traits,
  'key-unused': keyUnused.traits,
  'key-closing': keyClosing.traits,
  'key-disabled': keyDisabled.traits,
  'key-created': keyCreated.traits,
  'key-question': keyQuestion.traits,
  'key-reenabled': keyReenabled.traits,
  'credential-created': credentialCreated.traits,
  'console-user-created': consoleUserCreated.traits,
  'login-profile-changed': loginProfileChanged.traits,
  'mfa-deactivated': mfaDeactivated.traits,
  'credential-reminder': credentialReminder.traits,
  'credential-old': credentialOld.traits,
  'credential-disabled': credentialDisabled.traits,
  'machine-key-old': machineKeyOld.traits,
  'password-reminder': passwordReminder.traits,
  'way-opened': wayOpened.traits,
} satisfies { readonly [Kind in UserNotice['kind']]: NoticeTraits<NoticeOf<Kind>> };

/** The numbers of their shapes. */
export const noticeVersions: Readonly<Record<Notice['kind'], number>> = {
  ...mapped(noticeTraits, ({ version }) => version),
  'daily-summary': dailySummary.version,
};

/** The ids of notices, in one place: two runs, or a run and an event, must arrive at the same one. */
export const noticeId = {
  keyReminder: keyReminder.id,
  secondKey: secondKey.id,
  keyUnused: keyUnused.id,
  keyClosing: keyClosing.id,
  keyDisabled: keyDisabled.id,
  keyReported: keyDisabled.idOfReported,
  keyCreated: keyCreated.id,
  keyQuestion: keyQuestion.id,
  keyReenabled: keyReenabled.id,
  credentialCreated: credentialCreated.id,
  consoleUserCreated: consoleUserCreated.id,
  loginProfileChanged: loginProfileChanged.id,
  mfaDeactivated: mfaDeactivated.id,
  credentialReminder: credentialReminder.id,
  credentialOld: credentialOld.id,
  credentialDisabled: credentialDisabled.id,
  machineKeyOld: machineKeyOld.id,
  passwordReminder: passwordReminder.id,
  wayOpened: wayOpened.id,
  dailySummary: dailySummary.id,
};

function mapped<Key extends string, From, To>(
  table: Readonly<Record<Key, From>>,
  change: (from: From) => To,
): Readonly<Record<Key, To>> {
  const entries = Object.entries<From>(table).map(([key, from]) => [key, change(from)] as const);
  return Object.fromEntries(entries) as Record<Key, To>;
}
