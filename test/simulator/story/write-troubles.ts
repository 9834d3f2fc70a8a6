import type { Random } from './random';
import { slackTroubles, type Moment, type Story, type Trouble } from './story';

/** The last days in which nothing goes wrong, so that everything must come to its end. */
export const PEACE = 8;
const moments: readonly Moment[] = ['before', 'midway', 'after'];

/** What goes wrong in so many days: quiet years, bad months, and everything at once. */
export function writeTroubles(
  random: Random,
  days: number,
  accounts: Story['accounts'],
): readonly Trouble[] {
  const last = days - PEACE;
  const share = random.pick([0, 0.03, 0.1, 0.3]);
  const troubles: Trouble[] = [];
  for (let day = 0; day < last; day++)
    for (let n = 0; n < 3; n++)
      if (random.chance(share)) troubles.push(writeTrouble(random, day, last - day, accounts));
  return troubles;
}

function writeTrouble(
  random: Random,
  day: number,
  left: number,
  accounts: Story['accounts'],
): Trouble {
  const seed = random.below(2 ** 31);
  const share = random.pick([0.1, 0.5, 1]);
  const days = Math.min(left, random.pick([1, 1, 2, 7]));
  switch (random.below(16)) {
    case 0:
      return { day, trouble: 'missed-run' };
    case 1:
      return { day, trouble: 'late-run', minutes: random.pick([3, 60, 300, 500, 900]) };
    case 2:
      return { day, trouble: 'doubled-run', minutes: random.pick([1, 2, 4, 60, 300, 420]) };
    case 3:
      return { day, trouble: 'overlapping-runs', seed, hoursApart: random.pick([0, 0, 24]) };
    case 4:
      return {
        day,
        trouble: 'catch-up',
        daysBack: random.between(1, 6),
        minutes: random.between(1, 300),
      };
    case 5:
    case 6:
    case 7:
      return fault(random, day, 'crash');
    case 8:
      return fault(random, day, 'error');
    case 9:
      return { day, trouble: 'unreadable', days, accountId: random.pick(accounts).id };
    case 10:
      return { day, trouble: 'throttling', share, seed };
    case 11:
      return { day, trouble: 'stale-reads', seconds: random.pick([1, 10, 60]) };
    case 12:
      return random.chance(0.5)
        ? { day, trouble: 're-drive' }
        : { day, trouble: 'out-of-time', accounts: random.below(accounts.length) };
    case 13:
      return { day, trouble: 'redelivery', share, seed };
    case 14:
      return random.chance(0.3) ? { day, trouble: 'release', days } : { day, trouble: 're-drive' };
    default: {
      const hours = Math.min(24 * left, random.pick([1, 6, 24, 72]));
      return { day, trouble: 'slack', kind: random.pick(slackTroubles), hours, share, seed };
    }
  }
}

function fault(random: Random, day: number, trouble: 'crash' | 'error'): Trouble {
  const of = random.chance(0.6) ? 'monitor' : 'notify';
  // Most days have few calls; the busy ones are where it matters.
  const call = random.chance(0.5) ? random.between(1, 12) : random.between(1, 60);
  return { day, trouble, of, call, moment: random.pick(moments) };
}
