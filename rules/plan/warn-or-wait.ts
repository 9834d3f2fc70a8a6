import type { Decision, Reason } from '../decisions';
import type { PlanFacts } from './facts';

/** What is still to be told comes before what is waited for. */
export function warnOrWait(
  { subject }: PlanFacts,
  warning: Decision,
  why: Reason | undefined,
): Decision {
  const isWaiting = why !== undefined && why.code !== 'waiting-for-delivery';
  return warning.do === 'nothing' && isWaiting ? { do: 'nothing', subject, why } : warning;
}
