import { dateIn, latest } from './calendar';
import type { Decision } from './decisions';
import type { AccountLedger } from './ledger';
import type { IamUser, Inventory } from './model';
import { holdBack } from './plan/circuit-breaker';
import { noticesAbout, type Day, type TaggedUser } from './plan/context';
import { leftToLaterRun } from './plan/later';
import { planOutbox } from './plan/outbox';
import { planUser } from './plan/plan-user';
import type { Settings } from './settings';
import { readTags } from './read-tags';

/**
 * What one run does in one account, and why; for everything it does not do, why not.
 * @param now the run's scheduled time, so that the same day can be planned again.
 * @param concerned the users of whom anything is to be decided, where of the others it is known that nothing is to be
 * done; what is about the whole account still looks at all
 */
export function planDay(
  inventory: Inventory,
  ledger: AccountLedger,
  settings: Settings,
  now: Date,
  concerned: readonly IamUser[] = inventory.users,
): readonly Decision[] {
  const today = dateIn(settings.timeZone, now);
  const day: Day = {
    account: inventory.account,
    ledger,
    noticesAbout: noticesAbout(ledger),
    settings,
    now,
    today,
    usesAsOf: inventory.usesAsOf,
  };
  // An exemption is as far ahead as it was when it was set: not farther for a run of an older day.
  const seenAt = latest(now, inventory.readAt);
  const users = concerned.map((user): TaggedUser => ({
    user,
    tags: readTags(user.tags, seenAt, settings),
  }));
  const left = leftToLaterRun(day, users);
  if (left) return left;
  const decisions = holdBack(
    day,
    inventory,
    users,
    users.flatMap((user) => planUser(day, user)),
  );
  return [...decisions, ...planOutbox(day, inventory, decisions)];
}
