import type { KeyEvent, RecordedCall } from '../../../emulation/moto/start';
import type { EphemeralMessage, PostedMessage } from '../../../emulation/slack/start';
import { ageInDays, dateIn, daysBetween } from '../../../rules/calendar';
import type { Action } from '../../../rules/presses/press';
import { readMessage, type MessageFacts } from '../../simulator/world/read-message';
import { day, teamChannel } from '../cast';
import type { MadeKey } from '../company';
import type { Moved } from '../moves/moved';
import type { DoneInSlack, Pressed } from '../pressing';

/** What AWS and Slack really hold, and what is known of those who died. The ledger is not asked. */
export interface Fact {
  readonly keys: readonly MadeKey[];
  readonly firstRun: Date;
  readonly held: ReadonlyMap<string, 'Active' | 'Inactive'>;
  readonly events: readonly KeyEvent[];
  readonly calls: readonly RecordedCall[];
  /** As they stand now. */
  readonly messages: readonly PostedMessage[];
  readonly asPosted: readonly PostedMessage[];
  /** What one person alone was shown. */
  readonly seenAlone: readonly EphemeralMessage[];
  /** Of each person, how often a home was published to them. */
  readonly homes: ReadonlyMap<string, number>;
  readonly doneInSlack: readonly DoneInSlack[];
  readonly moved: Moved;
  /** The dead letters of the action queue. */
  readonly dead: readonly Action[];
  /** `ts` of the messages that may be told again. */
  readonly unrecorded: ReadonlySet<string>;
}

export interface Message extends Omit<MessageFacts, 'kind'> {
  /** `answer`: to whoever has pressed; `reported`: to the team, of a press that disabled nothing. */
  readonly kind: MessageFacts['kind'] | 'answer' | 'reported';
  readonly to: string;
  readonly ts: string;
  /** The date on which Slack took it. */
  readonly on: string;
}

export interface Switched {
  readonly key: MadeKey;
  readonly on: string;
  readonly at: Date;
  readonly to: 'Active' | 'Inactive' | 'gone';
  /** By Keyturn: its audit role. */
  readonly isOurs: boolean;
}

const DATE = 'Etc/UTC';
export const REMINDERS = [76, 81, 86];
export const DISABLE_AGE = 91;
const GRACE = { reminder: 5, 'second-key': 2 } as const;
const openingOfReport = /^🚨 AWS key …(?<tail>\w{4}) of .*: reported, and /u;

/** A day's facts, as those who ask of them read them. */
export class Facts {
  /** As they were posted. */
  readonly messages: readonly Message[];
  /** Whatever happened to keys, in order. */
  readonly switched: readonly Switched[];
  readonly today: string;

  constructor(
    readonly fact: Fact,
    readonly n: number,
  ) {
    this.today = dateIn(DATE, day(n));
    this.messages = fact.asPosted.map(read);
    this.switched = fact.events.flatMap((event) => switchedBy(event, fact.keys));
  }

  /** What Keyturn has switched off. */
  get off(): readonly Switched[] {
    return this.switched.filter(({ isOurs, to }) => isOurs && to === 'Inactive');
  }

  about(key: MadeKey): readonly Message[] {
    return this.messages.filter(({ keyTail }) => keyTail === tailOf(key));
  }

  /** Presses that were for those who pressed, of a key. */
  pressesOf(key: MadeKey): readonly Pressed[] {
    return this.fact.doneInSlack.filter(
      (each) => each.is === 'pressed' && each.isEntitled && each.key === key,
    ) as readonly Pressed[];
  }

  /** Messages that may be told again don't count where they were. */
  distinct(messages: readonly Pick<Message, 'ts'>[]): number {
    const excusable = messages.filter(({ ts }) => this.fact.unrecorded.has(ts)).length;
    const lastIsExcusable = this.fact.unrecorded.has(messages.at(-1)?.ts ?? '');
    return messages.length - excusable + (lastIsExcusable ? 1 : 0);
  }

  isDue(key: MadeKey, on: string, at: Date): boolean {
    if (key.owner.type !== 'engineer' || isExempt(key, on)) return false;
    const warned = (kind: 'reminder' | 'second-key') => {
      const warnings = this.about(key).filter(
        (message) => message.kind === kind && message.on <= on && reaches(message, key),
      );
      return (
        warnings.length > 0 &&
        warnings.every((warning) => warning.day !== undefined && warning.day <= on) &&
        warnings.some((warning) => daysBetween(warning.on, on) >= GRACE[kind])
      );
    };
    if (ageInDays(key, at) >= DISABLE_AGE && warned('reminder')) return true;
    return this.newerThan(key, at) !== undefined && warned('second-key');
  }

  /** Whether somebody whose word it is has said, until then, that it has to go. A key of nobody's kind is never touched. */
  isReported(key: MadeKey, until: Date): boolean {
    return (
      key.owner.type !== undefined &&
      this.pressesOf(key).some(({ button, at }) => isToDisable(button) && at <= until)
    );
  }

  /** One that was enabled at that time. */
  newerThan(key: MadeKey, at: Date): MadeKey | undefined {
    return this.fact.keys.find(
      (other) =>
        other.owner === key.owner &&
        other.createdAt > key.createdAt &&
        this.statusAt(other, at) === 'Active',
    );
  }

  /** One that was enabled at any time since then. */
  hadNewer(key: MadeKey, since: Date): boolean {
    return this.fact.keys.some(
      (other) =>
        other.owner === key.owner &&
        other.createdAt > key.createdAt &&
        (this.switched.find((each) => each.key === other)?.at ?? day(this.n)) > since,
    );
  }

  statusAt(key: MadeKey, at: Date): Switched['to'] {
    const until = (each: Switched) => each.key === key && each.at <= at;
    return this.switched.findLast(until)?.to ?? (key.createdAt <= at ? 'Active' : 'gone');
  }
}

function read({ to, ts, text, blocks }: PostedMessage): Message {
  const on = dateIn(DATE, new Date(Number(ts) * 1000));
  const common = { to, ts, on, text, isPassedOn: false };
  // Where somebody has pressed, the conversation is named, and not the person.
  if (to.startsWith('D')) return { ...common, kind: 'answer' };
  const report = openingOfReport.exec(text)?.groups;
  if (report) return { ...common, kind: 'reported', keyTail: report['tail'] };
  return { ...readMessage({ text, blocks: blocks as never }), to, ts, on };
}

function switchedBy({ detail }: KeyEvent, keys: readonly MadeKey[]): readonly Switched[] {
  const { eventName, requestParameters, userIdentity, eventTime } = detail;
  const key = keys.find(({ id }) => id === requestParameters?.accessKeyId);
  const to = eventName === 'DeleteAccessKey' ? 'gone' : requestParameters?.status;
  if (!key || to === undefined) return [];
  const isOurs = userIdentity.sessionContext?.sessionIssuer?.userName === 'keyturn-audit';
  const at = new Date(eventTime);
  return [{ key, at, on: dateIn(DATE, at), to, isOurs }];
}

export function isToDisable(button: Pressed['button']): boolean {
  return button === 'not-mine' || button === 'disable-now';
}

/** A private message, or the team's where the owner can't have one. */
export function reaches({ to, isPassedOn }: Message, { owner }: MadeKey): boolean {
  if (owner.slackId === undefined) return to === teamChannel;
  return owner.hasLeftSlack ? to === teamChannel && isPassedOn : to === owner.slackId;
}

export function isExempt({ owner: { exemptUntil } }: MadeKey, on: string): boolean {
  return exemptUntil !== undefined && on <= exemptUntil;
}

export function tailOf({ id }: MadeKey): string {
  return id.slice(-4);
}

export function nameOf(key: MadeKey): string {
  return `${key.owner.name}'s key …${tailOf(key)}`;
}
