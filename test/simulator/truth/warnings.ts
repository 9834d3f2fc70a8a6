import type { Company } from '../company';
import type { TrueUser } from '../world/user-history';
import type { TrueCredential, TrueKey } from '../world/credentials';
import { HOUR, localDate, plusDays } from '../world/calendar';
import type { Shown } from '../world/shown';
import { ruleOf, saysOf } from './kinds';
import type { Sighted } from './sightings';
import { exemptionEndedBy, type Look } from './tags';
import { ageOn } from './today';
import { lastUseOf, mayBeUnused } from './unused';
import { isKeyClosedOn } from './ways';

/** A message that somebody was shown, and that named the day on which a key stops. */
export interface Warning {
  readonly shown: Shown;
  /** The date from which its days of grace count. */
  readonly on: string;
  /** The day that it named. */
  readonly day: string;
}

export const causes = ['age', 'second-key', 'unused', 'moved'] as const;
export type Rule = (typeof causes)[number];

/** What a warning says of a credential, besides that it grows old. */
export type About = TrueKey | 'unused' | 'closing' | undefined;

/** The newer of two enabled keys, where this is the older. */
export function newerKeyOf({ keys }: TrueUser, key: TrueCredential): TrueKey | undefined {
  if (key.kind !== 'access-key') return undefined;
  const after = (a: TrueKey, b: TrueCredential) =>
    a.createdAt.getTime() - b.createdAt.getTime() || (a.id > b.id ? 1 : -1);
  return keys.find(
    (each) => each.id !== key.id && each.status === 'Active' && after(each, key) > 0,
  );
}

/**
 * The warnings about a credential that its owner was given, or the channel in their place. One that was reset, and is
 * as new since, is another.
 */
export function warningsAbout(
  { chronicle, story: { timeZone } }: Company,
  key: TrueCredential,
  about: About,
): readonly Warning[] {
  return chronicle.about(key.id).flatMap((shown): readonly Warning[] => {
    const { facts, notice, step, at } = shown;
    const isAboutRule =
      about === 'unused' || about === 'closing'
        ? facts.kind === about
        : about
          ? facts.kind === 'second-key' && facts.newerTail === about.id.slice(-4)
          : saysOf(facts) === 'stops';
    if (!isAboutRule || facts.day === undefined) return [];
    if (step === 'team' && !facts.isPassedOn) return [];
    const planned = Date.parse(notice.plannedAt);
    if (planned < key.createdAt.getTime()) return [];
    const on = localDate(timeZone, at - planned <= 6 * HOUR ? planned : at);
    return [{ shown, on, day: facts.day }];
  });
}

/**
 * The warnings about a credential that still count: planned since it was last exempt, since a newer one was last missing,
 * when nobody had used it for long enough, and since `key` was last open to its owner.
 */
export function standingWarnings(
  company: Company,
  { exemptOn, aloneAt, openAt }: Sighted,
  user: TrueUser,
  key: TrueCredential,
  about: About,
  look: Look,
): readonly Warning[] {
  const { rules } = company.story;
  const exempt = lastExemptDate(company, exemptOn, user, key, look) ?? '';
  const alone = (typeof about === 'object' ? aloneAt(key.id) : undefined) ?? 0;
  const open = (about === 'closing' ? openAt(user.id) : undefined) ?? -1;
  return warningsAbout(company, key, about).filter(({ shown }) => {
    const plannedAt = Date.parse(shown.notice.plannedAt);
    const isOfBefore =
      !isToldAnew(company, shown, open) && !isOfSecondRun(company, user.id, shown, open);
    if (plannedAt <= open && isOfBefore) return false;
    const wasUnused = about !== 'unused' || mayBeUnused(rules, user, key, plannedAt);
    return wasUnused && localDate(company.story.timeZone, plannedAt) > exempt && plannedAt >= alone;
  });
}

/** What nobody had been told when `key` was open may be planned once more, as the notice that it was. */
function isToldAnew({ chronicle }: Company, { notice, at }: Shown, open: number): boolean {
  const { lastPlanned } = chronicle.lifeOf(notice) ?? {};
  return lastPlanned !== undefined && lastPlanned.for > open && at > lastPlanned.at;
}

/** Of two runs of one time the second one may find closed what the first one, whose time it has, found open. */
function isOfSecondRun(
  { chronicle, sightings }: Company,
  userId: string,
  { notice, at }: Shown,
  open: number,
): boolean {
  const { lastPlanned } = chronicle.lifeOf(notice) ?? {};
  const seenOpenAt = sightings.possible.by(at).openAt(userId) ?? 0;
  return lastPlanned?.for === open && lastPlanned.at > seenOpenAt;
}

/** The last date on which it was seen to be exempt, or, by the tag that is there, was. */
export function lastExemptDate(
  { story: { rules } }: Company,
  exemptOn: Sighted['exemptOn'],
  user: TrueUser,
  key: TrueCredential,
  look: Look,
): string | undefined {
  const dates = [exemptOn(key.id), exemptionEndedBy(user.tags, look, rules)];
  return dates
    .filter((each) => each !== undefined)
    .sort()
    .at(-1);
}

const aboutOf: Readonly<Partial<Record<Rule, About>>> = { unused: 'unused', moved: 'closing' };

/** Why it may not be disabled by that rule on that date; undefined where it may. */
export function whyNotDue(
  rule: Rule,
  company: Company,
  user: TrueUser,
  key: TrueCredential,
  now: Date,
  given: (about: About) => readonly Warning[],
): string | undefined {
  const { timeZone, rules } = company.story;
  const date = localDate(timeZone, now.getTime());
  const newer = rule === 'second-key' ? newerKeyOf(user, key) : undefined;
  const age = ageOn(key, now);
  const { do: what, stopAt, graceDays } = ruleOf(rules, key.kind);
  if (what !== 'disable') return `those of its kind are to be ${what}ed`;
  if (rule === 'age' && age < stopAt) return `it is ${age} days old`;
  if (rule === 'second-key' && !newer) return 'no newer key is enabled';
  if (rule === 'moved' && key.kind !== 'access-key') return 'it is no key';
  if (rule === 'moved' && !isKeyClosedOn(user.tags, date)) return '`key` is open to its owner';
  if (rule === 'unused' && key.kind !== 'access-key') return 'IAM notes no uses of its kind';
  if (rule === 'unused' && !mayBeUnused(rules, user, key, now.getTime()))
    return `it was used on ${localDate(timeZone, lastUseOf(user, key))}`;
  const warnings = given(aboutOf[rule] ?? newer);
  const grace = rule === 'second-key' ? rules.secondKeyGraceDays : graceDays;
  if (!warnings.some(({ on }) => plusDays(on, grace) <= date))
    return `nobody was told of it ${grace} days before`;
  const later = warnings.find(({ day }) => day > date);
  return later && `its owner was told that it stops on ${later.day}`;
}
