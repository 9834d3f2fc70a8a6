import { AccountHistory, type AccountPart } from '../../rules/evidence/account-history';
import { verifyChain, type ChainFinding, type Link } from '../../rules/evidence/chain';
import type { DayRecord } from '../../rules/evidence/day-record';
import { DayTally } from '../../rules/evidence/day-tally';
import { daysOf, type Period } from '../../rules/evidence/period';
import type { Account, LocalDate } from '../../rules/model';
import { inOrder } from '../../rules/order';
import type { Report, ReportLimits } from '../../rules/report/report';
import { ahead } from './ahead';
import { fileOf, pageIn, readDay, withGone } from './days';
import { PendingPages, type PendingPage } from './pending-pages';
import { splitByAccount } from './split-by-account';
import type { ReportSource } from './source';

/** What was read of the period, but for its accounts. */
export interface PeriodRead {
  readonly days: readonly DayRecord[];
  readonly chain: readonly ChainFinding[];
  readonly tally: DayTally;
  readonly reportsOfRule: ReadonlyMap<string, number>;
  readonly limits: ReportLimits | undefined;
  readonly timeZone: string;
  /** The last day of which there is a report; undefined where there is none. */
  readonly lastDay: LocalDate | undefined;
  /** In the order in which they come to their ends. */
  readonly accounts: readonly Account[];
}

export interface Reading {
  /** Takes each account's history, once that is whole: nothing is kept of it after. */
  readonly onAccount: (history: AccountHistory, read: PeriodRead) => void | Promise<void>;
  readonly onDay?: (on: LocalDate) => void;
  readonly onPages?: (done: number, of: number) => void;
}

/**
 * Reads the reports of a period. Days of one page are read in their order, each once and none kept. Of days with a page an
 * account all days of one account are read before the next one's: so no more than one account is held, however many there
 * are, and however long the period.
 */
export async function readPeriod(
  source: ReportSource,
  period: Period,
  { onAccount, onDay, onPages }: Reading,
): Promise<PeriodRead> {
  const reader = new PeriodReader(source, period);
  const there = await source.days();
  const has = new Set(there);
  // A folder may hold no more than what was caught up on.
  const anyOf = async (days: readonly LocalDate[]) => {
    for (const on of days) if (await reader.look(on)) return;
  };
  await anyOf(there.filter((day) => day < period.from).reverse());
  for (const on of daysOf(period)) {
    onDay?.(on);
    await reader.take(on, has.has(on));
  }
  await anyOf(there.filter((day) => day > period.to));
  await reader.lookAtNamed(has);
  const read = await reader.head();
  for await (const history of reader.histories(onPages)) await onAccount(history, read);
  return { ...read, chain: reader.chainOf(read) };
}

class PeriodReader {
  readonly #histories = new Map<string, AccountHistory>();
  #pending = new PendingPages();
  readonly #records: DayRecord[] = [];
  readonly #links: Link[] = [];
  readonly #ofPages: ChainFinding[] = [];
  readonly #tally = new DayTally();
  readonly #reportsOfRule = new Map<string, number>();
  #last: Head | undefined;

  constructor(
    private readonly source: ReportSource,
    private readonly period: Period,
  ) {}

  /** A day outside the period, which only shows whether the chain goes on. @returns whether it has a report */
  async look(on: LocalDate): Promise<boolean> {
    const { link } = await readDay(this.source, on, true);
    if (link) this.#links.push(link);
    return link !== undefined;
  }

  /** What the period's first report names, where another one lies between. */
  async lookAtNamed(there: ReadonlySet<LocalDate>): Promise<void> {
    const { before } = this.#links.find(({ on }) => on >= this.period.from) ?? {};
    if (!before || !('on' in before) || !there.has(before.on)) return;
    if (this.#links.some(({ on }) => on === before.on)) return;
    await this.look(before.on);
    this.#links.sort((a, b) => inOrder(a.on, b.on));
  }

  /** A day of the period. */
  async take(on: LocalDate, hasFolder: boolean): Promise<void> {
    const { record, link, document } = await readDay(this.source, on, hasFolder);
    if (link) this.#links.push(link);
    this.#records.push(record);
    if (document?.is === 'index') {
      this.#pending.add(document.index);
      this.#last = headOf(document.index);
    } else if (document?.is === 'report') {
      // In the order of the days.
      for await (const _ of this.#readPages()) void _;
      this.#takeReport(document.report);
      this.#last = headOf(document.report);
    }
  }

  async head(): Promise<PeriodRead> {
    return {
      days: withGone(this.#records, this.#links),
      chain: verifyChain(this.#links, this.period.from, await this.#versions()),
      tally: this.#tally,
      reportsOfRule: this.#reportsOfRule,
      limits: this.#last?.limits,
      timeZone: this.#last?.timeZone ?? 'Etc/UTC',
      lastDay: this.#last?.on,
      accounts: this.#accounts(),
    };
  }

  chainOf({ chain }: PeriodRead): readonly ChainFinding[] {
    return [...chain, ...this.#ofPages];
  }

  /** Each account, once all of it was read; then it is let go. */
  async *histories(onPages?: Reading['onPages']): AsyncGenerator<AccountHistory> {
    const ofPages = new Set<string>();
    for await (const id of this.#readPages(onPages)) {
      ofPages.add(id);
      const history = this.#histories.get(id);
      this.#histories.delete(id);
      if (history) yield history;
    }
    for (const history of this.#histories.values()) yield history;
  }

  /** Those with pages first, as they are read; then those of whole reports alone. */
  #accounts(): readonly Account[] {
    const others = [...this.#histories.values()].map(({ account }) => account);
    const byId = new Map<string, Account>();
    for (const { id, name } of [...this.#pending.accounts(), ...others])
      if (!byId.has(id)) byId.set(id, { id, name });
    return [...byId.values()];
  }

  #historyOf({ id, name }: Account): AccountHistory {
    const known = this.#histories.get(id) ?? new AccountHistory({ id, name });
    this.#histories.set(id, known);
    return known;
  }

  #takeReport(report: Report): void {
    this.#countRules(report);
    const parts = splitByAccount(report);
    for (const account of report.accounts) {
      const history = this.#historyOf(account);
      if (account.outcome === 'unread') history.unread(report.on, account.reason);
      else history.read(parts(account), this.#tally);
    }
  }

  #countRules({ rules }: Pick<Report, 'rules'>): void {
    for (const { rule } of rules)
      this.#reportsOfRule.set(rule, (this.#reportsOfRule.get(rule) ?? 0) + 1);
  }

  /** Account by account, each through all pending days; the ids of those that have come to their end. */
  async *#readPages(onPages?: Reading['onPages']): AsyncGenerator<string> {
    const pending = this.#pending;
    this.#pending = new PendingPages();
    const { size } = pending;
    let done = 0;
    for (const [id, pages] of pending.takeAll()) {
      const bodies = ahead(pages, ({ on, path }) =>
        path === undefined ? Promise.resolve(undefined) : this.source.read(`${on}/${path}.json`),
      );
      for await (const [page, bytes] of bodies) this.#takePage(page, bytes);
      onPages?.(++done, size);
      yield id;
    }
  }

  #takePage({ on, account, path, sha256 }: PendingPage, bytes: Buffer | undefined): void {
    const history = this.#historyOf(account);
    if (account.outcome === 'unread' || path === undefined) {
      history.unread(on, account.outcome === 'unread' ? account.reason : 'it has no page');
      return;
    }
    const { document, reason, finding } = pageIn(bytes, on, account.name, sha256);
    if (finding) this.#ofPages.push(finding);
    if (document?.is !== 'report') {
      history.unread(on, reason ?? 'its page is no report');
      return;
    }
    this.#countRules(document.report);
    history.read(partOf(document.report, account), this.#tally);
  }

  /** Only of days whose file is not what the next one names: what was written over is asked for. */
  async #versions(): Promise<ReadonlyMap<LocalDate, ReadonlySet<string>>> {
    const found = new Map<LocalDate, ReadonlySet<string>>();
    for (const { before } of this.#links) {
      if (!before || !('on' in before)) continue;
      const one = this.#links.find(({ on }) => on === before.on);
      if (!one || one.sha256 === before.sha256) continue;
      found.set(one.on, await this.source.versions(fileOf(one.on)));
    }
    return found;
  }
}

type Head = Pick<Report, 'limits' | 'timeZone' | 'on'>;

/** Without the rest of its day, which would be kept with it. */
function headOf({ limits, timeZone, on }: Head): Head {
  return { limits, timeZone, on };
}

function partOf(report: Report, account: AccountPart['account']): AccountPart {
  return { ...report, account };
}
