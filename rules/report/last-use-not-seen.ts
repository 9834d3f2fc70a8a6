import { isUnknown } from '../model';
import type { Report } from './report';

/** In words, of how many keys it could not be seen when they were last used, and why: a sentence a reason. */
export function lastUseNotSeen({ keys }: Pick<Report, 'keys'>): readonly string[] {
  const reasons = keys.flatMap(({ lastUsed }) => (isUnknown(lastUsed) ? [lastUsed.unknown] : []));
  return [...Map.groupBy(reasons, (reason) => reason)].map(
    ([reason, { length }]) =>
      `when ${length === 1 ? '1 key was' : `${length} keys were`} last used could not be seen: ${reason}`,
  );
}
