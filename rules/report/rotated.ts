import { keyRecords, type AccountLedger, type CredentialRecord } from '../ledger';
import type { Inventory } from '../model';
import { credentialOf, isWarning } from '../notices';
import { countingDelivery } from '../plan/warnings';
import type { Rotated } from './report';

/**
 * How the keys were rotated that this reading is the first to miss, and whose owners have a newer one. What was deleted
 * without another one was not rotated; of users whose keys were not seen nobody knows.
 * @param ledger as it was before the reading
 */
export function rotatedIn({ users }: Pick<Inventory, 'users'>, ledger: AccountLedger): Rotated {
  const byId = new Map(users.map((user) => [user.id, user]));
  const rotated = { ...noneRotated, afterReminder: [] as number[] };
  for (const record of keyRecords(ledger)) {
    const user = byId.get(record.userId);
    if (record.expiresAt || !user || user.keysUnknown) continue;
    if (user.keys.some(({ id }) => id === record.credential.id)) continue;
    const newer = user.keys.map(({ createdAt }) => createdAt).filter((at) => at > record.createdAt);
    const [next] = newer.toSorted((a, b) => a.getTime() - b.getTime());
    if (next) count(rotated, record, warningsOf(ledger, record, next), next);
  }
  return rotated;
}

export const noneRotated: Rotated = {
  all: 0,
  beforeReminder: 0,
  afterReminder: [],
  afterDisabling: 0,
};

/** What several accounts, or several days, have together. */
export function rotatedInAll(all: readonly Rotated[]): Rotated {
  const length = Math.max(0, ...all.map(({ afterReminder }) => afterReminder.length));
  const sum = (of: (each: Rotated) => number) => all.reduce((total, each) => total + of(each), 0);
  return {
    all: sum((each) => each.all),
    beforeReminder: sum((each) => each.beforeReminder),
    afterReminder: Array.from({ length }, (_, i) => sum((each) => each.afterReminder[i] ?? 0)),
    afterDisabling: sum((each) => each.afterDisabling),
  };
}

type Counts = Record<Exclude<keyof Rotated, 'afterReminder'>, number> & { afterReminder: number[] };

function count(to: Counts, { disabledAt }: CredentialRecord, warnings: number, next: Date): void {
  to.all += 1;
  if (disabledAt && disabledAt <= next) to.afterDisabling += 1;
  else if (warnings === 0) to.beforeReminder += 1;
  else {
    for (let i = to.afterReminder.length; i < warnings; i += 1) to.afterReminder.push(0);
    to.afterReminder[warnings - 1] = (to.afterReminder[warnings - 1] ?? 0) + 1;
  }
}

/** How many had arrived by then. */
function warningsOf(
  { notices }: AccountLedger,
  { credential }: CredentialRecord,
  by: Date,
): number {
  const warnings = [...notices.values()].filter(
    ({ notice, withdrawn }) =>
      notice &&
      withdrawn === undefined &&
      isWarning(notice) &&
      credentialOf(notice).id === credential.id,
  );
  const deliveries = warnings.map((record) => countingDelivery(record));
  return deliveries.filter((delivery) => delivery !== undefined && delivery.at <= by).length;
}
