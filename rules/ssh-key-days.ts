import { latest } from './calendar';
import type { AwaitedUnknown } from './model';

/**
 * IAM tells SSH keys user by user, so each day's run asks about a part of the users, and of the others takes what was
 * known last: everybody's turn comes once in so many days.
 */
export const SSH_KEY_DAYS = 7;

/** The numbers of the parts. */
const parts = [...Array(SSH_KEY_DAYS).keys()];

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the ledger remembers of who was asked about. */
export interface SshKeysAsked {
  /** Of each part of the users, by its number from 0: the scheduled time of the last run that asked about it. */
  readonly at: ReadonlyMap<number, Date>;
  /** Ids of users of whom there was no answer: they are asked about every day. */
  readonly unanswered: ReadonlySet<string>;
}

export const nobodyAsked: SshKeysAsked = { at: new Map(), unanswered: new Set() };

/** Why nothing is known of a user whose turn has not come yet. */
export const awaitsTurn: AwaitedUnknown = {
  unknown: `a run asks about each user once in ${SSH_KEY_DAYS} days, and has not yet`,
  isAwaited: true,
};

type User = { readonly id: string; readonly createdAt: Date };

/** In which part a user is: always the same, and so many in each. */
export function partOf({ id }: Pick<User, 'id'>): number {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) >>> 0;
  return sum % SSH_KEY_DAYS;
}

/** The parts that a run asks about: its day's own, and those whose days were missed. */
export function partsDue({ at }: SshKeysAsked, now: Date): ReadonlySet<number> {
  const day = dayOf(now);
  const isLongAgo = (asked: Date) => day - dayOf(asked) >= SSH_KEY_DAYS;
  // By when one part's turn comes again, each has had its first.
  const hasComeRound = [...at.values()].some(isLongAgo);
  const isMissed = (part: number) => {
    const asked = at.get(part);
    return asked ? isLongAgo(asked) : hasComeRound;
  };
  return new Set([day % SSH_KEY_DAYS, ...parts.filter(isMissed)]);
}

/** Whether what the ledger has of the user is all that there was when their turn was last. */
export function isAnswered({ at, unanswered }: SshKeysAsked, user: User): boolean {
  const asked = at.get(partOf(user));
  return asked !== undefined && user.createdAt <= asked && !unanswered.has(user.id);
}

/** What is to be remembered after a run has asked about these parts. */
export function askedNow(
  { at }: SshKeysAsked,
  parts: ReadonlySet<number>,
  unanswered: ReadonlySet<string>,
  now: Date,
): SshKeysAsked {
  const times = [...parts].map((part) => [part, latest(now, at.get(part))] as const);
  return { at: new Map([...at, ...times]), unanswered };
}

/** Days of UTC, counted. */
function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}
