import { DateTime } from 'luxon';
import { runOf, timeZone } from './calendar';
import { teamChannel } from './company';
import { nameOfKey, type KeyRing } from './make-people';
import type { Heard } from './messages';
import { people, type Person } from './people';

export interface KeyState {
  readonly person: string;
  /** Which of theirs. */
  readonly index: number;
  readonly status: 'Active' | 'Inactive';
  /** In whole days, of keys that were there before day 1. */
  readonly age: number | undefined;
}

/** What everybody must be told on a day. */
export function toBeTold(day: number): readonly Heard[] {
  return people.flatMap(({ name, slackId, told }) =>
    told
      .filter(({ on }) => on === day)
      .flatMap(({ what, key = 0, to, stops }): readonly Heard[] => {
        const heard = {
          what,
          key: nameOfKey(name, key),
          ...(stops && { stops: longDate(stops) }),
        };
        const owner = to === 'team' ? undefined : slackId;
        return [
          ...(owner === undefined ? [] : [{ ...heard, to: owner }]),
          { ...heard, to: teamChannel },
        ];
      }),
  );
}

/** Every key that there must be right before, or after, a day's run, and whether it is on. */
export function keysOn(day: number, when: 'before' | 'after', ring: KeyRing): readonly KeyState[] {
  const lastRun = when === 'before' ? day - 1 : day;
  return ring.all.flatMap(({ person, index }) => {
    const { keys, off, gone } = personOf(person);
    if (gone && gone.key === index && gone.on < day) return [];
    const isOff =
      keys[index]?.isOff === true ||
      off.some(
        ({ key, from, until = Infinity }) => key === index && from <= lastRun && day <= until,
      );
    const age = keys[index] && keys[index].age + day - 1;
    return [{ person, index, status: isOff ? 'Inactive' : 'Active', age }];
  });
}

export function personOf(name: string): Person {
  const found = people.find((each) => each.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

/** How many keys the day's run must disable. */
export function toBeDisabled(day: number): number {
  return people
    .flatMap(({ told }) => told)
    .filter(({ on, what }) => on === day && what === 'disabled').length;
}

function longDate(day: number): string {
  const date = DateTime.fromJSDate(runOf(day), { zone: timeZone });
  return date.setLocale('en-GB').toFormat('cccc, d LLLL yyyy');
}
