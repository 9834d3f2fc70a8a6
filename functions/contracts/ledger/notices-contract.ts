import assert from 'node:assert/strict';
import type { NoticeRecord } from '../../../rules/ledger';
import { ACCOUNT, at, reminder, summary } from './examples';
import type { Opened } from './opened-ledger';

/** Which notices were planned. */
export function noticesContract(opened: Opened): void {
  describe('of notices', () => {
    const sent = { at: at(2), channel: 'D1', ts: '1.1' };
    const planned: NoticeRecord = { id: reminder.id, plannedAt: at(2), notice: reminder };

    it('gives back what was planned', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      const { notice, ...rest } = (await opened.noticeOf()) ?? {};
      assert.deepEqual(rest, { id: reminder.id, plannedAt: at(2) });
      assert.equal(JSON.stringify(notice), JSON.stringify(reminder));
    });

    it('leaves a notice that is planned again as it was', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      const again = { ...reminder, plannedAt: at(9).toISOString(), stopsOn: '2026-12-31' };
      await opened.ledger.planNotice(ACCOUNT, again);
      assert.deepEqual((await opened.noticeOf())?.plannedAt, planned.plannedAt);
      assert.equal(JSON.stringify((await opened.noticeOf())?.notice), JSON.stringify(reminder));
    });

    it('takes the new facts of a notice that its owner was not told of', async () => {
      const again = { ...reminder, plannedAt: at(9).toISOString(), stopsOn: '2026-12-31' };
      await opened.ledger.planNotice(ACCOUNT, reminder);
      await opened.ledger.withdrawNotice(ACCOUNT, reminder.id, 'the key is gone');
      await opened.ledger.planAgain(ACCOUNT, again);
      const { plannedAt, notice, withdrawn } = (await opened.noticeOf()) ?? {};
      assert.deepEqual([plannedAt, withdrawn], [planned.plannedAt, undefined]);
      assert.equal(JSON.stringify(notice), JSON.stringify(again));
      await opened.deliveries.recordCopy(ACCOUNT, reminder.id, at(2), sent);
      await opened.ledger.planAgain(ACCOUNT, reminder);
      assert.equal(JSON.stringify((await opened.noticeOf())?.notice), JSON.stringify(reminder));
    });

    it('keeps the facts of which somebody was told', async () => {
      const again = { ...reminder, stopsOn: '2026-12-31' };
      const tell = [
        () => opened.deliveries.recordOwner(ACCOUNT, reminder.id, at(2), sent),
        () => opened.deliveries.recordTeam(ACCOUNT, reminder.id, at(2), sent),
      ];
      for (const told of tell) {
        await opened.again();
        await opened.ledger.planNotice(ACCOUNT, reminder);
        await told();
        await opened.ledger.planAgain(ACCOUNT, again);
        assert.equal(JSON.stringify((await opened.noticeOf())?.notice), JSON.stringify(reminder));
      }
    });

    it('plans also what was never planned, when it is to be planned again', async () => {
      await opened.ledger.planAgain(ACCOUNT, reminder);
      assert.deepEqual((await opened.noticeOf())?.plannedAt, at(2));
      assert.equal(JSON.stringify((await opened.noticeOf())?.notice), JSON.stringify(reminder));
    });

    it('withdraws, and takes that back when it is planned again', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      await opened.ledger.withdrawNotice(ACCOUNT, reminder.id, 'the key is gone');
      assert.equal((await opened.noticeOf())?.withdrawn, 'the key is gone');
      await opened.ledger.planNotice(ACCOUNT, reminder);
      assert.equal((await opened.noticeOf())?.withdrawn, undefined);
    });

    it('withdraws nothing that has happened', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      await opened.ledger.withdrawNotice(ACCOUNT, reminder.id, 'too soon');
      await opened.ledger.confirmNotice(ACCOUNT, reminder);
      assert.equal((await opened.noticeOf())?.withdrawn, undefined);
      await opened.ledger.withdrawNotice(ACCOUNT, reminder.id, 'too late');
      assert.equal((await opened.noticeOf())?.withdrawn, undefined);
    });

    it('confirms also what was never planned', async () => {
      await opened.ledger.confirmNotice(ACCOUNT, reminder);
      assert.deepEqual((await opened.noticeOf())?.plannedAt, at(2));
      assert.equal((await opened.noticeOf())?.notice?.id, reminder.id);
    });

    it('makes no record of a notice that was never planned by withdrawing it', async () => {
      await opened.ledger.withdrawNotice(ACCOUNT, reminder.id, 'overtaken');
      assert.equal(await opened.noticeOf(), undefined);
    });

    it('keeps of a daily summary that it was planned, not what it said', async () => {
      await opened.ledger.planNotice('organization', summary);
      const { notices } = await opened.ledger.load('organization');
      assert.deepEqual([...notices.values()], [{ id: summary.id, plannedAt: at(2) }]);
    });
  });
}
