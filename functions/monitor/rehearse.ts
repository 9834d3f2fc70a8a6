import type { Decision } from '../../rules/decisions';
import { traitsOf } from '../../rules/notices';
import type { AccountReport } from './account-report';
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
  report: AccountReport,
): Promise<void> {
  const sendings = decisions.filter((each) => each.do === 'send');
  await send(run, sendings.filter(isUntoldNews), report);
  for (const sending of sendings) if (!isUntoldNews(sending)) report.sent(sending);
  for (const decision of decisions) if (decision.do === 'disable') report.disabled(decision);
  report.heldBack(decisions.filter((each) => each.do === 'hold'));
}

/** What others did, is recorded, and has not reached the team. */
function isUntoldNews({ notice, again }: Sending): boolean {
  return again && traitsOf(notice).tells === 'event';
}
