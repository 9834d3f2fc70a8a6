import assert from 'node:assert/strict';
import type { ReportKey } from '../report/report';
import { Breaches } from './breaches';
import type { EvidenceEvent } from './evidence';
import { changeEvent, inTime, madeOf } from './key-events';
import { KeyLife } from './key-life';
import { lifeInShort, whenOf } from './life-in-short';
import { identity } from './testing/days';

const KEY = 'AKIAALICE0000000001';
const shown: ReportKey = {
  ...{ accountId: identity.id, userName: 'alice', keyId: KEY, status: 'Active' },
  ...{ createdAt: '2026-06-01T10:00:00.000Z', age: 30, next: '' },
};
const on = (n: number) => `2026-07-${String(n).padStart(2, '0')}`;

/** A key as reports of days in a row show it. */
function lifeOf(...days: readonly Partial<ReportKey>[]): KeyLife {
  const life = new KeyLife({ ...shown, ...days[0] }, on(1), 0);
  for (const [i, day] of days.entries()) life.see({ ...shown, ...day }, 'engineer', on(i + 1), i);
  return life;
}

describe('the life of a key', () => {
  it('is from the first report that has it to the last', () => {
    const life = lifeOf({}, {}, {});
    const { keyId, userName, createdAt, seen, lastReading, isEnabled, type } = life;
    assert.deepEqual([keyId, userName, createdAt], [KEY, 'alice', '2026-06-01T10:00:00.000Z']);
    assert.deepEqual([seen, lastReading], [{ from: on(1), to: on(3) }, 2]);
    assert.deepEqual([isEnabled, type, life.changes, life.exemptions], [true, 'engineer', [], []]);
  });

  it('has each change of its status, between two readings', () => {
    const off = { status: 'Inactive' } as const;
    const life = lifeOf({}, off, off, {});
    assert.deepEqual(life.changes, [
      { to: 'Inactive', after: 0, by: 1 },
      { to: 'Active', after: 2, by: 3 },
    ]);
    assert.deepEqual([life.isEnabled, lifeOf({}, off).isEnabled], [true, false]);
    assert.deepEqual(lifeOf(off, off).changes, []);
  });

  it('has the greatest age at which it was enabled, and the days on which that was more than 90', () => {
    const off = { status: 'Inactive', age: 400 } as const;
    assert.deepEqual([lifeOf(off).oldestEnabled, lifeOf(off).over90], [undefined, undefined]);
    assert.deepEqual(
      [lifeOf({ age: 90 }).oldestEnabled, lifeOf({ age: 90 }).over90],
      [90, undefined],
    );
    const exempt = { age: 92, exemptUntil: on(9) };
    const life = lifeOf({ age: 90 }, { age: 91 }, exempt, off, { age: 94 });
    assert.deepEqual(life.over90, { from: on(2), to: on(5), days: 3, exempt: 1 });
    assert.equal(life.oldestEnabled, 94);
    assert.equal(lifeOf({ age: 94 }, { age: 91 }).oldestEnabled, 94);
  });

  it('has each exemption from when to when it held', () => {
    const until = { exemptUntil: on(9) };
    const [a, b] = [{ reason: 'x', approvedBy: 'y' }, { reason: 'x' }] as const;
    const stated = (exemption: ReportKey['exemption']) => ({ ...until, exemption });
    assert.deepEqual(lifeOf(until, until, {}, until).exemptions, [
      { from: on(1), to: on(2), until: on(9) },
      { from: on(4), to: on(4), until: on(9) },
    ]);
    assert.deepEqual(lifeOf(until, { exemptUntil: on(8) }).exemptions, [
      { from: on(1), to: on(1), until: on(9) },
      { from: on(2), to: on(2), until: on(8) },
    ]);
    const life = lifeOf(
      stated(a),
      stated({ ...a }),
      stated(b),
      until,
      stated({ ...a, reason: 'z' }),
    );
    assert.deepEqual(life.exemptions, [
      { from: on(1), to: on(2), until: on(9), stated: a },
      { from: on(3), to: on(3), until: on(9), stated: b },
      { from: on(4), to: on(4), until: on(9) },
      { from: on(5), to: on(5), until: on(9), stated: { reason: 'z', approvedBy: 'y' } },
    ]);
    assert.equal(lifeOf(stated({ reason: 'x' }), stated({ reason: 'y' })).exemptions.length, 2);
    assert.equal(lifeOf(until, stated({})).exemptions.length, 2);
  });
});

describe('an event of a key', () => {
  const life = { keyId: KEY, userName: 'alice', createdAt: '2026-06-01T10:00:00.000Z' };
  const base = { accountId: identity.id, userName: 'alice', keyId: KEY };
  const made = { ...base, what: 'made', at: life.createdAt };

  it('is its making, with who made it: by CloudTrail, or else by what people were told', () => {
    const by = 'arn:aws:iam::111111111111:user/alice';
    const call = { ...life, what: 'made', at: life.createdAt, by, eventId: 'e-1' } as const;
    const ofCall = { ...made, by, text: `made by ${by}`, source: 'cloudtrail', eventId: 'e-1' };
    assert.deepEqual(madeOf(identity.id, life, 'mallory', call), ofCall);
    assert.deepEqual(madeOf(identity.id, life, 'mallory', undefined), {
      ...{ ...made, by: 'mallory', text: 'made by mallory', source: 'report' },
    });
    assert.deepEqual(madeOf(identity.id, life, undefined, undefined), {
      ...{ ...made, text: 'made', source: 'report' },
    });
  });

  it('is a change that two reports show', () => {
    const between = ['2026-07-01T08:00:00.000Z', '2026-07-02T08:00:00.000Z'] as const;
    const of = (what: 'disabled' | 'enabled' | 'deleted') =>
      changeEvent(life, identity.id, what, between);
    assert.deepEqual(of('disabled'), {
      ...{ ...base, what: 'disabled', between, source: 'report' },
      text: 'one report has it enabled, the next one off',
    });
    assert.equal(of('enabled').text, 'one report has it off, the next one enabled');
    assert.equal(of('deleted').text, 'one report has it, the next one does not');
  });

  it('stands in the order of time, of those of one time by user', () => {
    const event = (userName: string, more: Partial<EvidenceEvent>): EvidenceEvent => ({
      ...{ ...base, what: 'told', text: '', source: 'report', userName, ...more },
    });
    const found = inTime([
      event('d', { at: '2026-07-03' }),
      event('c', { between: ['2026-07-01', '2026-07-02'] }),
      event('b', { at: '2026-07-02' }),
      event('a', { at: '2026-07-02' }),
      event('z', {}),
    ]);
    assert.deepEqual(
      found.map(({ userName }) => userName),
      ['z', 'a', 'b', 'c', 'd'],
    );
  });

  it('is told of by its time, or between which reports', () => {
    const event = { ...base, what: 'told', text: '', source: 'report' } as const;
    assert.equal(whenOf({ ...event, at: '2026-07-01' }), '2026-07-01');
    assert.equal(whenOf({ ...event, between: ['a', 'b'] }), 'between a and b');
    assert.equal(whenOf(event), '');
  });

  it('is one of what a line has of its life', () => {
    const event = (what: EvidenceEvent['what'], at: string, arrived?: boolean): EvidenceEvent => ({
      ...{ ...base, what, at, text: '', source: 'report', arrived },
    });
    const events = [
      event('told', '0', true),
      event('made', '1'),
      event('warned', '2', false),
      event('warned', '3', true),
      event('warned', '4', true),
      event('warned', '4'),
      event('disabled', '5'),
      event('enabled', '6'),
      event('disabled', '7'),
      event('deleted', '8'),
      event('made', '9'),
      event('deleted', '10'),
      event('told', '11'),
    ];
    const key = {
      ...base,
      account: '',
      knownFrom: 'report',
      atEnd: 'gone',
      exemptions: [],
    } as const;
    assert.deepEqual(lifeInShort({ ...key, events }), {
      made: events[1],
      warnedAt: '3',
      warningsArrived: 2,
      warningsNotArrived: 2,
      disabled: events[8],
      deleted: events[11],
    });
    assert.deepEqual(lifeInShort({ ...key, events: [] }), {
      ...{ made: undefined, warnedAt: undefined, warningsArrived: 0, warningsNotArrived: 0 },
      ...{ disabled: undefined, deleted: undefined },
    });
  });
});

describe('who broke a rule', () => {
  const rule = { rule: 'mfa', title: 'MFA', breaches: [], notSeenOf: [] } as const;
  const breach = (text: string, more = {}) => ({ accountId: identity.id, text, ...more });

  it('is one span from the first day to the last, as the last says it', () => {
    const breaches = new Breaches(identity);
    const alice = { userName: 'alice', keyId: KEY };
    breaches.add({ ...rule, breaches: [breach('a', alice), breach('b', alice)] }, on(1));
    breaches.add({ ...rule, breaches: [breach('b', alice)] }, on(2));
    breaches.add({ ...rule, breaches: [breach('c', alice)] }, on(3));
    breaches.add({ ...rule, notSeenOf: [breach('d', alice)] }, on(4));
    const of = { rule: 'mfa', accountId: identity.id, account: 'identity', ...alice };
    assert.deepEqual(breaches.all, [
      { ...of, isUnseen: false, from: on(1), to: on(3), days: 3, text: 'c' },
      { ...of, isUnseen: true, from: on(4), to: on(4), days: 1, text: 'd' },
    ]);
  });

  it('is another one of another user, key, group, role or rule', () => {
    const breaches = new Breaches(identity);
    const whose = [{}, { userName: 'a' }, { keyId: 'a' }, { groupName: 'a' }, { roleName: 'a' }];
    for (const each of ['mfa', 'root'] as const)
      breaches.add({ ...rule, rule: each, breaches: whose.map((of) => breach('x', of)) }, on(1));
    assert.equal(breaches.all.length, 10);
    const [ofAccount] = breaches.all;
    assert.deepEqual(Object.keys(ofAccount ?? {}), [
      ...['rule', 'accountId', 'account', 'isUnseen', 'from', 'to', 'days', 'text'],
    ]);
  });
});
