import { DateTime } from 'luxon';
import { Random } from '../../simulator/story/random';
import type { PlainDay, PlainDecision, PlainKey, PlainLook, PlainRule, PlainUser } from '../plain';
import { aUser, happenTo } from './hands';
import { Memory } from './memory';
import { anyRulebook, asWritten, DAY, type Rulebook } from './rulebook';
import { wildKeyRecord, wildNoticeRecord, type Whereabouts } from './wild-records';

const account = { id: '111111111111', name: 'identity' };

/** Days from one run to the next: runs are missed, doubled, and ages are to be crossed. */
const strides = [...Array<number>(10).fill(1), 2, 2, 5, 12, 0, 0];

/** One company and its random days: whoever plays them says what was decided, and the next day begins with it. */
export class Company {
  readonly #random: Random;
  readonly #rulebook: Rulebook;
  readonly #settings: PlainDay['settings'];
  readonly #memory: Memory;
  readonly #start: DateTime;
  #users: readonly PlainUser[];
  #day = 0;
  #made = 0;
  /** How often something is done to a user between two runs. */
  readonly #unrest: number;
  readonly #wildness: number;

  constructor(seed: number) {
    const random = (this.#random = new Random(seed));
    const first = Date.UTC(2026, 0, 1) + random.below(365) * DAY;
    this.#rulebook = anyRulebook(random, first);
    this.#settings = asWritten(this.#rulebook, random);
    this.#memory = new Memory(random);
    const [hour, minute] = random.pick([
      [9, 0],
      [9, 0],
      [2, 30],
      [0, 5],
      [23, 59],
    ] as const);
    this.#start = DateTime.fromMillis(first, { zone: this.#rulebook.timeZone }).set({
      hour,
      minute,
    });
    const count = random.chance(0.08) ? random.between(8, 14) : random.pick([1, 1, 2, 2, 3, 4]);
    const now = this.#timeOf(0);
    this.#users = Array.from({ length: count }, (_, n) => aUser(random, n, this.#rulebook, now));
    this.#unrest = random.pick([0, 0.05, 0.1, 0.3]);
    this.#wildness = random.pick([0, 0, 0.1, 0.5, 0.9]);
  }

  /** What the next run finds. */
  nextDay(): PlainDay {
    const random = this.#random;
    this.#day += random.pick(strides);
    const today = this.#timeOf(this.#day);
    this.#users = this.#users.map((user) =>
      random.chance(this.#unrest)
        ? happenTo(user, random, this.#rulebook, today, () => `AKIAN${++this.#made}`)
        : user,
    );
    if (random.chance(this.#wildness)) this.#writeWildly(today);
    const daysBack = random.chance(0.06) ? random.between(1, 4) : 0;
    const now = new Date(this.#timeOf(this.#day - daysBack));
    const late = random.pick([undefined, 5000, 3_600_000, daysBack * DAY + 60_000]);
    const users = this.#users.map(seen);
    return {
      account,
      ...(late !== undefined && { readAt: new Date(now.getTime() + late) }),
      users,
      ...(random.chance(0.05) && {
        concerned: users.filter(() => random.chance(0.5)).map(({ id }) => id),
      }),
      ledger: this.#memory.ledger(),
      settings: this.#settings,
      now,
    };
  }

  /** The run does what was decided, and its messages are delivered, more or less. */
  endDay({ users, now }: PlainDay, decisions: readonly PlainDecision[]): void {
    const memory = this.#memory;
    if (this.#random.chance(0.04)) return;
    memory.read(users);
    const disabled = memory.carryOut(decisions, now);
    memory.deliver(now);
    this.#users = this.#users.map((user) => ({
      ...user,
      keys: user.keys.map((key) =>
        disabled.has(key.id) ? { ...key, status: 'Inactive' as const } : key,
      ),
    }));
  }

  /** Last looks at keys that the plan wants disabled, and at any other. */
  looks(
    { users, now, settings }: PlainDay,
    decisions: readonly PlainDecision[],
  ): readonly PlainLook[] {
    const random = this.#random;
    const wanted = decisions.flatMap(({ do: what, keyId, userId, notice, why }) =>
      what === 'disable' && keyId
        ? [{ keyId, userId, cause: causeOf(notice), dueBy: ruleOf(why) }]
        : [],
    );
    const owner = random.pick(this.#users);
    const key = random.chance(0.1)
      ? 'AKIAGONE'
      : (random.shuffled(owner.keys)[0]?.id ?? 'AKIAGONE');
    const any = { keyId: key, userId: owner.id, cause: undefined, dueBy: undefined };
    return [...wanted, any].map(({ keyId, userId, cause, dueBy: wantedBy }): PlainLook => {
      const user = users.find(({ id }) => id === userId);
      const found = random.chance(0.5) && user ? this.#changed(user, now) : user;
      const dueBy = wantedBy ?? random.pick(['age', 'second-key'] as const);
      return {
        keyId,
        cause: wantedBy && cause ? cause : dueBy,
        dueBy,
        ...(found && !random.chance(0.03) && { found: this.#asFound(found, now) }),
        settings,
        now,
      };
    });
  }

  #changed(user: PlainUser, now: Date): PlainUser {
    const id = () => `AKIAL${++this.#made}`;
    return happenTo(user, this.#random, this.#rulebook, now.getTime(), id);
  }

  #asFound({ keys, tags }: PlainUser, now: Date): NonNullable<PlainLook['found']> {
    const readAt = new Date(now.getTime() + this.#random.pick([1000, 60_000, DAY]));
    return { keys, tags, ...(this.#random.chance(0.7) && { readAt }) };
  }

  #writeWildly(now: number): void {
    const random = this.#random;
    const memory = this.#memory;
    const where: Whereabouts = { random, rulebook: this.#rulebook, account, now };
    for (let n = random.between(1, 4); n > 0; n--) {
      const user = random.pick(this.#users);
      const gone: PlainKey = { id: `AKIAGONE${user.id}`, status: 'Active', createdAt: new Date(0) };
      const key = random.pick([...user.keys, ...user.keys, gone]);
      const record = wildNoticeRecord(where, user, key);
      const what = random.below(12);
      if (what < 5) memory.notices.set(record.id, record);
      else if (what === 5) memory.writeNewer();
      else if (what < 10) memory.keys.set(key.id, wildKeyRecord(where, user, key));
      else if (what === 10) random.pick([memory.keys, memory.notices, memory.newerKeys]).clear();
      else if (random.chance(0.3)) memory.newerKeys.add(key.id);
      else if (random.chance(0.5))
        memory.firstReadAt = random.pick([undefined, new Date(now - DAY)]);
      else
        memory.lastReadAt = random.pick([undefined, new Date(now + random.between(-2, 2) * DAY)]);
    }
  }

  /** The scheduled time of a day's run: the same by the zone's clock, whatever that does. */
  #timeOf(day: number): number {
    return this.#start.plus({ days: day }).toMillis();
  }
}

function causeOf(notice: PlainDecision['notice']): PlainLook['cause'] | undefined {
  const cause = notice?.['cause'];
  return cause === 'age' || cause === 'second-key' || cause === 're-enabled' ? cause : undefined;
}

/** By which rule a decision has a key disabled; its reason says so, also of one that was enabled again. */
function ruleOf(why: PlainDecision['why']): PlainRule | undefined {
  if (/warned on .* that it stops/.test(why?.text ?? '')) return 'age';
  return /a second key is enabled; told on/.test(why?.text ?? '') ? 'second-key' : undefined;
}

/** What a run sees: of a user whose keys may not be listed, none. */
function seen(user: PlainUser): PlainUser {
  return user.keysUnknown ? { ...user, keys: [] } : user;
}
