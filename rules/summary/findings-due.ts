import { dateIn, daysBetween } from '../calendar';
import type { Decision } from '../decisions';
import type { AccountLedger } from '../ledger';
import type { Settings } from '../settings';

/** A finding that goes unmended is named again after so many days. */
const REPEAT_DAYS = 7;

export interface DueFinding {
  /** As the ledger remembers it: `userId#kind`. */
  readonly key: string;
  readonly sentence: string;
}

/**
 * The findings that this run's summary names: once, then weekly.
 * @param now the run's scheduled time: a run that is repeated names what it named the first time.
 */
export function findingsDue(
  decisions: readonly Decision[],
  ledger: AccountLedger,
  { timeZone }: Settings,
  now: Date,
): readonly DueFinding[] {
  const today = dateIn(timeZone, now);
  const isDue = (key: string) => {
    const last = ledger.findings.get(key);
    return (
      last === undefined ||
      last.getTime() === now.getTime() ||
      daysBetween(dateIn(timeZone, last), today) >= REPEAT_DAYS
    );
  };
  return decisions.flatMap((decision) => {
    if (decision.do !== 'report') return [];
    const key = `${decision.userId}#${decision.finding.kind}`;
    const sentence = `${decision.subject.userName}: ${decision.finding.text}`;
    return isDue(key) ? [{ key, sentence }] : [];
  });
}
