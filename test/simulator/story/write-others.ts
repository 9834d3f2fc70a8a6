import { DAY_S } from '../world/calendar';
import type { Random } from './random';
import { otherKinds, type Deed, type Other, type OtherKind } from './story';
import { PEACE, second } from './write-deeds';

/** Those that AWS lets end, and one that it does not. */
const services = ['bedrock.amazonaws.com', 'logs.amazonaws.com', 'codecommit.amazonaws.com'];

/** What somebody has besides keys and a password, if anything. */
export function writeOthers(random: Random): readonly Other[] {
  if (random.chance(0.5)) return [];
  return Array.from({ length: random.between(1, 4) }, () => ({
    ...newOther(random),
    age: random.below(130 * DAY_S),
    isOff: random.chance(0.1),
  }));
}

function newOther(random: Random): Pick<Other, 'kind' | 'service' | 'validDays'> {
  const kind = random.pick(['service-specific', ...otherKinds] as const);
  if (kind !== 'service-specific') return { kind };
  const service = random.pick(services);
  const canEnd = service !== 'codecommit.amazonaws.com';
  return canEnd && random.chance(0.4)
    ? { kind, service, validDays: random.pick([1, 30, 80, 90, 100, 365]) }
    : { kind, service };
}

/** What one person does with them in so many days. */
export function writeOtherDeeds(
  random: Random,
  who: string,
  others: readonly Other[],
  days: number,
  runSecond: (day: number) => number,
): readonly Deed[] {
  const deeds: Deed[] = [];
  const last = days - PEACE;
  const episodes = random.pick(others.length > 0 ? [0, 1, 3, 6] : [0, 0, 0, 1]);
  for (let n = 0; n < episodes; n++) {
    const first = random.below(last);
    for (const [later, does] of episode(random)) {
      const day = first + later;
      if (day < last) deeds.push({ day, second: second(random, runSecond(day)), who, ...does });
    }
  }
  return deeds;
}

type Does =
  Extract<
    Deed,
    { does: `${string}-other` | 'use-console' | 'change-password' | 'toggle-mfa' }
  > extends infer D
    ? D extends Deed
      ? Omit<D, 'day' | 'second' | 'who'>
      : never
    : never;

/** Some deeds that belong together, each with the days that it comes later. */
function episode(random: Random): readonly (readonly [number, Does])[] {
  const soon = () => random.between(0, 4);
  const kind: OtherKind = random.pick(otherKinds);
  const which = random.pick(['older', 'newer'] as const);
  switch (random.below(9)) {
    case 0:
    case 1:
      return [[0, { does: 'make-other', ...newOther(random) }]];
    case 2:
      // As one should: the new one first.
      return [
        [0, { does: 'make-other', ...newOther(random) }],
        [soon(), { does: 'delete-other', kind, which: 'older' }],
      ];
    case 3:
      return [[0, { does: 'toggle-other', kind, which }]];
    case 4:
      return [
        [0, { does: 'toggle-other', kind, which }],
        [random.between(0, 12), { does: 'toggle-other', kind, which }],
      ];
    case 5:
      return [
        [0, { does: random.pick(['use-console', 'use-console', 'change-password', 'toggle-mfa']) }],
      ];
    case 6:
    case 7:
      return [[0, { does: 'reset-other', kind: 'service-specific', which }]];
    default:
      return [[0, { does: 'delete-other', kind, which }]];
  }
}
