import assert from 'node:assert/strict';
import { explain, simulate } from './simulate';

/** A few of the companies that `npm run simulate` goes through: enough to find most of what breaks. */
const FIRST_SEED = 1;
const KEY_DAYS = 8_000;

describe('companies over 200 days', () => {
  it('see the ten promises kept, whatever happens', async () => {
    const { failed, tally } = await simulate(FIRST_SEED, KEY_DAYS);
    assert.ok(failed === undefined, failed && (await explain(failed)));
    // Nothing of it would mean much if these had not occurred.
    for (const what of [
      ...['key disabled', 'key exempt on a day', 'dead letter', 'caught-up run', 'page boundary'],
      ...['overlapping runs', 'answer of Slack lost', 'message received again', 'account unread'],
      ...['run not completed', 'day with two enabled keys', 'day without faults'],
    ])
      assert.ok(tally.has(what), `${what} never occurred`);
  });

  it('are the same for the same seed', async () => {
    const [once, again] = [await simulate(7, 1), await simulate(7, 1)];
    assert.deepEqual([...once.tally], [...again.tally]);
  });
});
