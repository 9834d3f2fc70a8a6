import assert from 'node:assert/strict';
import { compare, realPlanner } from './compare';
import { inWords } from './in-words';

/** A file of its own: mutation testing asks it of every bug in the rules, too. */
describe('the specification and the plan', () => {
  it('want the same on the days that are the same each time', () => {
    // Not the shortest: `npm run compare -- --days 800 --seed 20261201` finds that.
    const { difference } = compare(800, 20261201, realPlanner, { isShortened: false });
    assert.equal(difference && inWords(difference), undefined);
  });
});
