import { DAY } from '../world/calendar';
import type { Random } from './random';
import type { Deed, Person } from './story';

/** The last days in which nobody does anything. */
export const PEACE = 10;

type Does = Deed extends infer D
  ? D extends Deed
    ? Omit<D, 'day' | 'second' | 'who'>
    : never
  : never;

/** What one person does in so many days: those who rotate, those who forget, and those who fiddle. */
export function writeDeeds(
  random: Random,
  person: Person,
  days: number,
  runSecond: (day: number) => number,
): readonly Deed[] {
  const deeds: Deed[] = [];
  const at = (day: number, what: Does) =>
    deeds.push({ day, second: second(random, runSecond(day)), who: person.name, ...what });
  const last = days - PEACE;
  if (random.chance(0.5))
    for (let day = random.below(90); day < last; day += random.between(40, 95))
      at(day, { does: 'rotate' });
  const fiddling = random.pick([0, 2, 4, 10]);
  for (let n = 0; n < fiddling; n++) {
    const day = random.below(last);
    for (const [later, what] of episode(random)) if (day + later < last) at(day + later, what);
  }
  return deeds;
}

/** Any time of day; often just before the day's run, or in its middle. */
export function second(random: Random, runSecond: number): number {
  if (random.chance(0.4)) return Math.max(0, runSecond + random.between(-40, 40));
  return random.below(24 * 3600);
}

const which = ['older', 'newer'] as const;

/** Some deeds that belong together, each with the days that it comes later. */
function episode(random: Random): readonly (readonly [number, Does])[] {
  const soon = () => random.between(0, 4);
  switch (random.below(13)) {
    case 0:
      return [[0, { does: 'create' }]];
    case 1:
      return [
        [0, { does: 'create' }],
        [soon(), { does: 'delete', which: random.pick(which) }],
      ];
    case 2:
    case 3:
      return [[0, { does: 'toggle', which: random.pick(which) }]];
    case 4:
      return [
        [0, { does: 'toggle', which: 'older' }],
        [soon(), { does: 'toggle', which: 'older' }],
      ];
    case 5:
      return [[0, { does: 'delete', which: random.pick(which) }]];
    case 6:
    case 7:
      return exemption(random);
    case 8:
      return [
        [0, { does: 'tag', key: 'type', value: random.pick(['machine', 'Engineer', undefined]) }],
        [random.between(1, 30), { does: 'tag', key: 'type', value: 'engineer' }],
      ];
    case 9:
      return [
        [0, { does: 'leave' }],
        [random.between(5, 60), random.chance(0.5) ? { does: 'return' } : { does: 'delete-user' }],
      ];
    case 10:
      return [
        [0, { does: 'use' }],
        [soon(), { does: 'change-password' }],
        [soon(), { does: 'toggle-mfa' }],
      ];
    case 11:
      return [
        [0, random.chance(0.5) ? { does: 'delete-user' } : { does: 'rename-user' }],
        [soon(), random.chance(0.5) ? { does: 'recreate-user' } : { does: 'use' }],
      ];
    default:
      return [[0, { does: 'tag', key: 'slack-id', value: random.pick(['nobody', undefined]) }]];
  }
}

/** Good ones, far too long ones and such as are no dates. */
function exemption(random: Random): readonly (readonly [number, Does])[] {
  const ahead = random.pick([0, 1, 3, 10, 30, 89, 90, 91, 120, 400]);
  const value = random.chance(0.9) ? `+${ahead}` : random.pick(['2026-02-30', 'forever', '']);
  const isTakenBack = random.chance(0.4);
  return [
    [0, { does: 'tag', key: 'key-exempt-until', value }],
    ...(isTakenBack
      ? [
          [
            random.between(1, 40),
            { does: 'tag', key: 'key-exempt-until', value: undefined },
          ] as const,
        ]
      : []),
  ];
}

/** A tag's value as it is set on that day: `+30` stands for the date 30 days later. */
export function tagValue(value: string | undefined, now: number): string | undefined {
  if (!value?.startsWith('+')) return value;
  return new Date(now + Number(value) * DAY).toISOString().slice(0, 10);
}
