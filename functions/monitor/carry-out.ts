import pMap from 'p-map';
import type { CredentialRef } from '../../rules/credentials/credential';
import type { Decision } from '../../rules/decisions';
import type { UserNotice } from '../../rules/notices';
import type { AccountNotes } from './account-notes';
import { disableKey } from './disable-key';
import { queueNotices } from '../acting/queue-notices';
import type { Run } from './run';
import { withMaker } from '../acting/with-maker';
import { withRecentUses } from '../acting/with-recent-uses';

/** Ledger writes of one account at a time. */
const WRITES_AT_A_TIME = 8;

/**
 * Does what the plan of one account says. Every step may be done twice, and may be the last one: the plan of
 * the next run finds what is missing.
 */
export async function carryOut(
  run: Run,
  decisions: readonly Decision[],
  notes: AccountNotes,
): Promise<void> {
  const of = <What extends Decision['do']>(what: What) =>
    decisions.filter((each): each is Extract<Decision, { do: What }> => each.do === what);
  await writeDown(run, decisions, notes);
  await send(run, of('send'), notes);
  // One after the other: of these none may be lost in a crowd.
  for (const decision of of('disable')) await disableKey(run, decision, notes);
  for (const decision of of('abandon')) await disableKey(run, decision, notes);
  notes.heldBack(of('hold'));
}

/** What is only a line in the ledger. */
async function writeDown(
  { ports: { ledger } }: Run,
  decisions: readonly Decision[],
  { account }: AccountNotes,
): Promise<void> {
  await pMap(
    decisions,
    async (decision) => {
      switch (decision.do) {
        case 'withdraw':
          return ledger.withdrawNotice(account.id, decision.noticeId, decision.why.text);
        case 'remember-exemption':
          return ledger.rememberExemption(account.id, recordOf(decision), decision.on);
        case 'remember-alone':
          return ledger.rememberAlone(account.id, recordOf(decision), decision.at);
        case 'remember-open':
          return ledger.rememberOpen(account.id, decision.userId, decision.at);
        case 'remember-closed':
          return ledger.rememberClosed(account.id, decision.userId, decision.at);
        case 'send':
        case 'disable':
        case 'abandon':
        case 'hold':
        case 'report':
        case 'nothing':
          return;
      }
    },
    { concurrency: WRITES_AT_A_TIME },
  );
}

/** Whose record it is written in. */
function recordOf({ do: what, subject: { credential } }: Decision): CredentialRef {
  if (!credential) throw new Error(`${what} without a credential`);
  return credential;
}

/** Records each notice, then puts them in the queue: a notice that is recorded and not queued is sent again. */
export async function send(
  run: Run,
  decisions: readonly Extract<Decision, { do: 'send' }>[],
  notes: AccountNotes,
): Promise<void> {
  const { ledger } = run.ports;
  const { account } = notes;
  const again = new Set(decisions.flatMap(({ notice, again: is }) => (is ? [notice.id] : [])));
  const named: UserNotice[] = [];
  // One after the other: CloudTrail answers two questions a second.
  for (const { notice } of decisions)
    named.push(again.has(notice.id) ? notice : await withMaker(run, account, notice));
  const notices = await withRecentUses(run, account, named, ({ id }) => !again.has(id));
  await pMap(
    notices,
    (notice) =>
      again.has(notice.id)
        ? ledger.planAgain(account.id, notice)
        : ledger.planNotice(account.id, notice),
    { concurrency: WRITES_AT_A_TIME },
  );
  await queueNotices(run, notices, notes);
  decisions.forEach((decision) => notes.sent(decision));
}
