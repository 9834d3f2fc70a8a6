import type { Company } from '../company';
import { inventoryOf, type RunRecord } from '../world/chronicle';
import { isEngineer } from './tags';
import { dateOfRun, settledUsers } from './today';

/** How many keys of an account a run may disable, by what it read there. */
export function breakerLimit(company: Company, run: RunRecord, accountId: string): number {
  const { releasedThrough } = run;
  if (releasedThrough !== undefined && dateOfRun(company, run) <= releasedThrough) return Infinity;
  const visit = run.visits.get(accountId);
  const users = (visit && inventoryOf(visit)?.users) ?? [];
  const keys = users
    .filter(({ tags }) => isEngineer(tags))
    .flatMap((user) => user.keys)
    .filter(({ status }) => status === 'Active');
  const { circuitBreaker } = company.story.rules;
  return Math.max(circuitBreaker.keys, (circuitBreaker.percent / 100) * keys.length);
}

/** Keys of which nobody can say how the run saw them. */
export function unsettledKeys(company: Company, run: RunRecord, accountId: string): number {
  const settled = new Set(settledUsers(company, run, accountId).map(({ id }) => id));
  const visit = run.visits.get(accountId);
  const read = (visit && inventoryOf(visit)?.users) ?? [];
  return read.filter(({ id }) => !settled.has(id)).flatMap(({ keys }) => keys).length;
}
