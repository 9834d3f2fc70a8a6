import type { Decision } from '../../rules/decisions';
import type { AccountReport } from './account-report';

/** A dry run: reports what would be done, and does nothing of it. */
export function rehearse(decisions: readonly Decision[], report: AccountReport): void {
  for (const decision of decisions)
    if (decision.do === 'send') report.sent(decision);
    else if (decision.do === 'disable') report.disabled(decision);
  report.heldBack(decisions.filter((each) => each.do === 'hold'));
}
