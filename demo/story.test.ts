import assert from 'node:assert/strict';
import { deployCompany } from './deploy-company';
import type { EmulatedCompany } from '../emulation/company/emulated-company';
import { heldAtTheEnd, type Held } from './held-at-the-end';
import { play } from './play';
import { holds, promisesKept } from './promises-kept';

describe('a hundred days of the example company', function () {
  this.timeout(300_000);
  let company: EmulatedCompany;
  let held: Held;

  before(async () => {
    company = await deployCompany();
    const world = await play(company, {
      happened: () => undefined,
      missed: () => undefined,
      ran: () => undefined,
    });
    held = await heldAtTheEnd(company, world);
  });
  after(() => company.stop());

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
