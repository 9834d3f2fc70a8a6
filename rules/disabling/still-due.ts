import { dateIn, latest } from '../calendar';
import type { DueBy, Reason } from '../decisions';
import type { AccessKey } from '../model';
import { exemptionOf } from '../plan/exemption';
import { factsOfIam, type LastLookFacts } from '../plan/facts';
import { whyLeftAlone, whyNotDue } from '../plan/guards';
import { readTags } from '../read-tags';
import type { Settings } from '../settings';

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
 * @param dueBy the rule by which the plan found it due: of another one nobody may have been warned
 * @param now the run's scheduled time, as the plan was made for.
 */
export function stillDue(
  keyId: string,
  found: OwnerNow | undefined,
  dueBy: DueBy,
  settings: Settings,
  now: Date,
): StillDue {
  const facts = factsAgain(keyId, found, settings, now);
  const why = whyLeftAlone(facts) ?? whyNotDue(dueBy, facts);
  if (!why) return { is: 'due' };
  return why.code === 'inactive' ? { is: 'off' } : { is: 'not-due', why };
}

/** Of a key that is gone; whatever else is asked of it, there is a reason to leave it alone. */
const gone: LastLookFacts = {
  asker: 'last-look',
  isGone: true,
  isEnabled: true,
  isMadeLater: false,
  age: 0,
  isOld: false,
  ownerType: undefined,
  exemption: undefined,
  newerKey: 'none',
};

function factsAgain(
  keyId: string,
  found: OwnerNow | undefined,
  settings: Settings,
  now: Date,
): LastLookFacts {
  const key = found?.keys.find(({ id }) => id === keyId);
  if (!found || !key) return gone;
  const tags = readTags(found.tags, latest(now, found.readAt), settings);
  return {
    asker: 'last-look',
    isGone: false,
    ...factsOfIam(key, found, settings, now),
    ownerType: tags.type,
    exemption: exemptionOf(dateIn(settings.timeZone, now), tags.exemptUntil, undefined),
  };
}
