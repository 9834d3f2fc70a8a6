import assert from 'node:assert/strict';
import type { NoticeAnswer, NoticeRecord } from '../ledger';
import { noticeId } from '../notices';
import { day, ledgerOf } from '../testing/one-account';
import { answerOf } from './answer-of';

const KEY = 'AKIANEW0000000000001';
const at = (on: number, said: NoticeAnswer['said']): NoticeAnswer => ({
  said,
  by: 'U0ALICE0001',
  at: day(on),
});

function record(asked: 1 | 2, answer: NoticeAnswer | undefined, key = KEY): NoticeRecord {
  return { id: noticeId.keyQuestion(key, asked), plannedAt: day(0), ...(answer && { answer }) };
}

describe('what its owner has said of a key', () => {
  const cases: readonly [string, NoticeAnswer | undefined, NoticeAnswer | undefined, string?][] = [
    ['nothing, to either question', undefined, undefined],
    ['what they said to the first', at(1, 'mine'), undefined, '1 mine'],
    ['what they said to the second', undefined, at(2, 'mine'), '2 mine'],
    ['the first of two', at(1, 'mine'), at(2, 'mine'), '1 mine'],
    ['the first of two, whichever question', at(3, 'mine'), at(2, 'mine'), '2 mine'],
    ['that it was not them, said after', at(1, 'mine'), at(2, 'not-mine'), '2 not-mine'],
    ['that it was not them, said before', at(1, 'not-mine'), at(2, 'mine'), '1 not-mine'],
    ['that it was not them, said twice', at(4, 'not-mine'), at(2, 'not-mine'), '2 not-mine'],
  ];
  for (const [what, first, second, expected] of cases)
    it(`is ${what}`, () => {
      const ledger = ledgerOf({ notices: [record(1, first), record(2, second)] });
      const found = answerOf(ledger, KEY);
      const on = found && (found.at.getTime() - day(0).getTime()) / 86_400_000;
      assert.equal(found && `${on} ${found.said}`, expected);
    });

  it('is nothing that was said of another key, or under another notice', () => {
    const news: NoticeRecord = {
      id: noticeId.keyCreated(KEY),
      plannedAt: day(0),
      answer: at(1, 'not-mine'),
    };
    const other = record(1, at(1, 'not-mine'), 'AKIANEW0000000000002');
    assert.equal(answerOf(ledgerOf({ notices: [news, other] }), KEY), undefined);
  });
});
