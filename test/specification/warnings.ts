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

const kinds = { age: 'key-reminder', 'second-key': 'second-key', unused: 'key-unused' } as const;

export function isTold(one: KeyCase, rule: Rule, is: (message: Message) => boolean): boolean {
  return warnings(one, rule).some((message) => message.deliveredAt && is(message));
}

export function namedDays(one: KeyCase, rule: Rule): readonly LocalDate[] {
  return warnings(one, rule)
    .flatMap(({ named }) => named ?? [])
    .toSorted();
}

/**
 * From when on a rule's delivered warnings let it be disabled: on no day before one that any of them named, and not before
 * the grace after the first is over, also where that was made longer since.
 */
export function allowedOn(one: KeyCase, rule: Rule): LocalDate | undefined {
  const { timeZone } = one.reading.settings;
  const read = warnings(one, rule).flatMap((message) =>
    message.deliveredAt ? [dateIn(timeZone, readOn(message, message.deliveredAt))] : [],
  );
  const [first] = read.toSorted();
  if (first === undefined) return undefined;
  return [plusDays(first, graceOf(one, rule)), ...namedDays(one, rule)].toSorted().at(-1);
}

/** The warnings of a rule that count: nothing since has taken back what they say. */
function warnings(one: KeyCase, rule: Rule): readonly Message[] {
  const { reading, history, key } = one;
  const newer = newerOf(one);
  const exemptOn = lastExemptOn(one);
  const over = Math.max(
    history.readings.findLastIndex((past) => isOver(one, past, rule)),
    rule === 'unused' ? relievedIn(one) : -1,
  );
  return messages(one).filter(
    ({ notice, plannedAt, runsBefore }) =>
      notice.kind === kinds[rule] &&
      (notice.kind !== 'second-key' || notice.newer.id === newer?.id) &&
      (!exemptOn || dateIn(reading.settings.timeZone, plannedAt) > exemptOn) &&
      runsBefore >= over &&
      (rule !== 'unused' || isForgottenBy(one, plannedAt)) &&
      key.createdAt <= plannedAt,
  );
}

/**
 * The last run that found a newer key off of which its owner had been told: nothing was said by it of this one's not being
 * used, and what had been said before counts no more.
 */
export function relievedIn(one: KeyCase): number {
  const readings = [...one.history.readings, one.reading];
  const reliefs = messages(one).map(({ notice, runsBefore, deliveredAt }) =>
    readings.findIndex((reading, run) => {
      if (notice.kind !== 'second-key' || !deliveredAt || run < runsBefore) return false;
      const user = userIn(one, reading);
      return (
        user?.keys.some(({ id }) => id === notice.newer.id) === true &&
        deliveredAt <= reading.readAt &&
        isOver(one, reading, 'second-key') &&
        isEngineer(user) &&
        !isExempt(user, reading)
      );
    }),
  );
  return Math.max(-1, ...reliefs);
}

/** The last date of an exemption that is over, by today's tags or by those that an earlier run has read. */
function lastExemptOn(one: KeyCase): LocalDate | undefined {
  const dates = [...one.history.readings, one.reading].flatMap((reading) => {
    const user = userIn(one, reading);
    const until = user && exemptUntil(user, reading);
    if (until === undefined) return [];
    const on = dateIn(reading.settings.timeZone, reading.now);
    return until < on ? until : on;
  });
  return dates.toSorted().at(-1);
}

/** Whether a run found that there was nothing to warn of any more. */
function isOver(one: KeyCase, past: Reading, rule: Rule): boolean {
  if (rule === 'unused') return past.settings.unused === 'report';
  const user = userIn(one, past);
  const key = user?.keys.find(({ id }) => id === one.key.id);
  if (rule === 'age' || !user || key?.status !== 'Active') return false;
  return newerOf({ ...one, user, key, reading: past }) === undefined;
}
