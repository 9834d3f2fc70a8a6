import { compareLooks, comparePlans, type Difference } from './difference';
import type { PlainDay, PlainLook, Rules } from './plain';

/** The same difference with as little as it takes: nothing more can be left out of what was asked. */
export function shrink(then: Rules, now: Rules, difference: Difference): Difference {
  let least = difference;
  for (;;) {
    const next = smaller(then, now, least);
    if (!next) return least;
    least = next;
  }
}

function smaller(then: Rules, now: Rules, { of, asked }: Difference): Difference | undefined {
  if (of === 'look')
    return firstOf(lesserLooks(asked), (look) => compareLooks(then, now, look).difference);
  return firstOf(lesserDays(asked), (day) => comparePlans(then, now, day).difference);
}

function firstOf<T>(
  candidates: Iterable<T>,
  differenceOf: (candidate: T) => Difference | undefined,
): Difference | undefined {
  for (const candidate of candidates)
    try {
      const difference = differenceOf(candidate);
      if (difference) return difference;
    } catch {
      // Settings of which one is left out may be none: the rules of then refuse them.
    }
  return undefined;
}

function* lesserDays(day: PlainDay): Generator<PlainDay> {
  const { ledger } = day;
  if (day.concerned) yield { ...day, concerned: undefined };
  if (day.readAt) yield { ...day, readAt: undefined };
  for (const users of lesserLists(day.users, lesserUsers)) yield { ...day, users };
  for (const notices of lesserLists(ledger.notices, without))
    yield { ...day, ledger: { ...ledger, notices } };
  for (const keys of lesserLists(ledger.keys, without))
    yield { ...day, ledger: { ...ledger, keys } };
  for (const name of ['firstReadAt', 'lastReadAt', 'newer'] as const)
    if (ledger[name] !== undefined) yield { ...day, ledger: { ...ledger, [name]: undefined } };
  for (const settings of without(day.settings)) yield { ...day, settings };
}

function* lesserUsers(user: PlainDay['users'][number]): Generator<PlainDay['users'][number]> {
  for (const keys of lesserLists(user.keys, without)) yield { ...user, keys };
  for (const tags of without(user.tags)) yield { ...user, tags };
  for (const name of ['password', 'mfaAsOf', 'keysUnknown'] as const)
    if (user[name] !== undefined) yield { ...user, [name]: undefined };
  if (user.hasMfa !== true) yield { ...user, hasMfa: true };
}

function* lesserLooks(look: PlainLook): Generator<PlainLook> {
  for (const settings of without(look.settings)) yield { ...look, settings };
  const { found } = look;
  if (!found) return;
  if (found.readAt) yield { ...look, found: { ...found, readAt: undefined } };
  for (const keys of lesserLists(found.keys, without)) yield { ...look, found: { ...found, keys } };
  for (const tags of without(found.tags)) yield { ...look, found: { ...found, tags } };
}

/** Without half of it, without one, or with a lesser one: the most that can be left out comes first. */
function* lesserLists<T>(
  list: readonly T[],
  lesser: (each: T) => Iterable<T>,
): Generator<readonly T[]> {
  const half = Math.ceil(list.length / 2);
  if (half > 1) yield* [list.slice(half), list.slice(0, half)];
  for (let i = 0; i < list.length; i++) yield list.toSpliced(i, 1);
  for (const [i, each] of list.entries()) for (const less of lesser(each)) yield list.with(i, less);
}

/** What a record of either kind can't be without. */
const needed = new Set([
  'id',
  'keyId',
  'userId',
  'userName',
  'createdAt',
  'status',
  'fingerprint',
  'plannedAt',
]);

function* without<T extends object>(record: T): Generator<T> {
  for (const name of Object.keys(record) as (keyof T & string)[])
    if (!needed.has(name) && record[name] !== undefined) {
      const less = { ...record };
      delete less[name];
      yield less;
    }
}
