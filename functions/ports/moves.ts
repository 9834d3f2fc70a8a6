import type { Forced, SaidOrDone } from '../../rules/person/move-record';
import type { Mover, SeenMove } from '../../rules/person/seen-move';
import type { NewWay } from '../../rules/ways-in';

/**
 * What is known of people on the way from keys to another way in, beside each other's: of what several runs have seen
 * nothing is lost, and of what was written again the latest stays. A record that a newer version wrote is left alone.
 */
export interface MovesPort {
  /** Makes a record of whoever has none. What is written again is to stay. */
  recordSeen(accountId: string, moves: readonly SeenMove[]): Promise<void>;
  /** What they said of a way with their own session. */
  recordSaid(accountId: string, mover: Mover, way: NewWay, said: SaidOrDone): Promise<void>;
  /** That somebody closes their `key` without proof of another way. */
  recordForced(accountId: string, mover: Mover, forced: Forced): Promise<void>;
  /** A run that found their `key` open again. Leaves whoever has no record as they are. */
  rememberOpen(accountId: string, userId: string, at: Date): Promise<void>;
  /** A run that found their `key` closed since that was forced. Leaves whoever has no record as they are. */
  rememberClosed(accountId: string, userId: string, at: Date): Promise<void>;
  /** From then on these records may go, unless they were to go before. Leaves what is not recorded as it is. */
  forgetMoves(accountId: string, userIds: readonly string[], at: Date): Promise<void>;
}
