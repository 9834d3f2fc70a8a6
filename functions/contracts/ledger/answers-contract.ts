import assert from 'node:assert/strict';
import type { NoticeAnswer } from '../../../rules/ledger';
import type { DeliveriesPort } from '../../ports/deliveries';
import type { AnswersPort, LedgerPort } from '../../ports/ledger';
import { ACCOUNT, at, reminder } from './examples';

interface Opened {
  readonly ledger: LedgerPort & AnswersPort;
  readonly deliveries: DeliveriesPort;
}

/** What every ledger keeps to of what people have said by a button. `open` gives an empty one each time. */
export function answersContract(name: string, open: () => Promise<Opened>): void {
  describe(`the ledger ${name}, of answers`, () => {
    const mine: NoticeAnswer = { said: 'mine', by: 'U0ALICE0001', at: at(2) };
    const notMine: NoticeAnswer = { said: 'not-mine', by: 'U0ALICE0001', at: at(3) };
    const later = (answer: NoticeAnswer): NoticeAnswer => ({ ...answer, at: at(9) });
    const cases: readonly [string, readonly NoticeAnswer[], NoticeAnswer][] = [
      ['keeps one', [mine], mine],
      ['keeps the first of two that say the same', [mine, later(mine)], mine],
      ['keeps the first of two that it was not them', [notMine, later(notMine)], notMine],
      ['takes it that it was not them after all', [mine, notMine], notMine],
      ['does not take that back', [notMine, later(mine)], notMine],
    ];
    for (const [what, answers, kept] of cases)
      it(`${what}, and shows it to both sides`, async () => {
        const { ledger, deliveries } = await open();
        await ledger.planNotice(ACCOUNT, reminder);
        for (const answer of answers) await ledger.recordAnswer(ACCOUNT, reminder.id, answer);
        assert.deepEqual((await deliveries.find(ACCOUNT, reminder.id)).answer, kept);
        const loaded = await ledger.load(ACCOUNT);
        assert.deepEqual(loaded.notices.get(reminder.id)?.answer, kept);
      });

    it('makes no record of a notice that there is not', async () => {
      const { ledger } = await open();
      await ledger.recordAnswer(ACCOUNT, reminder.id, mine);
      assert.equal((await ledger.load(ACCOUNT)).notices.size, 0);
    });
  });
}
