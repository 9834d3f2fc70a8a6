import assert from 'node:assert/strict';
import { play } from './play';
import type { Story } from './story/story';
import {
  dies,
  forcedAndTakenBack,
  forcedStoppedAndTakenBack,
  forcedWarnedAndTakenBack,
  goesBackAtTheLastMoment,
  goesBackByHand,
  goesBackForAWhile,
  goesBackUnseen,
  leaves,
  leavesByDate,
  leavesByForce,
  leavesByHerWord,
  leavesByMistake,
  leavesWithoutProof,
  losesHerWayAtTheLastMoment,
  seenLater,
  toldOfNoMore,
  usesTheOldKey,
} from './story/told-of-moves';
import type { Chronicle } from './world/chronicle';

async function chronicleOf(story: Story): Promise<Chronicle> {
  const { broken, chronicle } = await play(story);
  assert.equal(broken, undefined);
  return chronicle;
}

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const stopped = ({ disablings }: Chronicle) => disablings.map(({ at }) => dateOf(at));
/** When its owner was told, and of which day. */
const warned = ({ shown }: Chronicle) =>
  shown
    .filter(({ step, facts }) => step === 'owner' && facts.kind === 'closing')
    .map(({ at, facts }) => `${dateOf(at)} of ${facts.day}`);

describe('people who leave their keys', () => {
  const leaving: readonly (readonly [string, Story])[] = [
    ['who have used another way on three days', leaves],
    ['who have said that it works', leavesByHerWord],
    ['whose closing was forced', leavesByForce],
    ['whose key has come to everybody’s last day', leavesByDate],
    ['whose uses CloudTrail told of later', seenLater],
    ['who go on using them', usesTheOldKey],
  ];
  for (const [who, story] of leaving)
    it(`are warned and lose them five days later: those ${who}`, async () => {
      const chronicle = await chronicleOf(story);
      assert.deepEqual(warned(chronicle), ['2026-03-08 of 2026-03-13']);
      assert.deepEqual(stopped(chronicle), ['2026-03-13']);
    });

  const staying: readonly (readonly [string, Story])[] = [
    ['who have used another way on two days', leavesWithoutProof],
    ['whose tag makes no sense', leavesByMistake],
    ['whose closing was forced, and taken back before any run', forcedAndTakenBack],
  ];
  for (const [who, story] of staying)
    it(`keep them, and are told nothing: those ${who}`, async () => {
      const chronicle = await chronicleOf(story);
      assert.deepEqual([warned(chronicle), stopped(chronicle)], [[], []]);
    });

  it('are named each week where their other way is not proved', async () => {
    const { runs } = await chronicleOf(leavesWithoutProof);
    const named = runs.flatMap(({ now, summary }) =>
      summary?.findings.some((line) => line.includes('alice: has `key` closed'))
        ? [dateOf(now.getTime())]
        : [],
    );
    assert.deepEqual(named.slice(0, 3), ['2026-03-08', '2026-03-15', '2026-03-22']);
  });

  for (const [how, story] of [
    ['by the command', goesBackForAWhile],
    ['by hand', goesBackByHand],
  ] as const)
    it(`go back ${how}, and are warned anew when it is closed again`, async () => {
      const chronicle = await chronicleOf(story);
      assert.deepEqual(warned(chronicle), ['2026-03-08 of 2026-03-13', '2026-03-23 of 2026-03-28']);
      assert.deepEqual(stopped(chronicle), ['2026-03-28']);
    });

  it('are warned anew, too, where no run has seen that they went back', async () => {
    const chronicle = await chronicleOf(goesBackUnseen);
    assert.deepEqual(warned(chronicle), ['2026-03-08 of 2026-03-13', '2026-03-12 of 2026-03-17']);
    assert.deepEqual(stopped(chronicle), ['2026-03-17']);
  });

  for (const [what, story] of [
    ['`key` is given back', goesBackAtTheLastMoment],
    ['the way that was proved is closed', losesHerWayAtTheLastMoment],
  ] as const)
    it(`keep them where ${what} before the last look`, async () => {
      const chronicle = await chronicleOf(story);
      const begun = [...chronicle.notices.values()].filter(
        ({ notice }) => notice.kind === 'key-disabled' && notice.cause === 'moved',
      );
      assert.deepEqual(
        begun.map(({ withdrawnAt = 0 }) => dateOf(withdrawnAt)),
        ['2026-03-13'],
      );
      assert.deepEqual(stopped(chronicle), []);
    });

  it('keep them after a closing that was forced, and taken back, when it is closed again', async () => {
    const chronicle = await chronicleOf(forcedWarnedAndTakenBack);
    assert.deepEqual(warned(chronicle), ['2026-03-08 of 2026-03-13']);
    assert.deepEqual(stopped(chronicle), []);
  });

  it('keep a new one after that, too, where age had stopped theirs before any warning', async () => {
    const chronicle = await chronicleOf(forcedStoppedAndTakenBack);
    assert.deepEqual(warned(chronicle), []);
    assert.deepEqual(
      chronicle.disablings.map(({ at }) => dateOf(at)),
      ['2026-03-11'],
    );
  });

  it('are not told of a closing that a run has found taken back', async () => {
    const chronicle = await chronicleOf(toldOfNoMore);
    assert.deepEqual([warned(chronicle), stopped(chronicle)], [[], []]);
  });

  for (const moment of ['before', 'midway', 'after'] as const)
    it(`lose them once, whichever call a run dies ${moment}`, async () => {
      for (const day of [3, 6, 11])
        for (let call = 6; call <= 16; call++) {
          const chronicle = await chronicleOf(dies({ ...leaves, days: 15 }, day, call, moment));
          assert.equal(chronicle.disablings.length, 1, `day ${day}, call ${call}`);
          assert.ok(warned(chronicle).length >= 1, `day ${day}, call ${call}`);
        }
    });

  it('keep what is given back, whichever call a run dies before that sees it', async () => {
    for (const day of [9, 10])
      for (let call = 4; call <= 9; call++) {
        const chronicle = await chronicleOf(dies(goesBackByHand, day, call, 'before'));
        assert.deepEqual(stopped(chronicle), ['2026-03-28'], `day ${day}, call ${call}`);
      }
  });
});
