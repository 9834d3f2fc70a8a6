import type { Decision } from '../decisions';
import type { Day, TaggedUser } from './context';
import { because } from './context';

/**
 * Holds back every disabling of an account when there are more of them than both limits allow, unless the
 * setting releases them through today.
 */
export function holdBack(
  day: Day,
  users: readonly TaggedUser[],
  decisions: readonly Decision[],
): readonly Decision[] {
  const { keys, percent, releasedThrough } = day.settings.circuitBreaker;
  if (releasedThrough !== undefined && day.today <= releasedThrough) return decisions;
  const engineerKeys = users
    .filter(({ tags }) => tags.type === 'engineer')
    .flatMap(({ user }) => user.keys)
    .filter(({ status }) => status === 'Active').length;
  const limit = Math.max(keys, (percent / 100) * engineerKeys);
  const count = decisions.filter(isDisabling).length;
  if (count <= limit) return decisions;
  const text = `${count} of ${engineerKeys} enabled engineer keys would be disabled at once; the limit is the larger of ${keys} and ${percent} %`;
  return decisions.map((decision) =>
    isDisabling(decision)
      ? { do: 'hold', subject: decision.subject, why: because('circuit-breaker', text) }
      : decision,
  );
}

/** Telling of a key that is disabled already is never held back. */
function isDisabling(decision: Decision): boolean {
  return decision.do === 'disable' && !decision.tellOnly;
}
