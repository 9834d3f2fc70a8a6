import type { Random } from './random';
import type { Deed, Person, Rules } from './story';
import { PEACE, second } from './write-deeds';

/** Most companies find what nobody uses, and leave it at that. */
export function writeUnused(random: Random): Pick<Rules, 'unused' | 'unusedAge'> {
  if (random.chance(0.6)) return { unused: 'report', unusedAge: 45 };
  return { unused: 'disable', unusedAge: random.pick([10, 30, 45, 45, 60]) };
}

/** Some use their keys every few days, some just in time or too late, and some never. */
export function writeUses(
  random: Random,
  { name }: Person,
  { unused, unusedAge }: Pick<Rules, 'unused' | 'unusedAge'>,
  days: number,
  runSecond: (day: number) => number,
): readonly Deed[] {
  const kind = random.pick(['often', 'often', 'just in time', 'never'] as const);
  if (unused === 'report' || kind === 'never') return [];
  const deeds: Deed[] = [];
  const pause = () => (kind === 'often' ? random.between(1, 9) : unusedAge + random.between(-2, 8));
  for (let day = random.below(unusedAge); day < days - PEACE; day += pause())
    deeds.push({ day, second: second(random, runSecond(day)), who: name, does: 'use' });
  return deeds;
}
