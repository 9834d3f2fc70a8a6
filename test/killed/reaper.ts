import type { Dice } from './dice';
import type { Kill, Plan } from './killable-function';
import type { Fate } from './switchboard';

/** Plans who dies when. */
export interface Reaper {
  readonly kills: Kill[];
  /** For the next invocation of that function. */
  plan(functionName: string): Plan;
}

export const harmless: Plan = { at: () => undefined };

const fates = ['never arrives', 'answer is lost', 'answer is heard'] as const;
/** Calls that change nothing: the less interesting places to die. */
const READING = / (Get|List|Describe|Query|Lookup|Generate|AssumeRole|users\.info)/;
/** The one call that can't be taken back, and the share of the monitor's deaths that wait for it. */
const DISABLING = 'iam UpdateAccessKey';
const AT_DISABLING = 0.4;
/** How long an invocation takes at most, roughly: for deaths that no call brings about. */
const LONGEST_MS = 1500;

/** Kills at random, and more where few have died yet. */
export class RandomReaper implements Reaper {
  readonly kills: Kill[] = [];

  /** @param chance of an invocation to have a death planned */
  constructor(
    private readonly dice: Dice,
    private readonly most: number,
    private readonly chance: number,
  ) {}

  plan(functionName: string): Plan {
    if (this.kills.length >= this.most || this.dice.roll() >= this.chance) return harmless;
    if (functionName === 'monitor' && this.dice.roll() < AT_DISABLING) {
      const fate = this.dice.oneOf(fates);
      return { at: (action) => (action === DISABLING ? fate : undefined) };
    }
    if (this.dice.roll() < 0.2) return { ...harmless, afterMs: this.dice.roll() * LONGEST_MS };
    return { at: (action) => this.#at(action) };
  }

  #at(action: string): Fate | undefined {
    const fate: Fate = this.dice.oneOf(fates);
    const before = this.kills.filter((kill) => kill.action === action && kill.fate === fate).length;
    const eagerness = READING.test(action) ? 0.08 : 1;
    return this.dice.roll() < eagerness / (2 + before) ? fate : undefined;
  }
}

/** Kills once: at the first such call of a function. */
export class SingleReaper implements Reaper {
  readonly kills: Kill[] = [];

  constructor(private readonly victim: Omit<Kill, 'unrecorded'>) {}

  plan(functionName: string): Plan {
    const { victim, kills } = this;
    if (kills.length > 0 || functionName !== victim.functionName) return harmless;
    return { at: (action) => (action === victim.action ? victim.fate : undefined) };
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
