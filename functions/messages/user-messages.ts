import type { CopiedNotice, UserNotice } from '../../rules/notices';
import { consoleUserCreated } from './console-user-created';
import { credentialCreated } from './credential-created';
import { credentialDisabled } from './credential-disabled';
import { credentialOld } from './credential-old';
import { credentialReminder } from './credential-reminder';
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
import { passwordReminder } from './password-reminder';
import { secondKey } from './second-key';
import type { InDigest, UserMessage } from './user-message';
import { wayOpened } from './way-opened';

/** Each kind of notice, the urgent ones first: the order of the digest and of its thread. */
export const userMessages: { readonly [Kind in UserNotice['kind']]: UserMessage<Kind> } = {
  'key-disabled': keyDisabled,
  'credential-disabled': credentialDisabled,
  'key-reminder': keyReminder,
  'credential-reminder': credentialReminder,
  'second-key': secondKey,
  'key-unused': keyUnused,
  'key-closing': keyClosing,
  'key-created': keyCreated,
  'key-question': keyQuestion,
  'key-reenabled': keyReenabled,
  'credential-created': credentialCreated,
  'console-user-created': consoleUserCreated,
  'login-profile-changed': loginProfileChanged,
  'mfa-deactivated': mfaDeactivated,
  'machine-key-old': machineKeyOld,
  'credential-old': credentialOld,
  'password-reminder': passwordReminder,
  'way-opened': wayOpened,
};

/** Of the notice's own kind, so that it takes the notice. */
export function messageOf(notice: UserNotice): UserMessage<UserNotice['kind']> {
  return userMessages[notice.kind] as UserMessage<UserNotice['kind']>;
}

/** The same of what a digest says of it. */
export function inDigestOf(notice: CopiedNotice): InDigest<CopiedNotice['kind']> {
  return userMessages[notice.kind].inDigest as InDigest<CopiedNotice['kind']>;
}
