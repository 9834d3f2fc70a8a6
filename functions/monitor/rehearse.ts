import type { Decision } from '../../rules/decisions';
import type { UserNotice } from '../../rules/notices';
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

/** By the kind of notice, whether it tells what others did, of which the team alone is told. */
const newsOfEvents: Readonly<Record<UserNotice['kind'], boolean>> = {
  'key-reminder': false,
  'second-key': false,
  'key-disabled': false,
  'key-created': true,
  'key-reenabled': true,
  'machine-key-old': false,
  'password-reminder': false,
};

/** What has happened, is recorded, and has not reached the team. */
function isUntoldNews({ notice, again }: Sending): boolean {
  return again && newsOfEvents[notice.kind];
}
