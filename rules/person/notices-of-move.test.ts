import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import { noticeId } from '../notices';
import { aClosingNotice, aReminder, aSecondKeyNotice, dateOf } from '../testing/decided';
import { aKey, anEngineer, day, delivered, ledgerOf, planned } from '../testing/one-account';
import { isToldOfWay, toldDays } from './notices-of-move';

const KEY = 'AKIAOLD0000000000001';
const NEWER = 'AKIANEW0000000000001';

function toldOf(notices: readonly NoticeRecord[], on: number, lastOpenAt?: Date) {
  const record = lastOpenAt && { userId: 'AIDAALICE', userName: 'alice', seen: {}, said: {} };
  const user = anEngineer([aKey(KEY, 0), aKey(NEWER, 50, { status: 'Inactive' })]);
  const told = { user, ledger: ledgerOf({ notices }), newWays: [] };
  const days = toldDays({ ...told, record: record && { ...record, lastOpenAt } }, dateOf(on));
  return Object.fromEntries(days);
}

describe('the day on which somebody’s key stops, as they were told', () => {
  const closing = delivered(aClosingNotice(KEY, 70));
  const later: NoticeRecord = { ...closing, id: `${closing.id}/later`, toldStopsOn: dateOf(78) };
  const reminder = delivered(aReminder(KEY, 76));
  const second = delivered(aSecondKeyNotice(KEY, NEWER, 60));

  const cases: [string, readonly NoticeRecord[], number, string | undefined][] = [
    ['that of its closing', [closing], 71, dateOf(75)],
    ['of several of its closing the latest', [later, closing], 71, dateOf(78)],
    ['that of its age', [reminder], 77, dateOf(91)],
    ['that of its age on the very day', [reminder], 91, dateOf(91)],
    ['that of its age no more once it is over', [reminder], 92, undefined],
    ['that of a newer key', [second], 61, dateOf(62)],
    ['whichever comes first', [reminder, closing], 71, dateOf(75)],
    ['whichever comes first, but what is over', [second, reminder, closing], 71, dateOf(75)],
    ['none that has not arrived', [planned(aReminder(KEY, 76))], 77, undefined],
    ['none of a key that is off', [delivered(aReminder(NEWER, 76))], 77, undefined],
    // As of a machine's, whose reminder names none.
    ['none of what named none', [{ ...reminder, toldStopsOn: undefined }], 77, undefined],
    ['none of a closing that named none', [{ ...closing, toldStopsOn: undefined }], 77, undefined],
  ];
  for (const [what, notices, on, expected] of cases)
    it(`is ${what}`, () =>
      assert.deepEqual(toldOf(notices, on), expected === undefined ? {} : { [KEY]: expected }));

  it('is none of a closing from before they went back, where another holds', () => {
    assert.deepEqual(toldOf([closing], 71, day(70, '08:59:59')), { [KEY]: dateOf(75) });
    assert.deepEqual(toldOf([closing], 71, day(70)), {});
    assert.deepEqual(toldOf([closing, reminder], 77, day(70)), { [KEY]: dateOf(91) });
  });
});

it('somebody is told of a way once the message has arrived', () => {
  const id = noticeId.wayOpened('AIDAALICE', 'sign-in');
  const opened: NoticeRecord = { id, plannedAt: day(30) };
  const isTold = (...notices: readonly NoticeRecord[]) =>
    isToldOfWay({
      user: anEngineer([]),
      ledger: ledgerOf({ notices }),
      record: undefined,
      newWays: ['sign-in'],
    });
  assert.equal(isTold({ ...opened, owner: { at: day(30), channel: 'D1', ts: '1' } }), true);
  assert.equal(isTold(opened), false);
  assert.equal(isTold(), false);
});
