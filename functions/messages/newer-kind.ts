import type { NewerKind } from '../../rules/stored-versions';
import type { SlackMessage } from '../slack-message';
import { context, header, message, section } from './blocks';
import { code, mrkdwn } from './mrkdwn';

/** For the team: something is to be told that only a newer version of Keyturn can say, after a roll-back for one. */
export function renderNewerKind({ kind, version }: NewerKind): SlackMessage {
  const what = code(`${kind}/${version}`);
  return message(mrkdwn`⚠️ A notice was queued that this version of Keyturn can’t read: ${what}.`, [
    header('⚠️ A notice that this version of Keyturn can’t read'),
    section(
      mrkdwn`Notices of the kind ${what} were queued by a newer version. They are kept in the ledger, and the newer version tells them when it runs again.`,
    ),
    section(
      mrkdwn`*What to do:* if Keyturn was rolled back, nothing more than you meant to do. If not, its functions are of different versions: deploy the monitor’s stack.`,
    ),
    context(mrkdwn`Said once a kind and day.`),
  ]);
}
