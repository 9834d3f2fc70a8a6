import type { Random } from './random';
import { otherKinds, type KindRule, type Rules } from './story';

const reported: KindRule = { do: 'report', remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 };

/** What the documentation promises to whoever sets nothing. */
export const promisedRules: Rules = {
  reminderAges: reported.remindAt,
  disableAge: reported.stopAt,
  graceDays: reported.graceDays,
  secondKeyGraceDays: 2,
  maximumExemptionDays: 90,
  circuitBreaker: { keys: 5, percent: 20 },
  unused: 'report',
  unusedAge: 45,
  provedDays: 3,
  quietDays: 14,
  others: { 'service-specific': reported, 'ssh-key': reported, 'signing-certificate': reported },
};

/** Most companies keep to the defaults; some set every number otherwise. */
export function writeRules(random: Random, ofOthers: Random): Rules {
  const rules = random.chance(0.6) ? promisedRules : otherNumbers(random);
  // What is left out of a kind's own rule is as of keys.
  const flat = {
    remindAt: rules.reminderAges,
    stopAt: rules.disableAge,
    graceDays: rules.graceDays,
  };
  const isDefault = ofOthers.chance(0.4);
  const ruleOf = (): KindRule => {
    const numbers = ofOthers.chance(0.5) ? flat : writeAges(ofOthers);
    return {
      do: isDefault ? 'report' : ofOthers.pick(['report', 'remind', 'disable', 'disable']),
      ...numbers,
    };
  };
  return {
    ...rules,
    others: Object.fromEntries(otherKinds.map((kind) => [kind, ruleOf()])) as Rules['others'],
  };
}

function otherNumbers(random: Random): Rules {
  const { remindAt, stopAt, graceDays } = writeAges(random);
  return {
    reminderAges: remindAt,
    disableAge: stopAt,
    graceDays,
    secondKeyGraceDays: random.between(1, 7),
    maximumExemptionDays: random.pick([7, 30, 90]),
    circuitBreaker: { keys: random.pick([1, 3, 5]), percent: random.pick([0, 10, 20, 50]) },
    unused: promisedRules.unused,
    unusedAge: promisedRules.unusedAge,
    provedDays: promisedRules.provedDays,
    quietDays: promisedRules.quietDays,
    others: promisedRules.others,
  };
}

function writeAges(random: Random): Omit<KindRule, 'do'> {
  const stopAt = random.pick([30, 60, 91, 120]);
  const ages = [random.between(12, 20), random.between(7, 11), random.between(3, 6)];
  const remindAt = ages.slice(random.below(ages.length)).map((ahead) => stopAt - ahead);
  const last = remindAt.at(-1) ?? 0;
  return { remindAt, stopAt, graceDays: random.between(1, stopAt - last) };
}
