import { lastFour } from '../../../rules/credentials/credential';

/** What the daily reports of one day say, without keeping them: those of a large company are gigabytes. */
export class ReportsSeen {
  /** Accounts in the day's index, and why one was not read. */
  readonly indexed = new Map<string, string | undefined>();
  /** How often each account's page names each of its keys, by account. */
  readonly keys = new Map<string, ReadonlyMap<string, number>>();
  bytes = 0;

  clear(): void {
    this.indexed.clear();
    this.keys.clear();
    this.bytes = 0;
  }

  /** @returns whether nobody reads the object again */
  take(path: string, body: string): boolean {
    if (!path.includes('/reports/')) return false;
    this.bytes += Buffer.byteLength(body);
    if (!path.endsWith('.json')) return true;
    const report = JSON.parse(body) as {
      accounts: { account?: Account; id?: string; outcome?: string; reason?: string }[];
      keys?: { accountId: string; keyId: string }[];
    };
    const isPage = /\/accounts\/\d{12}\.json$/.test(path);
    for (const { account = {}, ...each } of report.accounts) {
      const { id = '', outcome, reason } = { ...each, ...account };
      if (!isPage) this.indexed.set(id, outcome === 'unread' ? reason : undefined);
    }
    for (const { accountId, keyId } of report.keys ?? []) this.#count(accountId, lastFour(keyId));
    return isPage;
  }

  #count(accountId: string, key: string): void {
    const counts = new Map(this.keys.get(accountId));
    counts.set(key, (counts.get(key) ?? 0) + 1);
    this.keys.set(accountId, counts);
  }
}

interface Account {
  readonly id?: string;
  readonly outcome?: string;
  readonly reason?: string;
}
