import type { UserNotice } from '../../rules/notices';
import { keyCreated } from './key-created';
import { keyDisabled } from './key-disabled';
import { keyReenabled } from './key-reenabled';
import { keyReminder } from './key-reminder';
import { machineKeyOld } from './machine-key-old';
import { passwordReminder } from './password-reminder';
import { secondKey } from './second-key';
import type { UserMessage } from './user-message';

/** Each kind of notice, the urgent ones first: the order of the digest and of its thread. */
export const userMessages: { readonly [Kind in UserNotice['kind']]: UserMessage<Kind> } = {
  'key-disabled': keyDisabled,
  'key-reminder': keyReminder,
  'second-key': secondKey,
  'key-created': keyCreated,
  'key-reenabled': keyReenabled,
  'machine-key-old': machineKeyOld,
  'password-reminder': passwordReminder,
};

/** Of the notice's own kind, so that it takes the notice. */
export function messageOf(notice: UserNotice): UserMessage<UserNotice['kind']> {
  return userMessages[notice.kind] as UserMessage<UserNotice['kind']>;
}
