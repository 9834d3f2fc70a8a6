import type { AccessKey, LocalDate } from '../../rules/model';
import { dateIn, daysAfter, firstRunAtAge, plusDays, readOn } from './calendar';
import type { Message } from './history';
import {
  ageOf,
  clock,
  graceOf,
  isExemptToday,
  isForgottenBy,
  messages,
  newerOf,
  today,
  type KeyCase,
  type Rule,
} from './key-case';
import { canBeTold, isEngineer, isMachine } from './tags';
import { allowedOn, isTold, namedDays, relievedIn } from './warnings';

/** What today's run owes one access key. */
export interface KeyDuty {
  /** The messages that must go out, and no others. */
  readonly tell: readonly string[];
  /** What goes out beside them where it is not disabled today. */
  readonly warn: readonly string[];
  /** The rule by which it is to be disabled, and what its owner reads as the reason. */
  readonly stop?: { readonly by: Rule; readonly toldAs: Rule | 're-enabled' };
}

export function dutyOf(one: KeyCase): KeyDuty {
  const { key, user, reading } = one;
  const [before = [], ofToday = []] = untoldDeeds(one);
  const news = [...newsOfMaking(one), ...question(one), ...before];
  const tell = [...news, ...ofToday];
  // What is off is nobody's worry, and what is newer than the run is left to the runs of its own day.
  if (key.status === 'Inactive' || key.createdAt > reading.now) return { tell, warn: [] };
  if (isExemptToday(one)) return { tell, warn: [] };
  if (isMachine(user)) return { tell: [...tell, ...machineOld(one)], warn: [] };
  if (!isEngineer(user)) return { tell, warn: [] };
  const by = (['age', 'second-key', 'unused'] as const).find((rule) => isDue(one, rule));
  if (by === undefined) return { tell, warn: warning(one) };
  const kept = by === 'unused' ? remindedToo(one) : [];
  const wasStopped = one.history.stopped.some(({ keyId }) => keyId === key.id);
  const toldAs = wasStopped && by !== 'unused' ? 're-enabled' : by;
  return {
    tell: [...news, ...kept],
    warn: [...ofToday, ...warning(one, by)],
    stop: { by, toldAs },
  };
}

/** Its reason holds, and what its owner has read lets it be. */
function isDue(one: KeyCase, rule: Rule): boolean {
  const allowed = allowedOn(one, rule);
  const applies = {
    age: () => ageOf(one) >= clock(one).stopAt,
    'second-key': () => newerOf(one) !== undefined,
    unused: () => isForgotten(one) && newerOf(one) === undefined,
  }[rule]();
  return applies && allowed !== undefined && allowed <= today(one);
}

/** One clock speaks at a time: that of the second key, else of its not being used, unless its age was told to stop it before. */
function warning(one: KeyCase, due?: Rule): readonly string[] {
  const newer = newerOf(one);
  if (newer) return secondKey(one, newer);
  if (!isForgotten(one) || due === 'age') return reminder(one);
  const unusedDay = stopDay(one, 'unused');
  const ofAge = allowedOn(one, 'age');
  if (ofAge !== undefined && ofAge > today(one) && ofAge <= unusedDay) return reminder(one);
  const untold = isTold(one, 'unused', () => true) ? [] : [`key-unused, stops on ${unusedDay}`];
  return due ? untold : [...untold, ...remindedToo(one)];
}

/** Something keeps it for longer than it should: silence must not be what keeps an old key. */
function remindedToo(one: KeyCase): readonly string[] {
  const day = namedDays(one, 'unused').at(-1);
  const isKept = day !== undefined && today(one) > plusDays(day, graceOf(one, 'unused'));
  return isKept ? reminder(one) : [];
}

/** The last stage that it has reached; those before it are not made up for. */
function reminder(one: KeyCase): readonly string[] {
  const stage = clock(one).remindAt.findLast((age) => age <= ageOf(one));
  if (stage === undefined) return [];
  const isSaid = isTold(one, 'age', ({ notice }) => 'stage' in notice && notice.stage >= stage);
  return isSaid ? [] : [`key-reminder ${stage}, stops on ${stopDay(one, 'age')}`];
}

function secondKey(one: KeyCase, newer: AccessKey): readonly string[] {
  return isTold(one, 'second-key', () => true)
    ? []
    : [`second-key ${newer.id}, stops on ${stopDay(one, 'second-key')}`];
}

/** A machine's key is never disabled: whoever owns it is told at the same ages. */
function machineOld(one: KeyCase): readonly string[] {
  const { remindAt, stopAt } = clock(one);
  const stage = [...remindAt, stopAt].findLast((age) => age <= ageOf(one));
  const isSaid = messages(one).some(
    ({ notice, deliveredAt }) =>
      notice.kind === 'machine-key-old' && notice.stage >= (stage ?? 0) && deliveredAt,
  );
  return stage === undefined || isSaid ? [] : [`machine-key-old ${stage}`];
}

/** A key that was made after the first run is announced, whoever's it is. */
function newsOfMaking(one: KeyCase): readonly string[] {
  const first = one.history.readings[0];
  const isNew = first !== undefined && one.key.createdAt > first.now;
  const said = messages(one).filter(({ notice }) => notice.kind === 'key-created');
  if (said.some(({ deliveredAt }) => deliveredAt)) return [];
  return isNew || said.length > 0 ? ['key-created'] : [];
}

/**
 * Whose a new key is, where people may answer: asked within three days of its making, and once more so many days after
 * that has arrived, or within three days of that.
 */
function question(one: KeyCase): readonly string[] {
  const { key, user, reading } = one;
  const { questions, timeZone } = reading.settings;
  if (!questions || key.status === 'Inactive' || key.createdAt > reading.now) return [];
  if (!isEngineer(user) || !canBeTold(user)) return [];
  const asked = messages(one).filter(({ notice }) => notice.kind === 'key-question');
  if (asked.some(({ answer }) => answer)) return [];
  const nth = (n: number) =>
    asked.find(({ notice, ...is }) => 'asked' in notice && notice.asked === n && !is.isWithdrawn);
  const isSoon = (since: Date) => reading.now <= new Date(since.getTime() + 3 * 24 * 3_600_000);
  const [first, second] = [nth(1), nth(2)];
  if (!first?.deliveredAt) return first || isSoon(key.createdAt) ? ['key-question 1'] : [];
  if (second?.deliveredAt || questions.againAfterDays === 0) return [];
  const again = daysAfter(readOn(first, first.deliveredAt), questions.againAfterDays, timeZone);
  return again <= reading.now && (second || isSoon(again)) ? ['key-question 2'] : [];
}

/** No key is disabled silently: of days before, and of today. What is disabled twice on a date is told once. */
function untoldDeeds(one: KeyCase): readonly (readonly string[])[] {
  const { timeZone } = one.reading.settings;
  const untold = messages(one).filter(
    ({ notice, deliveredAt }) => notice.kind === 'key-disabled' && !deliveredAt,
  );
  const isOfToday = ({ plannedAt }: Message) => dateIn(timeZone, plannedAt) === today(one);
  return [untold.filter((each) => !isOfToday(each)), untold.filter(isOfToday)].map((some) =>
    some.map(({ notice }) => notice.kind),
  );
}

/** A day to come that was named stays; else the first on which it can be due, and not before the grace is over. */
function stopDay(one: KeyCase, rule: Rule): LocalDate {
  const byGrace = plusDays(today(one), graceOf(one, rule));
  if (rule === 'unused') return allowedOn(one, rule) ?? byGrace;
  const ofAge = isDue(one, 'age') ? today(one) : toCome(one, allowedOn(one, 'age'));
  if (rule === 'second-key') return ofAge !== undefined && ofAge < byGrace ? ofAge : byGrace;
  const { key, reading } = one;
  const old = firstRunAtAge(
    key.createdAt,
    clock(one).stopAt,
    reading.now,
    reading.settings.timeZone,
  );
  const earliest = ofAge ?? byGrace;
  return old > earliest ? old : earliest;
}

function toCome(one: KeyCase, day: LocalDate | undefined): LocalDate | undefined {
  return day !== undefined && day > today(one) ? day : undefined;
}

/** Nobody has used it for long enough, and the company has such keys disabled. */
function isForgotten(one: KeyCase): boolean {
  const { now, usesAsOf, settings } = one.reading;
  if (settings.unused === 'report' || relievedIn(one) === one.history.readings.length) return false;
  return isForgottenBy(one, usesAsOf < now ? usesAsOf : now);
}
