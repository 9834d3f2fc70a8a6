import assert from 'node:assert/strict';
import { credentialOfKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import type { Decision } from '../decisions';
import type { NoticeOf } from '../notices';
import { noticeBase } from '../testing/decided';
import { account, aKey, anEngineer, day } from '../testing/one-account';
import {
  begunOf,
  dueByOf,
  toBegin,
  whyNot,
  type Act,
  type Answer,
  type Disabling,
  type Outcome,
} from './disabling';
import { ways } from './states';
import { nextAct, step } from './step';

const KEY = 'AKIAKEY00000000000001';
const subject = { account, userName: 'alice', credential: accessKeyRef(KEY) };
const why = { code: 'past-its-day', text: 'its day has come' } as const;
const overtaken = { code: 'overtaken', text: 'no longer applies' } as const;
const gone = { code: 'gone', text: 'the key is gone' } as const;
const denied = { text: 'not for you' };
const begun = { since: day(90), attempts: ['earlier'] };
const planned: NoticeOf<'key-disabled'> = {
  ...noticeBase(KEY, 91),
  kind: 'key-disabled',
  id: `key/${KEY}/disabled/x`,
  cause: 'age',
};
const maker = { arn: 'arn:aws:iam::1:user/m', isOwner: false };
const named = { ...planned, reenabledBy: maker };

type Disable = Extract<Decision, { do: 'disable'; tellOnly: false }>;

const user = anEngineer([aKey(KEY, 0)]);
const common = {
  do: 'disable',
  subject,
  user,
  credential: credentialOfKey(aKey(KEY, 0)),
  notice: planned,
  why,
} as const;

function due(more: Partial<Disable> = {}): Disabling {
  return toBegin({ ...common, tellOnly: false, dueBy: 'age', ...more }, day(91), 'this');
}

const unfinished = () => toBegin({ ...common, tellOnly: true }, day(91), 'this');
const abandoned = () => {
  const notice = { ...planned, isEnabledAgain: true };
  return toBegin({ do: 'abandon', subject, begun, notice, why: overtaken }, day(91), 'this');
};
/** Another run of this time has begun under a notice of an earlier one. */
const ofEarlierNotice = () => due({ notice: { ...planned, plannedAt: day(90).toISOString() } });
/** Earlier runs have begun it for a second key; by now it is due by its age. */
const bySecond: typeof planned = { ...planned, cause: 'second-key' };
const reworded = () => due({ begun, begunUnder: bySecond });
const starts = {
  due,
  reworded,
  'begun before': () => due({ begun }),
  unfinished,
  abandoned,
  ofEarlierNotice,
};

const allAnswers: readonly Answer[] = [
  { is: 'done' },
  { is: 'named', notice: planned },
  { is: 'was-done' },
  { is: 'was-not-done' },
  { is: 'due' },
  { is: 'off' },
  { is: 'kept', why: overtaken },
  { is: 'kept', why: gone },
  { is: 'failed', why: denied },
  { is: 'unclear', why: denied },
];

/** CloudTrail names who it was in the notice that it is asked about. */
function take(disabling: Disabling, answer: Answer) {
  const notice = { ...disabling.notice, reenabledBy: maker };
  return step(disabling, answer.is === 'named' ? { is: 'named', notice } : answer);
}

interface Way {
  readonly acts: readonly Act[];
  readonly answers: readonly Answer[];
  readonly outcomes: readonly Outcome[];
  readonly end: Disabling;
}

/** Every way from there to an end. */
function waysFrom(start: Disabling, soFar: Omit<Way, 'end'>): readonly Way[] {
  const act = nextAct(start);
  if (act === undefined) return [{ ...soFar, end: start }];
  assert.ok(soFar.acts.length < 30, `it goes round: ${soFar.acts.join()}`);
  return allAnswers
    .filter((answer) => isAnswerIn(start, answer))
    .flatMap((answer) => {
      const { disabling, outcome } = take(start, answer);
      return waysFrom(disabling, {
        acts: [...soFar.acts, act],
        answers: [...soFar.answers, answer],
        outcomes: [...soFar.outcomes, ...(outcome ? [outcome] : [])],
      });
    });
}

function isAnswerIn({ state }: Disabling, { is }: Answer): boolean {
  return ways[state]?.then[is] !== undefined;
}

type Started = Way & { readonly from: keyof typeof starts };
let allWays: readonly Started[] = [];

/** Of each way the acts before the n-th. */
function eachAct(act: Act, check: (before: readonly Act[], way: Started) => void) {
  let count = 0;
  for (const way of allWays)
    way.acts.forEach((each, i) => {
      if (each !== act) return;
      count += 1;
      check(way.acts.slice(0, i), way);
    });
  assert.ok(count > 0, `no way has ${act}`);
}

function answerTo(act: Act, { acts, answers }: Way): Answer | undefined {
  return answers[acts.indexOf(act)];
}

describe('on every way of a disabling', () => {
  before(() => {
    allWays = Object.entries(starts).flatMap(([from, start]) =>
      waysFrom(start(), { acts: [], answers: [], outcomes: [] }).map((way) => ({
        ...way,
        from: from as keyof typeof starts,
      })),
    );
  });

  it('there is an end', () => assert.ok(allWays.length >= 20, `${allWays.length} ways`));

  it('nothing is switched off without the notice, the beginning and a last look, in this order', () =>
    eachAct('switch-off', (before, way) => {
      const record = way.from === 'reworded' ? 'record-notice-again' : 'record-notice';
      assert.deepEqual(before.slice(-3), [record, 'record-beginning', 'look-again']);
      assert.equal(answerTo('look-again', way)?.is, 'due');
    }));

  it('the key is touched once at most', () => {
    for (const { acts } of allWays)
      assert.ok(acts.filter((each) => each === 'switch-off').length <= 1);
  });

  it('a key that is off, or was, is told of, and the record of its beginning is cleared after that', () => {
    for (const way of allWays) {
      const isDone =
        way.from === 'unfinished' ||
        answerTo('switch-off', way)?.is === 'done' ||
        answerTo('look-again', way)?.is === 'off' ||
        answerTo('ask-whether', way)?.is === 'was-done';
      const isTold = way.acts.includes('tell');
      assert.equal(isTold, isDone, way.acts.join());
      if (isTold) assert.deepEqual(way.acts.slice(-3), ['confirm-notice', 'tell', 'record-end']);
    }
  });

  it('an end is noted only of what was told', () =>
    eachAct('record-end', (before) => assert.equal(before.at(-1), 'tell')));

  it('a notice is told only once it can no longer be withdrawn, and never withdrawn after', () => {
    eachAct('tell', (before) => assert.equal(before.at(-1), 'confirm-notice'));
    eachAct('withdraw-notice', (before) => assert.ok(!before.includes('confirm-notice')));
  });

  it('a notice is not withdrawn where the key may be off by it', () =>
    eachAct('withdraw-notice', (before, way) => {
      assert.notEqual(answerTo('switch-off', way)?.is, 'done');
      const isOwn = way.from === 'due';
      const isNeverDone = answerTo('ask-whether', way)?.is === 'was-not-done';
      assert.ok(isOwn || isNeverDone, before.join());
    }));

  it('what nobody knows is left as begun, for the next run', () => {
    for (const way of allWays) {
      const isUnclear = way.answers.some(({ is }) => is === 'unclear');
      const isUnasked = answerTo('ask-whether', way)?.is === 'failed';
      if (isUnclear) assert.equal(way.acts.at(-1), 'switch-off');
      if (isUnasked) assert.equal(way.acts.at(-1), 'ask-whether');
    }
  });

  it('else every try that was begun is given up, or ended', () => {
    for (const { acts, end } of allWays) {
      if (!acts.includes('record-beginning')) continue;
      if (end.state === 'unclear' || acts.includes('record-end')) continue;
      assert.ok(acts.includes('give-up-try'), acts.join());
    }
  });

  it('earlier tries are given up only where CloudTrail says that they did nothing', () =>
    eachAct('give-up-earlier-tries', (_, way) =>
      assert.equal(answerTo('ask-whether', way)?.is, 'was-not-done'),
    ));

  it('there is something to report, but of what never was', () => {
    for (const { outcomes, end, from } of allWays)
      if (from === 'abandoned' && end.state === 'forgotten') assert.deepEqual(outcomes, []);
      else assert.ok(outcomes.length > 0);
  });

  it('`disabled` and `not-disabled` are never both reported', () => {
    for (const { outcomes } of allWays) {
      const kinds = outcomes.map(({ is }) => is);
      assert.ok(!(kinds.includes('disabled') && kinds.includes('not-disabled')), kinds.join());
    }
  });

  it('every state is passed', () => {
    const passed = new Set(Object.values(starts).flatMap((start) => statesFrom(start())));
    assert.deepEqual(
      Object.keys(ways).filter((state) => !passed.has(state as Disabling['state'])),
      [],
    );
  });
});

function statesFrom(start: Disabling): readonly Disabling['state'][] {
  const next = allAnswers
    .filter((answer) => isAnswerIn(start, answer))
    .flatMap((answer) => statesFrom(take(start, answer).disabling));
  return [start.state, ...next];
}

/** The acts and outcomes of one way. */
function play(start: Disabling, answers: readonly Answer[]) {
  let current = start;
  const outcomes: Outcome[] = [];
  const acts = answers.map((answer) => {
    const act = nextAct(current);
    const { disabling, outcome } = take(current, answer);
    if (outcome) outcomes.push(outcome);
    current = disabling;
    return act;
  });
  assert.equal(nextAct(current), undefined);
  return { acts, outcomes, end: current };
}

const done: Answer = { is: 'done' };
const asNamed: Answer = { is: 'named', notice: planned };
const begin: readonly Act[] = ['ask-who', 'record-notice', 'record-beginning', 'look-again'];
const conclude: readonly Act[] = ['confirm-notice', 'tell', 'record-end'];

describe('a disabling', () => {
  it('that is due is recorded, looked at, done, told, ended: with who had enabled the key', () => {
    const { acts, outcomes } = play(due(), [
      asNamed,
      done,
      done,
      { is: 'due' },
      done,
      done,
      done,
      done,
    ]);
    assert.deepEqual(acts, [...begin, 'switch-off', ...conclude]);
    assert.deepEqual(outcomes, [{ is: 'disabled', notice: named, tellOnly: false }]);
  });

  it('whose key is found off is told all the same', () => {
    const { acts, outcomes } = play(due(), [asNamed, done, done, { is: 'off' }, done, done, done]);
    assert.deepEqual(acts, [...begin, ...conclude]);
    assert.deepEqual(outcomes, [{ is: 'disabled', notice: named, tellOnly: true }]);
  });

  it('that is done and was not told is told', () => {
    const { acts, outcomes } = play(unfinished(), [asNamed, done, done, done]);
    assert.deepEqual(acts, ['ask-who', ...conclude]);
    assert.deepEqual(outcomes, [{ is: 'disabled', notice: named, tellOnly: true }]);
  });

  const kept: Answer = { is: 'kept', why: overtaken };
  it('that is not due is taken back', () => {
    const { acts, outcomes, end } = play(due(), [asNamed, done, done, kept, done, done]);
    assert.deepEqual(acts, [...begin, 'withdraw-notice', 'give-up-try']);
    assert.deepEqual(outcomes, [{ is: 'not-disabled', why: overtaken }]);
    assert.deepEqual([whyNot(end), end.state], [overtaken, 'forgotten']);
  });

  it('that is not due keeps the notice of an earlier run', () => {
    const { acts } = play(ofEarlierNotice(), [asNamed, done, done, kept, done]);
    assert.deepEqual(acts, [...begin, 'give-up-try']);
  });

  for (const [why, isEnabledAgain] of [
    [overtaken, true],
    [gone, undefined],
  ] as const)
    it(`that earlier runs began and that is not due, since ${why.text}, is asked about`, () => {
      const answers = [asNamed, done, done, { is: 'kept', why } as const, done];
      const asked = answers.reduce((at, answer) => take(at, answer).disabling, due({ begun }));
      assert.equal(nextAct(asked), 'ask-whether');
      // Who had enabled it the first time is not who did it since.
      assert.deepEqual(asked.notice, { ...planned, isEnabledAgain });
      assert.deepEqual(begunOf(asked), begun);
      const never = play(asked, [{ is: 'was-not-done' }, done, done]);
      assert.deepEqual(never.acts, ['ask-whether', 'withdraw-notice', 'give-up-earlier-tries']);
      assert.deepEqual([never.outcomes, whyNot(never.end)], [[], why]);
      const was = play(asked, [{ is: 'was-done' }, asNamed, done, done, done, done]);
      assert.deepEqual(was.acts, ['ask-whether', 'ask-who', 'record-notice-again', ...conclude]);
      assert.deepEqual(was.outcomes, [{ is: 'told-late', notice: { ...named, isEnabledAgain } }]);
    });

  it('that earlier runs began for another cause is told as of today, and so is what is recorded', () => {
    const answers = [asNamed, done, done, { is: 'due' } as const, ...Array<Answer>(4).fill(done)];
    const { acts, outcomes } = play(reworded(), answers);
    const [, , ...rest] = begin;
    assert.deepEqual(acts, [
      ...['ask-who', 'record-notice-again', ...rest, 'switch-off'],
      ...conclude,
    ]);
    assert.deepEqual(outcomes, [{ is: 'disabled', notice: named, tellOnly: false }]);
  });

  it('that earlier runs began for another cause, and that is not due, is told as they had it', () => {
    const answers = [asNamed, done, done, kept, done];
    const asked = answers.reduce((at, answer) => take(at, answer).disabling, reworded());
    const was = play(asked, [{ is: 'was-done' }, asNamed, done, done, done, done]);
    const notice = { ...bySecond, isEnabledAgain: true, reenabledBy: maker };
    assert.deepEqual(was.outcomes, [{ is: 'told-late', notice }]);
  });

  it('that earlier runs began and that can’t be done is left to the next run', () => {
    const failed: Answer = { is: 'failed', why: denied };
    const { acts, outcomes } = play(due({ begun }), [asNamed, done, done, failed, done]);
    assert.deepEqual(acts, [...begin, 'give-up-try']);
    assert.deepEqual(outcomes, [{ is: 'not-disabled', why: denied }]);
  });

  it('that can’t be done is taken back: the next run begins anew', () => {
    const failed: Answer = { is: 'failed', why: denied };
    const { acts, outcomes, end } = play(due(), [asNamed, done, done, failed, done, done]);
    assert.deepEqual(acts, [...begin, 'withdraw-notice', 'give-up-try']);
    assert.deepEqual([outcomes, end.state], [[{ is: 'not-disabled', why: denied }], 'forgotten']);
  });

  it('that was begun before and no longer applies is told of where it was done', () => {
    const { acts, outcomes } = play(abandoned(), [
      { is: 'was-done' },
      ...[asNamed, done, done, done, done],
    ]);
    assert.deepEqual(acts, ['ask-whether', 'ask-who', 'record-notice-again', ...conclude]);
    assert.deepEqual(outcomes, [{ is: 'told-late', notice: { ...named, isEnabledAgain: true } }]);
  });

  it('that was begun before may have been done, as long as CloudTrail can’t be asked', () => {
    const { outcomes } = play(abandoned(), [{ is: 'failed', why: denied }]);
    const notice = { ...planned, isEnabledAgain: true };
    assert.deepEqual(outcomes, [{ is: 'may-have-been-disabled', notice, why: denied }]);
  });

  for (const dueBy of ['age', 'second-key'] as const)
    it(`is of a key that is due by the plan’s rule, ${dueBy}, whatever its notice names`, () => {
      for (const cause of ['age', 'second-key', 're-enabled'] as const)
        assert.equal(dueByOf(due({ dueBy, begun, notice: { ...planned, cause } })), dueBy);
    });

  it('takes no answer that nothing asked for', () => {
    assert.throws(() => step(due(), { is: 'due' }), /a disabling that is planned: due/);
    const { end } = play(unfinished(), [asNamed, done, done, done]);
    assert.throws(() => step(end, done), /a disabling that is ended: done/);
  });

  it('says so where there is nothing begun, or no reason', () => {
    assert.throws(() => begunOf(due()), /planned was not begun before/);
    assert.throws(() => whyNot(due()), /planned for no reason/);
    assert.throws(() => dueByOf(unfinished()), /unfinished of what is not due/);
  });
});
