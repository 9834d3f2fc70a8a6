import assert from 'node:assert/strict';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { Deed, NoticeOf } from '../notices';
import { noticeBase } from '../testing/decided';
import { aKey, day, delivered, keyRecord, ledgerOf, planned } from '../testing/one-account';
import type { Press } from './press';
import { begunUnder, toDisabling } from './to-disabling';

const KEY = 'AKIAPRESSED000000001';
const key = aKey(KEY, 0);
const press: Press = {
  ...{ kind: 'press', id: 'a'.repeat(64), at: day(3).toISOString(), button: 'not-mine' },
  on: {
    ...{ v: 1, account: '111111111111', user: 'alice', notice: 'n' },
    credential: { kind: 'access-key', id: KEY },
  },
  by: { id: 'U0ALICE0001' },
  message: { channel: 'D0ALICE0001', ts: '1767434400.000100' },
};
const base = noticeBase(KEY, 3);
const created = { ...base, kind: 'key-created', id: `key/${KEY}/created` } as const;
const owner = { ...base.owner, userName: 'alice' };
const since = day(2);
const byAge: NoticeOf<'key-disabled'> = {
  ...noticeBase(KEY, 2),
  ...{ kind: 'key-disabled', id: `key/${KEY}/disabled`, cause: 'age' },
};

/** A disabling of the key that was begun under that notice. */
function begunWith(record: NoticeRecord, noticeId = record.id): AccountLedger {
  const disabling = { noticeId, since, attempts: ['earlier'] };
  return ledgerOf({ keys: [keyRecord(key, { disabling })], notices: [record] });
}
const disablingOf = (ledger: AccountLedger, as: 'owner' | 'responder' = 'owner') =>
  toDisabling(press, created, owner, key, as, ledger, 'now');

const made = {
  ...{ kind: 'key-disabled', id: disablingOf(ledgerOf({})).notice.id, account: base.account },
  ...{ plannedAt: press.at, owner, cause: 'reported' },
  reportedBy: { slackId: 'U0ALICE0001', as: 'owner' },
};
const subject = {
  ...{ account: base.account, userName: 'alice', credential: { kind: 'access-key', id: KEY } },
};
const begun = { since, attempts: ['earlier'] };

describe('a press that disables', () => {
  const shown = ({ notice, planned: plan, ...others }: ReturnType<typeof disablingOf>) => {
    const without = (deed: Deed) =>
      Object.fromEntries(Object.entries(deed).filter(([field]) => field !== 'key'));
    return { ...others, notice: without(notice), planned: without(plan) };
  };
  const common = { state: 'planned', subject, now: day(3), attempt: 'now', dueBy: 'reported' };

  it('begins a disabling of its own', () => {
    const own = disablingOf(ledgerOf({}));
    assert.deepEqual(shown(own), { ...common, planned: made, notice: made });
    assert.match(own.notice.id, new RegExp(`^key/${KEY}/.*${press.id}`));
    assert.deepEqual(disablingOf(ledgerOf({}), 'responder').notice, {
      ...own.notice,
      reportedBy: { slackId: 'U0ALICE0001', as: 'responder' },
    });
  });

  it('goes on with what another press has begun', () => {
    const another = { ...byAge, cause: 'reported' as const, id: `key/${KEY}/reported/b` };
    const found = disablingOf(begunWith(planned(another)));
    assert.deepEqual([found.begun, found.planned, found.notice], [begun, another, another]);
  });

  it('goes on with what a run has begun, and tells of the press in its place', () => {
    const found = disablingOf(begunWith(planned(byAge)));
    assert.deepEqual([found.begun, found.planned], [begun, byAge]);
    const { id, plannedAt } = byAge;
    assert.deepEqual(shown(found).notice, { ...made, id, plannedAt });
  });

  it('tells of itself beside what was told already', () => {
    for (const who of ['owner', 'team'] as const) {
      const told = { ...planned(byAge), [who]: delivered(byAge).owner };
      assert.deepEqual(shown(disablingOf(begunWith(told))), {
        ...{ ...common, begun, planned: made, notice: made },
      });
    }
  });

  it('begins anew where what was begun is under no notice of a disabling', () => {
    for (const ledger of [
      begunWith(planned(created)),
      begunWith(planned(byAge), 'another'),
      begunWith({ ...planned(byAge), notice: undefined }),
    ]) {
      assert.equal(begunUnder(ledger, KEY), undefined);
      assert.deepEqual(shown(disablingOf(ledger)), { ...common, planned: made, notice: made });
    }
    assert.deepEqual(begunUnder(begunWith(planned(byAge)), KEY), byAge);
    assert.equal(begunUnder(ledgerOf({ notices: [planned(byAge)] }), KEY), undefined);
  });
});
