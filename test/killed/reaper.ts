import { MOST_RECEIVES } from './action-queue';
import type { Dice } from './dice';
import type { FunctionName } from './functions';
import { ITS_END, type Kill, type Plan } from './killable-function';
import { COMMAND, type CommandPlan } from './moves/killable-command';
import type { Fate } from './switchboard';

/** Plans who dies when. */
export interface Reaper {
  readonly kills: Kill[];
  /** For the next invocation of that function. */
  plan(functionName: FunctionName): Plan;
  /** For the next process of `keyturn move`. */
  planMove(): CommandPlan;
  /** Whether somebody who moves goes back, since something has died. */
  changesMinds(): boolean;
}

export const harmless: Plan = { at: () => undefined };

const fates = ['never arrives', 'answer is lost', 'answer is heard'] as const;
/** Calls that change nothing: the less interesting places to die. */
const READING = / (Get|List|Describe|Query|Lookup|Generate|AssumeRole|users\.info)/;
/** The one call that can't be taken back, and the share of the deaths that wait for it of whoever makes it. */
const DISABLING = 'iam UpdateAccessKey';
const AT_DISABLING: Readonly<Partial<Record<FunctionName, number>>> = { monitor: 0.4, act: 0.5 };
/** How long an invocation takes at most, roughly: for deaths that no call brings about. */
const LONGEST_MS: Readonly<Record<FunctionName, number>> = {
  monitor: 1500,
  notify: 1500,
  'key-events': 1500,
  act: 1000,
  'slack-in': 300,
};
/** Of what somebody waits for an answer of, the share of deaths that come right after it. */
const AT_THE_END: Readonly<Partial<Record<FunctionName, number>>> = { 'slack-in': 0.3, act: 0.2 };
/** The share of deliveries to act from which on it dies at the first change each time, until it is a dead letter. */
const AT_EACH_DELIVERY = 0.03;

/** What the command does to a file: the partial one is there, it is whole, it is in the file's place. */
const CHANGES_OF_FILES = ['rmSync', 'chmodSync', 'renameSync'] as const;
const LONGEST_MOVE_MS = 1500;
/** The share of deaths after which whoever wavers goes back: at one in ten some come to the end of their key. */
const CHANGES_MINDS = 0.1;

/** Kills at random, and more where few have died yet. */
export class RandomReaper implements Reaper {
  readonly kills: Kill[] = [];
  #more = 0;

  /** @param chance of an invocation to have a death planned */
  constructor(
    private readonly dice: Dice,
    private readonly most: number,
    private readonly chance: number,
  ) {}

  plan(functionName: FunctionName): Plan {
    if (this.kills.length >= this.most) return harmless;
    if (functionName === 'act' && this.#isAtEachDelivery()) {
      const fate = this.dice.oneOf(fates);
      return { at: (action) => (READING.test(action) ? undefined : fate) };
    }
    if (this.dice.roll() >= this.chance) return harmless;
    if (this.dice.roll() < (AT_THE_END[functionName] ?? 0))
      return { ...harmless, isAtItsEnd: true };
    if (this.dice.roll() < (AT_DISABLING[functionName] ?? 0)) {
      const fate = this.dice.oneOf(fates);
      return { at: (action) => (action === DISABLING ? fate : undefined) };
    }
    if (this.dice.roll() < 0.2)
      return { ...harmless, afterMs: this.dice.roll() * LONGEST_MS[functionName] };
    return { at: (action) => this.#at(action) };
  }

  planMove(): CommandPlan {
    if (this.kills.length >= this.most || this.dice.roll() >= this.chance) return harmless;
    const kind = this.dice.roll();
    if (kind < 0.2) return { ...harmless, afterMs: this.dice.roll() * LONGEST_MOVE_MS };
    const then = this.dice.oneOf(['before', 'after'] as const);
    if (kind < 0.6) return { ...harmless, atFile: { op: this.dice.oneOf(CHANGES_OF_FILES), then } };
    const fate = this.dice.oneOf(fates);
    // It has few calls, of which most read.
    return { at: (action) => (!READING.test(action) || this.dice.roll() < 0.2 ? fate : undefined) };
  }

  changesMinds(): boolean {
    return this.dice.roll() < CHANGES_MINDS;
  }

  #isAtEachDelivery(): boolean {
    if (this.#more === 0 && this.dice.roll() < AT_EACH_DELIVERY) this.#more = MOST_RECEIVES;
    if (this.#more === 0) return false;
    this.#more -= 1;
    return true;
  }

  #at(action: string): Fate | undefined {
    const fate: Fate = this.dice.oneOf(fates);
    const before = this.kills.filter((kill) => kill.action === action && kill.fate === fate).length;
    const eagerness = READING.test(action) ? 0.08 : 1;
    return this.dice.roll() < eagerness / (2 + before) ? fate : undefined;
  }
}

/** Whom to kill, and where: at its end, at a call, or, where the action is `file` and a call of Node's, at a change of a file. */
export type Victim = Omit<Kill, 'unrecorded'> & {
  /** What the call has to say, where it is one of several. */
  readonly says?: RegExp;
};

/** Kills once: at the first such call of a function, or of the command. Then whoever wavers goes back. */
export class SingleReaper implements Reaper {
  readonly kills: Kill[] = [];

  constructor(private readonly victim: Victim) {}

  plan(functionName: FunctionName): Plan {
    return this.#planFor(functionName);
  }

  planMove(): CommandPlan {
    const { action, fate } = this.victim;
    const plan = this.#planFor(COMMAND);
    const op = /^file (\w+)$/.exec(action)?.[1];
    if (plan === harmless || op === undefined) return plan;
    return { ...harmless, atFile: { op, then: fate === 'never arrives' ? 'before' : 'after' } };
  }

  changesMinds(): boolean {
    return true;
  }

  #planFor(name: string): Plan {
    const { victim, kills } = this;
    const { functionName, action, fate, says } = victim;
    if (kills.length > 0 || name !== functionName) return harmless;
    if (action === ITS_END) return { ...harmless, isAtItsEnd: true };
    return {
      at: (each, body) => (each === action && (says?.test(body) ?? true) ? fate : undefined),
    };
  }
}

/** How many died where, as lines of a table. */
export function tableOf(kills: readonly Kill[]): readonly string[] {
  const rows = Map.groupBy(kills, ({ functionName, action }) => `${functionName}: ${action}`);
  const width = Math.max(...[...rows.keys()].map((row) => row.length));
  return [
    `${'killed at'.padEnd(width)}  ${fates.join('  ')}`,
    ...[...rows]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([row, same]) => {
        const counts = fates.map((fate) => {
          const count = same.filter((kill) => kill.fate === fate).length;
          return String(count).padStart(fate.length);
        });
        return `${row.padEnd(width)}  ${counts.join('  ')}`;
      }),
  ];
}
