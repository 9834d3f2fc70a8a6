import pMap from 'p-map';
import { dateIn } from '../../../rules/calendar';
import { TrendOfDay } from '../../../rules/report/carry-trend';
import type { IndexedAccount, Report } from '../../../rules/report/report';
import type { ReportsPort } from '../../ports/reports';
import type { Run } from '../run';
import { composePart, type Found, type PartTaker } from './compose-part';
import { dayOf, type ReportDay } from './day-of';
import { finishReport, PATIENCE_MS, type Accounts, type Link } from './finish-report';
import { logMissingPart, PATIENCE_MS as PART_PATIENCE_MS } from './part-writer';
import {
  MOST_ROWS,
  PAGES_AT_A_TIME,
  putAccount,
  putIndex,
  putWhole,
  rowsOf,
  unreadOf,
} from './put-day';
import { within } from './within';

/** How long is waited, and what fits on one page. */
export interface Bounds {
  readonly mostRows: number;
  /** For an account's page, while the run goes on. */
  readonly pagePatienceMs: number;
  /** For the report, at the run's end. */
  readonly patienceMs: number;
}
const usualBounds: Bounds = {
  mostRows: MOST_ROWS,
  pagePatienceMs: PART_PATIENCE_MS,
  patienceMs: PATIENCE_MS,
};

/**
 * The daily report of a run that handles all accounts in this process. It keeps the accounts' parts while they fit on
 * one page; once they do not, each account gets its own page as soon as it is handled, and nothing of it is kept but
 * its line in the index. After the first page that can't be put no other is tried.
 */
export class DailyReport implements PartTaker {
  #kept: Report[] | undefined = [];
  #rows = 0;
  #hasFailed = false;
  #day: Promise<ReportDay> | undefined;
  readonly #pages = new Map<string, IndexedAccount>();
  /** Of the accounts that have pages of their own. */
  readonly #today: TrendOfDay;
  readonly #bounds: Bounds;

  constructor(
    private readonly run: Run,
    bounds: Partial<Bounds> = {},
  ) {
    this.#bounds = { ...usualBounds, ...bounds };
    this.#today = new TrendOfDay(dateIn(run.settings.timeZone, run.now));
  }

  async take(found: Found): Promise<void> {
    const { reports } = this.run.ports;
    if (!reports || this.#hasFailed) return;
    try {
      await this.#add(reports, composePart(this.run, found));
    } catch (error) {
      logMissingPart(this.run, found.reading.inventory.account.id, error);
    }
  }

  /**
   * The rest of it. Never throws, and never takes the time that the summary needs.
   * @returns where it is, or why it is not; undefined where none is to be written
   */
  async finish(accounts: Accounts): Promise<Link | undefined> {
    const { reports } = this.run.ports;
    return (
      reports &&
      finishReport(this.run, () => this.#write(reports, accounts), this.#bounds.patienceMs)
    );
  }

  async #add(reports: ReportsPort, part: Report): Promise<void> {
    this.#rows += rowsOf(part);
    if (this.#kept && this.#rows <= this.#bounds.mostRows) {
      this.#kept.push(part);
      return;
    }
    const parts = [...(this.#kept ?? []), part];
    this.#kept = undefined;
    await pMap(parts, (each) => this.#putPage(reports, each), { concurrency: PAGES_AT_A_TIME });
  }

  async #putPage(reports: ReportsPort, part: Report): Promise<void> {
    if (this.#hasFailed) return;
    try {
      const page = await within(
        this.#bounds.pagePatienceMs,
        this.#dayOf(reports).then((day) => putAccount(reports, day, part)),
      );
      this.#pages.set(page.account.id, page);
      this.#today.add(part);
    } catch (error) {
      this.#hasFailed = true;
      const [account] = part.accounts;
      logMissingPart(this.run, account?.id ?? '', error);
    }
  }

  async #write(reports: ReportsPort, accounts: Accounts): Promise<string> {
    if (!this.#kept) {
      const lines = accounts.map((each) => this.#lineOf(each));
      return putIndex(this.run, reports, await this.#dayOf(reports), lines, this.#today);
    }
    const kept = new Map(this.#kept.flatMap((part) => part.accounts.map(({ id }) => [id, part])));
    const there = accounts.filter(
      ({ account, unread }) => unread === undefined && kept.has(account.id),
    );
    const isThere = new Set(there);
    const missing = accounts.filter((each) => !isThere.has(each));
    const parts = there.flatMap(({ account }) => kept.get(account.id) ?? []);
    const unread = missing.map((each) => unreadOf(each.account, each.unread));
    return putWhole(this.run, reports, await this.#dayOf(reports), parts, unread);
  }

  /** Asked once: what the run itself writes must not change the answer. */
  #dayOf(reports: ReportsPort): Promise<ReportDay> {
    return (this.#day ??= dayOf(this.run, reports));
  }

  #lineOf(each: Accounts[number]): IndexedAccount {
    const page = each.unread === undefined ? this.#pages.get(each.account.id) : undefined;
    return page ?? { account: unreadOf(each.account, each.unread) };
  }
}
