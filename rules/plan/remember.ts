import type { Decision } from '../decisions';
import type { NoticeRecord } from '../ledger';
import { isExemptOn } from './exemption';
import type { PlanFacts } from './facts';
import { countingDelivery, reminderRecords } from './warnings';

/**
 * The date on which the tag exempts the key, once a date: warnings until then count no more. Of an exemption that is
 * over it is the last one, so that they do not count again when the tag is gone: whoever was warned anew meanwhile, and
 * of whom that is not known yet, was told of a later day.
 *
 * The same holds where a company no longer has credentials of that kind disabled: a day that was named then does not
 * come back by itself.
 */
export function rememberedExemption(facts: PlanFacts): readonly Decision[] {
  const { subject, owner, day, exemption, mode, credential, record } = facts;
  // Not by the tag of today: what was told before it would count again without it.
  const told = reminderRecords(day, credential, record?.lastExemptOn);
  if (mode !== 'disable' && told.length === 0) return [];
  const isOut = exemption !== undefined || mode !== 'disable';
  const on = isOut ? day.today : owner.tags.exemptUntil;
  const foundOn = facts.record?.lastExemptOn;
  if (on === undefined || isExemptOn(on, foundOn)) return [];
  return [{ do: 'remember-exemption', subject, on }];
}

/**
 * The newer key is off: what was said of it must not count when it is on again. Nor may what was said of a key that
 * nobody uses, where a company disables those no longer, and then does so again.
 */
export function rememberedAlone(facts: PlanFacts): readonly Decision[] {
  const { subject, day, newer } = facts;
  const ofNewer = newer ? [] : toldOfSecondKey(facts);
  const ofUnused = day.settings.unused === 'disable' ? [] : toldOfUnused(facts);
  if (ofNewer.length === 0 && ofUnused.length === 0) return [];
  // An older day that is caught up on finds what later runs have told.
  const instants = [
    ...(ofNewer.length > 0 ? [day.now] : []),
    ...ofNewer.map(({ plannedAt }) => plannedAt),
    // Only just after it: what was said since of a newer key that is still enabled goes on counting.
    ...ofUnused.map(({ plannedAt }) => new Date(plannedAt.getTime() + 1)),
  ];
  const at = new Date(Math.max(...instants.map((instant) => instant.getTime())));
  return [{ do: 'remember-alone', subject, at }];
}

function toldOfSecondKey({ owner, secondKeyNotices }: PlanFacts): readonly NoticeRecord[] {
  const isThere = (id: string) => owner.user.keys.some((each) => each.id === id);
  return secondKeyNotices.filter(
    (record) =>
      record.notice?.kind === 'second-key' && isThere(record.notice.newer.id) && isTold(record),
  );
}

/**
 * But for what was said at the time of a second key's notice, which must go on counting: as long as there is a newer key no
 * other clock speaks, and once there is none all of it is over.
 */
function toldOfUnused({ unusedNotices, secondKeyNotices }: PlanFacts): readonly NoticeRecord[] {
  const times = new Set(secondKeyNotices.map(({ plannedAt }) => plannedAt.getTime()));
  return unusedNotices.filter((record) => isTold(record) && !times.has(record.plannedAt.getTime()));
}

function isTold(record: NoticeRecord): boolean {
  return countingDelivery(record) !== undefined;
}
