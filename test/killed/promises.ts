import type { KeyEvent, RecordedCall } from '../../emulation/moto/start';
import type { PostedMessage } from '../../emulation/slack/start';
import { summaryOpening } from '../../demo/summary-opening';
import { ageInDays, dateIn, daysBetween } from '../../rules/calendar';
import { readMessage, type MessageFacts } from '../simulator/world/read-message';
import { day, teamChannel } from './cast';
import type { MadeKey } from './company';

/** What AWS and Slack really hold, and what is known of those who died. The ledger is not asked. */
export interface Fact {
  readonly keys: readonly MadeKey[];
  readonly firstRun: Date;
  readonly held: ReadonlyMap<string, 'Active' | 'Inactive'>;
  readonly events: readonly KeyEvent[];
  readonly calls: readonly RecordedCall[];
  readonly messages: readonly PostedMessage[];
  /** `ts` of the messages that may be told again. */
  readonly unrecorded: ReadonlySet<string>;
}

interface Message extends MessageFacts {
  readonly to: string;
  readonly ts: string;
  /** The date on which Slack took it. */
  readonly on: string;
}

interface Switched {
  readonly key: MadeKey;
  readonly on: string;
  readonly at: Date;
}

const DATE = 'Etc/UTC';
const REMINDERS = [76, 81, 86];
const DISABLE_AGE = 91;
const GRACE = { reminder: 5, 'second-key': 2 } as const;

/** The promises that do not hold after a day, in words. Where no run came to its end, nothing had to be done yet. */
export function brokenPromises(fact: Fact, today: number, isComplete: boolean) {
  const facts = new Facts(fact, today);
  const duplicates = facts.duplicates();
  return {
    toldTwice: duplicates.excused,
    messages: fact.messages.length,
    disabled: facts.timesDisabled,
    broken: [
      ...facts.disabledTooEarly(),
      ...facts.otherCalls(),
      ...facts.disabledSilently(isComplete),
      ...duplicates.broken,
      ...(isComplete ? [...facts.missed(), ...facts.untold()] : []),
    ].map((what) => `day ${today}: ${what}`),
  };
}

class Facts {
  readonly #messages: readonly Message[];
  readonly #off: readonly Switched[];
  readonly #on: readonly Switched[];
  readonly #today: string;

  constructor(
    private readonly fact: Fact,
    private readonly n: number,
  ) {
    this.#today = dateIn(DATE, day(n));
    this.#messages = fact.messages.map((posted) => ({
      ...readMessage({ ...posted, blocks: posted.blocks as never }),
      to: posted.to,
      ts: posted.ts,
      on: dateIn(DATE, new Date(Number(posted.ts) * 1000)),
    }));
    const switched = (status: string, isMonitor: boolean) =>
      fact.events.flatMap(({ detail }): Switched[] => {
        const { eventName, requestParameters, userIdentity, eventTime } = detail;
        const issuer = userIdentity.sessionContext?.sessionIssuer?.userName;
        const key = fact.keys.find(({ id }) => id === requestParameters?.accessKeyId);
        if (eventName !== 'UpdateAccessKey' || requestParameters?.status !== status || !key)
          return [];
        if ((issuer === 'keyturn-audit') !== isMonitor) return [];
        const at = new Date(eventTime);
        return [{ key, at, on: dateIn(DATE, at) }];
      });
    this.#off = switched('Inactive', true);
    this.#on = switched('Active', false);
  }

  get timesDisabled(): number {
    return this.#off.length;
  }

  /** Promises 1, 6, 7, 9, 10. */
  *disabledTooEarly(): Generator<string> {
    for (const { key, on, at } of this.#off)
      if (!this.#isDue(key, on, at))
        yield `${nameOf(key)} was disabled on ${on}, at ${ageInDays(key, at)} days: it was not due`;
  }

  /** Promise 6: the audit role is used to read, and to switch off what #off tells of. */
  *otherCalls(): Generator<string> {
    const byMonitor = this.fact.calls.filter(({ principal }) =>
      principal?.includes(':assumed-role/keyturn-audit/'),
    );
    for (const { service, action } of byMonitor)
      if (!/^(Get|List|Generate|Lookup)/.test(action) && action !== 'UpdateAccessKey')
        yield `the monitor called ${service}:${action}`;
    const offs = this.fact.events.filter(
      ({ detail: { eventName, userIdentity, requestParameters } }) =>
        eventName === 'UpdateAccessKey' &&
        userIdentity.sessionContext?.sessionIssuer?.userName === 'keyturn-audit' &&
        requestParameters?.status !== 'Inactive',
    );
    if (offs.length > 0) yield 'the monitor has enabled a key';
  }

  /** Promise 2: a key that was due before this run is off. */
  *missed(): Generator<string> {
    for (const key of this.fact.keys)
      if (this.fact.held.get(key.id) === 'Active' && this.#isDue(key, this.#today, day(this.n)))
        yield `${nameOf(key)} is still enabled after a completed run, and was due`;
  }

  /** Promise 2: as often as a key was switched off, its owner and the team were told. */
  *disabledSilently(isComplete: boolean): Generator<string> {
    for (const [key, offs] of Map.groupBy(this.#off, (each) => each.key)) {
      const told = this.#about(key).filter(({ kind }) => kind === 'disabled');
      const byTeam = told.filter(({ to }) => to === teamChannel);
      const byOwner = told.filter((message) => this.#reaches(message, key));
      for (const [who, count] of [
        ['the team', this.#distinct(byTeam)],
        ['its owner', this.#distinct(byOwner)],
      ] as const) {
        if (isComplete && count < offs.length)
          yield `${nameOf(key)} was disabled ${offs.length} times, ${who} was told ${count} times`;
        if (count > offs.length)
          yield `${who} was told ${count} times that ${nameOf(key)} was disabled, ${offs.length} times it was`;
      }
    }
  }

  /** Promise 3: everything that must have been said by now. */
  *untold(): Generator<string> {
    for (const key of this.fact.keys) {
      const about = this.#about(key);
      const says = (what: string, fits: (message: Message) => boolean, ownerToo: boolean) => {
        const found = about.filter(fits);
        return [
          ...(found.some(({ to }) => to === teamChannel) ? [] : [`the team: ${what}`]),
          ...(!ownerToo || found.some((each) => this.#reaches(each, key))
            ? []
            : [`the owner: ${what}`]),
        ].map((missing) => `${nameOf(key)}: nobody has told ${missing}`);
      };
      if (key.createdAt > this.fact.firstRun)
        yield* says('that it was made', ({ kind }) => kind === 'created', false);
      const enabled = this.#on.filter((each) => each.key === key).length;
      const reenabled = about.filter(({ kind }) => kind === 'reenabled');
      if (this.#distinct(reenabled) < enabled) yield `${nameOf(key)}: enabled again, and untold`;
      yield* this.#untoldByAge(key, says);
    }
  }

  *#untoldByAge(
    key: MadeKey,
    says: (what: string, fits: (m: Message) => boolean, ownerToo: boolean) => readonly string[],
  ): Generator<string> {
    const { owner, id } = key;
    if (this.fact.held.get(id) !== 'Active' || owner.type === undefined) return;
    if (isExempt(key, this.#today)) return;
    const age = ageInDays(key, day(this.n));
    if (owner.type === 'machine') {
      const stage = [...REMINDERS, DISABLE_AGE].findLast((each) => each <= age);
      if (stage === undefined) return;
      const fits = ({ kind, age: said = 0 }: Message) => kind === 'machine' && said >= stage;
      return yield* says(`that it is ${stage} days old`, fits, false);
    }
    const newer = this.#newerThan(key);
    if (newer) {
      const fits = ({ kind, newerTail }: Message) =>
        kind === 'second-key' && (newerTail === undefined || newerTail === tailOf(newer));
      return yield* says('of the second key', fits, true);
    }
    const stage = REMINDERS.findLast((each) => each <= age);
    if (stage === undefined || this.#off.some((each) => each.key === key)) return;
    const fits = ({ kind, age: said = 0 }: Message) => kind === 'reminder' && said >= stage;
    yield* says(`that it is ${stage} days old`, fits, true);
  }

  /** Promise 3: nothing twice, but for what a process died of before it could record it. */
  duplicates(): { readonly excused: number; readonly broken: readonly string[] } {
    const broken: string[] = [];
    let excused = 0;
    for (const [what, same] of Map.groupBy(this.#messages, identityOf)) {
      const again = same.slice(0, -1);
      const unexcused = again.filter(({ ts }) => !this.fact.unrecorded.has(ts));
      excused += again.length - unexcused.length;
      if (unexcused.length > 0 && !what.includes(' disabled ') && !what.includes(' reenabled '))
        broken.push(`told ${same.length} times: ${what}`);
    }
    return { excused, broken };
  }

  /** Messages that may be told again don't count where they were. */
  #distinct(messages: readonly Message[]): number {
    const excusable = messages.filter(({ ts }) => this.fact.unrecorded.has(ts)).length;
    const lastIsExcusable = this.fact.unrecorded.has(messages.at(-1)?.ts ?? '');
    return messages.length - excusable + (lastIsExcusable ? 1 : 0);
  }

  #isDue(key: MadeKey, on: string, at: Date): boolean {
    if (key.owner.type !== 'engineer' || isExempt(key, on)) return false;
    const warned = (kind: 'reminder' | 'second-key') => {
      const warnings = this.#about(key).filter(
        (message) => message.kind === kind && message.on <= on && this.#reaches(message, key),
      );
      return (
        warnings.length > 0 &&
        warnings.every((warning) => warning.day !== undefined && warning.day <= on) &&
        warnings.some((warning) => daysBetween(warning.on, on) >= GRACE[kind])
      );
    };
    if (ageInDays(key, at) >= DISABLE_AGE && warned('reminder')) return true;
    return this.#newerThan(key) !== undefined && warned('second-key');
  }

  #newerThan(key: MadeKey): MadeKey | undefined {
    return this.fact.keys.find(
      (other) =>
        other.owner === key.owner &&
        other.createdAt > key.createdAt &&
        this.fact.held.get(other.id) === 'Active',
    );
  }

  #about(key: MadeKey): readonly Message[] {
    return this.#messages.filter(({ keyTail }) => keyTail === tailOf(key));
  }

  /** A private message, or the team's where the owner can't have one. */
  #reaches({ to, isPassedOn }: Message, { owner }: MadeKey): boolean {
    return owner.hasLeftSlack ? to === teamChannel && isPassedOn : to === owner.slackId;
  }
}

/** Two messages with one identity tell somebody the same. */
function identityOf({ to, kind, keyTail, newerTail, age, text }: Message): string {
  if (kind === 'summary') {
    const date = /\w+, \d+ \w+ \d{4}/.exec(text)?.[0] ?? text;
    return `${to}: summary ${summaryOpening.test(text) ? date : text}`;
  }
  const stage = [...REMINDERS, DISABLE_AGE].findLast((each) => each <= (age ?? 0));
  const isStaged = kind === 'reminder' || kind === 'machine';
  return `${to}: ${kind} ${keyTail} ${newerTail} ${isStaged ? stage : ''}`;
}

function isExempt({ owner: { exemptUntil } }: MadeKey, on: string): boolean {
  return exemptUntil !== undefined && on <= exemptUntil;
}

function tailOf({ id }: MadeKey): string {
  return id.slice(-4);
}

function nameOf(key: MadeKey): string {
  return `${key.owner.name}'s key …${tailOf(key)}`;
}
