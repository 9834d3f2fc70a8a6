import type { PackProcess } from '../policy-pack/testing/pack-process';
import type { TestResource } from '../policy-pack/testing/requests';

/** How many resources go to one pack before it is another's turn: short beside what else the machine does. */
const turn = 50;

export interface Entrant {
  readonly name: string;
  readonly process: PackProcess;
}

/**
 * One deployment of the same resources with each pack, the packs taking turns.
 * @returns milliseconds a resource, in the order of the entrants
 * @throws if a pack finds something wrong: then it did other work than the others
 */
export async function measureRound(
  entrants: readonly Entrant[],
  resources: readonly TestResource[],
): Promise<readonly number[]> {
  const times = entrants.map(() => 0);
  const timed = async (entrant: number, work: (process: PackProcess) => Promise<unknown[]>) => {
    const { name, process } = entrants[entrant] as Entrant;
    const start = performance.now();
    const violations = await work(process);
    times[entrant] = (times[entrant] ?? 0) + performance.now() - start;
    if (violations.length > 0)
      throw new Error(`${name} refused what it should pass: ${JSON.stringify(violations[0])}`);
  };
  for (const { process } of entrants) await process.beginDeployment();
  for (let first = 0, turns = 0; first < resources.length; first += turn, turns++) {
    const some = resources.slice(first, first + turn);
    for (const entrant of rotated(entrants, turns))
      await timed(entrant, async (process) => {
        const violations: unknown[] = [];
        for (const each of some) violations.push(...(await process.register(each)));
        return violations;
      });
  }
  for (const entrant of rotated(entrants, 0))
    await timed(entrant, async (process) => [...(await process.analyzeStack(resources))]);
  return times.map((time) => time / resources.length);
}

/** The indexes, beginning with another one each time: nobody always goes first. */
function rotated(entrants: readonly Entrant[], by: number): readonly number[] {
  return entrants.map((_, index) => (index + by) % entrants.length);
}
