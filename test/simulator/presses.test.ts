import assert from 'node:assert/strict';
import { play } from './play';
import type { Story } from './story/story';
import {
  askedInARehearsal,
  askedWhileAPressWaits,
  enabledBeforeTheSecondDelivery,
  finishedByTheRun,
  leftToTheTeam,
  newsNoMore,
  nobodySaysWhoseItIs,
  notTheirsEnabledAgain,
  pressedBeforeTheTagsChanged,
  pressedByAResponder,
  pressedByTheFormerOwner,
  pressedInVain,
  pressedUnderAnOldMessage,
  pressedWithoutEnd,
  pressThatDies,
  refusedByAws,
  saidMine,
  saidMineAndNotMine,
  saidNotMine,
} from './story/told-of-presses';
import type { Chronicle } from './world/chronicle';

/** Of alice's two keys the one that was made, by its last character. */
const MADE = '3';

async function chronicleOf(story: Story): Promise<Chronicle> {
  const { broken, chronicle } = await play(story);
  assert.equal(broken, undefined);
  return chronicle;
}

/** What became of each press, in the order in which it was first answered. */
const answersTo = ({ presses }: Chronicle) =>
  [...presses.values()].flatMap(({ answers }) =>
    answers.map(({ answer }) => `${answer.outcome} ${answer.code}`),
  );
const byPresses = ({ disablings }: Chronicle) =>
  disablings.filter(({ press }) => press).map(({ id }) => id.slice(-1));
const toldOfReports = ({ shown }: Chronicle) =>
  shown
    .filter(({ notice }) => notice.kind === 'key-disabled' && notice.cause === 'reported')
    .map(({ step }) => step)
    .sort();
const questions = ({ shown }: Chronicle) =>
  shown.flatMap(({ notice }) => (notice.kind === 'key-question' ? [notice.asked] : []));

describe('companies that press', () => {
  for (const [who, story] of [
    ['a responder has', pressedByAResponder],
    ['its owner says was not theirs', saidNotMine],
    ['its owner said was theirs, and then that it was not', saidMineAndNotMine],
  ] as const)
    it(`lose at once the key that ${who}, and no other; both sides are told once`, async () => {
      const chronicle = await chronicleOf(story);
      assert.deepEqual(byPresses(chronicle), [MADE]);
      assert.deepEqual(toldOfReports(chronicle), ['copy', 'owner']);
      const pressed = [...chronicle.presses.values()].at(-1);
      const [disabling] = chronicle.disablings;
      assert.ok(pressed && disabling && disabling.at - pressed.at < 60_000);
    });

  const inVain: readonly (readonly [string, Story, readonly string[]])[] = [
    [
      'who may nothing, or a forwarded copy',
      pressedInVain,
      ['nothing no-responder', 'nothing copied'],
    ],
    ['the former owner', pressedByTheFormerOwner, ['nothing owner-changed']],
    ['who may, before the tags changed', pressedBeforeTheTagsChanged, ['nothing no-type']],
  ];
  for (const [who, story, answers] of inVain)
    it(`lose nothing by a press of ${who}, who is told why`, async () => {
      const chronicle = await chronicleOf(story);
      assert.deepEqual([byPresses(chronicle), answersTo(chronicle)], [[], answers]);
      const told = chronicle.ofPresses.filter(({ about }) => about.kind === 'press-answer');
      assert.equal(told.length, answers.length);
    });

  for (const [how, story] of [
    ['SQS delivers the press once more', enabledBeforeTheSecondDelivery],
    ['the old button is pressed once more', pressedUnderAnOldMessage],
  ] as const)
    it(`keep the key on that somebody has enabled again, where ${how}`, async () => {
      const chronicle = await chronicleOf(story);
      assert.deepEqual(byPresses(chronicle), [MADE]);
      assert.deepEqual(toldOfReports(chronicle), ['copy', 'owner']);
    });

  it('keep it on, too, where the button was shown while the press waited that had it disabled', async () => {
    const chronicle = await chronicleOf(askedWhileAPressWaits);
    assert.deepEqual(questions(chronicle), [1, 2]);
    assert.deepEqual(byPresses(chronicle), [MADE]);
    assert.deepEqual(answersTo(chronicle), ['disabled disabled', 'recorded older-button']);
  });

  it('lose no key of theirs for one that they say is not, though somebody has enabled it again', async () => {
    const chronicle = await chronicleOf(notTheirsEnabledAgain);
    assert.deepEqual(
      chronicle.disablings.map(({ id }) => id.slice(-1)),
      [MADE],
    );
    const told = chronicle.shown.filter(
      ({ notice, at }) =>
        notice.kind === 'second-key' && at > (chronicle.disablings[0]?.at ?? Infinity),
    );
    assert.deepEqual(told, []);
  });

  it('lose it by the next run, where AWS left open all day whether it was disabled', async () => {
    const chronicle = await chronicleOf(finishedByTheRun);
    assert.equal(chronicle.tally.get('dead action'), 1);
    const [disabling] = chronicle.disablings;
    assert.deepEqual([disabling?.id.slice(-1), disabling?.press], [MADE, undefined]);
    assert.deepEqual(toldOfReports(chronicle), ['copy', 'owner']);
  });

  it('keep it where it is a machine’s by that run, and its owner had reported it: the team knows', async () => {
    const chronicle = await chronicleOf(leftToTheTeam);
    assert.deepEqual(chronicle.disablings, []);
    assert.ok(chronicle.ofPresses.some(({ recipient }) => recipient === 'C0TEAM00001'));
  });

  it('are told, and the team, that AWS refuses', async () => {
    const chronicle = await chronicleOf(refusedByAws);
    assert.deepEqual(answersTo(chronicle), ['failed not-allowed']);
    const told = chronicle.ofPresses.map(({ recipient, seenBy }) => seenBy ?? recipient);
    assert.deepEqual(told.sort(), ['C0TEAM00001', 'U0RESPONDER']);
  });

  for (const moment of ['before', 'after'] as const)
    it(`lose it once, whichever call act dies ${moment}`, async () => {
      let deaths = 0;
      for (let call = 1; call <= 20; call++) {
        const chronicle = await chronicleOf(pressThatDies(call, moment));
        deaths += [...chronicle.tally.keys()].filter((what) => what.startsWith('crash ')).length;
        assert.deepEqual(
          chronicle.disablings.map(({ id }) => id.slice(-1)),
          [MADE],
          `call ${call}`,
        );
        assert.deepEqual(toldOfReports(chronicle), ['copy', 'owner'], `call ${call}`);
      }
      assert.ok(deaths >= 10, `${deaths} deaths`);
    });

  it('are reminded while somebody presses without end', async () => {
    const chronicle = await chronicleOf(pressedWithoutEnd);
    assert.equal(chronicle.tally.get('busy run'), 1);
    assert.deepEqual(byPresses(chronicle), []);
    assert.equal(chronicle.tally.get('press answered: nothing, no-responder'), 60);
  });

  it('are asked whose a new key is by the run, and once more, where no event tells of it', async () =>
    assert.deepEqual(questions(await chronicleOf(nobodySaysWhoseItIs)), [1, 2]));

  it('are not asked once more when it is no news any more, and the summary names the key', async () => {
    const chronicle = await chronicleOf(newsNoMore);
    assert.deepEqual(questions(chronicle), [1]);
    const named = chronicle.runs.filter(({ summary }) => summary?.unanswered?.length);
    assert.equal(named[0]?.now.toISOString(), '2026-03-08T09:00:00.000Z');
    assert.equal(named.length, 6);
  });

  it('are asked once where they say that it was them', async () =>
    assert.deepEqual(questions(await chronicleOf(saidMine)), [1]));

  it('are asked nothing in a rehearsal', async () =>
    assert.deepEqual(questions(await chronicleOf(askedInARehearsal)), []));
});
