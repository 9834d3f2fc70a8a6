import type { Random } from '../../simulator/story/random';

export const DAY = 24 * 60 * 60 * 1000;

/** The settings of a company, with those that it leaves at their defaults. */
export interface Rulebook {
  readonly timeZone: string;
  readonly reminderAges: readonly number[];
  readonly disableAge: number;
  readonly graceDays: number;
  readonly secondKeyGraceDays: number;
  readonly maximumExemptionDays: number;
  readonly circuitBreaker: {
    readonly keys: number;
    readonly percent: number;
    readonly releasedThrough?: string;
  };
}

const defaults: Rulebook = {
  timeZone: 'Etc/UTC',
  reminderAges: [76, 81, 86],
  disableAge: 91,
  graceDays: 5,
  secondKeyGraceDays: 2,
  maximumExemptionDays: 90,
  circuitBreaker: { keys: 5, percent: 20 },
};

/** Zones whose clocks are changed by an hour, by half an hour and not at all, from the first to the last of the day. */
const zones = [
  'Etc/UTC',
  'Etc/UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

export function anyRulebook(random: Random, now: number): Rulebook {
  const zone = { timeZone: random.pick(zones), circuitBreaker: anyBreaker(random, now) };
  if (random.chance(0.4)) return { ...defaults, ...zone };
  const disableAge = random.pick([91, 91, 30, 12, 5, 180]);
  const last = disableAge - random.between(1, Math.min(8, disableAge - 1));
  const reminderAges = [last - 10, last - 5, last].filter((age) => age > 0);
  return {
    ...zone,
    disableAge,
    reminderAges: reminderAges.slice(random.below(reminderAges.length)),
    graceDays: random.between(1, disableAge - last),
    secondKeyGraceDays: random.pick([1, 2, 7]),
    maximumExemptionDays: random.pick([1, 30, 90]),
  };
}

function anyBreaker(random: Random, now: number): Rulebook['circuitBreaker'] {
  const limits = random.pick([
    defaults.circuitBreaker,
    { keys: 1, percent: 0 },
    { keys: 1, percent: 40 },
    { keys: 2, percent: 20.5 },
    { keys: 1, percent: 100 },
  ]);
  const through = new Date(now + random.between(-3, 60) * DAY).toISOString().slice(0, 10);
  return { ...limits, ...(random.chance(0.4) && { releasedThrough: through }) };
}

/** As somebody writes them: what is a default may be left out. */
export function asWritten(rulebook: Rulebook, random: Random): Readonly<Record<string, unknown>> {
  const isWhole = random.chance(0.3);
  return Object.fromEntries(
    Object.entries(rulebook).filter(
      ([key, value]) =>
        isWhole || JSON.stringify(value) !== JSON.stringify(defaults[key as keyof Rulebook]),
    ),
  );
}
