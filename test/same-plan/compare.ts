import { compareLooks, comparePlans, type Difference } from './difference';
import type { Rules } from './plain';
import { Tally } from './tally';
import { Company } from './worlds/company';

/** A company's ledger is as far from an empty one then as it gets. */
const DAYS_OF_A_COMPANY = 30;

export interface Compared {
  readonly tally: Tally;
  /** The first one. */
  readonly difference?: Difference;
}

/**
 * Asks both versions of so many random days, until they differ. What the rules of then decide is what comes to pass.
 * @param seed the first company's; each further one has the next
 */
export function compare(then: Rules, now: Rules, days: number, seed: number): Compared {
  const tally = new Tally();
  for (let nth = 0; tally.days < days; nth++) {
    const company = new Company(seed + nth);
    for (let day = 0; day < DAYS_OF_A_COMPANY && tally.days < days; day++) {
      const difference = compareDay(then, now, company, tally);
      if (difference) return { tally, difference };
    }
  }
  return { tally };
}

function compareDay(
  then: Rules,
  now: Rules,
  company: Company,
  tally: Tally,
): Difference | undefined {
  const day = company.nextDay();
  const plan = comparePlans(then, now, day);
  if (plan.difference) return plan.difference;
  tally.addPlan(plan.answer);
  for (const look of company.looks(day, plan.answer)) {
    const verdict = compareLooks(then, now, look);
    if (verdict.difference) return verdict.difference;
    tally.addLook(verdict.answer);
    if (verdict.before) tally.addMended(verdict.before, verdict.answer);
  }
  company.endDay(day, plan.answer);
  return undefined;
}
