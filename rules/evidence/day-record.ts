import type { LocalDate } from '../model';

/** A day of the period, and what there is of it. */
export interface DayRecord {
  readonly on: LocalDate;
  /**
   * `missing`: the control did not run, or left no report. `late`: somebody caught up on it once others had run.
   * `gone`: there was one, which a later report names. `unreadable`: there is a file that this program can't read, with the reason.
   */
  readonly is: 'report' | 'missing' | 'late' | 'gone' | 'unreadable';
  readonly problem?: string;
  readonly generatedAt?: string;
  readonly keyturnVersion?: string;
  readonly sha256?: string;
  readonly accountsRead?: number;
  readonly accountsUnread?: number;
  /** The accounts in which the run was a rehearsal. */
  readonly dryRun?: 'all' | readonly string[];
}
