import type { Settings } from '../../rules/settings';
import type { IamReaderPort } from '../ports/iam-reader';
import type { IamSwitchPort } from '../ports/iam-switch';
import type { IamTrailPort } from '../ports/iam-trail';
import type { AccountsPort } from '../ports/accounts';
import type { LedgerPort } from '../ports/ledger';
import type { NoticeQueuePort } from '../ports/notice-queue';
import type { ReportsPort } from '../ports/reports';

/** What a run does its work with. */
export interface Ports {
  readonly accounts: AccountsPort;
  readonly iam: IamReaderPort & IamSwitchPort & IamTrailPort;
  readonly ledger: LedgerPort;
  readonly queue: NoticeQueuePort;
  /** Absent: no report is written. */
  readonly reports?: ReportsPort;
}

/** Counts and account ids only: no key ids in full, no tokens. Powertools' Logger fits. */
export interface Log {
  debug(message: string, details: Record<string, unknown>): void;
  info(message: string, details: Record<string, unknown>): void;
  error(message: string, details: Record<string, unknown>): void;
}

/** One run over all accounts. */
export interface Run {
  readonly ports: Ports;
  readonly settings: Settings;
  /** The scheduled time: the only clock that decisions see. */
  readonly now: Date;
  /** Everything is a rehearsal: planned and reported, nothing disabled, nobody told but the team. */
  readonly dryRun: boolean;
  /** Accounts that are rehearsed in a run that is none itself. */
  readonly dryRunAccounts: ReadonlySet<string>;
  /** Accounts at a time. */
  readonly concurrency: number;
  /** Whether another account may be begun. What is not begun is reported as unread. */
  readonly hasTimeLeft: () => boolean;
  readonly log: Log;
}

/** What a finished run counted, for its metrics. */
export interface RunResult {
  readonly accountsRead: number;
  readonly accountsUnread: number;
  readonly keysDisabled: number;
  /** By the circuit breaker. */
  readonly keysHeldBack: number;
  readonly noticesUndelivered: number;
}
