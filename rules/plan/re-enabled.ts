import type { DueBy, Reason } from '../decisions';
import type { Deed } from '../notices';
import { because } from './context';
import type { PlanFacts } from './facts';

/** For what a credential is told to be disabled. */
export type Cause = Deed['cause'];

/**
 * The same rules have it disabled again, but what is to be told is that somebody had enabled it. Of one that nobody uses
 * they do not: since it was enabled its time has begun anew, and has run out again. Of one that was reported that is the news.
 */
export function orReEnabled(
  { record }: PlanFacts,
  dueBy: DueBy,
  why: Reason,
): { readonly cause: Cause; readonly why: Reason } {
  const isNews = dueBy === 'unused' || dueBy === 'reported';
  if (record?.disabledAt === undefined || isNews) return { cause: dueBy, why };
  const text = `disabled before and enabled again by somebody; ${why.text}`;
  return { cause: 're-enabled', why: because('re-enabled', text) };
}
