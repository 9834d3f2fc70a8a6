import type { OtherWay } from '../notices';
import { newWaysOf } from '../read-tags';
import type { NewWay } from '../ways-in';
import type { TaggedUser } from './context';
import type { AccountLedger } from '../ledger';

interface Knowing {
  readonly ledger: Pick<AccountLedger, 'moves'>;
}

/** The ways in that need no key and are open to them, and when each was last seen in use. */
export function otherWaysOf(
  { ledger }: Knowing,
  { user, tags }: TaggedUser,
  ways: readonly NewWay[] = newWaysOf(tags),
): OtherWay[] {
  const seen = ledger.moves.get(user.id)?.seen;
  return ways.map((way) => {
    const last = seen?.[way]?.last;
    return { way, ...(last && { lastUsedAt: last.at.toISOString() }) };
  });
}

/** Of whoever can make no key by themselves: what they have in its place; undefined of everybody else. */
export function waysInstead({
  day,
  owner,
  isKeyOpen,
}: {
  readonly day: Knowing;
  readonly owner: TaggedUser;
  readonly isKeyOpen: boolean;
}): OtherWay[] | undefined {
  return isKeyOpen ? undefined : otherWaysOf(day, owner);
}
