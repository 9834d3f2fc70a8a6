import type { LocalDate } from '../model';
import type { ReportExemption, ReportKey, ReportUser } from '../report/report';

/** The age over which the standards find an enabled key too old, whatever the company's own numbers are. */
export const MOST_DAYS = 90;

interface Span {
  readonly from: LocalDate;
  to: LocalDate;
}

interface SeenExemption extends Span {
  readonly until: LocalDate;
  /** Absent where the reports did not say. */
  readonly stated?: ReportExemption;
}

/** What the reports of an account show of one key, as they are read in order. */
export class KeyLife {
  readonly keyId: string;
  readonly userName: string;
  readonly createdAt: string;
  readonly seen: Span;
  /** The number of the reading that saw it last. */
  lastReading: number;
  isEnabled: boolean;
  type: ReportUser['type'];
  oldestEnabled: number | undefined;
  readonly exemptions: SeenExemption[] = [];
  /** In the report that saw it last. */
  #isExempt = false;
  over90: (Span & { days: number; exempt: number }) | undefined;
  /** Status changes: between which two readings, by their numbers. */
  readonly changes: {
    readonly to: ReportKey['status'];
    readonly after: number;
    readonly by: number;
  }[] = [];

  constructor(key: ReportKey, on: LocalDate, reading: number) {
    this.keyId = key.keyId;
    this.userName = key.userName;
    this.createdAt = key.createdAt;
    this.seen = { from: on, to: on };
    this.lastReading = reading;
    this.isEnabled = key.status === 'Active';
  }

  see(key: ReportKey, type: ReportUser['type'], on: LocalDate, reading: number): void {
    const isEnabled = key.status === 'Active';
    if (isEnabled !== this.isEnabled)
      this.changes.push({ to: key.status, after: this.lastReading, by: reading });
    this.isEnabled = isEnabled;
    this.type = type;
    this.seen.to = on;
    this.lastReading = reading;
    this.#seeExemption(key, on);
    if (!isEnabled) return;
    this.oldestEnabled = Math.max(this.oldestEnabled ?? 0, key.age);
    if (key.age <= MOST_DAYS) return;
    this.over90 ??= { from: on, to: on, days: 0, exempt: 0 };
    this.over90.to = on;
    this.over90.days += 1;
    if (key.exemptUntil !== undefined) this.over90.exempt += 1;
  }

  #seeExemption({ exemptUntil: until, exemption: stated }: ReportKey, on: LocalDate): void {
    const wasExempt = this.#isExempt;
    this.#isExempt = until !== undefined;
    if (until === undefined) return;
    // What was taken off between and granted anew did not hold all the time.
    const last = wasExempt ? this.exemptions.at(-1) : undefined;
    if (last?.until === until && isSame(last.stated, stated)) last.to = on;
    else this.exemptions.push({ from: on, to: on, until, ...(stated && { stated }) });
  }
}

/** That nothing was stated is something else than that nobody knows. */
function isSame(a: ReportExemption | undefined, b: ReportExemption | undefined): boolean {
  if (!a || !b) return a === b;
  return a.reason === b.reason && a.approvedBy === b.approvedBy;
}
