import { latest } from '../calendar';
import type { LocalDate } from '../model';
import type { NewWay } from '../ways-in';
import { mostDaysSeen, type MoveRecord, type SeenUses, type WayUse } from './move-record';

/** Whose move it is, as IAM knows them. */
export interface Mover {
  readonly userId: string;
  readonly userName: string;
}

/** What a run has seen of one person, beside what is known. */
export interface SeenMove extends Mover {
  readonly ways: Readonly<Partial<Record<NewWay, SeenAgain>>>;
  readonly askedUntil?: Date;
}

export interface SeenAgain {
  readonly days: readonly LocalDate[];
  /** Of those that are known, what nobody needs any more. */
  readonly forget: readonly LocalDate[];
  readonly last: WayUse;
}

/** Both together: of what was written again the latest. */
export function withSeen(
  known: MoveRecord | undefined,
  { ways, askedUntil, userId, userName }: SeenMove,
): MoveRecord {
  const seen = { ...known?.seen };
  for (const [way, again] of Object.entries(ways) as [NewWay, SeenAgain][])
    seen[way] = seenTogether(seen[way], again);
  return {
    said: {},
    ...known,
    userId,
    userName,
    seen,
    ...(askedUntil && { askedUntil: latest(askedUntil, known?.askedUntil) }),
  };
}

function seenTogether(known: SeenUses | undefined, { days, last, forget }: SeenAgain): SeenUses {
  const all = new Set([...(known?.days ?? []), ...days]);
  forget.forEach((day) => all.delete(day));
  return {
    days: newestFirst(all).slice(0, mostDaysSeen),
    last: known && known.last.at > last.at ? known.last : last,
  };
}

/** Dates as `YYYY-MM-DD`. */
export function newestFirst(days: Iterable<LocalDate>): LocalDate[] {
  return [...days].toSorted().reverse();
}
