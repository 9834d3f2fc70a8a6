import type { LocalDate } from '../../rules/model';

/** Where daily reports lie: what the monitor has put below `reports/`. */
export interface ReportSource {
  /** As the evidence names it. */
  readonly name: string;
  /** The days that have a folder, in order. */
  days(): Promise<readonly LocalDate[]>;
  /** @param path from `reports/` on; undefined where there is no such file */
  read(path: string): Promise<Buffer | undefined>;
  /** The SHA-256 of each version of a file that was written over; none where versions are not kept. */
  versions(path: string): Promise<ReadonlySet<string>>;
}
