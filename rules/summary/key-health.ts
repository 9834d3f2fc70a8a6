import { ageInDays, dateIn } from '../calendar';
import type { AccountLedger } from '../ledger';
import type { Inventory } from '../model';
import { isExemptOn } from '../plan/exemption';
import { countingDelivery } from '../plan/warnings';
import { readTags } from '../read-tags';
import type { Settings } from '../settings';
import { undeliveredBefore } from './undelivered';

/** How it stands with an account's keys and messages, in the few numbers that a team would be woken by. */
export interface KeyHealth {
  /** In days, of engineers' enabled keys that no exemption holds for; absent where there are none. */
  readonly oldestKeyAge?: number;
  /** How many of these have passed the age at which they stop, and are enabled all the same. */
  readonly keysPastDay: number;
  /**
   * From a notice's plan to its arrival, the longest of those that arrived since the run before or have not arrived yet;
   * 0 where there were none.
   */
  readonly deliveryLagSeconds: number;
}

/**
 * @param ledger as it was before the run
 * @param disabled the ids of what the run itself has disabled
 */
export function keyHealth(
  { users }: Inventory,
  ledger: AccountLedger,
  settings: Settings,
  now: Date,
  disabled: ReadonlySet<string>,
): KeyHealth {
  const { stopAt } = settings.clocks['access-key'];
  const today = dateIn(settings.timeZone, now);
  const ages = users.flatMap((user) => {
    const { type, exemptUntil } = readTags(user.tags, now, settings);
    if (type !== 'engineer' || isExemptOn(today, exemptUntil)) return [];
    return user.keys
      .filter(({ id, status }) => status === 'Active' && !disabled.has(id))
      .map((key) => ageInDays(key, now));
  });
  return {
    ...(ages.length > 0 && { oldestKeyAge: ages.reduce((most, age) => Math.max(most, age), 0) }),
    keysPastDay: ages.filter((age) => age >= stopAt).length,
    deliveryLagSeconds: deliveryLag(ledger, now),
  };
}

/** What several accounts have together. */
export function healthOfAll(all: readonly KeyHealth[]): KeyHealth {
  const oldest = all.flatMap(({ oldestKeyAge }) => oldestKeyAge ?? []);
  return {
    ...(oldest.length > 0 && { oldestKeyAge: Math.max(...oldest) }),
    keysPastDay: all.reduce((sum, { keysPastDay }) => sum + keysPastDay, 0),
    deliveryLagSeconds: Math.max(0, ...all.map(({ deliveryLagSeconds }) => deliveryLagSeconds)),
  };
}

function deliveryLag(ledger: AccountLedger, now: Date): number {
  const { lastReadAt = new Date(0) } = ledger;
  const arrived = [...ledger.notices.values()].flatMap((record) => {
    const at = record.withdrawn === undefined ? countingDelivery(record)?.at : undefined;
    return at && at > lastReadAt ? [at.getTime() - record.plannedAt.getTime()] : [];
  });
  const waiting = undeliveredBefore(ledger, now).map(
    ({ plannedAt }) => now.getTime() - plannedAt.getTime(),
  );
  const longest = [...arrived, ...waiting].reduce((most, lag) => Math.max(most, lag), 0);
  return Math.round(longest / 1000);
}
