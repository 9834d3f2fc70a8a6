import type { Rotations } from '../../rules/evidence/trend';
import { count } from './words';

/** After which reminder people acted. */
export function rotationsInWords({
  all,
  beforeReminder,
  afterReminder,
  afterDisabling,
  medianDays,
}: Rotations): string {
  if (all === 0) return 'No key was replaced in these days.';
  const after = afterReminder.flatMap((number, i) =>
    number === 0 ? [] : [`${number} after reminder ${i + 1}`],
  );
  const parts = [
    `${beforeReminder} before any reminder (${shareOf(beforeReminder, all)})`,
    ...after,
    ...(afterDisabling > 0 ? [`${afterDisabling} once the key was disabled`] : []),
  ];
  const days =
    medianDays === undefined
      ? ''
      : ` From the first reminder to the new key it took ${count(medianDays, 'day')}, in the median.`;
  return `${count(all, 'key')} of which the next one was made in these days: ${parts.join(', ')}.${days}`;
}

export function shareOf(some: number, all: number): string {
  return all === 0 ? '–' : `${Math.round((100 * some) / all)} %`;
}
