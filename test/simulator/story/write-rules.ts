import type { Random } from './random';
import type { Rules } from './story';

/** What the documentation promises to whoever sets nothing. */
export const promisedRules: Rules = {
  reminderAges: [76, 81, 86],
  disableAge: 91,
  graceDays: 5,
  secondKeyGraceDays: 2,
  maximumExemptionDays: 90,
  circuitBreaker: { keys: 5, percent: 20 },
};

/** Most companies keep to the defaults; some set every number otherwise. */
export function writeRules(random: Random): Rules {
  if (random.chance(0.6)) return promisedRules;
  const disableAge = random.pick([30, 60, 91, 120]);
  const ages = [random.between(12, 20), random.between(7, 11), random.between(3, 6)];
  const reminderAges = ages.slice(random.below(ages.length)).map((ahead) => disableAge - ahead);
  const last = reminderAges.at(-1) ?? 0;
  return {
    reminderAges,
    disableAge,
    graceDays: random.between(1, disableAge - last),
    secondKeyGraceDays: random.between(1, 7),
    maximumExemptionDays: random.pick([7, 30, 90]),
    circuitBreaker: { keys: random.pick([1, 3, 5]), percent: random.pick([0, 10, 20, 50]) },
  };
}
