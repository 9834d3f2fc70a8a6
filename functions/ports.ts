import type { AccountLedger, Delivery, KeyRecord, NoticeRecord } from '../rules/ledger';
import type { Account, AccountReading, LocalDate } from '../rules/model';
import type { Maker, Notice, UserNotice } from '../rules/notices';
import type { OwnerNow } from '../rules/still-due';
import type { QueueMessage } from '../rules/team-copies';
import type { SlackMessage } from './slack-message';

/** Which accounts there are. */
export interface AccountsPort {
  list(): Promise<readonly Account[]>;
}

/** One account's IAM, through its audit role. Errors of the SDK become `AccountError`. */
export interface IamPort {
  /** Everything the plan needs; `ledger` tells which users need not be asked again, and comes before anything is read. Never throws: unread is an answer. */
  read(
    account: Account,
    ledger: AccountLedger | Promise<AccountLedger>,
    now: Date,
  ): Promise<AccountReading & Fingerprints>;
  /** The user's keys and tags as they are at this moment; undefined where the user is gone. */
  readAgain(account: Account, userName: string): Promise<OwnerNow | undefined>;
  /** Sets exactly this key to Inactive. Answers `gone` where it no longer exists. */
  disable(account: Account, userName: string, keyId: string): Promise<'disabled' | 'gone'>;
  /** Who made the newest such call for the key, by CloudTrail LookupEvents; undefined where it is not known. */
  whoDid(
    account: Account,
    call: 'CreateAccessKey' | 'UpdateAccessKey',
    key: { readonly id: string; readonly userName: string },
  ): Promise<Maker | undefined>;
  /**
   * Whether the audit role itself set the key to Inactive since then, by CloudTrail LookupEvents.
   * @throws AccountError where that can't be known
   */
  hasDisabled(account: Account, keyId: string, since: Date): Promise<boolean>;
}

/**
 * By user name: a hash of the row of the credential report that agrees with the keys as read. Empty where none
 * does, so that the next run asks again.
 */
export interface Fingerprints {
  readonly fingerprints: ReadonlyMap<string, string>;
}

/** The memory between runs. Every write is idempotent; none overwrites another writer's fields. */
export interface LedgerPort {
  load(accountId: string): Promise<AccountLedger>;
  /** Writes only the given records, in batches. Of those that exist it keeps the other fields, but they are to stay. */
  putKeys(accountId: string, keys: readonly KeyRecord[]): Promise<void>;
  /** From then on these records may go. Leaves what is not recorded as it is. */
  forgetKeys(accountId: string, keyIds: readonly string[], at: Date): Promise<void>;
  /** Of several dates the latest one stays, and so of the instants. */
  rememberExemption(accountId: string, keyId: string, on: LocalDate): Promise<void>;
  rememberAlone(accountId: string, keyId: string, at: Date): Promise<void>;
  /**
   * Records a planned notice; where one with this id exists it stays as it is, but is no longer withdrawn.
   * Of a daily summary only that it was planned is kept: none is sent again.
   */
  planNotice(accountId: string, notice: Notice): Promise<void>;
  /** As planNotice, for one of which its owner was not told yet: its facts become these. What it was first planned for stays. */
  planAgain(accountId: string, notice: UserNotice): Promise<void>;
  /** As planNotice, for what has happened by now: from here on it can't be withdrawn, by an overlapping run for one. */
  confirmNotice(accountId: string, notice: Notice): Promise<void>;
  /** Leaves a confirmed notice, and one that is not recorded, as they are. */
  withdrawNotice(accountId: string, noticeId: string, why: string): Promise<void>;
  /** From when on these records may go; undefined: they stay. Leaves what is not recorded as it is. */
  setExpiry(accountId: string, noticeIds: readonly string[], at: Date | undefined): Promise<void>;
  /**
   * @param attempt tells this try from those of other runs
   * @throws LedgerError where the key is not recorded: nothing may be disabled that the next run can't finish
   */
  startDisabling(
    accountId: string,
    keyId: string,
    noticeId: string,
    at: Date,
    attempt: string,
  ): Promise<void>;
  /** It is disabled and told of: clears `disabling`. */
  endDisabling(accountId: string, keyId: string, at: Date): Promise<void>;
  /** These tries have disabled nothing: clears `disabling` unless another one has begun. */
  giveUpDisabling(accountId: string, keyId: string, attempts: readonly string[]): Promise<void>;
  reportedFindings(accountId: string, findings: readonly string[], at: Date): Promise<void>;
  /** Sets `lastReadAt`, and `firstReadAt` if it is not set. */
  finishAccount(accountId: string, at: Date): Promise<void>;
}

/** What notify needs of the ledger: one notice's record. */
export interface DeliveriesPort {
  find(accountId: string, noticeId: string): Promise<DeliveryState>;
  /** The private message arrived, or can't for good (`failed` is Slack's code). */
  recordOwner(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    outcome: (Delivery & { readonly toldStopsOn?: LocalDate }) | { readonly failed: string },
  ): Promise<void>;
  recordTeam(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: Delivery & { readonly toldStopsOn?: LocalDate },
  ): Promise<void>;
  /** The team was told of it among the copies of its run. */
  recordCopy(
    accountId: string,
    noticeId: string,
    plannedAt: Date,
    delivery: Delivery,
  ): Promise<void>;
  /** News of an event, before it is told, so that a run knows of it if it never is. Leaves a record as it is. */
  recordNews(accountId: string, notice: UserNotice): Promise<void>;
  /** What a newer version queued and this one can't tell, as it came. Leaves a record as it is. */
  keepNewer(
    accountId: string,
    notice: { readonly id: string; readonly plannedAt: Date; readonly body: object },
  ): Promise<void>;
}

export interface DeliveryState {
  /** Absent where no run has planned it and no event's news of it was recorded, and of a daily summary. */
  readonly notice?: UserNotice;
  readonly owner?: Delivery | { readonly failed: string };
  readonly team?: Delivery;
  readonly copy?: Delivery;
  readonly toldStopsOn?: LocalDate;
  readonly withdrawn?: string;
  /** As in the ledger's own record. */
  readonly newer?: NoticeRecord['newer'];
}

/** The notice queue: FIFO, one message group a notice id, so that a notice is never handled twice at a time. */
export interface NoticeQueuePort {
  /** `at` is the run's scheduled time: the same message of the same run is queued once. */
  put(messages: readonly QueueMessage[], at: Date): Promise<void>;
}

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

/** Where a message stands. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** Slack's code of what is permanent and this recipient's: user_not_found, account_inactive, … */
export interface PostFailed {
  readonly failed: string;
}

/** What is not the recipient's is thrown, and the queue tries again. */
export interface SlackPort {
  /** Posts to a user's or a channel's id. */
  post(recipient: string, message: SlackMessage): Promise<Posted | PostFailed>;
  /**
   * Answers in the thread of a message in that channel.
   * @returns `isOutsideThread` where that message is gone, and this one stands in the channel itself; `noThread`,
   *   Slack's code, where nothing was posted since nobody can answer in that thread, as far as is known
   */
  reply(
    channel: string,
    threadTs: string,
    message: SlackMessage,
  ): Promise<
    (Posted & { readonly isOutsideThread?: true }) | PostFailed | { readonly noThread: string }
  >;
}

/** What the steps of one distributed run leave for each other. Every write is idempotent. */
export interface RunsPort<Handled> {
  /** Notes which accounts the run has, before any of them is handled: none can be forgotten after that. */
  begin(run: string, accounts: readonly Account[], expiresAt: Date): Promise<void>;
  /** @throws LedgerError where the run has no such account. */
  find(run: string, accountId: string): Promise<Account>;
  /** What came of an account; a later attempt's takes the place of an earlier one's. */
  keep(run: string, accountId: string, handled: Handled): Promise<void>;
  /** As keep, but only where nothing is kept yet. */
  keepIfNone(run: string, accountId: string, handled: Handled): Promise<void>;
  /** Every account of the run; without `handled` where nothing came of it, `newer` where a newer version kept it. */
  all(
    run: string,
  ): AsyncIterable<{ readonly account: Account; readonly handled?: Handled | 'newer' }>;
}
