import type { Random } from './random';
import { newWays, type Deed, type NewWay, type Rules, type Story } from './story';
import type { Trouble } from './story';
import { PEACE, second } from './write-deeds';
import { spells } from './write-refusals';

type Does = Deed extends infer D
  ? D extends Deed
    ? Omit<D, 'day' | 'second' | 'who'>
    : never
  : never;
/** What is done so many days after the first of an episode. */
type Step = readonly [later: number, what: Does];

/** What of a company's story is about moves. */
interface Moves {
  readonly rules: Pick<Rules, 'provedDays' | 'quietDays'>;
  readonly happenings: readonly (Deed | Trouble)[];
}

/** Half of the companies lead people from keys to other ways in: those who go, those who stay, and those who go back. */
export function writeMoves(
  random: Random,
  { people, accounts }: Pick<Story, 'people' | 'accounts'>,
  days: number,
  runSecond: (day: number) => number,
): Moves {
  const provedDays = random.pick([3, 3, 3, 1, 2, 5]);
  const rules = { provedDays, quietDays: random.pick([14, 14, 3, 30]) };
  if (random.chance(0.5)) return { rules, happenings: [] };
  const happenings: (Deed | Trouble)[] = [];
  for (const { name: who } of people)
    for (let left = random.pick([1, 1, 2, 4]); left > 0; left--) {
      const first = random.below(days - PEACE);
      for (const [later, what] of episode(random, provedDays)) {
        const day = first + later;
        if (day < days - PEACE)
          happenings.push({ day, second: second(random, runSecond(day)), who, ...what });
      }
    }
  return { rules, happenings: [...happenings, ...trailTroubles(random, days, accounts)] };
}

/** From the day on which a way is opened to a person, or, by mistake, something else is written. */
function episode(random: Random, provedDays: number): readonly Step[] {
  const way = random.pick(newWays);
  const other = newWays.find((each) => each !== way) ?? way;
  const opened: readonly Step[] = [
    [0, { does: 'open-way', way }],
    ...(random.chance(0.2)
      ? [[random.between(0, 20), { does: 'open-way', way: other }] as const]
      : []),
  ];
  const closing = random.between(1, 30);
  const steps = [...opened, ...proof(random, way, provedDays, closing)];
  if (random.chance(0.4)) steps.push([0, { does: 'create' }]);
  switch (random.below(8)) {
    case 0:
      // Both stay open to them.
      return steps;
    case 1:
      return [...steps, ...byDate(random, closing)];
    case 2:
      return [
        ...steps,
        [random.between(1, closing), { does: 'force' }],
        [closing, { does: 'close-key' }],
        ...after(random, way, closing),
      ];
    case 3:
      return [...steps, [closing, { does: 'tag', key: 'access', value: badAccess(random) }]];
    default:
      return [...steps, [closing, { does: 'close-key' }], ...after(random, way, closing)];
  }
}

/** How their new way is used; some use it after `key` is closed alone, and some never. */
function proof(random: Random, way: NewWay, provedDays: number, closing: number): readonly Step[] {
  const steps: Step[] = [];
  const kind = random.pick([
    ...(['often', 'often', 'often', 'just enough', 'just enough', 'too little'] as const),
    ...(['says', 'never'] as const),
  ]);
  if (kind === 'never') return [];
  if (kind === 'says') return [[random.between(0, closing + 3), { does: 'say', way }]];
  const times = {
    often: provedDays + random.between(1, 6),
    'just enough': provedDays,
    'too little': provedDays - 1,
  };
  // Most before the closing.
  let day = random.below(random.chance(0.7) ? Math.max(1, closing - times[kind]) : closing);
  for (let n = 0; n < times[kind]; n++) {
    steps.push([day, { does: 'use-way', way }]);
    day += random.pick([0, 1, 1, 1, 2, 5]);
  }
  return steps;
}

/** Everybody's `key` has a last day; some are given more of it. */
function byDate(random: Random, closing: number): readonly Step[] {
  const ahead = random.between(0, 20);
  const end = closing + ahead;
  const until = (day: number, value: string | undefined): Step => [
    day,
    { does: 'tag', key: 'key-until', value },
  ];
  const moved = random.pick([
    [],
    [until(end + random.between(0, 9), `+${random.between(1, 20)}`)],
    [[end + random.between(1, 9), { does: 'give-back' }] as const],
  ] as const);
  return [until(closing, random.chance(0.9) ? `+${ahead}` : 'soon'), ...moved];
}

/** What becomes of a closed `key` in the days after it, of which each is one for second thoughts. */
function after(random: Random, way: NewWay, closing: number): readonly Step[] {
  const then = closing + random.between(0, 12);
  const back: Step = [then, { does: 'give-back', ...(random.chance(0.3) && { isByHand: true }) }];
  switch (random.below(9)) {
    case 0:
      return [back];
    case 1:
      return [back, [then + random.between(0, 3), { does: 'create' }]];
    case 2:
    case 3:
      // Once more, without a word.
      return [back, [then + random.between(0, 8), { does: 'close-key' }]];
    case 4:
      return [
        back,
        [then + random.between(0, 4), { does: 'force' }],
        [then + random.between(0, 8), { does: 'close-key' }],
      ];
    case 5:
      return [[then, { does: 'close-way', way }]];
    case 6:
      return [
        [random.between(0, then), { does: 'use' }],
        [then, { does: 'toggle', which: 'older' }],
      ];
    case 7:
      return [[then, { does: 'tag', key: 'key-exempt-until', value: `+${random.between(0, 9)}` }]];
    default:
      return [[random.between(0, then), { does: 'use' }]];
  }
}

function badAccess(random: Random): string {
  return random.pick(['sign-in+sign-in', 'key, sign-in', 'sso', '']);
}

function trailTroubles(
  random: Random,
  days: number,
  accounts: Story['accounts'],
): readonly Trouble[] {
  return spells(random, days, [0, 0.02, 0.06], ({ day, days: lasts }) =>
    random.chance(0.5)
      ? { day, trouble: 'late-trail', minutes: random.pick([16, 50, 200, 900]) }
      : {
          ...{ day, trouble: 'no-trail', days: lasts },
          ...{ accountId: random.pick(accounts).id, spans: random.pick([0, 0, 1, 3]) },
        },
  );
}
