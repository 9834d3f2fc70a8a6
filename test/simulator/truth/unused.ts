import { isUnknown } from '../../../rules/model';
import type { Rules } from '../story/story';
import type { TrueUser } from '../world/user-history';
import { DAY, HOUR, MINUTE } from '../world/calendar';
import { inventoryOf, type RunRecord } from '../world/run-record';
import type { TrueCredential, TrueKey } from '../world/credentials';

/** The simulator's own word on what nobody uses, on purpose not that of the rules. */
type Limits = Pick<Rules, 'unused' | 'unusedAge'>;

/** So shortly after a use IAM notes no other one. */
const NOT_NOTED = 15 * MINUTE;
const REPORT_AGE = 4 * HOUR;

/** When a key was last used, or made; `NaN` of what is no key. */
export function lastUseOf(user: TrueUser, { id }: Pick<TrueCredential, 'id'>): number {
  const key = user.keys.find((each) => each.id === id);
  return key ? Math.max(key.createdAt.getTime(), key.lastUsed?.at.getTime() ?? 0) : NaN;
}

/** Whether nobody has used the key for so long that it may be warned of, and disabled, then. */
export function mayBeUnused(
  { unused, unusedAge }: Limits,
  user: TrueUser,
  key: Pick<TrueCredential, 'id'>,
  instant: number,
): boolean {
  return unused === 'disable' && instant - lastUseOf(user, key) >= unusedAge * DAY;
}

/**
 * Whether the run must have known that nobody uses the key. One that was ever off is left out: when it was seen to be
 * enabled again depends on the runs.
 */
export function isKnownUnused(
  rules: Limits,
  user: TrueUser,
  key: TrueCredential,
  run: RunRecord,
  accountId: string,
): boolean {
  const visit = run.visits.get(accountId);
  const inventory = visit && inventoryOf(visit);
  const held = user.keys.find(({ id }) => id === key.id);
  if (!held || !inventory?.usesAsOf || wasEverOff(held)) return false;
  const keys = inventory.users.flatMap((each) => each.keys);
  const read = keys.find(({ id }) => id === key.id);
  if (!read || isUnknown(read.lastUsed)) return false;
  const knownUntil = Math.min(run.now.getTime(), inventory.usesAsOf.getTime());
  return mayBeUnused(rules, user, key, knownUntil - NOT_NOTED - REPORT_AGE);
}

function wasEverOff({ createdAt, changedAt }: TrueKey): boolean {
  return changedAt.getTime() > createdAt.getTime();
}
