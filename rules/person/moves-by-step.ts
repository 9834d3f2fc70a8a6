import { z } from 'zod';
import { moveSteps, type MoveStep } from './move-steps';

/** How many people are at which step of the way from keys to another way in; none is left out. */
export const movesByStepSchema = z.partialRecord(z.enum(moveSteps), z.number().int().positive());
export type MovesByStep = z.infer<typeof movesByStepSchema>;

export function addTo(sums: MovesByStep, counts: MovesByStep): void {
  for (const step of moveSteps) {
    const more = counts[step];
    if (more !== undefined) sums[step] = (sums[step] ?? 0) + more;
  }
}

const inWords: Readonly<Record<MoveStep, string>> = {
  open: 'not told yet',
  told: 'waiting for proof',
  proved: 'proved',
  quiet: 'quiet',
  warned: 'warned',
  disabled: 'disabled',
  closed: 'done',
};

/** `2 done, 3 proved, 1 waiting for proof`. */
export function movesInWords(counts: MovesByStep): string {
  return moveSteps
    .toReversed()
    .flatMap((step) => (counts[step] === undefined ? [] : [`${counts[step]} ${inWords[step]}`]))
    .join(', ');
}
