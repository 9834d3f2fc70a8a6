import assert from 'node:assert/strict';
import { holds } from './check';
import { deployCompany, type DeployedCompany } from './deploy-company';
import { heldAtTheEnd, type Held } from './held-at-the-end';
import { play } from './play';
import { promisesKept } from './promises-kept';
import { story } from './story';
import { worldOf } from './world';

describe('a hundred days of the example company', () => {
  let deployed: DeployedCompany;
  let held: Held;

  before(async () => {
    deployed = await deployCompany();
    const { company } = deployed;
    const world = await worldOf(company);
    await play(company, story, world, {
      happened: () => undefined,
      missed: () => undefined,
      ran: () => undefined,
    });
    held = await heldAtTheEnd(company, world);
  });
  after(() => deployed.stop());

  // The names are known before the story is played; what was found is not.
  const nothing: Held = {
    keys: {},
    switched: [],
    homes: {},
    ofOthers: [],
    messages: [],
    twice: [],
    backlog: 0,
  };
  promisesKept(nothing).forEach(({ what }, i) =>
    it(what, () => {
      const check = promisesKept(held)[i];
      assert.ok(check);
      assert.deepEqual(check.found, check.expected);
    }),
  );

  it('does not hold for a company in which nothing happened', () =>
    assert.ok(promisesKept(nothing).filter((check) => !holds(check)).length >= 10));
});
