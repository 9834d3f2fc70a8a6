import type { LocalDate } from '../model';
import type { NewWay } from '../ways-in';

/** What the ledger remembers of a person's move from keys to another way in. */
export interface MoveRecord {
  readonly userId: string;
  readonly userName: string;
  /** What was seen of the use of each way. */
  readonly seen: Readonly<Partial<Record<NewWay, SeenUses>>>;
  /** What the person said with their own session, recorded by whoever has the ledger. */
  readonly said: Readonly<Partial<Record<NewWay, SaidOrDone>>>;
  /** Somebody closed `key` by name without proof. */
  readonly forced?: Forced;
  /**
   * The last run that found `key` open again, though they had been warned of its closing before: such warnings that were
   * planned until then don't count, nor a forced closing from before.
   */
  readonly lastOpenAt?: Date;
  /** A run that found `key` closed since it was forced: from then on, whoever opens it takes the force back. */
  readonly lastClosedAt?: Date;
  /** Until when CloudTrail was read for it. */
  readonly askedUntil?: Date;
}

/** The uses of one way that were seen. */
export interface SeenUses {
  /** The dates in the schedule's time zone, the newest first: `mostDaysSeen` of them at most. */
  readonly days: readonly LocalDate[];
  readonly last: WayUse;
}

/** So many days are kept of each way: nobody needs more of them as proof. */
export const mostDaysSeen = 31;

/** When, and by whom: the ARN of the session or of the caller. */
export interface SaidOrDone {
  readonly at: Date;
  readonly by: string;
}

/** When, by whom, and why. */
export interface Forced extends SaidOrDone {
  readonly reason?: string;
}

/** One use of a way, as CloudTrail tells of it. */
export interface WayUse {
  readonly at: Date;
  readonly way: NewWay;
  /** The network address that it came from. */
  readonly address?: string;
  /** CloudTrail's `userAgent`. */
  readonly program?: string;
  readonly eventId?: string;
}

/** Whether a warning was planned after `key` was last found open again: else it doesn't count. */
export function isSinceOpen(
  { plannedAt }: { readonly plannedAt: Date },
  record: Pick<MoveRecord, 'lastOpenAt'> | undefined,
): boolean {
  return record?.lastOpenAt === undefined || plannedAt > record.lastOpenAt;
}
