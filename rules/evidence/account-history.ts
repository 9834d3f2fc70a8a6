import { addDays } from '../calendar';
import type { Account, LocalDate } from '../model';
import { isUnknown } from '../model';
import type { Deed, Report } from '../report/report';
import type { AccountTrail } from './account-trail';
import { Breaches } from './breaches';
import type { DayTally } from './day-tally';
import { Events } from './events';
import { KeyLife } from './key-life';

/** A report of one account, or what one of several has of it. */
export type AccountPart = Pick<
  Report,
  'on' | 'generatedAt' | 'users' | 'keys' | 'rules' | 'deeds' | 'limits'
> & { readonly account: Extract<Report['accounts'][number], { outcome: 'read' }> };

/** A report that has read the account. */
export interface Reading {
  readonly on: LocalDate;
  readonly at: string;
  /** Users of whom it could not see which keys they have. */
  readonly unseenUsers: ReadonlySet<string>;
}

/** So long before the report before it, at most, is what a report tells anew: the rest that one told. */
const TOLD_AGAIN_DAYS = 3;

/** What the reports of a period have of one account. They are read in the order of their days, and none is kept. */
export class AccountHistory {
  readonly lives = new Map<string, KeyLife>();
  readonly readings: Reading[] = [];
  /** Why it was not read, by day. */
  readonly unreadOn = new Map<LocalDate, string>();
  /** The days on which there was no credential report. */
  readonly withoutCredentialReport: LocalDate[] = [];
  readonly events = new Events();
  readonly breaches: Breaches;
  /** Of the enabled keys of the first and of the last report of it. */
  agesAtFirst: readonly number[] | undefined;
  agesAtLast: readonly number[] = [];
  /** Enabled keys, one a report that has it. */
  readonly looks = { people: 0, machines: 0 };
  /** Where CloudTrail was asked, and answered. */
  trail: AccountTrail | undefined;

  constructor(public account: Account) {
    this.breaches = new Breaches(account);
  }

  unread(on: LocalDate, reason: string): void {
    this.unreadOn.set(on, reason);
  }

  read(part: AccountPart, tally: DayTally): void {
    const { on, generatedAt: at, keys, users, account } = part;
    // An account may be called otherwise by now.
    this.account = { id: account.id, name: account.name };
    if (isUnknown(account.credentialReportAt)) this.withoutCredentialReport.push(on);
    const reading = this.readings.length;
    const since = this.readings.at(-1)?.on;
    const unseen = users.filter((user) => user.keys === 'unknown').map((user) => user.userName);
    this.readings.push({ on, at, unseenUsers: new Set(unseen) });
    const types = new Map(users.map(({ userName, type }) => [userName, type]));
    const ages: number[] = [];
    for (const key of keys) {
      const life = this.lives.get(key.keyId) ?? new KeyLife(key, on, reading);
      life.see(key, types.get(key.userName), on, reading);
      this.lives.set(key.keyId, life);
      if (key.status !== 'Active') continue;
      ages.push(key.age);
      this.looks[types.get(key.userName) === 'machine' ? 'machines' : 'people'] += 1;
      tally.count(on, key.age);
    }
    this.agesAtFirst ??= ages;
    this.agesAtLast = ages;
    for (const rule of part.rules) this.breaches.add(rule, on);
    this.#tell(part.deeds, since);
  }

  /** What the ledger knows, which is younger than the last report. */
  tell(deeds: readonly Deed[], undelivered: readonly Deed[], source: 'report' | 'ledger'): void {
    for (const deed of deeds) this.events.add(deed, source, true);
    for (const deed of undelivered) this.events.add(deed, source, false);
  }

  /** In the order of their times: what is older than the report before, that one had. */
  #tell(deeds: Report['deeds'], since: LocalDate | undefined): void {
    if (!deeds) return;
    const from = since === undefined ? '' : addDays(since, -TOLD_AGAIN_DAYS);
    const { entries, undelivered = [] } = deeds;
    const news: Deed[] = [];
    for (let i = entries.length - 1; i >= 0; i--) {
      const deed = entries[i];
      if (!deed || deed.at < from) break;
      news.push(deed);
    }
    this.tell(news.reverse(), undelivered, 'report');
  }
}
