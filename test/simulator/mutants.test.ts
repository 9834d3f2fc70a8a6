import assert from 'node:assert/strict';
import { mutants } from './mutants';
import { play } from './play';
import { promises } from './promises';
import { seedsFrom } from './seeds';
import { playHere, simulate } from './simulate';

/** Of seeds in which no promise is broken, see simulator.test.ts. */
const FIRST_SEED = 1;
const MOST_CREDENTIAL_DAYS = 30_000;

describe('the simulator', () => {
  for (const { name, tampering, noticedBy, story, firstSeed = FIRST_SEED } of mutants)
    for (const check of noticedBy)
      it(`notices, by ${check.name}, a Keyturn that ${name}`, async () => {
        const player = playHere(tampering, [check]);
        const outcome = story
          ? await play(story, tampering, [check])
          : (await simulate(seedsFrom(firstSeed), MOST_CREDENTIAL_DAYS, player)).failed[0];
        assert.equal(outcome?.broken?.promise, check.name);
      });

  it('would notice if any of the promises were broken', () => {
    const tried = new Set(mutants.flatMap(({ noticedBy }) => noticedBy));
    assert.deepEqual(
      promises.filter((check) => !tried.has(check)),
      [],
    );
    assert.equal(promises.length, 17);
  });
});
