/** A file as a browser takes it. */
export interface ReportFile {
  readonly contentType: 'text/html; charset=utf-8' | 'application/json' | 'text/csv; charset=utf-8';
  readonly body: string;
}

/** Where the daily reports are kept, and the accounts' parts of which they are made. */
export interface ReportsPort {
  put(key: string, file: ReportFile): Promise<void>;
  /** Undefined where there is none. */
  get(key: string): Promise<string | undefined>;
  /** The names of the folders in one (`reports/`) that stand after a name, or are of it, in order. */
  folders(within: string, after: string): Promise<readonly string[]>;
  /** Where a person who may read it opens it. */
  linkTo(key: string): string;
}
