import {
  saidWaySchema,
  WAYS_STATEMENT_FORMAT,
  type SaidWay,
  type WaysStatement,
} from '../../rules/person/ways-statement';
import type { TriedWay } from './try-ways';

/**
 * What the person can say: each way without a key that let them in as a person. Of `aws login` that is the IAM user
 * alone, not root, nor a role whose session was signed in with.
 */
export function statementOf(tried: readonly TriedWay[], madeAt: Date): WaysStatement | undefined {
  const said = tried.flatMap(saidOf);
  return said.length === 0
    ? undefined
    : { format: WAYS_STATEMENT_FORMAT, madeAt: madeAt.toISOString(), said };
}

function saidOf({ way, profile, outcome }: TriedWay): SaidWay[] {
  if (outcome.is !== 'works') return [];
  const { arn, accountId, userId, at } = outcome;
  const { data } = saidWaySchema.safeParse({
    way,
    profile,
    arn,
    accountId,
    userId,
    at: at.toISOString(),
  });
  return data ? [data] : [];
}
