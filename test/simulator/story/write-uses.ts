import { DAY_S, HOUR_S } from '../world/calendar';
import type { Random } from './random';
import type { Deed, Person, Rules } from './story';
import { PEACE, second } from './write-deeds';

/** Most companies find what nobody uses, and leave it at that. */
export function writeUnused(random: Random): Pick<Rules, 'unused' | 'unusedAge'> {
  if (random.chance(0.6)) return { unused: 'report', unusedAge: 45 };
  return { unused: 'disable', unusedAge: random.pick([10, 30, 45, 45, 60]) };
}

/** After the run, and long before the next one, whose credential report shows it. */
const LONG_AFTER_S = 8 * HOUR_S;

/**
 * Some use their keys every few days, some just in time or too late, and some never. Where nothing is done about that, some
 * use them each week, of whom a reminder can say so. What a story does not say is done by nobody.
 */
export function writeUses(
  random: Random,
  { name }: Person,
  { unused, unusedAge }: Pick<Rules, 'unused' | 'unusedAge'>,
  days: number,
  runSecond: (day: number) => number,
): readonly Deed[] {
  const kind = random.pick(['often', 'often', 'just in time', 'never'] as const);
  const deeds: Deed[] = [];
  const use = (day: number, at: number) => deeds.push({ day, second: at, who: name, does: 'use' });
  if (unused === 'report') {
    for (let day = 0; kind === 'just in time' && day < days; day += 7)
      use(day, Math.min(runSecond(day) + LONG_AFTER_S, DAY_S - 1));
    return deeds;
  }
  if (kind === 'never') return [];
  const pause = () => (kind === 'often' ? random.between(1, 9) : unusedAge + random.between(-2, 8));
  for (let day = random.below(unusedAge); day < days - PEACE; day += pause())
    use(day, second(random, runSecond(day)));
  return deeds;
}
