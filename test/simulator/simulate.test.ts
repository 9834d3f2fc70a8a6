import assert from 'node:assert/strict';
import { seedsFrom } from './seeds';
import { simulate, type Played, type Player } from './simulate';

const broken = { promise: 'p', day: 3, how: 'so' };

/** A player of companies with as many credential-days as their seed is high; of some the promise is broken. */
function players(breaking: readonly number[] = []) {
  const asked: number[] = [];
  let running = 0;
  let most = 0;
  const player: Player = async (seed) => {
    asked.push(seed);
    most = Math.max(most, ++running);
    // The later ones are done first.
    await new Promise((done) => setTimeout(done, 20 - seed));
    running -= 1;
    const played: Played = { seed, credentialDays: seed, tally: [['day', seed]] };
    return breaking.includes(seed) ? { ...played, broken } : played;
  };
  return { player, asked, most: () => most };
}

describe('simulate', () => {
  it('ends with the company that comes to so many credential-days', async () => {
    for (const [credentialDays, companies] of [
      [1, 1],
      [5, 1],
      [6, 2],
      [11, 2],
      [12, 3],
    ] as const) {
      const report = await simulate(seedsFrom(5), credentialDays, players().player);
      assert.equal(report.companies, companies);
    }
  });

  it('comes to the same however many are played at once', async () => {
    const report = async (atOnce: number) => {
      const { player, most } = players([7]);
      const found = await simulate(seedsFrom(5), 30, player, { atOnce, keepGoing: true });
      assert.equal(most(), atOnce);
      return { ...found, tally: [...found.tally] };
    };
    const alone = await report(1);
    assert.deepEqual([alone.companies, alone.credentialDays, alone.tally], [5, 35, [['day', 35]]]);
    assert.deepEqual(
      alone.failed.map(({ seed }) => seed),
      [7],
    );
    for (const atOnce of [2, 4]) assert.deepEqual(await report(atOnce), alone);
  });

  it('ends at the first broken promise, in the order of the seeds, unless it is to go on', async () => {
    const seedsOfFailed = async (keepGoing: boolean) => {
      const { player } = players([6, 7]);
      const options = { atOnce: 4, keepGoing };
      const { failed, companies } = await simulate(seedsFrom(5), 30, player, options);
      return [failed.map(({ seed }) => seed), companies];
    };
    assert.deepEqual(await seedsOfFailed(false), [[6], 2]);
    assert.deepEqual(await seedsOfFailed(true), [[6, 7], 5]);
  });

  it('plays nothing that is known, and lets each that it plays be kept', async () => {
    const { player, asked } = players();
    const kept: [number, number][] = [];
    const known = new Map([[1, { seed: 6, credentialDays: 100, tally: [] }]]);
    const keep = (n: number, { seed }: Played) => void kept.push([n, seed]);
    const report = await simulate(seedsFrom(5), 110, player, { known, keep });
    assert.deepEqual([report.companies, report.credentialDays], [3, 112]);
    assert.deepEqual(asked, [5, 7]);
    assert.deepEqual(kept, [
      [0, 5],
      [2, 7],
    ]);
  });

  it('fails where a company can’t be played', () =>
    assert.rejects(
      simulate(seedsFrom(5), 30, (seed) => Promise.reject(new Error(`no ${seed}`)), { atOnce: 3 }),
      { message: 'no 5' },
    ));
});
