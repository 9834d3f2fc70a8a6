import type { StoppableKind } from '../../../rules/credentials/credential';
import type { HomeView } from '../../../functions/slack-message';
import type { Notice } from '../../../rules/notices';
import { isPressMessage, type QueueMessage } from '../../../rules/notices/team-copies';
import { Moves } from './moves';
import { endOf, type NoticeLife } from './notice-life';
import type { Posting, Shown, ShownOfPress } from './shown';
import type { PressRecord, PressTry } from './press-record';
import type { AccountVisit, Actor, LastLook, RunRecord } from './run-record';

/** A credential that Keyturn set to Inactive. */
export interface Disabling {
  readonly at: number;
  /** By which run, or else by which try of a press. */
  readonly run?: RunRecord;
  readonly press?: PressTry;
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
  /** Disablings that the ledger took for told, by key id. */
  readonly ended: { readonly id: string; readonly at: number }[] = [];
  /** By what they are known by in the queue. */
  readonly presses = new Map<string, PressRecord>();
  /** What the ledger took for an owner's word. */
  readonly answered: {
    readonly noticeId: string;
    readonly said: 'mine' | 'not-mine';
    readonly by: string;
    readonly at: number;
  }[] = [];
  /** What people did, and had written down, on their way from keys to other ways in. */
  readonly moves = new Moves();
  /** What was shown of presses, oldest first. */
  readonly ofPresses: ShownOfPress[] = [];
  /** Answers to presses, by id and outcome, that became dead letters, of which an alarm tells. */
  readonly buriedAnswers = new Set<string>();
  /** The same that Slack can't bring to who pressed. */
  readonly untellable = new Set<string>();
  /** What each sees in the app's home. */
  readonly homes = new Map<string, HomeView>();
  readonly homesShown: {
    readonly at: number;
    readonly slackId: string;
    readonly about: QueueMessage;
  }[] = [];
  readonly #pressesOfKey = new Map<string, PressRecord[]>();
  /** Whose the messages of the queue are, by what they carry. */
  readonly queuedBy = new WeakMap<QueueMessage, Actor>();
  /** Messages that the notice queue held longer, or gave out more often, than a fault would explain. */
  readonly waits: { readonly id: string; readonly receives: number; readonly waited: number }[] =
    [];
  /** How often anything went wrong till now. */
  disturbances = 0;
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
    this.disturb(what);
    this.faultsToday += 1;
  }

  /** What goes wrong, and leaves the day what it is for those who are to be told. */
  disturb(what: string): void {
    this.count(what);
    this.disturbances += 1;
  }

  /** The time stamp of the next message. */
  nextTs(): string {
    this.#messages += 1;
    return `${1_000_000_000 + this.#messages}.000000`;
  }

  /** What a message showed of a notice, or of a press. */
  shownIn(ts: string, noticeId: string): Posting | undefined {
    const shown = this.#shownByTs.get(ts)?.find(({ notice }) => notice.id === noticeId);
    return shown ?? this.ofPresses.findLast((each) => each.ts === ts);
  }

  show(shown: Shown): void {
    this.shown.push(shown);
    this.count(`notice shown: ${shown.notice.kind}`);
    append(this.#shownByTs, shown.ts, shown);
    append(this.#shownOfNotice, shown.notice.id, shown);
    if (shown.facts.keyTail !== undefined) append(this.#shownOfKey, shown.facts.keyTail, shown);
  }

  press(pressed: PressRecord): void {
    this.presses.set(pressed.press.id, pressed);
    append(this.#pressesOfKey, pressed.keyId, pressed);
  }

  /** The presses about a key, by its id. */
  pressesOf(keyId: string): readonly PressRecord[] {
    return this.#pressesOfKey.get(keyId) ?? [];
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

  visit(run: Actor, accountId: string): AccountVisit {
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
