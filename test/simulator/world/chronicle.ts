import type { StoppableKind } from '../../../rules/credentials/credential';
import type { Notice } from '../../../rules/notices';
import { isPressMessage, type QueueMessage } from '../../../rules/notices/team-copies';
import { endOf, type NoticeLife } from './notice-life';
import type { MessageFacts } from './read-message';
import type { AccountVisit, LastLook, RunRecord } from './run-record';

/** A message that Slack showed to somebody, read as its reader reads it. */
export interface Shown {
  readonly at: number;
  /** Slack's time stamp of the message; several notices may share one. */
  readonly ts: string;
  /** Where it is in a thread. */
  readonly threadTs?: string;
  /** The run that put the message of the queue there which brought it; absent for an event's. */
  readonly queuedBy?: RunRecord;
  readonly recipient: string;
  /** As the message stands now. */
  facts: MessageFacts;
  /** The notice that was being delivered. */
  readonly notice: Notice;
  /** `copy`: among the copies of its run, which stand in for nothing. */
  readonly step: 'owner' | 'team' | 'copy';
  /** When the ledger took the record of it; absent where that was lost. */
  recordedAt?: number;
  /** What kept Slack's answer from the record. */
  lostBy?: string;
}

/** A credential that Keyturn set to Inactive. */
export interface Disabling {
  readonly at: number;
  readonly run: RunRecord;
  readonly accountId: string;
  readonly kind: StoppableKind;
  readonly id: string;
  /** It could be used till then. */
  readonly wasOn: boolean;
  /** What the run's last look at those of its kind was shown. */
  readonly lastLook: LastLook | undefined;
  /** The credentials of the same account that the call changed. */
  readonly touched: readonly string[];
  /** The ledger knew that the disabling of each of them had begun. */
  readonly isBegun: boolean;
}

/** Everything that really happened to a company. */
export class Chronicle {
  readonly shown: Shown[] = [];
  readonly #shownByTs = new Map<string, Shown[]>();
  #messages = 0;
  readonly #shownOfKey = new Map<string, Shown[]>();
  readonly #shownOfNotice = new Map<string, Shown[]>();
  readonly disablings: Disabling[] = [];
  readonly runs: RunRecord[] = [];
  /** The latest time that any run was for. */
  latestRun = 0;
  readonly notices = new Map<string, NoticeLife>();
  /** The tries to disable a key that the ledger knows to have begun, by key id. */
  readonly begun = new Map<string, Set<string>>();
  /** Whose the messages of the queue are, by what they carry. */
  readonly queuedBy = new WeakMap<QueueMessage, RunRecord>();
  /** Notices that SQS was told to delete, though nobody was told. */
  readonly dropped: Notice[] = [];
  /** How often each fault and happening really occurred. */
  readonly tally = new Map<string, number>();
  /** What the simulator itself could not make out: the code under test must not swallow it. */
  defect: Error | undefined;
  /** Of the present day: faults that hit something. */
  faultsToday = 0;

  count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }

  fault(what: string): void {
    this.count(what);
    this.faultsToday += 1;
  }

  /** The time stamp of the next message. */
  nextTs(): string {
    this.#messages += 1;
    return `${this.#messages}.000000`;
  }

  /** What a message showed of a notice. */
  shownIn(ts: string, noticeId: string): Shown | undefined {
    return this.#shownByTs.get(ts)?.find(({ notice }) => notice.id === noticeId);
  }

  show(shown: Shown): void {
    this.shown.push(shown);
    this.count(`notice shown: ${shown.notice.kind}`);
    append(this.#shownByTs, shown.ts, shown);
    append(this.#shownOfNotice, shown.notice.id, shown);
    if (shown.facts.keyTail !== undefined) append(this.#shownOfKey, shown.facts.keyTail, shown);
  }

  begin(run: RunRecord): void {
    this.runs.push(run);
    this.latestRun = Math.max(this.latestRun, run.now.getTime());
  }

  /** What was shown about a key, by its id. */
  about(keyId: string): readonly Shown[] {
    return this.#shownOfKey.get(keyId.slice(-4)) ?? [];
  }

  /** What was shown of a notice. */
  of({ id }: Notice): readonly Shown[] {
    return this.#shownOfNotice.get(id) ?? [];
  }

  lifeOf(notice: Notice): NoticeLife | undefined {
    const account = notice.kind === 'daily-summary' ? 'organization' : notice.account.id;
    return this.notices.get(`${account} ${notice.id}`);
  }

  /** Whether the ledger knows of it, and knows it neither told nor withdrawn. */
  isOpen(notice: Notice): boolean {
    const life = this.lifeOf(notice);
    return life !== undefined && endOf(life) === undefined;
  }

  /** The notices that a message of the queue is about. */
  noticesOf(message: QueueMessage): readonly Notice[] {
    if (isPressMessage(message)) return [];
    if (message.kind === 'private-message') return [message.notice];
    if (message.kind !== 'team-copies') return [message];
    return message.items.flatMap(
      ({ accountId, noticeId }) => this.notices.get(`${accountId} ${noticeId}`)?.notice ?? [],
    );
  }

  plannedBy(run: RunRecord): readonly NoticeLife[] {
    return [...this.notices.values()].filter((life) => life.plannedBy === run);
  }

  visit(run: RunRecord, accountId: string): AccountVisit {
    const known = run.visits.get(accountId);
    if (known) return known;
    const visit: AccountVisit = {
      lastLooks: new Map(),
      afterUnread: [],
      askedWhoUses: [],
      failedUsers: new Set(),
    };
    run.visits.set(accountId, visit);
    return visit;
  }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
