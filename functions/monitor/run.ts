import type { Settings } from '../../rules/settings';
import type { KeyHealth } from '../../rules/summary/key-health';
import type { InAccounts } from '../acting/in-accounts';
import type { Log } from '../acting/log';
import type { AccountsPort } from '../ports/accounts';
import type { LedgerPort } from '../ports/ledger';
import type { NoticeQueuePort } from '../ports/notice-queue';
import type { PeopleWriterPort } from '../ports/people';
import type { ReportsPort } from '../ports/reports';

/** What a run does its work with. */
export interface Ports extends InAccounts {
  readonly accounts: AccountsPort;
  readonly ledger: LedgerPort;
  readonly queue: NoticeQueuePort;
  /** Absent: no report is written. */
  readonly reports?: ReportsPort;
  /** Absent: nobody can open a home in Slack, and nothing is left for anybody. */
  readonly people?: PeopleWriterPort;
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
  /** Accounts of which people see nothing in Slack until the next run; absent where there are none. */
  readonly homesNotWritten?: number;
  /** Over the accounts that were read; absent where an older version has handled them all. */
  readonly health?: KeyHealth;
}
