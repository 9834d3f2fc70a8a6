import type { LocalDate } from '../../rules/model';
import { dateIn, plusDays, readOn } from './calendar';
import type { KeyCase, Message, Reading, Rule } from './history';
import { graceOf, messages, modeOf, newerOf, userIn } from './key-case';
import { exemptUntil, isExempt } from './tags';
import { isForgottenBy } from './uses';
import { lastGivenBack } from './ways';

const kinds = { 'second-key': 'second-key', unused: 'key-unused', moved: 'key-closing' } as const;

export const kindOf = ({ kind }: KeyCase, rule: Rule) =>
  rule !== 'age' ? kinds[rule] : kind === 'access-key' ? 'key-reminder' : 'credential-reminder';

/** The warnings of a rule that have arrived and that count: nothing since has taken back what they say. */
export function told(one: KeyCase, rule: Rule): readonly Message[] {
  const { reading, history } = one;
  const over = Math.max(
    history.readings.findLastIndex((past) => isOver(one, past, rule)),
    rule === 'unused' ? relievedIn(one) : -1,
  );
  return messages(one, kindOf(one, rule)).filter(
    ({ what, plannedAt, runsBefore, deliveredAt }) =>
      deliveredAt !== undefined &&
      (rule !== 'second-key' || what === newerOf(one)?.id) &&
      isOfRound(one, plannedAt, [...history.readings, reading]) &&
      runsBefore >= over &&
      (rule !== 'unused' || isForgottenBy(one, plannedAt)) &&
      (rule !== 'moved' || plannedAt > lastGivenBack(one)),
  );
}

/** The last day that any of them named. */
export const lastNamed = (one: KeyCase, rule: Rule): LocalDate | undefined =>
  lastOf(told(one, rule).map(({ named = '' }) => named));

/**
 * From when on a rule's delivered warnings let it be disabled: on no day before one that any of them named, and not before
 * the grace after the first is over, also where that was made longer since.
 */
export function allowedOn(one: KeyCase, rule: Rule): LocalDate | undefined {
  const { timeZone } = one.reading.settings;
  const [first] = told(one, rule)
    .map((message) => dateIn(timeZone, readOn(message)))
    .toSorted();
  if (first === undefined) return undefined;
  return lastOf([plusDays(first, graceOf(one, rule)), lastNamed(one, rule) ?? first]);
}

export const lastOf = (days: readonly LocalDate[]) => days.toSorted().at(-1);

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
        !isExempt(user, reading) &&
        isOfRound(one, plannedAt, readings.slice(0, run + 1)) &&
        user.keys.some(({ id }) => id === what) &&
        isOver(one, reading, 'second-key')
      );
    }),
  );
  return Math.max(-1, ...reliefs);
}

/** Told after the last date of an exemption, by today's tags or by those that an earlier run has read. */
const isOfRound = (one: KeyCase, plannedAt: Date, readings: readonly Reading[]) =>
  readings.every((reading) => {
    const user = userIn(one, reading);
    const { timeZone } = reading.settings;
    const [until = '', on] = [user && exemptUntil(user, reading), dateIn(timeZone, plannedAt)];
    const isStopped = modeOf(one, reading) === 'disable';
    return !isStopped || on > until || on > dateIn(timeZone, reading.now);
  });

/** Whether a run found that there was nothing to warn of any more. */
function isOver(one: KeyCase, past: Reading, rule: Rule): boolean {
  if (rule === 'unused') return past.settings.unused === 'report';
  if (rule === 'age') return modeOf(one, past) !== 'disable';
  const user = userIn(one, past);
  const key = user?.keys.find(({ id }) => id === one.key.id);
  if (rule !== 'second-key' || !user || key?.status !== 'Active') return false;
  return newerOf({ ...one, user, key, reading: past }) === undefined;
}
