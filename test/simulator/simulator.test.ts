import assert from 'node:assert/strict';
import { statusAction } from '../../rules/credentials';
import { noticeSchema } from '../../rules/notices';
import { play } from './play';
import { seedsFrom } from './seeds';
import { explain, playHere, simulate } from './simulate';
import { kinds, switchFailures, type Story } from './story/story';
import {
  exemptAfterTheDisabling,
  exemptForADay,
  exemptionEndsBetweenTwoRuns,
  exemptionReadByADeadRun,
  exemptionReadForTheDayBefore,
  exemptionSeenWhenOver,
  exemptSinceTheDay,
  warnedAnewByTwoRunsAtOnce,
} from './story/told-of-exemptions';
import {
  bothKeysStopAtOnce,
  caughtUpOnLongAgo,
  ownDayAfterTheSecondKey,
  secondKeyAfterTheDay,
  secondKeyGoneBeforeTheLastLook,
  secondKeyOffForTheDayBefore,
  secondKeyOffForWeeks,
  toldDaysLater,
} from './story/told-of-second-keys';
import {
  enabledAgainBeforeItWasTold,
  everyAnswerLostForADay,
  keyMadeInARehearsal,
  keysRefusedForDays,
  noReportForDays,
  rootKeyForDays,
  rootKeyOnAnOlderDay,
} from './story/told-of-troubles';
import {
  consoleMakesAUser,
  endsBeforeItsDay,
  onlyReported,
  resetAsNew,
  servicesRefusedForDays,
  switchFailsForDays,
  sshKeyOffBeforeTheLastLook,
} from './story/told-of-others';
import {
  forgottenKey,
  forgottenKeysHeld,
  keyUsedAtTheLastMoment,
  keyUsedInTime,
} from './story/told-of-no-use';
import type { Chronicle } from './world/chronicle';

/** A few of the companies that `npm run simulate` goes through: enough to find most of what breaks. */
const FIRST_SEED = 7;
const CREDENTIAL_DAYS = 20_000;

/** The days named at 83 and 86 days old: that on which the key is 91. */
const noMore = ['2026-03-10', '2026-03-10'];

describe('companies over 200 days', () => {
  it('see the promises kept, whatever happens', async () => {
    const { failed, tally } = await simulate(seedsFrom(FIRST_SEED), CREDENTIAL_DAYS, playHere());
    const [first] = failed;
    assert.ok(first === undefined, first && (await explain(first)));
    // Nothing of it would mean much if these had not occurred.
    for (const what of [
      ...['key disabled', 'key exempt on a day', 'dead letter', 'caught-up run', 'page boundary'],
      ...['overlapping runs', 'answer of Slack lost', 'message received again', 'account unread'],
      ...['run not completed', 'day with two enabled keys', 'day without faults'],
      ...['digest', 'message in the thread of a digest', 'record of a notice dropped'],
      ...['notice shown: key-unused', 'key disabled by a press', 'press that had to disable'],
      ...['press tried again', 'answer recorded: mine', 'home shown', 'message changed'],
      ...['new key asked for its question', 'unanswered key asked for its name in the summary'],
      ...['held key asked for its warnings', 'keys refused', 'no credential report'],
      ...['SSH keys as recorded', 'service-specific credentials refused', 'SSH keys refused'],
      ...[
        'key disabled since its owner has another way in',
        'other way in used',
        'deed: give-back',
      ],
      ...[
        'key of a leaver asked for its warnings',
        'key of somebody whose other way is not proved',
      ],
      ...noticeSchema.options
        .map(({ shape }) => shape.kind.value)
        .filter((kind) => kind !== 'console-user-created')
        .map((kind) => `notice shown: ${kind}`),
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

  it('have all the days of grace from when they are told, were it days later', async () => {
    const { broken, chronicle } = await play(toldDaysLater);
    assert.equal(broken, undefined);
    const told = chronicle.shown.filter(({ facts }) => facts.kind === 'second-key');
    assert.deepEqual(new Set(told.map(({ facts }) => facts.day)), new Set(['2026-03-08']));
  });

  const older: [string, Story][] = [
    ['a second key that is newer than the day', secondKeyAfterTheDay],
    ['a second key, though a later run has been', caughtUpOnLongAgo],
  ];
  for (const [what, story] of older)
    it(`are told of no day that is over where an older day is caught up on: ${what}`, async () => {
      const { broken, chronicle } = await play(story);
      assert.equal(broken, undefined);
      const told = chronicle.shown.filter(({ facts }) => facts.kind === 'second-key');
      assert.deepEqual(told.map(({ step }) => step).sort(), ['copy', 'owner']);
      for (const { facts } of told) assert.equal(facts.day, '2026-03-17');
      assert.equal(chronicle.disablings.length, 1);
    });

  it('keep an exemption that is younger than a day that is caught up on', async () => {
    const { broken, chronicle } = await play(exemptSinceTheDay);
    assert.equal(broken, undefined);
    assert.equal(chronicle.tally.get('caught-up run'), 1);
    assert.deepEqual(chronicle.disablings, []);
  });

  it('are warned anew on the day after an exemption, once', async () => {
    const { broken, chronicle } = await play(exemptionEndsBetweenTwoRuns);
    assert.equal(broken, undefined);
    const days = chronicle.shown.flatMap(({ step, facts }) =>
      step === 'owner' ? [facts.day] : [],
    );
    // Of day 0, and of day 7: five days later each; and, with no day, that the key is disabled.
    assert.deepEqual(days, ['2026-03-07', '2026-03-14', undefined]);
  });

  const shortlyExempt: [string, Story, readonly string[]][] = [
    ['anew, where a run has read it', exemptForADay, ['2026-03-10', '2026-03-10', '2026-03-12']],
    ['no more, where the run that read it died', exemptionReadByADeadRun, noMore],
    ['no more, where it was read for an older day', exemptionReadForTheDayBefore, noMore],
  ];
  for (const [what, story, days] of shortlyExempt)
    it(`are warned after an exemption of a day ${what}`, async () => {
      const { broken, chronicle } = await play(story);
      assert.equal(broken, undefined);
      const told = chronicle.shown.filter(
        ({ step, facts }) => step === 'owner' && facts.kind === 'reminder',
      );
      assert.deepEqual(
        told.map(({ facts }) => facts.day),
        days,
      );
      assert.deepEqual(
        chronicle.disablings.map(({ at }) => new Date(at).toISOString().slice(0, 10)),
        days.slice(-1),
      );
    });

  it('are told of a second key once, though it was off when an older day was caught up on', async () => {
    const { broken, chronicle } = await play(secondKeyOffForTheDayBefore);
    assert.equal(broken, undefined);
    const told = chronicle.shown.filter(({ facts }) => facts.kind === 'second-key');
    assert.deepEqual(
      told.map(({ facts }) => facts.day),
      ['2026-03-10', '2026-03-10'],
    );
    assert.deepEqual(
      chronicle.disablings.map(({ at }) => new Date(at).toISOString().slice(0, 10)),
      ['2026-03-10'],
    );
  });

  it('keep the day that a message named of which nobody knows whether it was shown', async () => {
    const { broken, chronicle } = await play(exemptionSeenWhenOver);
    assert.equal(broken, undefined);
    const days = chronicle.shown.flatMap(({ facts }) =>
      facts.kind === 'reminder' && facts.day !== undefined ? [facts.day] : [],
    );
    const [disabling, ...more] = chronicle.disablings;
    assert.deepEqual(more, []);
    const latest = days.toSorted().at(-1) ?? '';
    assert.ok(disabling && new Date(disabling.at).toISOString().slice(0, 10) >= latest);
  });

  it('are warned anew once, where the runs of two days are at it at once', async () => {
    const { broken, chronicle } = await play(warnedAnewByTwoRunsAtOnce);
    assert.equal(broken, undefined);
    const told = chronicle.shown.filter(
      ({ step, facts }) => step === 'owner' && facts.kind === 'reminder',
    );
    // On day 0, and on day 4.
    assert.equal(told.length, 2);
  });

  it('may see a few notices many times, where every answer of Slack is lost', async () => {
    const { broken, chronicle } = await play(everyAnswerLostForADay);
    assert.equal(broken, undefined);
    const copies = chronicle.shown.filter(({ step }) => step === 'copy');
    assert.equal(new Set(copies.map(({ notice }) => notice.id)).size, 5);
    assert.ok(copies.length > 20, `${copies.length} messages`);
    assert.equal(chronicle.tally.get('digest'), undefined);
  });

  it('are told of a key that is made where all is rehearsed, though Slack was away that day', async () => {
    const { broken, chronicle } = await play(keyMadeInARehearsal);
    assert.equal(broken, undefined);
    const told = chronicle.shown.filter(({ facts }) => facts.kind !== 'summary');
    assert.deepEqual(
      told.map(({ step, facts }) => [step, facts.kind]),
      [['copy', 'created']],
    );
  });

  it('may disable a key of which the exemption is set hours later', async () => {
    const { broken, chronicle } = await play(exemptAfterTheDisabling);
    assert.equal(broken, undefined);
    assert.equal(chronicle.disablings.length, 1);
    assert.ok(chronicle.tally.has('key exempt on a day'));
  });

  it('lose both keys where both are to stop, and no notice stays open', async () => {
    const { broken, chronicle } = await play(bothKeysStopAtOnce);
    assert.equal(broken, undefined);
    assert.deepEqual(
      chronicle.disablings.map(({ id }) => id.slice(-1)),
      ['3', '2'],
    );
    assert.equal(chronicle.tally.get('crash before iam.readAgain'), 1);
  });

  const daysOf = ({ disablings }: Chronicle) =>
    disablings.map(({ at }) => new Date(at).toISOString().slice(0, 10));

  it('keep a key for whose second one it was due, where that one goes before the last look', async () => {
    const { broken, chronicle } = await play(secondKeyGoneBeforeTheLastLook);
    assert.equal(broken, undefined);
    // For the second key; and, after it was enabled again, five days after its owner is told of its age.
    assert.deepEqual(daysOf(chronicle), ['2026-03-04', '2026-03-11']);
  });

  it('lose a key on its own day, though a dead run had begun with it for a second key that is gone', async () => {
    const { broken, chronicle } = await play(ownDayAfterTheSecondKey);
    assert.equal(broken, undefined);
    assert.equal(chronicle.tally.get('crash before iam.readAgain'), 1);
    assert.deepEqual(daysOf(chronicle), ['2026-03-13']);
    const told = chronicle.shown.filter(({ facts }) => facts.kind === 'disabled');
    assert.deepEqual(told.map(({ step }) => step).sort(), ['copy', 'owner']);
    for (const { facts } of told) assert.match(facts.text, /It was 91 days old/);
  });

  it('keep a key that nobody may list, and lose it when it is seen again', async () => {
    const { broken, chronicle } = await play(keysRefusedForDays);
    assert.equal(broken, undefined);
    assert.equal(chronicle.tally.get('keys refused'), 10);
    // Its reminder had named 7 March.
    assert.deepEqual(daysOf(chronicle), ['2026-03-14']);
  });

  it('lose a key on its day, though there is no credential report', async () => {
    const { broken, chronicle } = await play(noReportForDays);
    assert.equal(broken, undefined);
    assert.equal(chronicle.tally.get('no credential report'), 10);
    assert.deepEqual(daysOf(chronicle), ['2026-03-07']);
  });

  it('keep an SSH key that is turned off just before the last look', async () => {
    const { broken, chronicle } = await play(sshKeyOffBeforeTheLastLook);
    assert.equal(broken, undefined);
    assert.deepEqual(chronicle.disablings, []);
    assert.ok(chronicle.tally.has('notice shown: credential-reminder'));
  });

  it('are warned anew of what is as new since a reset, and lose it on its day', async () => {
    const { broken, chronicle } = await play(resetAsNew);
    assert.equal(broken, undefined);
    const told = chronicle.shown.filter(
      ({ step, facts }) => step === 'owner' && facts.kind === 'credential-reminder',
    );
    assert.deepEqual(
      new Set(told.map(({ facts }) => facts.day)),
      new Set(['2026-03-11', '2026-06-09']),
    );
    assert.deepEqual(daysOf(chronicle), ['2026-06-09']);
  });

  it('are told of no day that Keyturn stops what ends by itself before it', async () => {
    const { broken, chronicle } = await play(endsBeforeItsDay);
    assert.equal(broken, undefined);
    assert.deepEqual(chronicle.disablings, []);
    assert.ok(chronicle.tally.has('notice shown: credential-old'));
    assert.ok(!chronicle.tally.has('notice shown: credential-reminder'));
  });

  it('lose a key that nobody uses five days after they are told, and none that is used in time', async () => {
    const { broken, chronicle } = await play(forgottenKey);
    assert.equal(broken, undefined);
    // 45 days old on the 26th.
    assert.deepEqual(daysOf(chronicle), ['2026-03-31']);
    assert.ok(chronicle.tally.has('key that nobody uses asked for its warnings'));
    for (const story of [keyUsedInTime, keyUsedAtTheLastMoment]) {
      const used = await play(story);
      assert.equal(used.broken, undefined);
      assert.deepEqual(used.chronicle.disablings, []);
    }
  });

  it('are reminded of the age of keys that nobody uses, and that the circuit breaker holds', async () => {
    const { broken, chronicle } = await play(forgottenKeysHeld);
    assert.equal(broken, undefined);
    assert.deepEqual(chronicle.disablings, []);
    const told = chronicle.shown.flatMap(({ step, recipient, facts }) =>
      step === 'owner' && recipient === 'U0000ROBIN' ? [`${facts.kind} ${facts.day}`] : [],
    );
    // 45 days old on the 26th, 76, 81 and 86 long after.
    assert.deepEqual(told, [
      'unused 2026-03-31',
      ...['reminder 2026-05-11', 'reminder 2026-05-11', 'reminder 2026-05-11'],
    ]);
  });

  it('keep a credential that nobody may list, and lose it when it is seen again', async () => {
    const { broken, chronicle } = await play(servicesRefusedForDays);
    assert.equal(broken, undefined);
    assert.deepEqual(daysOf(chronicle), ['2026-03-14']);
  });

  for (const kind of kinds)
    for (const code of switchFailures)
      it(`keep what can't be turned off, and lose it once it can: ${kind}, ${code}`, async () => {
        const { broken, chronicle } = await play(switchFailsForDays(kind, code, 3));
        assert.equal(broken, undefined);
        const told = chronicle.shown.filter(({ facts }) => facts.kind.endsWith('disabled'));
        assert.deepEqual(told.map(({ step }) => step).sort(), ['copy', 'owner']);
        assert.ok(told.every(({ at }) => at >= (chronicle.disablings[0]?.at ?? Infinity)));
        // Each day's summary says so meanwhile.
        const heldBack = chronicle.runs.flatMap(({ summary }) => summary?.heldBack ?? []);
        assert.equal(heldBack.length, 4);
        const why = `of alice not disabled: ${code} at ${statusAction(kind)}`;
        assert.ok(heldBack.every((line) => line.includes(why)));
        assert.deepEqual(daysOf(chronicle), ['2026-03-11']);
      });

  it('hear nothing of a kind that is only reported', async () => {
    const { broken, chronicle } = await play(onlyReported);
    assert.equal(broken, undefined);
    assert.ok(chronicle.shown.every(({ facts }) => facts.kind === 'summary'));
    const findings = chronicle.runs.flatMap(({ summary }) => summary?.findings ?? []);
    for (const what of ['SSH key', 'signing certificate'])
      assert.ok(findings.some((line) => line.includes(`alice: 1 ${what} older than 90 days`)));
  });

  it('are told of a user whom a console makes', async () => {
    const { broken, chronicle } = await play(consoleMakesAUser);
    assert.equal(broken, undefined);
    assert.equal(chronicle.tally.get('notice shown: console-user-created'), 1);
  });

  it('read in a summary that root has a key', async () => {
    const { broken, chronicle } = await play(rootKeyForDays);
    assert.equal(broken, undefined);
    const lines = chronicle.runs.flatMap(({ summary }) => summary?.findings ?? []);
    // At once, and a week later.
    assert.equal(lines.filter((line) => line.includes('root has an enabled access key')).length, 2);
  });

  it('read of root’s key again on the first day that is not an older one, and no sooner', async () => {
    const { broken, chronicle } = await play(rootKeyOnAnOlderDay);
    assert.equal(broken, undefined);
    const named = chronicle.runs.flatMap(({ now, summary }) =>
      summary?.findings.some((line) => line.includes('root has ')) ? [now] : [],
    );
    assert.deepEqual(
      named.map((at) => at.toISOString().slice(0, 10)),
      ['2026-03-02', '2026-03-09', '2026-03-18'],
    );
  });

  it('are told of a disabling that AWS refused for weeks, when it is done', async () => {
    const story = { ...switchFailsForDays('access-key', 'throttled', 50), days: 65 };
    const { broken, chronicle } = await play(story);
    assert.equal(broken, undefined);
    assert.equal(chronicle.disablings.length, 1);
    const told = chronicle.shown.filter(({ notice }) => notice.kind === 'key-disabled');
    assert.deepEqual(told.map(({ recipient }) => recipient).sort(), ['C0TEAM00001', 'U0000ALICE']);
  });

  it('are the same for the same seed', async () => {
    const once = () => playHere()(7);
    assert.deepEqual(await once(), await once());
  });
});
