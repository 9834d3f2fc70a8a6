import type { Dice } from './dice';
import type { Kill, Plan } from './killable-function';
import type { Fate } from './switchboard';

const fates = ['never arrives', 'answer is lost', 'answer is heard'] as const;
/** Calls that change nothing: the less interesting places to die. */
const READING = / (Get|List|Describe|Query|Lookup|Generate|AssumeRole|users\.info)/;

/** Plans deaths, and more of them where few have died yet. */
export class Reaper {
  readonly kills: Kill[] = [];

  constructor(private readonly dice: Dice) {}

  /** @param longestMs how long such an invocation takes at most, for deaths that no call brings about */
  plan(longestMs: number): Plan {
    if (this.dice.roll() < 0.2) return { at: () => undefined, afterMs: this.dice.roll() * longestMs };
    return { at: (action) => this.#at(action) };
  }

  #at(action: string): Fate | undefined {
    const fate: Fate = this.dice.oneOf(fates);
    const before = this.kills.filter((kill) => kill.action === action && kill.fate === fate).length;
    const eagerness = READING.test(action) ? 0.25 : 1;
    return this.dice.roll() < eagerness / (2 + before) ? fate : undefined;
  }

  /** How many died where, as lines of a table. */
  table(): readonly string[] {
    const rows = Map.groupBy(this.kills, ({ functionName, action }) => `${functionName}: ${action}`);
    const width = Math.max(...[...rows.keys()].map((row) => row.length));
    return [
      `${'killed at'.padEnd(width)}  ${fates.join('  ')}`,
      ...[...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([row, kills]) => {
        const counts = fates.map((fate) => {
          const count = kills.filter((kill) => kill.fate === fate).length;
          return String(count).padStart(fate.length);
        });
        return `${row.padEnd(width)}  ${counts.join('  ')}`;
      }),
    ];
  }
}
