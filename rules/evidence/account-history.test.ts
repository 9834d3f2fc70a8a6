import assert from 'node:assert/strict';
import type { Deed, Report } from '../report/report';
import { AccountHistory, type AccountPart } from './account-history';
import { DayTally } from './day-tally';
import { deed, identity, reportOf, runOf, type MadeUpKey } from './testing/days';

const alice: MadeUpKey = {
  ...{ id: 'AKIAALICE0000000001', user: 'alice', type: 'engineer', made: '2026-06-01' },
};
const robot: MadeUpKey = { ...alice, id: 'AKIAROBOT0000000001', user: 'ci', type: 'machine' };
const day = (n: number) => `2026-07-${String(n).padStart(2, '0')}`;

/** What the report of a day has of the identity account. */
function partOf(n: number, keys: readonly MadeUpKey[], more: Partial<Report> = {}): AccountPart {
  const report = reportOf(day(n), keys, more);
  const account = report.accounts.find(({ id }) => id === identity.id);
  assert.ok(account?.outcome === 'read');
  return { ...report, account };
}

function historyOf(...parts: readonly AccountPart[]) {
  const tally = new DayTally();
  const history = new AccountHistory({ id: identity.id, name: 'before' });
  for (const part of parts) history.read(part, tally);
  return { history, tally };
}

describe('the history of an account', () => {
  it('has each key that a report shows, enabled or not, and the ages of those that are', () => {
    const off = { ...alice, id: 'AKIAOFF000000000001', off: day(1) };
    const { history, tally } = historyOf(partOf(1, [alice, off]), partOf(2, [alice, off, robot]));
    assert.deepEqual([...history.lives.keys()], [alice.id, off.id, robot.id]);
    const [life] = history.lives.values();
    assert.deepEqual(life?.seen, { from: day(1), to: day(2) });
    assert.deepEqual([life.lastReading, life.type], [1, 'engineer']);
    assert.deepEqual([history.agesAtFirst, history.agesAtLast], [[29], [30, 30]]);
    assert.deepEqual(history.looks, { people: 2, machines: 1 });
    assert.deepEqual([tally.on(day(1)).enabled, tally.on(day(2)).ages[30]], [1, 2]);
  });

  it('is of an account as it is called by now', () => {
    const { history } = historyOf(partOf(1, []));
    assert.deepEqual(history.account, identity);
    assert.deepEqual(
      [history.readings, history.agesAtFirst, history.agesAtLast],
      [...[[{ on: day(1), at: runOf(day(1)), unseenUsers: new Set() }], [], []]],
    );
    const { history: none } = historyOf();
    assert.deepEqual([none.agesAtFirst, none.agesAtLast], [undefined, []]);
  });

  it('has whose keys a report could not see', () => {
    const part = partOf(1, [alice, robot]);
    const [first, ...others] = part.users;
    assert.ok(first);
    const { history } = historyOf({ ...part, users: [{ ...first, keys: 'unknown' }, ...others] });
    assert.deepEqual(history.readings[0]?.unseenUsers, new Set(['alice']));
  });

  it('has the days on which it was not read, or had no credential report', () => {
    const part = partOf(1, []);
    const without = { ...part.account, credentialReportAt: { unknown: 'throttled' } };
    const { history } = historyOf({ ...part, account: without }, partOf(2, []));
    history.unread(day(3), 'access-denied');
    assert.deepEqual(history.withoutCredentialReport, [day(1)]);
    assert.deepEqual(history.unreadOn, new Map([[day(3), 'access-denied']]));
  });

  it('has who broke a rule', () => {
    const breaches = [{ accountId: identity.id, userName: 'alice', text: 'x' }];
    const rules = [{ rule: 'mfa' as const, title: 'MFA', breaches, notSeenOf: [] }];
    const { history } = historyOf(partOf(1, [], { rules }), partOf(2, [], { rules }));
    assert.deepEqual(
      history.breaches.all.map(({ account, from, to }) => [account, from, to]),
      [['before', day(1), day(2)]],
    );
  });
});

describe('what the reports of an account tell', () => {
  const told = (n: number, text = `of ${n}`) =>
    deed(runOf(day(n)), alice.id, 'alice', 'key-reminder', { text });
  const deeds = (entries: readonly Deed[], more: Partial<Report['deeds']> = {}) => ({
    deeds: { from: day(1), to: day(20), entries, ...more },
  });
  const textsOf = (history: AccountHistory) =>
    history.events.all.map(({ text, arrived }) => `${text} ${arrived}`);

  it('is all of the first one’s, in the order of time, and what has not arrived', () => {
    const part = partOf(9, [], deeds([told(1), told(8)], { undelivered: [told(9)] }));
    assert.deepEqual(textsOf(historyOf(part).history), ['of 1 true', 'of 8 true', 'of 9 false']);
    assert.ok(historyOf(part).history.events.all.every(({ source }) => source === 'report'));
    const older = partOf(9, [], deeds([told(1)], { undelivered: undefined }));
    assert.deepEqual(textsOf(historyOf(older).history), ['of 1 true']);
    assert.deepEqual(textsOf(historyOf(partOf(9, [], { deeds: undefined })).history), []);
  });

  it('is what is new in a later one, from three days before the one before it on', () => {
    const of = (n: number) => {
      const late = partOf(11, [], deeds([told(1), told(n), told(10)]));
      return textsOf(historyOf(partOf(9, []), late).history);
    };
    assert.deepEqual(of(5), ['of 10 true']);
    assert.deepEqual(of(6), ['of 6 true', 'of 10 true']);
  });

  it('is what the ledger knows, too', () => {
    const history = new AccountHistory(identity);
    history.tell([told(1)], [told(2)], 'ledger');
    assert.deepEqual(
      history.events.all.map(({ source, arrived }) => [source, arrived]),
      [
        ['ledger', true],
        ['ledger', false],
      ],
    );
  });
});
