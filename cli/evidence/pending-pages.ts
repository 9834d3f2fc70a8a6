import type { LocalDate } from '../../rules/model';
import type { ReportIndex } from '../../rules/report/report';

type Line = ReportIndex['accounts'][number];

/** An account's page of a day that is still to be read, by what the day's index says of it. */
export interface PendingPage extends Pick<Line, 'account' | 'path' | 'sha256'> {
  readonly on: LocalDate;
}

/**
 * Of days with a page an account, by account. A thousand accounts have ninety thousand of them in a quarter, so no more of
 * an index is kept than its pages need, and what each day's index says anew is kept once.
 */
export class PendingPages {
  readonly #pages = new Map<string, PendingPage[]>();
  readonly #texts = new Map<string, string>();

  /** How many accounts have any. */
  get size(): number {
    return this.#pages.size;
  }

  /** Days come in their order. */
  add({ on, accounts }: ReportIndex): void {
    for (const { account, path, sha256 } of accounts) {
      const id = this.#once(account.id);
      const own = { ...account, id, name: this.#once(account.name) };
      if (own.outcome === 'read' && typeof own.credentialReportAt === 'string')
        own.credentialReportAt = this.#once(own.credentialReportAt);
      const pages = this.#pages.get(id) ?? [];
      pages.push({ on, account: own, path: path === undefined ? path : this.#once(path), sha256 });
      this.#pages.set(id, pages);
    }
  }

  /** As the first day has them. */
  *accounts(): Generator<Line['account']> {
    for (const [first] of this.#pages.values()) if (first) yield first.account;
  }

  /** Each account with its pages, in the order of the days; nothing is kept of those that were taken. */
  *takeAll(): Generator<readonly [string, readonly PendingPage[]]> {
    for (const [id, pages] of this.#pages) {
      this.#pages.delete(id);
      yield [id, pages];
    }
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }
}
