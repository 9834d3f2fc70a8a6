import type { ReportFile, ReportsPort } from '../ports/reports';

/** The reports in this process's memory. */
export class InMemoryReports implements ReportsPort {
  readonly files = new Map<string, ReportFile>();

  put(key: string, file: ReportFile): Promise<void> {
    this.files.set(key, file);
    return Promise.resolve();
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.files.get(key)?.body);
  }

  folders(within: string, after: string): Promise<readonly string[]> {
    const names = [...this.files.keys()]
      .filter((key) => key.startsWith(within))
      .map((key) => key.slice(within.length).split('/'))
      .flatMap(([name = '', ...rest]) => (rest.length > 0 && name >= after ? [name] : []));
    return Promise.resolve([...new Set(names)].sort());
  }

  linkTo(key: string): string {
    return `https://reports.example/${key}`;
  }
}
