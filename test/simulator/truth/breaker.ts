import type { Company } from '../company';
import { inventoryOf, type RunRecord } from '../world/run-record';
import { isReadOn, readOf, ruleOf } from './kinds';
import { isEngineer } from './tags';
import { dateOfRun, settledUsers } from './today';
import { mayBeUnused } from './unused';
import { isKeyClosedOn } from './ways';

/** How many credentials of an account a run may disable, by what it read there. */
export function breakerLimit(company: Company, run: RunRecord, accountId: string): number {
  const { releasedThrough } = run;
  if (releasedThrough !== undefined && dateOfRun(company, run) <= releasedThrough) return Infinity;
  const visit = run.visits.get(accountId);
  const users = (visit && inventoryOf(visit)?.users) ?? [];
  const { rules } = company.story;
  const enabled = users
    .filter(({ tags }) => isEngineer(tags))
    .flatMap(readOf)
    .filter((each) => ruleOf(rules, each.kind).do === 'disable')
    .filter((each) => isReadOn(each, visit?.readAt ?? run.startedAt));
  const { keys, percent } = rules.circuitBreaker;
  return Math.max(keys, (percent / 100) * enabled.length);
}

/** Credentials of which nobody can say how the run saw them. */
export function unsettledCredentials(company: Company, run: RunRecord, accountId: string): number {
  const settled = new Set(settledUsers(company, run, accountId).map(({ id }) => id));
  const visit = run.visits.get(accountId);
  const read = (visit && inventoryOf(visit)?.users) ?? [];
  const { rules } = company.story;
  // Which of them the run must have found to be unused, or left for another way, is asked elsewhere; here it is which it may have.
  const maybe = settledUsers(company, run, accountId).flatMap((user) =>
    user.keys.filter(
      (key) =>
        mayBeUnused(rules, user, key, run.now.getTime()) ||
        isKeyClosedOn(user.tags, dateOfRun(company, run)),
    ),
  );
  return read.filter(({ id }) => !settled.has(id)).flatMap(readOf).length + maybe.length;
}
