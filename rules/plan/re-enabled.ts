import type { Reason } from '../decisions';
import { because } from './context';
import type { PlanFacts } from './facts';
import type { Cause } from './guards';

/** The same rules have it disabled again, but what is to be told is that somebody had enabled it. */
export function orReEnabled(
  { record }: PlanFacts,
  cause: Exclude<Cause, 're-enabled'>,
  why: Reason,
): { readonly cause: Cause; readonly why: Reason } {
  if (record?.disabledAt === undefined) return { cause, why };
  const text = `disabled before and enabled again by somebody; ${why.text}`;
  return { cause: 're-enabled', why: because('re-enabled', text) };
}
