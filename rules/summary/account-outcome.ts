import type { Account } from '../model';
import type { DueFinding } from './findings-due';

/** What one run did in one account: all that is kept of it for the summary. */
export interface AccountOutcome {
  readonly account: Account;
  /** Why it was not read, or not handled to the end; absent where it was. */
  readonly unread?: string;
  /** Enabled keys by age band, in the order of the bands. */
  readonly ageBands: readonly number[];
  /** Sentences without the account's name. */
  readonly done: readonly string[];
  readonly heldBack: readonly string[];
  readonly undelivered: readonly string[];
  readonly findings: readonly DueFinding[];
  /** The ids of notices that the run's end brings to the team's channel. */
  readonly teamCopies: readonly string[];
  readonly isDryRun: boolean;
}

/** Of an account in which nothing was done and nothing found. */
export function quietOutcome(account: Account, isDryRun: boolean): AccountOutcome {
  return {
    account,
    ageBands: [],
    done: [],
    heldBack: [],
    undelivered: [],
    findings: [],
    teamCopies: [],
    isDryRun,
  };
}
