import assert from 'node:assert/strict';
import { mutants } from './mutants';
import { promises } from './promises';
import { simulate } from './simulate';

/** Of seeds in which no promise is broken, see simulator.test.ts. */
const FIRST_SEED = 1;
const MOST_KEY_DAYS = 10_000;

describe('the simulator', () => {
  for (const { name, tampering, noticedBy } of mutants)
    for (const check of noticedBy)
      it(`notices, by ${check.name}, a Keyturn that ${name}`, async () => {
        const { failed } = await simulate(FIRST_SEED, MOST_KEY_DAYS, tampering, [check]);
        assert.equal(failed?.outcome.broken?.promise, check.name);
      });

  it('would notice if any of the ten promises were broken', () => {
    const tried = new Set(mutants.flatMap(({ noticedBy }) => noticedBy));
    assert.deepEqual(
      promises.filter((check) => !tried.has(check)),
      [],
    );
    assert.equal(promises.length, 10);
  });
});
