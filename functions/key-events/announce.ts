import { lastFour } from '../../rules/credentials/credential';
import { isSameName } from '../../rules/without-case';
import { knownAccount, type AccountsSetting } from '../accounts-setting';
import { answeredName } from '../cloudtrail-record';
import type { ActionQueuePort } from '../ports/action-queue';
import type { NoticeQueuePort } from '../ports/notice-queue';
import { readKeyEvent, type KeyEvent } from './key-event';
import { newsOf } from './notice-of';

/** What key-events logs with. Powertools' Logger fits. */
export interface Log {
  info(message: string, details: Record<string, unknown>): void;
  error(message: string, details: Record<string, unknown>): void;
}

export interface KeyEventsPorts {
  readonly queue: NoticeQueuePort;
  /** Absent: nobody is asked whose a new key is. */
  readonly actions?: ActionQueuePort;
  readonly accounts: AccountsSetting;
}

/**
 * Puts what the team must know of one event of a credential or a user into the notice queue, and where owners are asked
 * about new keys, which one there is into the action queue. Failed calls and events that are not of our accounts are
 * logged and left.
 * @throws KeyEventError where the event can't be read.
 */
export async function announce(
  unread: unknown,
  { queue, actions, accounts }: KeyEventsPorts,
  log: Log,
): Promise<void> {
  const event = readKeyEvent(unread);
  const { detail } = event;
  const facts = { eventId: event.id, account: event.account, call: detail.eventName };
  const account = knownAccount(accounts, event.account);
  const refusal = account ? contradiction(event) : 'not one of the accounts';
  if (!account || refusal !== undefined) return log.error('refused', { ...facts, why: refusal });
  if (detail.errorCode) return log.info('failed call', { ...facts, errorCode: detail.errorCode });

  const { what, credentialId, notice, keyMade } = newsOf(account, detail);
  if (notice) await queue.put([notice], new Date(detail.eventTime));
  if (keyMade) await actions?.put(keyMade);
  const which = credentialId === undefined ? {} : { credential: `…${lastFour(credentialId)}` };
  log.info(what, { ...facts, ...which });
}

/** CloudTrail's account is text of the event; EventBridge's is not. Where they differ, somebody forged it. */
function contradiction({ account, detail }: KeyEvent): string | undefined {
  const { recipientAccountId, requestParameters } = detail;
  if (account !== recipientAccountId) return `its detail names the account ${recipientAccountId}`;
  const [asked, answered] = [requestParameters?.userName, answeredName(detail)];
  // IAM answers with the user's own.
  return !asked || !answered || isSameName(asked, answered)
    ? undefined
    : 'it asks for one user and answers for another';
}
