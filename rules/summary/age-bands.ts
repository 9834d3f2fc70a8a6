import { ageInDays } from '../calendar';
import type { IamUser } from '../model';
import type { Settings } from '../settings';

type Ages = Pick<Settings, 'clocks'>;

/** The names of the age bands that the settings draw: `0–75 days`, …, `91 days or more`. */
export function ageBandLabels(settings: Ages): readonly string[] {
  const starts = startsOf(settings);
  return starts.map((start, i) => {
    const next = starts[i + 1];
    return next === undefined ? `${start} days or more` : `${start}–${next - 1} days`;
  });
}

/** How many enabled keys there are in each band, in the order of the labels. */
export function countByAgeBand(
  users: readonly IamUser[],
  settings: Ages,
  now: Date,
): readonly number[] {
  const starts = startsOf(settings);
  const counts = starts.map(() => 0);
  for (const key of users.flatMap(({ keys }) => keys))
    if (key.status === 'Active') {
      const age = ageInDays(key, now);
      const band = starts.findLastIndex((start) => start <= age);
      counts[band] = (counts[band] ?? 0) + 1;
    }
  return counts;
}

function startsOf({ clocks }: Ages): readonly number[] {
  const { remindAt, stopAt } = clocks['access-key'];
  return [0, ...remindAt, stopAt];
}
