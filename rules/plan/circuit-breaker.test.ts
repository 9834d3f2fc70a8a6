import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import type { IamUser } from '../model';
import type { UserNotice } from '../notices';
import { planDay } from '../plan-day';
import { settingsSchema } from '../settings';
import { aboutKey, aReminder, dateOf, noticeBase, sent } from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';

const [A, B] = ['AKIAA0000000000000001', 'AKIAB0000000000000001'];
const oneAtOnce = settingsSchema.parse({ circuitBreaker: { keys: 1, percent: 0 } });
const bob = anEngineer([aKey(B, 0)], { name: 'bob', id: 'AIDABOB' });

/** Two keys that are due, where only one may be disabled at once: both are held. */
function held(notices: readonly NoticeRecord[], alice = anEngineer([aKey(A, 0)]), on = 91) {
  const told = [...notices, delivered(aReminder(B, 86))];
  return planDay(inventoryOf(alice, bob), ledgerOf({ notices: told }), oneAtOnce, day(on));
}

describe('while the circuit breaker holds disablings back', () => {
  it('a key whose owner knows all is held, and that is all', () => {
    const decisions = held([delivered(aReminder(A, 86))]);
    assert.deepEqual(aboutKey(decisions, A), ['hold circuit-breaker']);
  });

  it('everything else goes on: other keys are reminded, findings reported', () => {
    const alice = anEngineer([aKey(A, 0)], { hasMfa: false });
    const young = anEngineer([aKey('AKIAYOUNG', 10)], { name: 'carol', id: 'AIDACAROL' });
    const notices = [A, B].map((id) => delivered(aReminder(id, 86)));
    const inventory = inventoryOf(alice, bob, young);
    const decisions = planDay(inventory, ledgerOf({ notices }), oneAtOnce, day(91));
    assert.deepEqual(aboutKey(decisions, 'AKIAYOUNG'), ['send stage-crossed']);
    assert.ok(decisions.some((each) => each.do === 'report' && each.finding.kind === 'no-mfa'));
  });

  it('keys that are off make the share of the others no smaller', () => {
    const settings = settingsSchema.parse({ circuitBreaker: { keys: 1, percent: 50 } });
    const notices = [A, B].map((id) => delivered(aReminder(id, 86)));
    const carol = (status: 'Active' | 'Inactive') => {
      const keys = [1, 2].map((n) => aKey(`AKIAC${n}`, 80, { status }));
      return anEngineer(keys, { name: 'carol', id: 'AIDACAROL' });
    };
    const holds = (status: 'Active' | 'Inactive') => {
      const inventory = inventoryOf(anEngineer([aKey(A, 0)]), bob, carol(status));
      const decisions = planDay(inventory, ledgerOf({ notices }), settings, day(91));
      return decisions.filter((each) => each.do === 'hold').length;
    };
    assert.deepEqual([holds('Inactive'), holds('Active')], [2, 0]);
  });

  it('a share that is met to the key is not passed, whatever fractions a computer has', () => {
    const holdsOf = (count: number) => {
      const settings = settingsSchema.parse({ circuitBreaker: { keys: 1, percent: 58 } });
      const users = Array.from({ length: 50 }, (_, i) =>
        anEngineer([aKey(`AKIAOF${i}`, i < count ? 0 : 80)], { name: `n${i}`, id: `AIDA${i}` }),
      );
      const notices = users.map((_, i) => delivered(aReminder(`AKIAOF${i}`, 86)));
      const decisions = planDay(inventoryOf(...users), ledgerOf({ notices }), settings, day(91));
      return decisions.filter((each) => each.do === 'hold').length;
    };
    assert.deepEqual([holdsOf(29), holdsOf(30)], [0, 30]);
  });

  it('a reminder of a held key that did not arrive is withdrawn where a later one did', () => {
    const decisions = held([planned(aReminder(A, 81)), delivered(aReminder(A, 86))]);
    assert.deepEqual(aboutKey(decisions, A), ['hold circuit-breaker', 'withdraw overtaken']);
  });

  it('what an earlier run began is ended: its notice stays open for no day', () => {
    const noticeId = `key/${A}/disabled/${dateOf(91)}`;
    const notice: UserNotice = {
      ...noticeBase(A, 91),
      kind: 'key-disabled',
      id: noticeId,
      cause: 'age',
    };
    const begunOn = (on: number, begunUnder = notice) => {
      const disabling = { noticeId, since: day(on), attempts: ['a'] };
      const ledger = ledgerOf({
        notices: [...[A, B].map((id) => delivered(aReminder(id, 86))), planned(begunUnder)],
        keys: [keyRecord(aKey(A, 0), { disabling })],
      });
      return planDay(inventoryOf(anEngineer([aKey(A, 0)]), bob), ledger, oneAtOnce, day(92));
    };
    assert.deepEqual(aboutKey(begunOn(91), A), ['hold circuit-breaker', 'abandon circuit-breaker']);
    const [abandoned] = begunOn(91).filter((each) => each.do === 'abandon');
    assert.deepEqual(abandoned?.begun, { since: day(91), attempts: ['a'] });
    assert.deepEqual(abandoned.notice, { ...notice, isEnabledAgain: true });
    assert.equal(abandoned.why.text, 'a disabling was begun by an earlier run and is held back');
    // In the words that it was begun with, whatever it is due by today.
    const bySecond: typeof notice = { ...notice, cause: 'second-key' };
    const [other] = begunOn(91, bySecond).filter((each) => each.do === 'abandon');
    assert.deepEqual(other?.notice, { ...bySecond, isEnabledAgain: true });
    // What this time's other run has begun may be going on.
    assert.ok(!begunOn(92).some((each) => each.do === 'abandon'));
  });

  it('a reminder on the very day keeps the day that was named', () => {
    const [reminder] = sent(held([delivered(aReminder(A, 76))]), 'key-reminder');
    assert.deepEqual([reminder?.stopsOn, reminder?.graceDays], [dateOf(91), 0]);
  });

  it('a second key found on the very day keeps the day that was named', () => {
    const two = anEngineer([aKey(A, 0), aKey('AKIANEWER', 91)]);
    const [notice] = sent(held([delivered(aReminder(A, 86))], two), 'second-key');
    assert.deepEqual([notice?.key.id, notice?.stopsOn, notice?.graceDays], [A, dateOf(91), 0]);
  });

  it('credentials that are only reported make the share of the others no smaller', () => {
    const sshKeys = [1, 2].map((n) => ({ id: `APKA${n}`, status: 'Active', createdAt: day(80) }));
    const carol = anEngineer([], { name: 'carol', id: 'AIDACAROL', sshKeys } as Partial<IamUser>);
    const notices = [A, B].map((id) => delivered(aReminder(id, 86)));
    const holds = (mode: 'report' | 'disable') => {
      const settings = settingsSchema.parse({
        circuitBreaker: { keys: 1, percent: 50 },
        credentials: { 'ssh-key': { do: mode } },
      });
      const inventory = inventoryOf(anEngineer([aKey(A, 0)]), bob, carol);
      const decisions = planDay(inventory, ledgerOf({ notices }), settings, day(91));
      return decisions.filter((each) => each.do === 'hold').length;
    };
    assert.deepEqual([holds('report'), holds('disable')], [2, 0]);
  });

  it('the owner of a key that is held for its age is told of no other rule', () => {
    const settings = settingsSchema.parse({
      circuitBreaker: { keys: 1, percent: 0 },
      unused: 'disable',
    });
    const by = 'arn:aws:iam::111111111111:user/alice';
    const alice = anEngineer([aKey(A, 0)], {
      tags: { type: 'engineer', 'slack-id': 'U0ALICE0001', access: 'key+sign-in' },
      password: { changedAt: day(80) },
    });
    const said = { 'sign-in': { at: day(85), by } };
    const move = { userId: alice.id, userName: alice.name, seen: {}, said };
    const notices = [A, B].map((id) => delivered(aReminder(id, 86)));
    const ledger = { ...ledgerOf({ notices }), moves: new Map([[alice.id, move]]) };
    const decisions = planDay(inventoryOf(alice, bob), ledger, settings, day(91));
    assert.deepEqual(aboutKey(decisions, A), ['hold circuit-breaker']);
  });
});
