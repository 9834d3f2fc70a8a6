import type { Notice } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { dailySummary } from './daily-summary';
import { keyCreated } from './key-created';
import { keyDisabled } from './key-disabled';
import { keyReenabled } from './key-reenabled';
import { keyReminder } from './key-reminder';
import { machineKeyOld } from './machine-key-old';
import { passwordReminder } from './password-reminder';
import type { Reader } from './reader';
import { secondKey } from './second-key';

export { renderNewerKind } from './newer-kind';
export { renderDigest, renderDigestPages, type Copy, type DigestPage } from './digest';
export type { OwnerOutcome, Reader } from './reader';

/** A notice as its reader sees it: Block Kit within Slack's limits, whatever strings the notice holds. */
export function render(notice: Notice, reader: Reader): SlackMessage {
  switch (notice.kind) {
    case 'key-reminder':
      return keyReminder(notice, reader);
    case 'second-key':
      return secondKey(notice, reader);
    case 'key-disabled':
      return keyDisabled(notice, reader);
    case 'key-created':
      return keyCreated(notice);
    case 'key-reenabled':
      return keyReenabled(notice);
    case 'machine-key-old':
      return machineKeyOld(notice, reader);
    case 'password-reminder':
      return passwordReminder(notice, reader);
    case 'daily-summary':
      return dailySummary(notice);
  }
}
