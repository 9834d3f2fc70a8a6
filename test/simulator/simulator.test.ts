import assert from 'node:assert/strict';
import { play } from './play';
import { explain, simulate } from './simulate';
import { enabledAgainBeforeItWasTold, secondKeyOffForWeeks } from './story/told-stories';

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
      ...['digest', 'message in the thread of a digest', 'record of a notice dropped'],
      ...['held key asked for its warnings'],
    ])
      assert.ok(tally.has(what), `${what} never occurred`);
  });

  it('keep a key on whose second one was off for weeks, until its owner is told anew', async () => {
    const { broken, chronicle } = await play(secondKeyOffForWeeks);
    assert.equal(broken, undefined);
    assert.equal(chronicle.tally.get('message shown: second-key'), 4);
    assert.equal(chronicle.disablings.length, 1);
  });

  it('are told of a key that was off, though it was enabled again before the next run', async () => {
    const { broken, chronicle } = await play(enabledAgainBeforeItWasTold);
    assert.equal(broken, undefined);
    assert.equal(chronicle.tally.get('crash after iam.disable'), 1);
    assert.equal(chronicle.tally.get('message shown: disabled'), 2);
  });

  it('are the same for the same seed', async () => {
    const [once, again] = [await simulate(7, 1), await simulate(7, 1)];
    assert.deepEqual([...once.tally], [...again.tally]);
  });
});
