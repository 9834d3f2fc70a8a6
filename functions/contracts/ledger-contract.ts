import assert from 'node:assert/strict';
import type { KeyRecord, NoticeRecord } from '../../rules/ledger';
import type { Notice, NoticeOf } from '../../rules/notices';
import type { DeliveriesPort } from '../ports/deliveries';
import type { LedgerPort } from '../ports/ledger';

const ACCOUNT = '111111111111';
const KEY = 'AKIAOLD0000000000001';
const at = (day: number, time = '09:00:00.000') =>
  new Date(`2026-01-${String(day).padStart(2, '0')}T${time}Z`);

const record: KeyRecord = {
  keyId: KEY,
  userId: 'AIDAALICE',
  userName: 'alice',
  createdAt: at(1, '08:30:01.000'),
  status: 'Active',
  fingerprint: 'row',
};

const reminder: NoticeOf<'key-reminder'> = {
  kind: 'key-reminder',
  id: `key/${KEY}/reminder-76`,
  account: { id: ACCOUNT, name: 'identity' },
  plannedAt: at(2).toISOString(),
  owner: { userName: 'alice', type: 'engineer', fullName: 'Alicia Ünder', slackId: 'U0ALICE0001' },
  key: { id: KEY, createdAt: at(1).toISOString(), age: 76, lastUsed: undefined },
  stopsOn: '2026-04-02',
  graceDays: 5,
  timeZone: 'Etc/UTC',
  stage: 76,
};

const summary: Notice = {
  kind: 'daily-summary',
  id: 'summary/2026-01-02',
  plannedAt: at(2).toISOString(),
  date: '2026-01-02',
  dryRun: false,
  accountsRead: [],
  accountsUnread: [],
  ageBands: [],
  done: [],
  heldBack: [],
  undelivered: [],
  findings: [],
};

/** One store, seen from its two sides. */
export interface OpenedLedger {
  readonly ledger: LedgerPort;
  readonly deliveries: DeliveriesPort;
}

/** What every ledger keeps to. `open` gives an empty one each time. */
export function ledgerContract(name: string, open: () => Promise<OpenedLedger>): void {
  describe(`the ledger ${name}`, () => {
    let ledger: LedgerPort;
    let deliveries: DeliveriesPort;
    beforeEach(async () => ({ ledger, deliveries } = await open()));

    const keyOf = async (id = KEY) => (await ledger.load(ACCOUNT)).keys.get(id);
    const noticeOf = async (id = reminder.id) => (await ledger.load(ACCOUNT)).notices.get(id);

    it('knows nothing of an account that no run has read', async () => {
      const { accountId, firstReadAt, lastReadAt, ...rest } = await ledger.load(ACCOUNT);
      assert.deepEqual([accountId, firstReadAt, lastReadAt], [ACCOUNT, undefined, undefined]);
      assert.deepEqual(rest, { keys: new Map(), notices: new Map(), findings: new Map() });
    });

    it('keeps accounts apart', async () => {
      await ledger.putKeys(ACCOUNT, [record]);
      await ledger.planNotice(ACCOUNT, reminder);
      const other = await ledger.load('222222222222');
      assert.deepEqual([other.keys.size, other.notices.size], [0, 0]);
    });

    describe('of keys', () => {
      it('gives back what was put', async () => {
        await ledger.putKeys(ACCOUNT, [record]);
        assert.deepEqual(await keyOf(), record);
      });

      it('changes only what a reading knows', async () => {
        await ledger.putKeys(ACCOUNT, [record]);
        await ledger.startDisabling(ACCOUNT, KEY, 'notice', at(3), 'a');
        await ledger.rememberExemption(ACCOUNT, KEY, '2026-01-04');
        await ledger.rememberAlone(ACCOUNT, KEY, at(4));
        await ledger.putKeys(ACCOUNT, [{ ...record, status: 'Inactive', fingerprint: 'other' }]);
        assert.deepEqual(await keyOf(), {
          ...record,
          status: 'Inactive',
          fingerprint: 'other',
          lastExemptOn: '2026-01-04',
          lastAloneAt: at(4),
          disabling: { noticeId: 'notice', since: at(3), attempts: ['a'] },
        });
      });

      it('keeps the latest exemption and the latest time alone, whichever run writes last', async () => {
        await ledger.putKeys(ACCOUNT, [record]);
        for (const n of [4, 6, 5]) {
          await ledger.rememberExemption(ACCOUNT, KEY, `2026-01-0${n}`);
          await ledger.rememberAlone(ACCOUNT, KEY, at(n));
        }
        const known = await keyOf();
        assert.deepEqual([known?.lastExemptOn, known?.lastAloneAt], ['2026-01-06', at(6)]);
      });

      it('takes more keys than a page or a batch holds, and lets those that are gone end', async () => {
        const many = Array.from({ length: 60 }, (_, i) => ({
          ...record,
          keyId: `AKIA${i}`,
          userName: `user${i}`,
        }));
        await ledger.putKeys(ACCOUNT, many);
        assert.equal((await ledger.load(ACCOUNT)).keys.size, 60);
        await ledger.forgetKeys(
          ACCOUNT,
          many.slice(1).map(({ keyId }) => keyId),
          at(16),
        );
        const { keys } = await ledger.load(ACCOUNT);
        assert.deepEqual([keys.size, keys.get('AKIA0')?.expiresAt], [60, undefined]);
        assert.ok(many.slice(1).every(({ keyId }) => keys.get(keyId)?.expiresAt));
      });

      it('keeps all that is known of a key that was missed and is found again', async () => {
        await ledger.putKeys(ACCOUNT, [record]);
        await ledger.rememberExemption(ACCOUNT, KEY, '2026-01-04');
        await ledger.rememberAlone(ACCOUNT, KEY, at(4));
        await ledger.endDisabling(ACCOUNT, KEY, at(5));
        const known = await keyOf();
        await ledger.forgetKeys(ACCOUNT, [KEY], at(20));
        assert.deepEqual(await keyOf(), { ...known, expiresAt: at(20) });
        const other = { ...record, keyId: 'AKIAOTHER00000000001' };
        for (const found of [[record], [record, other]]) {
          await ledger.forgetKeys(ACCOUNT, [KEY], at(20));
          await ledger.putKeys(ACCOUNT, found);
          assert.deepEqual(await keyOf(), known);
        }
      });

      it('puts and forgets none', async () => {
        await ledger.putKeys(ACCOUNT, []);
        await ledger.forgetKeys(ACCOUNT, [], at(9));
        await ledger.forgetKeys(ACCOUNT, ['AKIANEVER'], at(9));
        assert.equal((await ledger.load(ACCOUNT)).keys.size, 0);
      });

      it('remembers that a disabling was begun, and how it ended', async () => {
        await ledger.putKeys(ACCOUNT, [record]);
        await ledger.startDisabling(ACCOUNT, KEY, 'first', at(3), 'a');
        await ledger.startDisabling(ACCOUNT, KEY, 'second', at(4), 'b');
        const begun = (await keyOf())?.disabling;
        assert.deepEqual([begun?.noticeId, begun?.since], ['second', at(4)]);
        assert.deepEqual(begun?.attempts.toSorted(), ['a', 'b']);
        await ledger.endDisabling(ACCOUNT, KEY, at(5));
        assert.deepEqual(await keyOf(), { ...record, disabledAt: at(5) });
        await ledger.startDisabling(ACCOUNT, KEY, 'third', at(6), 'c');
        await ledger.giveUpDisabling(ACCOUNT, KEY, ['c']);
        assert.deepEqual(await keyOf(), { ...record, disabledAt: at(5) });
      });

      it('lets no try give up what another one has begun', async () => {
        await ledger.putKeys(ACCOUNT, [record]);
        await ledger.startDisabling(ACCOUNT, KEY, 'notice', at(3), 'a');
        await ledger.startDisabling(ACCOUNT, KEY, 'notice', at(3), 'b');
        await ledger.giveUpDisabling(ACCOUNT, KEY, ['b']);
        assert.deepEqual((await keyOf())?.disabling?.attempts, ['a']);
        await ledger.giveUpDisabling(ACCOUNT, KEY, ['b', 'a']);
        assert.deepEqual(await keyOf(), record);
        await ledger.giveUpDisabling(ACCOUNT, KEY, []);
        assert.deepEqual(await keyOf(), record);
      });

      it('begins no disabling that the next run could not find', async () => {
        await assert.rejects(ledger.startDisabling(ACCOUNT, KEY, 'notice', at(3), 'a'), {
          name: 'LedgerError',
        });
        assert.equal(await keyOf(), undefined);
      });

      it('makes no record of a key that is forgotten', async () => {
        await ledger.endDisabling(ACCOUNT, KEY, at(5));
        await ledger.giveUpDisabling(ACCOUNT, KEY, ['a']);
        await ledger.rememberAlone(ACCOUNT, KEY, at(4));
        await ledger.rememberExemption(ACCOUNT, KEY, '2026-01-04');
        assert.equal(await keyOf(), undefined);
      });
    });

    describe('of notices', () => {
      const sent = { at: at(2), channel: 'D1', ts: '1.1' };
      const planned: NoticeRecord = { id: reminder.id, plannedAt: at(2), notice: reminder };

      it('gives back what was planned', async () => {
        await ledger.planNotice(ACCOUNT, reminder);
        const { notice, ...rest } = (await noticeOf()) ?? {};
        assert.deepEqual(rest, { id: reminder.id, plannedAt: at(2) });
        assert.equal(JSON.stringify(notice), JSON.stringify(reminder));
      });

      it('leaves a notice that is planned again as it was', async () => {
        await ledger.planNotice(ACCOUNT, reminder);
        const again = { ...reminder, plannedAt: at(9).toISOString(), stopsOn: '2026-12-31' };
        await ledger.planNotice(ACCOUNT, again);
        assert.deepEqual((await noticeOf())?.plannedAt, planned.plannedAt);
        assert.equal(JSON.stringify((await noticeOf())?.notice), JSON.stringify(reminder));
      });

      it('takes the new facts of a notice that its owner was not told of', async () => {
        const again = { ...reminder, plannedAt: at(9).toISOString(), stopsOn: '2026-12-31' };
        await ledger.planNotice(ACCOUNT, reminder);
        await ledger.withdrawNotice(ACCOUNT, reminder.id, 'the key is gone');
        await ledger.planAgain(ACCOUNT, again);
        const { plannedAt, notice, withdrawn } = (await noticeOf()) ?? {};
        assert.deepEqual([plannedAt, withdrawn], [planned.plannedAt, undefined]);
        assert.equal(JSON.stringify(notice), JSON.stringify(again));
        await deliveries.recordCopy(ACCOUNT, reminder.id, at(2), sent);
        await ledger.planAgain(ACCOUNT, reminder);
        assert.equal(JSON.stringify((await noticeOf())?.notice), JSON.stringify(reminder));
      });

      it('keeps the facts of which somebody was told', async () => {
        const again = { ...reminder, stopsOn: '2026-12-31' };
        const tell = [
          () => deliveries.recordOwner(ACCOUNT, reminder.id, at(2), sent),
          () => deliveries.recordTeam(ACCOUNT, reminder.id, at(2), sent),
        ];
        for (const told of tell) {
          ({ ledger, deliveries } = await open());
          await ledger.planNotice(ACCOUNT, reminder);
          await told();
          await ledger.planAgain(ACCOUNT, again);
          assert.equal(JSON.stringify((await noticeOf())?.notice), JSON.stringify(reminder));
        }
      });

      it('plans also what was never planned, when it is to be planned again', async () => {
        await ledger.planAgain(ACCOUNT, reminder);
        assert.deepEqual((await noticeOf())?.plannedAt, at(2));
        assert.equal(JSON.stringify((await noticeOf())?.notice), JSON.stringify(reminder));
      });

      it('withdraws, and takes that back when it is planned again', async () => {
        await ledger.planNotice(ACCOUNT, reminder);
        await ledger.withdrawNotice(ACCOUNT, reminder.id, 'the key is gone');
        assert.equal((await noticeOf())?.withdrawn, 'the key is gone');
        await ledger.planNotice(ACCOUNT, reminder);
        assert.equal((await noticeOf())?.withdrawn, undefined);
      });

      it('withdraws nothing that has happened', async () => {
        await ledger.planNotice(ACCOUNT, reminder);
        await ledger.withdrawNotice(ACCOUNT, reminder.id, 'too soon');
        await ledger.confirmNotice(ACCOUNT, reminder);
        assert.equal((await noticeOf())?.withdrawn, undefined);
        await ledger.withdrawNotice(ACCOUNT, reminder.id, 'too late');
        assert.equal((await noticeOf())?.withdrawn, undefined);
      });

      it('confirms also what was never planned', async () => {
        await ledger.confirmNotice(ACCOUNT, reminder);
        assert.deepEqual((await noticeOf())?.plannedAt, at(2));
        assert.equal((await noticeOf())?.notice?.id, reminder.id);
      });

      it('makes no record of a notice that was never planned by withdrawing it', async () => {
        await ledger.withdrawNotice(ACCOUNT, reminder.id, 'overtaken');
        assert.equal(await noticeOf(), undefined);
      });

      it('keeps of a daily summary that it was planned, not what it said', async () => {
        await ledger.planNotice('organization', summary);
        const { notices } = await ledger.load('organization');
        assert.deepEqual([...notices.values()], [{ id: summary.id, plannedAt: at(2) }]);
      });
    });

    describe('of deliveries', () => {
      const dm = { at: at(2, '09:00:07.123'), channel: 'D1', ts: '1.000100' };
      const post = { at: at(2, '09:00:08.000'), channel: 'C1', ts: '2.000100' };

      it('answers that nothing has happened', async () =>
        assert.deepEqual(
          Object.values(await deliveries.find(ACCOUNT, reminder.id)).filter(Boolean),
          [],
        ));

      it('shows each side what the other has written, and keeps both', async () => {
        await ledger.planNotice(ACCOUNT, reminder);
        await deliveries.recordOwner(ACCOUNT, reminder.id, at(2), {
          ...dm,
          toldStopsOn: '2026-04-03',
        });
        await ledger.planNotice(ACCOUNT, reminder);
        await deliveries.recordTeam(ACCOUNT, reminder.id, at(2), post);
        await ledger.withdrawNotice(ACCOUNT, reminder.id, 'overtaken');
        const { notice, ...rest } = (await noticeOf()) ?? {};
        assert.equal(notice?.id, reminder.id);
        const known = { owner: dm, team: post, toldStopsOn: '2026-04-03', withdrawn: 'overtaken' };
        assert.deepEqual(rest, { id: reminder.id, plannedAt: at(2), ...known });
        const { notice: found, copy, ...state } = await deliveries.find(ACCOUNT, reminder.id);
        assert.deepEqual(found, notice);
        assert.equal(copy, undefined);
        assert.deepEqual({ ...state }, known);
      });

      it('gives the record of a notice an end, and takes it back', async () => {
        await ledger.planNotice(ACCOUNT, reminder);
        await ledger.setExpiry(ACCOUNT, [reminder.id, 'key/AKIANEVER/created'], at(9));
        assert.deepEqual((await noticeOf())?.expiresAt, at(9));
        assert.equal((await ledger.load(ACCOUNT)).notices.size, 1);
        await ledger.setExpiry(ACCOUNT, [reminder.id], undefined);
        assert.equal((await noticeOf())?.expiresAt, undefined);
      });

      it('remembers that a person can’t be reached, until they can', async () => {
        await ledger.planNotice(ACCOUNT, reminder);
        await deliveries.recordOwner(ACCOUNT, reminder.id, at(2), { failed: 'user_not_found' });
        assert.deepEqual((await noticeOf())?.owner, { failed: 'user_not_found' });
        await deliveries.recordOwner(ACCOUNT, reminder.id, at(2), dm);
        assert.deepEqual((await noticeOf())?.owner, dm);
      });

      it('knows the copy among those of the run from the team’s own message', async () => {
        await ledger.planNotice(ACCOUNT, reminder);
        await deliveries.recordCopy(ACCOUNT, reminder.id, at(2), post);
        const { copy, team } = await deliveries.find(ACCOUNT, reminder.id);
        assert.deepEqual([copy, team], [post, undefined]);
        assert.deepEqual((await noticeOf())?.copy, post);
      });

      it('records the news of an event once, and then leaves it to whoever was first', async () => {
        const early = { ...reminder, owner: { userName: 'alice' } };
        await deliveries.recordNews(ACCOUNT, early);
        await deliveries.recordTeam(ACCOUNT, reminder.id, at(2), post);
        await deliveries.recordNews(ACCOUNT, reminder);
        await ledger.planNotice(ACCOUNT, reminder);
        const { notice, plannedAt, team } = (await noticeOf()) ?? {};
        assert.deepEqual(notice?.owner, early.owner);
        assert.deepEqual([plannedAt, team], [at(2), post]);
      });

      it('makes a record of an event’s notice, which no run has planned', async () => {
        await deliveries.recordTeam(ACCOUNT, reminder.id, at(2), post);
        assert.deepEqual(await noticeOf(), { id: reminder.id, plannedAt: at(2), team: post });
        await ledger.planNotice(ACCOUNT, { ...reminder, plannedAt: at(7).toISOString() });
        assert.deepEqual((await noticeOf())?.plannedAt, at(2));
        assert.deepEqual((await noticeOf())?.team, post);
      });

      it('keeps the latest day that was told', async () => {
        await deliveries.recordOwner(ACCOUNT, reminder.id, at(2), {
          ...dm,
          toldStopsOn: '2026-04-02',
        });
        await deliveries.recordTeam(ACCOUNT, reminder.id, at(2), {
          ...post,
          toldStopsOn: '2026-04-03',
        });
        assert.equal((await noticeOf())?.toldStopsOn, '2026-04-03');
        const state = await deliveries.find(ACCOUNT, reminder.id);
        assert.equal(state.toldStopsOn, '2026-04-03');
      });
    });

    describe('of findings and runs', () => {
      it('remembers when a finding was last named', async () => {
        await ledger.reportedFindings(ACCOUNT, ['AIDA1#no-mfa', 'AIDA2#invalid-tags'], at(3));
        await ledger.reportedFindings(ACCOUNT, ['AIDA1#no-mfa', 'AIDA1#no-mfa'], at(10));
        await ledger.reportedFindings(ACCOUNT, [], at(11));
        const { findings } = await ledger.load(ACCOUNT);
        assert.deepEqual(
          findings,
          new Map([
            ['AIDA1#no-mfa', at(10)],
            ['AIDA2#invalid-tags', at(3)],
          ]),
        );
      });

      it('remembers the first run and the last, and never turns the last one back', async () => {
        const times = async () => {
          const { firstReadAt, lastReadAt } = await ledger.load(ACCOUNT);
          return [firstReadAt, lastReadAt];
        };
        await ledger.finishAccount(ACCOUNT, at(3));
        assert.deepEqual(await times(), [at(3), at(3)]);
        await ledger.finishAccount(ACCOUNT, at(5));
        await ledger.finishAccount(ACCOUNT, at(4));
        await ledger.finishAccount(ACCOUNT, at(5));
        assert.deepEqual(await times(), [at(3), at(5)]);
      });
    });

    it('gives a reading that later writes do not change', async () => {
      await ledger.putKeys(ACCOUNT, [record]);
      const loaded = await ledger.load(ACCOUNT);
      await ledger.forgetKeys(ACCOUNT, [KEY], at(9));
      await ledger.planNotice(ACCOUNT, reminder);
      assert.deepEqual([loaded.keys.get(KEY)?.expiresAt, loaded.notices.size], [undefined, 0]);
    });
  });
}
