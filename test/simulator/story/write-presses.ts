import type { Random } from './random';
import type { Deed, Happening, Person, Pressed, Story, Trouble } from './story';
import { PEACE, second } from './write-deeds';

const FLOOD = 60;
const MINUTE_S = 60;

type Does = Deed extends infer D
  ? D extends Deed
    ? Omit<D, 'day' | 'second' | 'who'>
    : never
  : never;
/** What is done so many seconds after the first of an episode. */
type Step = readonly [later: number, what: Does];

/** Most companies let people press; in those some press what they should, and some what they should not. */
export function writePresses(
  random: Random,
  people: readonly Person[],
  days: number,
  runSecond: (day: number) => number,
): Pick<Story, 'presses' | 'happenings'> {
  if (random.chance(0.3)) return { happenings: [] };
  const last = days - PEACE;
  const happenings: Happening[] = [];
  for (const { name: who } of people)
    for (let left = random.pick([0, 1, 3, 6]); left > 0; left--) {
      const first = random.below(last);
      const from = second(random, runSecond(first));
      for (const [later, what] of episode(random)) {
        const day = first + Math.floor((from + later) / DAY_S);
        if (day >= last) continue;
        happenings.push({ day, second: (from + later) % DAY_S, who, ...what });
        if (what.does === 'press') happenings.push(...troubles(random, day, last));
      }
    }
  const askAgainDays = random.pick([1, 1, 1, 2, 5, 0]);
  // A few small ones, as what a run leaves for people takes several times as long as its plan.
  const hasHomes = random.chance(0.2) && people.length <= 6;
  return { presses: { askAgainDays, hasHomes }, happenings };
}

const DAY_S = 86_400;

/** What goes wrong with what is pressed on that day. */
function troubles(random: Random, day: number, last: number): readonly Trouble[] {
  const seed = random.below(2 ** 31);
  const all: Trouble[] = [];
  if (random.chance(0.3)) all.push({ day, trouble: 'busy-run', seed });
  if (random.chance(0.25))
    all.push({
      day,
      trouble: random.pick(['crash', 'crash', 'error']),
      of: 'act',
      call: random.between(1, 16),
      moment: random.pick(['before', 'midway', 'after']),
    });
  if (random.chance(0.1))
    all.push({ day, trouble: 'redelivery', share: random.pick([0.3, 1]), seed });
  if (random.chance(0.1))
    all.push({
      day,
      trouble: 'held-presses',
      hours: Math.min(random.pick([2, 20, 100]), 24 * (last - day)),
    });
  if (random.chance(0.05) && day + 1 < last) all.push({ day: day + 1, trouble: 're-drive' });
  return all;
}

const press = (
  random: Random,
  more: Omit<Pressed, 'under'> & Partial<Pressed>,
): { readonly does: 'press' } & Pressed => ({
  does: 'press',
  under: random.chance(0.8) ? 'newest' : 'oldest',
  ...(random.chance(0.2) && { times: random.between(2, 3) }),
  ...(random.chance(0.2) && { isSentAgain: true }),
  ...more,
});

function episode(random: Random): readonly Step[] {
  const soon = () => random.pick([30, 4 * MINUTE_S, 20 * MINUTE_S, 5 * 3600, 30 * 3600]);
  const create: Step = [0, { does: 'create' }];
  const reported = pressForGood(random);
  const at = soon();
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
      return [create, [at, reported]];
    case 3:
      return [
        create,
        [at, press(random, { button: 'mine', by: 'owner' })],
        [at + soon(), reported],
      ];
    case 4:
      // It is enabled again, and pressed for once more.
      return [
        create,
        [at, reported],
        [at + soon(), { does: 'toggle', which: 'newer' }],
        [at + 2 * soon(), pressForGood(random)],
      ];
    case 5:
      // Both may, at nearly the same time.
      return [
        create,
        [at, press(random, { button: 'not-mine', by: 'owner' })],
        [
          at + random.pick([0, 1, 3, 60]),
          press(random, { button: 'disable-now', by: 'responder' }),
        ],
      ];
    case 6:
      return [create, [at, pressInVain(random)]];
    case 7:
      return [
        create,
        [at - random.pick([0, 1, 2, 20]), changeOfOwner(random)],
        [at, { ...reported, by: random.pick(['addressee', 'owner', 'responder']) }],
      ];
    case 8:
      return [
        create,
        [at, reported],
        [
          at + random.pick([0, 1, 2, 3, 4]),
          { does: random.pick(['delete', 'toggle']), which: 'newer' },
        ],
      ];
    case 9:
      return [
        [0, { does: 'toggle', which: 'older' }],
        [soon(), { does: 'toggle', which: 'older' }],
        [3 * soon(), press(random, { button: 'disable-now', by: 'responder' })],
      ];
    case 10:
      return [
        [0, press(random, { button: 'look-now', by: random.pick(['owner', 'stranger']) })],
        [0, { does: 'open-home' }],
        [random.pick([1, 30, 90]), { does: 'open-home' }],
      ];
    default: {
      const times = random.chance(0.3) ? FLOOD : 3;
      return [
        create,
        [at, press(random, { button: 'disable-now', by: 'stranger', times })],
        [at, reported],
      ];
    }
  }
}

function pressForGood(random: Random) {
  return random.chance(0.5)
    ? press(random, { button: 'not-mine', by: 'owner' })
    : press(random, { button: 'disable-now', by: 'responder' });
}

function pressInVain(random: Random): Does {
  const button = random.pick(['mine', 'not-mine', 'disable-now'] as const);
  return random.chance(0.5)
    ? press(random, { button, by: 'stranger' })
    : press(random, { button, by: random.pick(['owner', 'responder']), isForwarded: true });
}

function changeOfOwner(random: Random): Does {
  const value = random.pick(['U0STRANGER1', undefined]);
  return random.pick<Does>([
    { does: 'tag', key: 'slack-id', value },
    { does: 'tag', key: 'type', value: random.pick(['machine', 'enginer', undefined]) },
    { does: 'leave' },
    { does: 'delete-user' },
    { does: 'rename-user' },
    { does: 'tag', key: 'key-exempt-until', value: '+30' },
  ]);
}
