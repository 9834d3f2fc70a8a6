import { addDays } from '../calendar';
import type { LocalDate } from '../model';
import type { PlanFacts } from './facts';
import type { WarningState } from './warnings';

/** The day that a warning names which is told today. */
export function dayByGrace({ day, clock }: PlanFacts): LocalDate {
  return addDays(day.today, clock.graceDays);
}

/** Whether its age, of which its owner is told already, stops the key no later than that other rule. */
export function isStoppedByAgeBefore(facts: PlanFacts, byOther: WarningState): boolean {
  const { byAge } = facts;
  if (byAge.is !== 'waiting') return false;
  const stopsOn = byOther.is === 'not-warned' ? dayByGrace(facts) : byOther.stopsOn;
  return byAge.stopsOn <= stopsOn;
}

/**
 * It should have been off long since by that rule: what keeps it (the circuit breaker, a refusal of IAM's) may keep it
 * for longer yet. So its owner hears of its age, too, or that would never stop it.
 */
export function isKeptPastItsDay({ day, clock }: PlanFacts, byOther: WarningState): boolean {
  return byOther.is === 'due' && day.today > addDays(byOther.stopsOn, clock.graceDays);
}
