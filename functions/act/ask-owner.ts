import { latest } from '../../rules/calendar';
import { credentialOfKey } from '../../rules/credentials/access-key';
import type { AccountLedger } from '../../rules/ledger';
import type { Account } from '../../rules/model';
import { accessKeyRef } from '../../rules/credentials/credential';
import { deliveryOf } from '../../rules/notices/team-copies';
import { askFirst } from '../../rules/plan/ask';
import { ofNewerVersion } from '../../rules/plan/context';
import type { Decision } from '../../rules/decisions';
import type { KeyMade } from '../../rules/presses/press';
import { readTags } from '../../rules/read-tags';
import { AccountError } from '../account-error';
import { knownAccount } from '../accounts-setting';
import type { Acting } from './acting';

/** With what the owner of a new key is asked. */
export interface Asking extends Pick<
  Acting,
  'settings' | 'accounts' | 'dryRun' | 'dryRunAccounts' | 'log'
> {
  readonly ports: Pick<Acting['ports'], 'iam' | 'ledger' | 'queue'>;
}

/**
 * Asks the owner of a new key, by the tags of now, whether it was them. The daily run asks where this never comes to its
 * end, by the same notice: whoever comes first, it is told once.
 * @throws AccountError where AWS does not answer, and what the ledger or the queue throws: it is to be delivered again
 */
export async function askOwner(asking: Asking, made: KeyMade): Promise<void> {
  const { log, dryRun, dryRunAccounts, accounts } = asking;
  const account = knownAccount(accounts, made.accountId);
  const facts = { account: made.accountId, user: made.userName };
  if (!account) return log.info('Nobody is asked: not one of the accounts', facts);
  // Nobody is told anything there, and the team is.
  if (dryRun || dryRunAccounts.has(account.id))
    return log.info('Nobody is asked: a dry run', facts);
  const ledger = await asking.ports.ledger.load(account.id);
  let decision: Decision | undefined;
  try {
    decision = await decide(asking, account, made, ledger);
  } catch (error) {
    // The daily run asks, or reports the account: nothing of this is for the dead letters, which wake people.
    if (!(error instanceof AccountError && error.isRefusal)) throw error;
    return log.error('An owner could not be asked', { ...facts, reason: error.message });
  }
  log.info('Whether the owner of a new key is asked', {
    ...facts,
    do: decision?.do ?? 'nothing',
    code: decision && 'why' in decision ? decision.why.code : 'gone',
  });
  if (decision?.do === 'send') await tell(asking, account, decision);
}

/** Undefined where the user or the key is gone. */
async function decide(
  { settings, ports }: Asking,
  account: Account,
  { userName, keyId, maker, at }: KeyMade,
  ledger: AccountLedger,
): Promise<Decision | undefined> {
  const subject = { account, userName, credential: accessKeyRef(keyId) };
  // What this version can't read may be why it must be left alone.
  if (ledger.newer?.credentials.has(keyId)) return { do: 'nothing', subject, why: ofNewerVersion };
  const found = await ports.iam.readAgain(account, userName, 'access-key', keyId);
  const key = found?.keys.find(({ id }) => id === keyId);
  if (!found || !key) return undefined;
  const seenAt = found.readAt ?? new Date(at);
  // IAM's clock may be a moment ahead of CloudTrail's.
  const now = latest(new Date(at), key.createdAt);
  const owner = { user: { name: userName }, tags: readTags(found.tags, seenAt, settings) };
  const about = { day: { account, ledger, now }, owner, credential: credentialOfKey(key), subject };
  return askFirst({ ...about, ...(maker && { maker }) }, seenAt);
}

/** Recorded first: what is recorded and not queued the next delivery, or the next run, queues. */
async function tell(
  { ports: { ledger, queue } }: Asking,
  account: Account,
  { notice, again }: Extract<Decision, { do: 'send' }>,
): Promise<void> {
  if (again) await ledger.planAgain(account.id, notice);
  else await ledger.planNotice(account.id, notice);
  const { now } = deliveryOf(notice);
  if (now) await queue.put([now], new Date(notice.plannedAt));
}
