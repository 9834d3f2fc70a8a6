import assert from 'node:assert/strict';
import { showAnswerId, showAnswerSchema, type ShowAnswer } from './show-answer';

const at = '2026-11-23T08:00:00.000Z';
const answer: ShowAnswer = {
  kind: 'show-answer',
  id: showAnswerId('press'),
  plannedAt: at,
  accountId: '111111111111',
  answer: { said: 'mine', by: 'U0ALICE0001', at },
  noticeIds: ['key/AKIA1/question/1', 'key/AKIA1/created'],
};
const takes = (more: object) => showAnswerSchema.safeParse({ ...answer, ...more }).success;

describe('an answer that is to be shown', () => {
  it('comes out of the queue as it went in', () => {
    const notMine = { ...answer, answer: { ...answer.answer, said: 'not-mine' } };
    for (const each of [answer, notMine])
      assert.deepEqual(showAnswerSchema.parse(JSON.parse(JSON.stringify(each))), each);
  });

  it('is of the press, however often that is done', () => assert.equal(answer.id, 'answer/press'));

  it('is refused where it is of another form, or shown nowhere', () => {
    for (const wrong of [
      { kind: 'key-created' },
      { accountId: '1' },
      { answer: { ...answer.answer, said: 'perhaps' } },
      { answer: { ...answer.answer, at: 'now' } },
      { answer: { said: 'mine' } },
      { noticeIds: [] },
      { noticeIds: [''] },
    ])
      assert.equal(takes(wrong), false, JSON.stringify(wrong));
  });
});
