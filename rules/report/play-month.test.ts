import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import type { IamUser } from '../model';
import { noticeId, type UserNotice } from '../notices';
import { defaultSettings } from '../settings';
import { dateOf, noticeBase, sent } from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  ledgerOf,
  planned,
} from '../testing/one-account';
import { asking, ledgerWith, NEW_KEY } from '../testing/questions';
import { playRuns } from './forecast';
import { FORECAST_DAYS, playMonth } from './play-month';

const KEY = 'AKIAKEY00000000000001';
const START = 60;

const worldOf = (users: readonly IamUser[], notices: readonly NoticeRecord[] = []) => ({
  inventory: inventoryOf(...users),
  ledger: ledgerOf({ notices }),
});
const month = (...world: Parameters<typeof worldOf>) => [
  ...playMonth(worldOf(...world), defaultSettings, day(START)),
];
const daysFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => dateOf(first + n));

describe('the runs of a month that are played', () => {
  const last = START + FORECAST_DAYS - 1;
  const young = anEngineer([aKey('AKIAYOUNG', START - 1)], { name: 'bob' });
  const on = (...world: Parameters<typeof worldOf>) => month(...world).map((run) => run.on);
  /** A key was made on the day; the first run has not been yet, so that nobody is to be told of it anew. */
  const newsOf = (n: number): UserNotice => ({
    ...noticeBase(KEY, n),
    kind: 'key-created',
    id: noticeId.keyCreated(KEY),
  });

  it('are the first alone, where nobody has anything that grows old in it', () => {
    assert.deepEqual(on([]), [dateOf(START)]);
    assert.deepEqual(on([young]), [dateOf(START)]);
  });

  it('are all from the first reminder’s day on, of its user alone', () => {
    // To the instant 76 days old when the run of that day is.
    const key = { ...aKey(KEY, 0, { lastUsed: { at: day(START) } }), createdAt: day(0) };
    const runs = month([young, anEngineer([key])]);
    assert.deepEqual(
      runs.map((run) => run.on),
      [dateOf(START), ...daysFrom(76, last)],
    );
    const [first, ...later] = runs.map(({ decisions }) => [
      ...new Set(decisions.map(({ subject }) => subject.userName)),
    ]);
    assert.deepEqual(first?.sort(), ['alice', 'bob']);
    for (const names of later) assert.deepEqual(names, ['alice']);
    assert.deepEqual(
      runs.flatMap((run) =>
        run.decisions.flatMap((each) => (each.do === 'nothing' ? [] : [`${run.on} ${each.do}`])),
      ),
      [76, 81, 86].map((n) => `${dateOf(n)} send`),
    );
  });

  it('are those to a message’s day, where one of a later day waits to be sent', () => {
    assert.deepEqual(on([young], [planned(newsOf(START + 3))]), daysFrom(START, START + 3));
  });

  it('are no more for a message that arrived, or of which there is nothing to send', () => {
    const ofNoText = { id: `summary/${dateOf(START)}`, plannedAt: day(START) };
    for (const record of [delivered(newsOf(START + 3)), ofNoText])
      assert.deepEqual(on([young], [record]), [dateOf(START)]);
  });

  it('are reckoned once for all accounts of a run', () => {
    const [one] = month([]);
    const [another] = month([young]);
    assert.equal(one?.now, another?.now);
    const [later] = playMonth(worldOf([]), defaultSettings, day(START + 1));
    assert.deepEqual(later?.now, day(START + 1));
  });
});

describe('runs without end', () => {
  it('are one a day, at the same time of the day, each of what the one before has left', () => {
    const deeds: string[] = [];
    const nows: Date[] = [];
    const key = aKey(KEY, 0, { lastUsed: { at: day(75) } });
    for (const run of playRuns(worldOf([anEngineer([key])]), defaultSettings, day(75))) {
      nows.push(run.now);
      assert.equal(run.on, run.now.toISOString().slice(0, 10));
      for (const each of run.decisions)
        if (each.do !== 'nothing') deeds.push(`${run.on} ${each.do}`);
      if (nows.length === 20) break;
    }
    assert.deepEqual(
      nows,
      Array.from({ length: 20 }, (_, n) => day(75 + n)),
    );
    assert.deepEqual(deeds, [
      ...[76, 81, 86].map((n) => `${dateOf(n)} send`),
      `${dateOf(91)} disable`,
    ]);
  });

  it('have what the first one asks, and no question after it: whether people answer nobody knows', () => {
    const world = { inventory: inventoryOf(anEngineer([aKey(NEW_KEY, 0)])), ledger: ledgerWith() };
    const asked: string[] = [];
    for (const { on, decisions } of playRuns(world, asking, day(1))) {
      asked.push(...sent(decisions, 'key-question').map(() => on));
      if (on === dateOf(8)) break;
    }
    assert.deepEqual(asked, [dateOf(1)]);
  });
});
