import { DateTime } from 'luxon';
import type { Decision } from '../../../rules/decisions';
import type { NoticeRecord } from '../../../rules/ledger';
import type { AccessKey, IamUser, Inventory } from '../../../rules/model';
import { flatSettingsSchema, settingsSchema, type Settings } from '../../../rules/settings';
import type { History, Message, Reading } from '../history';
import { Memory, isTeamNews } from './memory';
import type { Happening, Person, Rules, Story, StoryDay } from './story';

const account = { id: '111111111111', name: 'identity' };
const DAY = 86_400_000;
const types = ['engineer', 'engineer', 'machine', 'robot'];
const slackIds = ['U0ALICE0001', 'U0BOB000001', '', 'nobody'];

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
  readonly #readings: Reading[] = [];
  readonly #stopped: { keyId: string; at: Date }[] = [];
  readonly #plannedIn = new Map<string, number>();
  readonly #start: DateTime;
  #users: readonly IamUser[];
  #settings: Settings;
  #day = 0;
  #made = 0;

  constructor(private readonly story: Story) {
    const [hour, minute] = story.at;
    this.#start = DateTime.fromISO(story.from, { zone: story.zone }).set({ hour, minute });
    this.#settings = settingsOf(story.rules, story.zone);
    this.#users = story.people.map((person, n) => this.#user(person, n));
  }

  /** What the run of that day finds. */
  begin(day: StoryDay): Asked {
    const before = this.#now();
    this.#day += day.after;
    const now = this.#now();
    this.#memory.deliverLate(now);
    if (day.rules) this.#settings = settingsOf(day.rules, this.story.zone);
    for (const each of day.happenings.toSorted((a, b) => a.when - b.when))
      this.#happen(
        each,
        new Date(before.getTime() + ((now.getTime() - before.getTime()) * each.when) / 16),
      );
    // A second run of one time reads after the first one's messages have arrived.
    const late = day.late + (day.after === 0 ? 1 : 0);
    const readAt = new Date(now.getTime() + late * 60_000);
    const usesAsOf = new Date(now.getTime() - day.reportAge * 3_600_000);
    const users = this.#users;
    const reading = { now, readAt, usesAsOf, users, settings: this.#settings };
    const ledger = this.#memory.ledger();
    const messages = [...ledger.notices.values()].flatMap((record) => this.#message(record));
    const history = { readings: [...this.#readings], messages, stopped: [...this.#stopped] };
    return { reading, inventory: { account, readAt, usesAsOf, users }, ledger, history };
  }

  /** The run does what was decided, and its messages become what they become. */
  end(day: StoryDay, { reading, inventory }: Asked, decisions: readonly Decision[]): void {
    const { now } = reading;
    this.#memory.read(inventory, now);
    const queue: string[] = [];
    for (const decision of decisions) {
      this.#memory.remember(decision);
      if (decision.do === 'send') {
        this.#memory.plan(decision.notice);
        queue.push(decision.notice.id);
      }
    }
    for (const decision of decisions)
      if (decision.do === 'disable' && !day.refuses) {
        this.#memory.plan(decision.notice);
        this.#memory.disabled(decision.credential.ref, now);
        this.#stop(decision.credential.ref.id, now);
        queue.push(decision.notice.id);
      }
    for (const id of queue)
      this.#plannedIn.set(id, this.#plannedIn.get(id) ?? this.#readings.length);
    queue.forEach((id, n) =>
      this.#memory.deliver(id, day.post[n % day.post.length] ?? 'told', now),
    );
    this.#memory.finish(now);
    this.#readings.push(reading);
  }

  #message(record: NoticeRecord): readonly Message[] {
    const message = messageOf(record);
    return message ? [{ ...message, runsBefore: this.#plannedIn.get(record.id) ?? 0 }] : [];
  }

  #stop(keyId: string, at: Date): void {
    this.#stopped.push({ keyId, at });
    this.#users = this.#users.map((user) => ({
      ...user,
      keys: user.keys.map((key) => (key.id === keyId ? { ...key, status: 'Inactive' } : key)),
    }));
  }

  #happen({ who, what, n }: Happening, at: Date): void {
    const user = this.#users[who % this.#users.length];
    if (!user) return;
    const changed = this.#changed(user, what, n, at);
    this.#users = this.#users.map((each) => (each === user ? changed : each));
  }

  #changed(user: IamUser, what: Happening['what'], n: number, at: Date): IamUser {
    const key = user.keys[n % Math.max(1, user.keys.length)];
    const withKey = (more: Partial<AccessKey>) => ({
      ...user,
      keys: user.keys.map((each) => (each === key ? { ...each, ...more } : each)),
    });
    const withTags = (more: Record<string, string>) => ({
      ...user,
      tags: withoutEmpty({ ...user.tags, ...more }),
    });
    switch (what) {
      case 'make key':
        if (user.keys.length === 2) return user;
        return { ...user, keys: [...user.keys, this.#key(at, 'Active')] };
      case 'delete key':
        return { ...user, keys: user.keys.filter((each) => each !== key) };
      case 'turn off':
        return withKey({ status: 'Inactive' });
      case 'turn on':
        return withKey({ status: 'Active' });
      case 'use':
        return key?.status === 'Active' && key.createdAt <= at
          ? withKey({ lastUsed: { at } })
          : user;
      case 'set type':
        return withTags({ type: types[n % types.length] ?? '' });
      case 'set slack id':
        return withTags({ 'slack-id': slackIds[n % slackIds.length] ?? '' });
      case 'exempt':
        return withTags({
          'Key-Exempt-Until': new Date(at.getTime() + [0, 1, 2, 3, 5, 30, 89, 100][n]! * DAY)
            .toISOString()
            .slice(0, 10),
          'key-exempt-reason': n % 2 === 0 ? 'On leave' : '',
        });
      case 'end exemption':
        // Now and then the reason is left.
        return withTags({ 'Key-Exempt-Until': '', ...(n % 3 > 0 && { 'key-exempt-reason': '' }) });
      case 'change password':
        return { ...user, password: { changedAt: at } };
      case 'lose mfa':
        return { ...user, hasMfa: !user.hasMfa };
      case 'answer':
        this.#answer(user, n, at);
        return user;
    }
  }

  #answer({ keys, tags }: IamUser, n: number, at: Date): void {
    for (const { notice, owner } of this.#memory.ledger().notices.values())
      if (notice?.kind === 'key-question' && owner && keys.some(({ id }) => id === notice.key.id)) {
        const by = tags['slack-id'] ?? 'U0ALICE0001';
        this.#memory.answer(notice.id, { said: n < 6 ? 'mine' : 'not-mine', by, at });
      }
  }

  #user(person: Person, n: number): IamUser {
    const now = this.#now().getTime();
    return {
      arn: `arn:aws:iam::${account.id}:user/user-${n}`,
      name: `user-${n}`,
      id: `AIDA${n}`,
      createdAt: new Date(now - 600 * DAY),
      tags: withoutEmpty({ type: person.type, 'slack-id': person.slackId }),
      keys: person.keys.map(({ age, isOn, idle }) => ({
        ...this.#key(new Date(now - age * DAY - 3_600_000), isOn ? 'Active' : 'Inactive'),
        ...(idle < age && { lastUsed: { at: new Date(now - idle * DAY - 1_800_000) } }),
      })),
      hasMfa: person.hasMfa,
      ...(person.passwordAge !== undefined && {
        password: { changedAt: new Date(now - person.passwordAge * DAY - 3_600_000) },
      }),
    };
  }

  #key(createdAt: Date, status: AccessKey['status']): AccessKey {
    return { id: `AKIA${++this.#made}`, createdAt, status };
  }

  #now(): Date {
    return this.#start.plus({ days: this.#day }).toJSDate();
  }
}

function settingsOf({ askAgainDays, ...rules }: Rules, timeZone: string): Settings {
  const settings = settingsSchema.parse({ ...rules, timeZone });
  if (askAgainDays === undefined) return settings;
  return { ...settings, questions: flatSettingsSchema.parse({ askAgainDays }).questions };
}

function messageOf(record: NoticeRecord): Omit<Message, 'runsBefore'> | undefined {
  const { notice, plannedAt, owner, team, toldStopsOn: named, answer } = record;
  if (!notice) return undefined;
  const isTeams = isTeamNews(notice) || notice.owner.slackId === undefined;
  const delivery = isTeams || (owner && 'failed' in owner) ? team : owner;
  const deliveredAt = delivery && 'at' in delivery ? delivery.at : undefined;
  const isWithdrawn = record.withdrawn !== undefined;
  return { notice, plannedAt, deliveredAt, named, isWithdrawn, answer };
}

function withoutEmpty(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== ''));
}
