import type { Decision } from '../decisions';
import type { AccessKey } from '../model';
import { subjectOf, type Day, type TaggedUser } from './context';

/**
 * Why the key is exempt today; undefined where the rules apply to it. A date on which a run has found it exempt stays
 * so to its end, and for runs of older days, whatever became of the tag: a warning of that date would not count.
 */
export function exemptionOf(day: Day, { tags }: TaggedUser, key: AccessKey): string | undefined {
  const { exemptUntil } = tags;
  if (exemptUntil !== undefined && day.today <= exemptUntil) return `exempt until ${exemptUntil}`;
  const foundOn = day.ledger.keys.get(key.id)?.lastExemptOn;
  return foundOn !== undefined && day.today <= foundOn ? `found exempt on ${foundOn}` : undefined;
}

/**
 * The date on which the tag exempts the key, once a date: warnings until then count no more. Of an exemption that is
 * over it is the last one, so that they do not count again when the tag is gone: whoever was warned anew meanwhile, and
 * of whom that is not known yet, was told of a later day.
 */
export function rememberedExemption(
  day: Day,
  owner: TaggedUser,
  key: AccessKey,
): readonly Decision[] {
  const { exemptUntil } = owner.tags;
  const isExempt = exemptionOf(day, owner, key) !== undefined;
  const on = isExempt ? day.today : exemptUntil;
  const foundOn = day.ledger.keys.get(key.id)?.lastExemptOn;
  if (on === undefined || (foundOn !== undefined && on <= foundOn)) return [];
  return [{ do: 'remember-exemption', subject: subjectOf(day, owner, key), on }];
}
