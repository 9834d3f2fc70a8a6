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
  /** Where a person who may read it opens it. */
  linkTo(key: string): string;
}
