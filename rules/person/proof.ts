import type { IamUser } from '../model';
import type { Moves } from '../settings';
import type { NewWay } from '../ways-in';
import type { MoveRecord, SaidOrDone } from './move-record';

/**
 * Why a person may go without `key`: another way of theirs was seen in use on enough days, they have said themselves that
 * it works, or somebody closed `key` by name without either.
 */
export type Proof = 'seen' | 'said' | 'forced';

/** The best proof that there is, and the ways in that it is of. */
export interface Proved {
  readonly by: Proof;
  readonly ways: readonly NewWay[];
}

/**
 * Undefined where nothing is proved. Of a way that has lost what it rests on nothing is proved either, however often it was
 * used before: nobody signs in without a password.
 * @param open the ways that are open to them and need no key: of another one nothing is proved
 * @param user as IAM has them now; what is not known of them counts as there
 */
export function provedOf(
  record: MoveRecord | undefined,
  open: readonly NewWay[],
  { provedDays }: Pick<Moves, 'provedDays'>,
  user: Pick<IamUser, 'password'>,
): Proved | undefined {
  if (!record || open.length === 0) return undefined;
  const { seen, said, forced, lastOpenAt } = record;
  const isSeen = (way: NewWay) => daysSeen(seen[way]) >= provedDays;
  const standing = open.filter((way) => way !== 'sign-in' || user.password !== undefined);
  const proved = standing.filter((way) => isSeen(way) || said[way] !== undefined);
  if (proved.length > 0) return { by: proved.some(isSeen) ? 'seen' : 'said', ways: proved };
  const isForced = forced && isOfThisClosing(forced, lastOpenAt);
  return isForced ? { by: 'forced', ways: open } : undefined;
}

/** On how many days the way was seen in use. */
export function daysSeen(uses: MoveRecord['seen'][NewWay]): number {
  return new Set(uses?.days).size;
}

/** Who went back has to be forced anew. */
export function isOfThisClosing({ at }: SaidOrDone, lastOpenAt: Date | undefined): boolean {
  return lastOpenAt === undefined || at > lastOpenAt;
}
