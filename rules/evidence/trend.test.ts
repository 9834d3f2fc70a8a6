import assert from 'node:assert/strict';
import { DayTally, medianOf } from './day-tally';
import type { EvidenceEvent, EvidenceKey } from './evidence';
import { limits } from './testing/days';
import { bandsOf, RotationCount, trendDays } from './trend';

const ON = '2026-07-03';

function tallyOf(...ages: readonly number[]): DayTally {
  const tally = new DayTally();
  for (const age of ages) tally.count(ON, age);
  return tally;
}

describe('the bands of a trend', () => {
  it('are two before the first reminder, the reminders, and past the day', () =>
    assert.deepEqual(bandsOf(limits), [
      { from: 0, to: 37 },
      { from: 38, to: 75 },
      { from: 76, to: 90 },
      { from: 91 },
    ]));

  it('are fewer where no reminder is sent, or the first one at once', () => {
    assert.deepEqual(bandsOf({ ...limits, reminderAges: [] }), [
      ...[{ from: 0, to: 44 }, { from: 45, to: 90 }, { from: 91 }],
    ]);
    assert.deepEqual(bandsOf({ ...limits, reminderAges: [1], disableAge: 10 }), [
      ...[{ from: 0, to: 0 }, { from: 1, to: 9 }, { from: 10 }],
    ]);
  });

  it('are in order, whatever numbers a file has', () =>
    assert.deepEqual(bandsOf({ ...limits, reminderAges: [100], disableAge: 91 }), [
      { from: 0, to: 49 },
      { from: 50, to: 90 },
      { from: 91, to: 99 },
      { from: 100 },
    ]));
});

describe('a day of a trend', () => {
  it('has its enabled keys by band, and their median age', () => {
    const tally = tallyOf(0, 37, 38, 90, 91, 400);
    assert.deepEqual(trendDays([ON, '2026-07-04'], tally, bandsOf(limits)), [
      { on: ON, enabled: 6, medianAge: 38, bands: [2, 1, 1, 2] },
      { on: '2026-07-04', enabled: 0, bands: [0, 0, 0, 0] },
    ]);
  });

  it('counts a key that is made after its run as new, and one of more than 2,000 days as one of those', () => {
    const { ages, enabled } = tallyOf(-1, 2000, 2001, 9999).on(ON);
    assert.deepEqual([ages[0], ages[2000], ages.length, enabled], [1, 3, 2001, 4]);
  });

  it('has the middle age, of an even number the lower one', () => {
    assert.equal(medianOf(tallyOf(3, 1, 2).on(ON)), 2);
    assert.equal(medianOf(tallyOf(4, 1, 2, 3).on(ON)), 2);
    assert.equal(medianOf(tallyOf(7, 7).on(ON)), 7);
    assert.equal(medianOf(tallyOf().on(ON)), undefined);
    assert.equal(medianOf({ ages: [0], enabled: 0 }), undefined);
    assert.equal(medianOf({ ages: [], enabled: 1 }), undefined);
  });
});

describe('the count of rotations', () => {
  const told = (on: string, more: Partial<EvidenceEvent> = {}): EvidenceEvent => ({
    ...{ what: 'warned', at: `${on}T08:00:00.000Z`, arrived: true },
    ...{ accountId: '111111111111', userName: 'alice', text: 'told', source: 'report' },
    ...more,
  });
  /** A key in whose place another one came on 1 September. */
  const key = (...events: readonly EvidenceEvent[]): EvidenceKey => ({
    ...{ accountId: '111111111111', account: 'identity', userName: 'alice', keyId: 'AKIA1' },
    ...{ knownFrom: 'report', atEnd: 'gone', exemptions: [], events },
    replacedBy: { keyId: 'AKIA2', at: '2026-09-01T10:00:00.000Z' },
  });
  function counted(...keys: readonly EvidenceKey[]) {
    const count = new RotationCount();
    for (const each of keys) count.add(each, '2026-09-01');
    return count;
  }

  it('is by how many reminders had arrived before the next key', () => {
    const once = key(told('2026-08-20'));
    const late = key(told('2026-08-30', { arrived: false }), told('2026-09-02'));
    const other = key(told('2026-08-20', { what: 'told' }), told('2026-08-21', { at: undefined }));
    const atOnce = told('2026-09-01', { at: '2026-09-01T10:00:00.000Z' });
    const thrice = key(told('2026-08-20'), told('2026-08-25'), atOnce);
    const { rotations } = counted(once, once, late, other, thrice);
    assert.deepEqual(rotations, {
      ...{ all: 5, beforeReminder: 2, afterReminder: [2, 0, 1], afterDisabling: 0 },
      medianDays: 12,
    });
  });

  it('is none of a key that nobody has replaced', () =>
    assert.deepEqual(counted({ ...key(), replacedBy: undefined }).rotations, {
      ...{ all: 0, beforeReminder: 0, afterReminder: [], afterDisabling: 0 },
    }));

  it('has those apart that Keyturn had disabled before, and not those that others had', () => {
    const off = told('2026-08-31', { what: 'disabled', by: 'keyturn' });
    const { rotations } = counted(
      key(told('2026-08-20'), off),
      key({ ...off, by: 'mallory' }),
      key(told('2026-08-30', { by: 'keyturn' })),
    );
    assert.deepEqual(rotations, {
      ...{ all: 3, beforeReminder: 1, afterReminder: [1], afterDisabling: 1 },
      medianDays: 2,
    });
  });

  it('takes the lower one of two medians, whatever order they come in', () => {
    const of = (...days: readonly number[]) =>
      counted(...days.map((day) => key(told(`2026-08-${day}`)))).rotations.medianDays;
    assert.deepEqual([of(10, 31, 20), of(31, 10), of(22, 23, 10, 31)], [12, 1, 9]);
  });

  it('of two is that of both', () => {
    const one = counted(key(told('2026-08-20'), told('2026-08-25')), key());
    const off = told('2026-08-31', { what: 'disabled', by: 'keyturn' });
    one.merge(
      counted(
        key(told('2026-08-30')),
        key(told('2026-08-29'), told('2026-08-31')),
        key(off),
        key(),
      ),
    );
    assert.deepEqual(one.rotations, {
      ...{ all: 6, beforeReminder: 2, afterReminder: [1, 2], afterDisabling: 1 },
      medianDays: 3,
    });
  });
});
