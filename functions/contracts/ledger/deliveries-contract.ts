import assert from 'node:assert/strict';
import { ACCOUNT, at, reminder } from './examples';
import type { Opened } from './opened-ledger';

/** What became of notices, from both sides. */
export function deliveriesContract(opened: Opened): void {
  describe('of deliveries', () => {
    const dm = { at: at(2, '09:00:07.123'), channel: 'D1', ts: '1.000100' };
    const post = { at: at(2, '09:00:08.000'), channel: 'C1', ts: '2.000100' };

    it('answers that nothing has happened', async () =>
      assert.deepEqual(
        Object.values(await opened.deliveries.find(ACCOUNT, reminder.id)).filter(Boolean),
        [],
      ));

    it('shows each side what the other has written, and keeps both', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      await opened.deliveries.recordOwner(ACCOUNT, reminder.id, at(2), {
        ...dm,
        toldStopsOn: '2026-04-03',
      });
      await opened.ledger.planNotice(ACCOUNT, reminder);
      await opened.deliveries.recordTeam(ACCOUNT, reminder.id, at(2), post);
      await opened.ledger.withdrawNotice(ACCOUNT, reminder.id, 'overtaken');
      const { notice, ...rest } = (await opened.noticeOf()) ?? {};
      assert.equal(notice?.id, reminder.id);
      const known = { owner: dm, team: post, toldStopsOn: '2026-04-03', withdrawn: 'overtaken' };
      assert.deepEqual(rest, { id: reminder.id, plannedAt: at(2), ...known });
      const { notice: found, copy, ...state } = await opened.deliveries.find(ACCOUNT, reminder.id);
      assert.deepEqual(found, notice);
      assert.equal(copy, undefined);
      assert.deepEqual({ ...state }, known);
    });

    it('gives the record of a notice an end, and takes it back', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      await opened.ledger.setExpiry(ACCOUNT, [reminder.id, 'key/AKIANEVER/created'], at(9));
      assert.deepEqual((await opened.noticeOf())?.expiresAt, at(9));
      assert.equal((await opened.ledger.load(ACCOUNT)).notices.size, 1);
      await opened.ledger.setExpiry(ACCOUNT, [reminder.id], undefined);
      assert.equal((await opened.noticeOf())?.expiresAt, undefined);
    });

    it('remembers that a person can’t be reached, until they can', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      await opened.deliveries.recordOwner(ACCOUNT, reminder.id, at(2), {
        failed: 'user_not_found',
      });
      assert.deepEqual((await opened.noticeOf())?.owner, { failed: 'user_not_found' });
      await opened.deliveries.recordOwner(ACCOUNT, reminder.id, at(2), dm);
      assert.deepEqual((await opened.noticeOf())?.owner, dm);
    });

    it('knows the copy among those of the run from the team’s own message', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      await opened.deliveries.recordCopy(ACCOUNT, reminder.id, at(2), post);
      const { copy, team } = await opened.deliveries.find(ACCOUNT, reminder.id);
      assert.deepEqual([copy, team], [post, undefined]);
      assert.deepEqual((await opened.noticeOf())?.copy, post);
    });

    it('knows of a copy in a digest that its message is not its own, and where to answer', async () => {
      await opened.ledger.planNotice(ACCOUNT, reminder);
      for (const copy of [
        { ...post, inDigest: true, threadTs: '1.000100' },
        { ...post, inDigest: true },
      ]) {
        await opened.deliveries.recordCopy(ACCOUNT, reminder.id, at(2), copy);
        assert.deepEqual((await opened.deliveries.find(ACCOUNT, reminder.id)).copy, copy);
        assert.deepEqual((await opened.noticeOf())?.copy, copy);
      }
    });

    it('records the news of an event once, and then leaves it to whoever was first', async () => {
      const early = { ...reminder, owner: { userName: 'alice' } };
      await opened.deliveries.recordNews(ACCOUNT, early);
      await opened.deliveries.recordTeam(ACCOUNT, reminder.id, at(2), post);
      await opened.deliveries.recordNews(ACCOUNT, reminder);
      await opened.ledger.planNotice(ACCOUNT, reminder);
      const { notice, plannedAt, team } = (await opened.noticeOf()) ?? {};
      assert.deepEqual(notice?.owner, early.owner);
      assert.deepEqual([plannedAt, team], [at(2), post]);
    });

    it('makes a record of an event’s notice, which no run has planned', async () => {
      await opened.deliveries.recordTeam(ACCOUNT, reminder.id, at(2), post);
      assert.deepEqual(await opened.noticeOf(), { id: reminder.id, plannedAt: at(2), team: post });
      await opened.ledger.planNotice(ACCOUNT, { ...reminder, plannedAt: at(7).toISOString() });
      assert.deepEqual((await opened.noticeOf())?.plannedAt, at(2));
      assert.deepEqual((await opened.noticeOf())?.team, post);
    });

    it('keeps the latest day that was told', async () => {
      await opened.deliveries.recordOwner(ACCOUNT, reminder.id, at(2), {
        ...dm,
        toldStopsOn: '2026-04-02',
      });
      await opened.deliveries.recordTeam(ACCOUNT, reminder.id, at(2), {
        ...post,
        toldStopsOn: '2026-04-03',
      });
      assert.equal((await opened.noticeOf())?.toldStopsOn, '2026-04-03');
      const state = await opened.deliveries.find(ACCOUNT, reminder.id);
      assert.equal(state.toldStopsOn, '2026-04-03');
    });
  });
}
