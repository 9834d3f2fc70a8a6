import { ageInDays, dateIn, latest } from './calendar';
import { daysOld } from './counted';
import type { Reason, ReasonCode } from './decisions';
import type { AccessKey } from './model';
import type { NoticeOf } from './notices';
import { because } from './plan/context';
import { isMadeLater } from './plan/later';
import { secondKeyOf } from './plan/second-key-of';
import type { Settings } from './settings';
import { readTags } from './read-tags';

/** A user's keys and tags as they are just before one of the keys is disabled. */
export interface OwnerNow {
  /** Absent: at the run's own time. */
  readonly readAt?: Date;
  readonly keys: readonly AccessKey[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Whether the key may still be disabled. `off`: it is not enabled, so only the telling is left. */
export type StillDue =
  | { readonly is: 'due' }
  | { readonly is: 'off' }
  | { readonly is: 'not-due'; readonly why: Reason };

/**
 * The last look at a key that the plan wants disabled: everything that may have changed since the account
 * was read, or that the reading had wrong.
 * @param now the run's scheduled time, as the plan was made for.
 */
export function stillDue(
  keyId: string,
  found: OwnerNow | undefined,
  cause: NoticeOf<'key-disabled'>['cause'],
  settings: Settings,
  now: Date,
): StillDue {
  const key = found?.keys.find(({ id }) => id === keyId);
  if (!found || !key) return notDue('gone', 'the key is gone');
  // Before all else: an overlapping run may have disabled it, and that must be told whatever changed after.
  if (key.status === 'Inactive') return { is: 'off' };
  const tags = readTags(found.tags, latest(now, found.readAt), settings);
  if (tags.type === undefined) return notDue('invalid-tags', 'its owner has no valid type');
  if (tags.type === 'machine') return notDue('machine', 'its owner is a machine');
  if (tags.exemptUntil !== undefined && dateIn(settings.timeZone, now) <= tags.exemptUntil)
    return notDue('exempt', `exempt until ${tags.exemptUntil}`);
  return isDueBy(cause, key, found, settings, now)
    ? { is: 'due' }
    : cause === 'second-key'
      ? notDue('overtaken', 'no newer key is enabled')
      : notDue('young', daysOld(ageInDays(key, now)));
}

function isDueBy(
  cause: NoticeOf<'key-disabled'>['cause'],
  key: AccessKey,
  owner: OwnerNow,
  { clocks }: Settings,
  now: Date,
): boolean {
  const isOld = ageInDays(key, now) >= clocks['access-key'].stopAt;
  const newer = secondKeyOf(owner, key);
  const hasNewer = newer !== undefined && !isMadeLater({ now }, newer);
  switch (cause) {
    case 'age':
      return isOld;
    case 'second-key':
      return hasNewer;
    // Whichever of the two rules had it disabled before.
    case 're-enabled':
      return isOld || hasNewer;
  }
}

function notDue(code: ReasonCode, text: string): StillDue {
  return { is: 'not-due', why: because(code, text) };
}
