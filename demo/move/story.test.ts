import assert from 'node:assert/strict';
import { holds, type Check } from '../check';
import { deployCompany, type DeployedCompany } from '../deploy-company';
import type { HeldAfterMoves } from './held';
import { promisesOfMoves } from './promises-kept';
import { moveTale } from './tale';

describe('the hundred days in which everybody leaves their keys', function () {
  this.timeout(600_000);
  let deployed: DeployedCompany;
  let checks: readonly Check[];

  before(async () => {
    deployed = await deployCompany({ day: moveTale.deployedOn });
    // The command as `npm run build` has left it: other tests copy it meanwhile.
    checks = await moveTale.play(deployed, {
      happened: () => undefined,
      missed: () => undefined,
      ran: () => undefined,
    });
  });
  after(() => deployed.stop());

  // The names are known before the story is played; what was found is not.
  const nothing: HeldAfterMoves = {
    keys: {},
    switched: [],
    homes: {},
    ofOthers: [],
    messages: [],
    twice: [],
    backlog: 0,
    people: [],
    certificates: new Map(),
    refusals: new Map(),
    engineers: '',
    engineersBefore: '',
    groups: {},
  };
  promisesOfMoves(nothing).forEach(({ what }, i) =>
    it(what, () => {
      const check = checks[i];
      assert.ok(check);
      assert.deepEqual(check.found, check.expected);
    }),
  );

  it('do not hold for a company in which nothing happened', () =>
    assert.ok(promisesOfMoves(nothing).filter((check) => !holds(check)).length >= 12));
});
