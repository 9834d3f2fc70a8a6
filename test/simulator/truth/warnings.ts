import type { Company } from '../company';
import type { TrueUser } from '../world/aws';
import type { TrueKey } from '../world/credentials';
import { HOUR, localDate, plusDays } from '../world/calendar';
import type { Shown } from '../world/chronicle';
import type { Sighted } from './sightings';
import { exemptionEndedBy, type Look } from './tags';
import { ageOn } from './today';

/** A message that somebody was shown, and that named the day on which a key stops. */
export interface Warning {
  readonly shown: Shown;
  /** The date from which its days of grace count. */
  readonly on: string;
  /** The day that it named. */
  readonly day: string;
}

export type Rule = 'age' | 'second-key';

/** The newer of two enabled keys, where this is the older. */
export function newerKeyOf({ keys }: TrueUser, key: TrueKey): TrueKey | undefined {
  const after = (a: TrueKey, b: TrueKey) =>
    a.createdAt.getTime() - b.createdAt.getTime() || (a.id > b.id ? 1 : -1);
  return keys.find(
    (each) => each.id !== key.id && each.status === 'Active' && after(each, key) > 0,
  );
}

/** The warnings about a key that its owner was given, or the channel in their place. */
export function warningsAbout(
  { chronicle, story: { timeZone } }: Company,
  key: TrueKey,
  newer: TrueKey | undefined,
): readonly Warning[] {
  return chronicle.about(key.id).flatMap((shown): readonly Warning[] => {
    const { facts, notice, step, at } = shown;
    const isAboutRule = newer
      ? facts.kind === 'second-key' && facts.newerTail === newer.id.slice(-4)
      : facts.kind === 'reminder';
    if (!isAboutRule || facts.day === undefined) return [];
    if (step === 'team' && !facts.isPassedOn) return [];
    const planned = Date.parse(notice.plannedAt);
    const on = localDate(timeZone, at - planned <= 6 * HOUR ? planned : at);
    return [{ shown, on, day: facts.day }];
  });
}

/** The warnings about a key that still count: planned since it was last exempt, and since a newer one was last missing. */
export function standingWarnings(
  company: Company,
  { exemptOn, aloneAt }: Sighted,
  user: TrueUser,
  key: TrueKey,
  newer: TrueKey | undefined,
  look: Look,
): readonly Warning[] {
  const exempt = lastExemptDate(company, exemptOn, user, key, look) ?? '';
  const alone = (newer && aloneAt(key.id)) ?? 0;
  return warningsAbout(company, key, newer).filter(({ shown }) => {
    const plannedAt = Date.parse(shown.notice.plannedAt);
    return localDate(company.story.timeZone, plannedAt) > exempt && plannedAt >= alone;
  });
}

/** The last date on which the key was seen to be exempt, or, by the tag that is there, was. */
export function lastExemptDate(
  { story: { rules } }: Company,
  exemptOn: Sighted['exemptOn'],
  user: TrueUser,
  key: TrueKey,
  look: Look,
): string | undefined {
  const dates = [exemptOn(key.id), exemptionEndedBy(user.tags, look, rules)];
  return dates
    .filter((each) => each !== undefined)
    .sort()
    .at(-1);
}

/** Why the key may not be disabled by that rule on that date; undefined where it may. */
export function whyNotDue(
  rule: Rule,
  company: Company,
  user: TrueUser,
  key: TrueKey,
  now: Date,
  given: (newer: TrueKey | undefined) => readonly Warning[],
): string | undefined {
  const { timeZone, rules } = company.story;
  const date = localDate(timeZone, now.getTime());
  const newer = rule === 'second-key' ? newerKeyOf(user, key) : undefined;
  const age = ageOn(key, now);
  if (rule === 'age' && age < rules.disableAge) return `it is ${age} days old`;
  if (rule === 'second-key' && !newer) return 'no newer key is enabled';
  const warnings = given(newer);
  const grace = rule === 'age' ? rules.graceDays : rules.secondKeyGraceDays;
  if (!warnings.some(({ on }) => plusDays(on, grace) <= date))
    return `nobody was told of it ${grace} days before`;
  const later = warnings.find(({ day }) => day > date);
  return later && `its owner was told that it stops on ${later.day}`;
}
