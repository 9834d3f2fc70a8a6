import type { RunResult } from '../../../functions/monitor/run';
import type { AccountReading, Inventory } from '../../../rules/model';
import type { Notice, NoticeOf } from '../../../rules/notices';
import type { TrueUser } from './user-history';

/** What IAM showed of a user who was looked at again. */
export interface LastLook {
  readonly at: number;
  readonly user: TrueUser;
}

/** What one run really did in one account. */
export interface AccountVisit {
  loadedAt?: number;
  reading?: AccountReading;
  readAt?: number;
  finishedAt?: number;
  /** The last look at what each user has of a kind, by both. */
  readonly lastLooks: Map<string, LastLook>;
  /** The run knows that it finished the account. */
  isFinishKnown?: boolean;
  /** Effects in the ledger, the queue or AWS after the account was found unreadable. */
  readonly afterUnread: string[];
  /** CloudTrail told it of all uses of ways in until an instant: when, and which. */
  waysRead?: { readonly at: number; readonly until: number };
  /** The keys of which it asked CloudTrail who uses them. */
  readonly askedWhoUses: string[];
  /** Users for whom the last look or the disabling failed by a fault. */
  readonly failedUsers: Set<string>;
}

/** Whoever reads accounts and disables: a run, or one try to do a press. */
export interface Actor {
  readonly startedAt: number;
  readonly visits: Map<string, AccountVisit>;
}

export interface RunRecord extends Actor {
  readonly id: number;
  /** The scheduled time. */
  readonly now: Date;
  /** Through which date the circuit breaker is released. */
  readonly releasedThrough: string | undefined;
  /** The daily summary that was put into the queue. */
  summary?: NoticeOf<'daily-summary'>;
  endedAt?: number;
  result?: RunResult;
  /** Why it did not complete. */
  failure?: string;
  isDead: boolean;
  /** The open notices that lay in the dead-letter queue when it began. */
  readonly deadLetters: readonly Notice[];
}

export function isRun(actor: Actor): actor is RunRecord {
  return 'deadLetters' in actor;
}

export function inventoryOf({ reading }: AccountVisit): Inventory | undefined {
  return reading?.outcome === 'read' ? reading.inventory : undefined;
}
