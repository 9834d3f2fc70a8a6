import assert from 'node:assert/strict';
import { play } from './play';
import {
  diedAndUnseen,
  keysUnseenOnAnOlderDay,
  leftOpenAndUnseen,
  warnedInVainAndUnseen,
} from './story/told-of-what-is-unseen';
import type { Chronicle } from './world/chronicle';

const linesOf = ({ runs }: Chronicle) => runs.flatMap(({ summary }) => summary?.undelivered ?? []);
const doubt = /signing certificate .* of alice may have been disabled on /;
const disabled = ({ shown }: Chronicle) =>
  shown
    .filter(({ notice }) => notice.kind === 'credential-disabled')
    .map(({ recipient, at }) => `${recipient} ${new Date(at).toISOString().slice(0, 10)}`)
    .toSorted();
const told = (date: string) => [`C0TEAM00001 ${date}`, `U0000ALICE ${date}`];

/** The summaries of the days on which it can't be seen. */
const UNSEEN_DAYS = 6;
/** The first day on which it is seen again. */
const SEEN = '2026-03-14';

describe('what can’t be seen', () => {
  it('is named each day where nobody knows whether it was disabled, and told when it is', async () => {
    const { broken, chronicle } = await play(leftOpenAndUnseen);
    assert.equal(broken, undefined);
    assert.equal(linesOf(chronicle).filter((line) => doubt.test(line)).length, UNSEEN_DAYS);
    assert.deepEqual(disabled(chronicle), told(SEEN));
  });

  const deaths: readonly [string, number, 'before' | 'after', number, number][] = [
    ['the notice was written down', 9, 'after', 0, 1],
    ['its beginning was', 10, 'after', UNSEEN_DAYS, 1],
    ['it was disabled', 12, 'after', UNSEEN_DAYS, 1],
  ];
  for (const [what, call, moment, named] of deaths)
    it(`is told once, where a run died after ${what}`, async () => {
      const { broken, chronicle } = await play(diedAndUnseen(call, moment));
      assert.equal(broken, undefined);
      assert.equal(linesOf(chronicle).filter((line) => doubt.test(line)).length, named);
      assert.equal(chronicle.disablings.length, 1);
      assert.deepEqual(disabled(chronicle), told(SEEN));
    });

  it('is warned of anew where Slack had the warning wait too long', async () => {
    const { broken, chronicle } = await play(warnedInVainAndUnseen);
    assert.equal(broken, undefined);
    assert.ok(linesOf(chronicle).some((line) => /not delivered to owner and channel/.test(line)));
    assert.equal(chronicle.disablings.length, 1);
  });

  it('of a user is named by the first run that is not for an older day', async () => {
    const { broken, chronicle } = await play(keysUnseenOnAnOlderDay);
    assert.equal(broken, undefined);
    assert.equal(chronicle.tally.get('keys refused'), 2);
    const named = chronicle.runs.flatMap(({ now, summary }) =>
      summary?.findings.some((line) => line.includes('alice: which keys there are is not known'))
        ? [now.toISOString().slice(0, 10)]
        : [],
    );
    assert.deepEqual(named, ['2026-03-11']);
  });
});
