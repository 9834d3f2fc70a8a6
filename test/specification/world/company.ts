import { DateTime } from 'luxon';
import type { Decision } from '../../../rules/decisions';
import type { IamUser, Inventory } from '../../../rules/model';
import { credentialOf, type Deed } from '../../../rules/notices';
import { flatSettingsSchema, settingsSchema, type Settings } from '../../../rules/settings';
import type { History, Reading } from '../history';
import { sshKeysOf } from '../case';
import { Memory } from './memory';
import { messageOf } from './message-of';
import { changed, userOf } from './people';
import { Slack } from './slack';
import type { Happening, Rules, Story, StoryDay } from './story';

const account = { id: '111111111111', name: 'identity' };
const MINUTE = 60_000;

/** Everything that a run is asked about. */
export interface Asked {
  readonly reading: Reading;
  readonly inventory: Inventory;
  readonly ledger: ReturnType<Memory['ledger']>;
  readonly history: History;
}

/** A company in which the days of a story come to pass. */
export class Company {
  readonly #memory = new Memory(account.id);
  readonly #slack: Slack;
  readonly #readings: Reading[] = [];
  readonly #stopped: { keyId: string; at: Date }[] = [];
  readonly #plannedIn = new Map<string, number>();
  readonly #takenBack = new Set<string>();
  readonly #start: DateTime;
  #users: readonly IamUser[];
  #settings: Settings;
  #day = 0;
  #made = 0;
  /** What people do falls between the reading of one run and that of the next. */
  #readAt: Date;

  constructor(private readonly story: Story) {
    const [hour, minute] = story.at;
    this.#start = DateTime.fromISO(story.from, { zone: story.zone }).set({ hour, minute });
    this.#readAt = this.#start.toJSDate();
    this.#slack = new Slack(this.#memory, account, story.zone);
    this.#settings = settingsOf(story.rules, story.zone);
    this.#users = story.people.map((person, n) => userOf(person, n, this.#readAt, this.#making));
    for (const [n, { cameOn }] of story.people.entries())
      for (let day = 1; day <= (cameOn ?? 0); day++)
        this.#slack.use(
          this.#users[n],
          'sign-in',
          new Date(+this.#readAt - day * 24 * 60 * MINUTE),
        );
  }

  readonly #making = {
    key: (createdAt: Date, status: 'Active' | 'Inactive') => ({
      id: `AKIA${++this.#made}`,
      createdAt,
      status,
    }),
  };

  /** What the run of that day finds. */
  begin(day: StoryDay): Asked {
    this.#day += day.after;
    const now = this.#now();
    const before = this.#readAt;
    // A second run of one time reads after the first one's messages have arrived.
    const readAt = new Date(Math.max(+now + day.late * MINUTE, +before + MINUTE));
    this.#readAt = readAt;
    if (day.rules) this.#settings = settingsOf(day.rules, this.story.zone);
    for (const each of day.happenings.toSorted((a, b) => a.when - b.when)) {
      const seconds = Math.floor(((+readAt - +before - 1000) * each.when) / 16_000);
      const at = new Date(+before + 1000 * (1 + seconds));
      this.#memory.deliverLate(at);
      this.#happen(each, at);
    }
    this.#memory.deliverLate(readAt);
    const usesAsOf = new Date(+now - day.reportAge * 60 * MINUTE);
    const users = this.#users;
    const reading = { now, readAt, usesAsOf, users, settings: this.#settings };
    const ledger = this.#memory.ledger();
    return {
      reading,
      inventory: { account, readAt, usesAsOf, users },
      ledger,
      history: this.#history(ledger),
    };
  }

  /** The run does what was decided, and its messages become what they become. */
  end(day: StoryDay, { reading, inventory }: Asked, decisions: readonly Decision[]): void {
    const { now } = reading;
    this.#memory.read(inventory, now);
    const queue: string[] = [];
    for (const decision of decisions) {
      this.#memory.remember(decision);
      if (decision.do === 'withdraw') this.#takenBack.add(decision.noticeId);
      if (decision.do === 'send') {
        this.#memory.plan(decision.notice);
        queue.push(decision.notice.id);
      }
    }
    for (const decision of decisions) {
      const done = this.#do(decision, day.refuses);
      if (done) queue.push(done.id);
    }
    for (const id of queue)
      if (!this.#plannedIn.has(id) || this.#takenBack.delete(id))
        this.#plannedIn.set(id, this.#readings.length);
    queue.forEach((id, n) =>
      this.#memory.deliver(id, day.post[n % day.post.length] ?? 'told', this.#readAt),
    );
    this.#memory.finish(now);
    this.#readings.push(reading);
  }

  /** What was disabled, or found out to have been. */
  #do(decision: Decision, refuses: boolean): Deed | undefined {
    if (decision.do !== 'disable' && decision.do !== 'abandon') return undefined;
    const { notice } = decision;
    const { id } = credentialOf(notice);
    const press = this.#slack.openPress(id);
    if (decision.do === 'disable' && !decision.tellOnly && refuses) return undefined;
    if (press) press.endedAt = new Date(+this.#readAt + 7000);
    if (decision.do === 'abandon' && !press?.wasDone) {
      this.#memory.forget(id, notice.id);
      return undefined;
    }
    this.#memory.plan(notice);
    this.#stop(notice);
    return notice;
  }

  #stop(notice: Deed): void {
    const { id } = credentialOf(notice);
    const at = new Date(Math.max(+this.#now(), Date.parse(notice.plannedAt)));
    this.#memory.disabled(id, at);
    this.#stopped.push({ keyId: id, at });
    if (!notice.isEnabledAgain) this.#turnOff(id);
  }

  /** The run's scheduled time. */
  #now(): Date {
    return this.#start.plus({ days: this.#day }).toJSDate();
  }

  #turnOff(keyId: string): void {
    this.#users = this.#users.map((user) => ({
      ...user,
      keys: user.keys.map((key) => (key.id === keyId ? { ...key, status: 'Inactive' } : key)),
      sshKeys: sshKeysOf(user).map((key) =>
        key.id === keyId ? { ...key, status: 'Inactive' } : key,
      ),
    }));
  }

  #happen(happening: Happening, at: Date): void {
    const user = this.#users[happening.who % this.#users.length];
    if (!user) return;
    const after = changed(user, happening, at, this.#making);
    this.#users = this.#users.map((each) => (each === user ? after : each));
    for (const did of this.#slack.happen(user, happening, at)) {
      if (did.turnsOff) this.#turnOff(did.turnsOff);
      if (did.stopped) this.#stopped.push({ keyId: did.stopped, at });
      if (did.news) this.#plannedIn.set(did.news, this.#readings.length);
    }
  }

  #history({ notices }: ReturnType<Memory['ledger']>): History {
    const messages = [...notices.values()].flatMap((record) => {
      const message = messageOf(record);
      return message ? [{ ...message, runsBefore: this.#plannedIn.get(record.id) ?? 0 }] : [];
    });
    return {
      readings: [...this.#readings],
      messages,
      stopped: [...this.#stopped],
      ...this.#slack.said(),
    };
  }
}

/** Few are different, and to check them takes long. */
const checked = new Map<string, Settings>();
function settingsOf(rules: Rules, timeZone: string): Settings {
  const about = JSON.stringify([rules, timeZone]);
  const settings = checked.get(about) ?? check(rules, timeZone);
  checked.set(about, settings);
  return settings;
}

function check({ askAgainDays, ...rules }: Rules, timeZone: string): Settings {
  const settings = settingsSchema.parse({ ...rules, timeZone });
  if (askAgainDays === undefined) return settings;
  return { ...settings, questions: flatSettingsSchema.parse({ askAgainDays }).questions };
}
