import { DateTime } from 'luxon';
import type { AccessKey, IamUser, LocalDate, Unknown } from '../../rules/model';
import type { Settings } from '../../rules/settings';
import { wholeDays } from './calendar';
import type { History, Message, Reading } from './history';

/** How the specification looks at what lies on the table: names, shapes and dates, and no rule. */

/** The rules that stop a key by and by. */
export type Rule = 'age' | 'second-key' | 'unused' | 'moved';
export type Words = readonly string[];
/** Of each user and each key by name: what must be done today. What is not named must not be done. */
export type Duties = ReadonlyMap<string, Words>;

/** What a message is called by which each rule warns, and one that only tells of the age, or of a disabling. */
const ofKeys = {
  age: 'key-reminder',
  'second-key': 'second-key',
  unused: 'key-unused',
  moved: 'key-closing',
  old: 'machine-key-old',
  disabled: 'key-disabled',
} as const;
const namesOf = {
  'access-key': ofKeys,
  'ssh-key': {
    ...ofKeys,
    age: 'credential-reminder',
    old: 'credential-old',
    disabled: 'credential-disabled',
  },
} as const;

/** One user, as a run has read them. */
export class UserCase {
  #keys?: readonly KeyCase[];

  /** @param history all that is known today, also in the case of a run before */
  constructor(
    readonly user: IamUser,
    readonly reading: Reading,
    readonly history: History,
  ) {}

  get settings(): Settings {
    return this.reading.settings;
  }

  /** The run's scheduled time. */
  get now(): Date {
    return this.reading.now;
  }

  get today(): LocalDate {
    return this.dateOf(this.now);
  }

  dateOf(at: Date): LocalDate {
    return dateIn(this.settings.timeZone, at);
  }

  get keys(): readonly KeyCase[] {
    return (this.#keys ??= this.user.keys.map((key) => new KeyCase('access-key', key, this)));
  }

  /** The keys, and the credentials of other kinds that Keyturn stops: SSH keys stand for those. */
  get credentials(): readonly KeyCase[] {
    return [...this.keys, ...sshKeysOf(this.user).map((key) => new KeyCase('ssh-key', key, this))];
  }

  has(keyId: string | undefined): boolean {
    return heldBy(this.user).some(({ id }) => id === keyId);
  }

  /** As another run has read them. */
  in(reading: Reading): UserCase | undefined {
    const user = reading.users.find(({ id }) => id === this.user.id);
    return user && new UserCase(user, reading, this.history);
  }

  /** The messages of a kind about the user; in a key's case those about the key. */
  messages(kind: Message['kind']): readonly Message[] {
    const { name } = this.user;
    return this.history.messages.filter((each) => each.kind === kind && each.userName === name);
  }

  /** Those of them that have arrived. */
  told(kind: Message['kind']): readonly Message[] {
    return this.messages(kind).filter(({ deliveredAt }) => deliveredAt !== undefined);
  }
}

/** One key, or one credential of another kind, as a run has read it. */
export class KeyCase extends UserCase {
  #seen?: readonly KeyCase[];

  constructor(
    readonly kind: keyof typeof namesOf,
    readonly key: AccessKey,
    readonly owner: UserCase,
  ) {
    super(owner.user, owner.reading, owner.history);
  }

  get names() {
    return namesOf[this.kind];
  }

  get isOn(): boolean {
    return this.key.status === 'Active';
  }

  /** In whole days. */
  get age(): number {
    return wholeDays(this.key.createdAt, this.now);
  }

  get clock() {
    return this.settings.clocks[this.kind];
  }

  get mode() {
    return this.settings.modes[this.kind];
  }

  /** How many runs had come to their end before. */
  get run(): number {
    const nth = this.history.readings.indexOf(this.reading);
    return nth < 0 ? this.history.readings.length : nth;
  }

  /** As each run has read it, the oldest first: this one is the last. */
  get seen(): readonly KeyCase[] {
    if (this.#seen) return this.#seen;
    const before = this.history.readings
      .slice(0, this.run)
      .flatMap((reading) => this.owner.in(reading)?.credentials ?? [])
      .filter(({ key }) => key.id === this.key.id);
    for (const [n, then] of before.entries()) then.#seen = before.slice(0, n + 1);
    return (this.#seen = [...before, this]);
  }

  override messages(kind: Message['kind']): readonly Message[] {
    const { id } = this.key;
    return this.history.messages.filter((each) => each.kind === kind && each.keyId === id);
  }

  /** When Keyturn has disabled it. */
  get stoppedAt(): readonly Date[] {
    return this.history.stopped.flatMap(({ keyId, at }) => (keyId === this.key.id ? [at] : []));
  }
}

/** That a message is to be told: with the age, key or way that it is about, and the day on which the key stops. */
export function tell(kind: Message['kind'], what?: Message['what'], stopsOn?: LocalDate): Words {
  const about = what === undefined ? '' : ` ${what}`;
  return [`tell ${kind}${about}${stopsOn === undefined ? '' : `, stops on ${stopsOn}`}`];
}

export function sshKeysOf({ sshKeys = [] }: IamUser): readonly AccessKey[] {
  return known(sshKeys) ?? [];
}

export function heldBy(user: IamUser): readonly AccessKey[] {
  return [...user.keys, ...sshKeysOf(user)];
}

/** Undefined also where it could not be seen. */
export function known<T extends object>(value: T | Unknown | undefined): T | undefined {
  return value && 'unknown' in value ? undefined : value;
}

export function dateIn(zone: string, at: Date): LocalDate {
  return DateTime.fromJSDate(at, { zone }).toISODate()!;
}

export function plusDays(date: LocalDate, days: number): LocalDate {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;
}

/** The same time of the clock so many days later. */
export function daysAfter(at: Date, days: number, zone: string): Date {
  return DateTime.fromJSDate(at, { zone }).plus({ days }).toJSDate();
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

export function latestOf(dates: readonly Date[]): Date {
  return new Date(Math.max(...dates.map((date) => date.getTime())));
}

export function lastOf(days: readonly LocalDate[]): LocalDate | undefined {
  return days.toSorted().at(-1);
}
