import type { LocalDate } from '../../rules/model';
import { dateIn, plusDays, readOn } from './calendar';
import type { Message, Reading } from './history';
import {
  graceOf,
  isForgottenBy,
  messages,
  newerOf,
  userIn,
  type KeyCase,
  type Rule,
} from './key-case';
import { exemptUntil, isEngineer, isExempt } from './tags';
import { lastGivenBack } from './ways';

export const kinds = {
  age: 'key-reminder',
  'second-key': 'second-key',
  unused: 'key-unused',
  moved: 'key-closing',
} as const;

export function told(one: KeyCase, rule: Rule): readonly Message[] {
  return warnings(one, rule).filter(({ deliveredAt }) => deliveredAt);
}

/** The last day that any of a rule's delivered warnings named. */
export function lastNamed(one: KeyCase, rule: Rule): LocalDate | undefined {
  const named = told(one, rule).flatMap((message) => message.named ?? []);
  return named.toSorted().at(-1);
}

/**
 * From when on a rule's delivered warnings let it be disabled: on no day before one that any of them named, and not before
 * the grace after the first is over, also where that was made longer since.
 */
export function allowedOn(one: KeyCase, rule: Rule): LocalDate | undefined {
  const { timeZone } = one.reading.settings;
  const read = told(one, rule).map((message) => dateIn(timeZone, readOn(message)));
  const [first] = read.toSorted();
  if (first === undefined) return undefined;
  return [plusDays(first, graceOf(one, rule)), lastNamed(one, rule) ?? first].toSorted().at(-1);
}

/** The warnings of a rule that count: nothing since has taken back what they say. */
function warnings(one: KeyCase, rule: Rule): readonly Message[] {
  const { reading, history, user } = one;
  const newer = newerOf(one);
  const over = Math.max(
    history.readings.findLastIndex((past) => isOver(one, past, rule)),
    rule === 'unused' ? relievedIn(one) : -1,
  );
  return messages(one, kinds[rule]).filter(
    ({ what, plannedAt, runsBefore }) =>
      (rule !== 'second-key' || what === newer?.id) &&
      isOfRound(one, plannedAt, [...history.readings, reading]) &&
      runsBefore >= over &&
      (rule !== 'unused' || isForgottenBy(one, plannedAt)) &&
      (rule !== 'moved' || plannedAt > lastGivenBack(user, history)),
  );
}

/**
 * The last run that found a newer key off of which its owner had been told: nothing was said by it of this one's not being
 * used, and what had been said before counts no more.
 */
export function relievedIn(one: KeyCase): number {
  const readings = [...one.history.readings, one.reading];
  const reliefs = messages(one, 'second-key').map(({ what, ...message }) =>
    readings.findIndex((reading, run) => {
      const user = userIn(one, reading);
      const { deliveredAt, plannedAt, runsBefore } = message;
      if (!user || !deliveredAt || deliveredAt > reading.readAt || run < runsBefore) return false;
      return (
        isEngineer(user) &&
        !isExempt(user, reading) &&
        isOfRound(one, plannedAt, readings.slice(0, run + 1)) &&
        user.keys.some(({ id }) => id === what) &&
        isOver(one, reading, 'second-key')
      );
    }),
  );
  return Math.max(-1, ...reliefs);
}

/** After the last date of an exemption, by today's tags or by those that an earlier run has read. */
function isOfRound(one: KeyCase, plannedAt: Date, readings: readonly Reading[]): boolean {
  return readings.every((reading) => {
    const user = userIn(one, reading);
    const until = user && exemptUntil(user, reading);
    const { timeZone } = reading.settings;
    const on = dateIn(timeZone, plannedAt);
    return until === undefined || on > until || on > dateIn(timeZone, reading.now);
  });
}

/** Whether a run found that there was nothing to warn of any more. */
function isOver(one: KeyCase, past: Reading, rule: Rule): boolean {
  if (rule === 'unused') return past.settings.unused === 'report';
  const user = userIn(one, past);
  const key = user?.keys.find(({ id }) => id === one.key.id);
  if (rule !== 'second-key' || !user || key?.status !== 'Active') return false;
  return newerOf({ ...one, user, key, reading: past }) === undefined;
}
