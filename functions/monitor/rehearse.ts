import type { Decision } from '../../rules/decisions';
import { traitsOf } from '../../rules/notices';
import type { AccountNotes } from './account-notes';
import { send } from './carry-out';
import type { Run } from './run';

type Sending = Extract<Decision, { do: 'send' }>;

/**
 * A dry run: reports what would be done, and does nothing of it, but for news of events. The team hears of those from
 * an account that is only rehearsed too: where that failed nobody else would try it again.
 */
export async function rehearse(
  run: Run,
  decisions: readonly Decision[],
  notes: AccountNotes,
): Promise<void> {
  const sendings = decisions.filter((each) => each.do === 'send');
  await send(run, sendings.filter(isUntoldNews), notes);
  for (const sending of sendings) if (!isUntoldNews(sending)) notes.sent(sending);
  for (const decision of decisions) if (decision.do === 'disable') notes.disabled(decision);
  notes.heldBack(decisions.filter((each) => each.do === 'hold'));
}

/** What others did, is recorded, and has not reached the team. */
function isUntoldNews({ notice, again }: Sending): boolean {
  return again && traitsOf(notice).tells === 'event';
}
