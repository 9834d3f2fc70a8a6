import assert from 'node:assert/strict';
import type { Deed, Report } from '../report/report';
import { AccountHistory } from './account-history';
import type { AccountTrail, TrailChange } from './account-trail';
import { DayTally } from './day-tally';
import { endOfAccount } from './end-of-account';
import type { EvidenceEvent, EvidenceKey } from './evidence';
import { deed, identity, reportOf, runOf, type MadeUpKey } from './testing/days';

const alice: MadeUpKey = {
  ...{ id: 'AKIAALICE0000000001', user: 'alice', type: 'engineer', made: '2026-06-01' },
};
const day = (n: number) => `2026-07-${String(n).padStart(2, '0')}`;
const at = (n: number, time = '12:00:00') => `${day(n)}T${time}.000Z`;

interface Given {
  readonly keys?: readonly MadeUpKey[];
  /** The days of which there is a report that read the account. */
  readonly days?: readonly number[];
  readonly lastDay?: number;
  /** Days on which alice's keys could not be seen. */
  readonly unseenOn?: readonly number[];
  readonly told?: readonly Deed[];
  readonly undelivered?: readonly Deed[];
  /** undefined: CloudTrail was not asked. */
  readonly calls?: readonly TrailChange[];
  readonly trail?: Partial<AccountTrail>;
  readonly rules?: Report['rules'];
}

function endOf(given: Given) {
  const { keys = [alice], days = [1, 2, 3, 4, 5], lastDay = 5, unseenOn = [] } = given;
  const { told = [], undelivered = [], calls, trail, rules } = given;
  const history = new AccountHistory(identity);
  for (const n of days) {
    const report = reportOf(day(n), keys, rules && { rules });
    const account = report.accounts.find(({ id }) => id === identity.id);
    assert.ok(account?.outcome === 'read');
    const users = report.users.map((user) =>
      unseenOn.includes(n) ? { ...user, keys: 'unknown' as const } : user,
    );
    const shown = unseenOn.includes(n) ? [] : report.keys;
    history.read({ ...report, account, users, keys: shown }, new DayTally());
    if (unseenOn.includes(n) && users.length === 0) assert.fail('nobody is unseen');
  }
  history.tell(told, undelivered, 'report');
  if (calls || trail)
    history.trail = {
      from: at(1, '00:00:00'),
      changes: calls ?? [],
      exemptions: [],
      unread: 0,
      ...trail,
    };
  return endOfAccount(history, day(lastDay));
}

const keyOf = (given: Given): EvidenceKey => {
  const [key] = endOf(given).keys;
  assert.ok(key);
  return key;
};
const told = (n: number, kind: string, more: Partial<Deed> = {}, keyId = alice.id) =>
  deed(runOf(day(n)), keyId, 'alice', kind, { text: kind, ...more });
const call = (
  n: number,
  what: TrailChange['what'],
  more: Partial<TrailChange> = {},
): TrailChange => ({
  ...{ what, at: at(n), userName: 'alice', keyId: alice.id, by: 'arn:x/alice', eventId: `e-${n}` },
  ...more,
});
const base = { accountId: identity.id, userName: 'alice', keyId: alice.id };
const made = { ...base, what: 'made', at: '2026-06-01T10:00:00.000Z' };
const inShort = ({ events }: EvidenceKey) =>
  events.map(
    ({ what, at: when, between, source }: EvidenceEvent) =>
      `${what} ${when ?? between?.map((each) => each.slice(8, 10)).join('-') ?? ''} ${source}`,
  );

describe('a key at the end of a period', () => {
  it('is as its reports show it', () => {
    const { keys, otherEvents, breaches } = endOf({});
    assert.deepEqual([otherEvents, breaches], [[], []]);
    assert.deepEqual(keys, [
      {
        ...{ accountId: identity.id, account: 'identity', userName: 'alice', type: 'engineer' },
        ...{ keyId: alice.id, createdAt: made.at, knownFrom: 'report' },
        ...{ seen: { from: day(1), to: day(5) }, atEnd: 'enabled', oldestEnabled: 33 },
        ...{ exemptions: [], events: [{ ...made, text: 'made', source: 'report' }] },
      },
    ]);
  });

  it('has no type nor age that nobody knows, and is over 90 days old where it is', () => {
    const off = keyOf({ keys: [{ ...alice, type: undefined, off: day(1) }] });
    assert.deepEqual(
      ['type', 'oldestEnabled', 'over90'].map((field) => field in off),
      [false, false, false],
    );
    assert.deepEqual(keyOf({ keys: [{ ...alice, made: '2026-04-01' }] }).over90, {
      ...{ from: day(2), to: day(5), days: 4, exempt: 0 },
    });
  });

  it('is off, gone, or nobody knows', () => {
    const atEnd = (given: Given) => keyOf(given).atEnd;
    assert.equal(atEnd({ keys: [{ ...alice, off: day(3) }] }), 'off');
    assert.equal(atEnd({ keys: [{ ...alice, gone: day(5) }] }), 'gone');
    // The account was not read on the last day.
    assert.equal(atEnd({ days: [1, 2, 3, 4] }), 'unknown');
    assert.equal(atEnd({ unseenOn: [5] }), 'unknown');
    assert.equal(atEnd({ unseenOn: [4] }), 'enabled');
  });

  it('is gone by the first report without it that saw its user’s keys', () => {
    const bob = { ...alice, id: 'AKIABOB00000000000001', user: 'bob' };
    const gone = { ...alice, gone: day(3) };
    assert.deepEqual(inShort(keyOf({ keys: [gone, bob] })), [
      'made 2026-06-01T10:00:00.000Z report',
      'deleted 02-03 report',
    ]);
    const stays = { ...alice, id: 'AKIAALICE0000000002', gone: day(5) };
    const unseen = endOf({ keys: [{ ...gone, gone: day(4) }, stays], unseenOn: [3] });
    assert.deepEqual(unseen.keys.map(inShort), [
      ['made 2026-06-01T10:00:00.000Z report', 'deleted 02-04 report'],
      ['made 2026-06-01T10:00:00.000Z report', 'deleted 04-05 report'],
    ]);
  });

  it('is as CloudTrail’s last call left it, where that came after its last report', () => {
    const after = (...calls: readonly TrailChange[]) => keyOf({ calls }).atEnd;
    assert.equal(after(call(5, 'disabled')), 'off');
    assert.equal(after(call(5, 'disabled'), call(6, 'enabled')), 'enabled');
    assert.equal(after(call(5, 'deleted')), 'gone');
    assert.equal(after(call(4, 'disabled')), 'enabled');
    assert.equal(after(call(5, 'disabled', { at: runOf(day(5)) })), 'enabled');
    assert.equal(keyOf({ days: [1, 2], calls: [call(2, 'enabled')] }).atEnd, 'enabled');
  });
});

describe('the events of a key', () => {
  it('are changes that two reports show, unless something says more of them', () => {
    const keys = [{ ...alice, off: day(3) }];
    const seen = { ...base, what: 'disabled', between: [runOf(day(2)), runOf(day(3))] };
    assert.deepEqual(keyOf({ keys }).events[1], {
      ...{ ...seen, text: 'one report has it enabled, the next one off', source: 'report' },
    });
    const off = (n: number) => inShort(keyOf({ keys, told: [told(n, 'key-disabled')] })).slice(1);
    const own = (n: number) => `disabled ${runOf(day(n))} report`;
    assert.deepEqual(off(2), [own(2)]);
    assert.deepEqual(off(3), [own(3)]);
    assert.deepEqual(off(1), [own(1), 'disabled 02-03 report']);
    assert.deepEqual(off(4), ['disabled 02-03 report', own(4)]);
    const warned = keyOf({ keys, told: [told(3, 'key-reminder')] });
    assert.deepEqual(inShort(warned).slice(1), [
      `warned ${runOf(day(3))} report`,
      'disabled 02-03 report',
    ]);
  });

  it('are that it was enabled again', () => {
    const of = reportOf(day(1), [alice]);
    const account = of.accounts.find(({ id }) => id === identity.id);
    assert.ok(account?.outcome === 'read');
    const history = new AccountHistory(identity);
    for (const [i, status] of (['Active', 'Inactive', 'Active'] as const).entries()) {
      const keys = of.keys.map((key) => ({ ...key, status }));
      history.read(
        { ...of, on: day(i + 1), generatedAt: runOf(day(i + 1)), account, keys },
        new DayTally(),
      );
    }
    const [key] = endOfAccount(history, day(3)).keys;
    assert.deepEqual(key && inShort(key).slice(1), [
      'disabled 01-02 report',
      'enabled 02-03 report',
    ]);
  });

  it('are CloudTrail’s calls, which say more than two reports', () => {
    const keys = [{ ...alice, off: day(3), gone: day(4) }];
    const calls = [
      call(1, 'made', { at: made.at, by: 'arn:x/eve' }),
      call(2, 'disabled'),
      call(3, 'deleted'),
    ];
    const [first, ...others] = keyOf({ keys, calls }).events;
    assert.deepEqual(first, {
      ...{
        ...made,
        by: 'arn:x/eve',
        text: 'made by arn:x/eve',
        source: 'cloudtrail',
        eventId: 'e-1',
      },
    });
    assert.deepEqual(
      others.map(({ what, text, eventId }) => [what, text, eventId]),
      [
        ['disabled', 'disabled by arn:x/alice', 'e-2'],
        ['deleted', 'deleted by arn:x/alice', 'e-3'],
      ],
    );
  });

  it('are Keyturn’s own disabling, with CloudTrail’s id of it', () => {
    const keys = [{ ...alice, off: day(3) }];
    const calls = [call(2, 'disabled', { at: at(2, '08:00:40') })];
    const { events } = keyOf({ keys, calls, told: [told(2, 'key-disabled')] });
    assert.deepEqual(
      events.slice(1).map(({ by, source, eventId }) => [by, source, eventId]),
      [['keyturn', 'report', 'e-2']],
    );
  });

  it('are who made it, by what people were told', () => {
    const { events } = keyOf({ told: [told(1, 'key-created', { by: 'eve' })] });
    assert.deepEqual(events[0], { ...made, by: 'eve', text: 'made by eve', source: 'report' });
  });

  it('are its own, and of what is none of a key’s those of its account', () => {
    const bob = { ...alice, id: 'AKIABOB0000000000001', user: 'bob' };
    const ofUser = (n: number) => told(n, `password-reminder-${n}`, { keyId: undefined });
    const { keys, otherEvents } = endOf({
      keys: [alice, bob],
      told: [ofUser(3), ofUser(2), told(2, 'key-reminder', {}, bob.id)],
      calls: [call(4, 'disabled')],
    });
    assert.deepEqual(
      keys.map((key) => inShort(key).slice(1)),
      [[`disabled ${at(4)} cloudtrail`], [`warned ${runOf(day(2))} report`]],
    );
    assert.deepEqual(
      otherEvents.map((event) => event.at),
      [runOf(day(2)), runOf(day(3))],
    );
  });

  it('of an exemption are who put the tag on the user', () => {
    const exempt = { from: day(2), until: '2026-08-01' };
    const tag = {
      userName: 'alice',
      until: '2026-08-01',
      at: at(1),
      by: 'arn:x/bob',
      eventId: 'e',
    };
    const found = (exemptions: AccountTrail['exemptions']) =>
      keyOf({ keys: [{ ...alice, exempt }], trail: { exemptions } }).exemptions;
    const held = { from: day(2), to: day(5), until: '2026-08-01' };
    const tagged = { at: at(1), by: 'arn:x/bob', eventId: 'e' };
    assert.deepEqual(found([tag]), [{ ...held, tagged }]);
    assert.deepEqual(found([]), [held]);
  });
});

describe('the keys of an account', () => {
  const named = (keys: readonly EvidenceKey[]) =>
    keys.map(({ keyId, replacedBy }) => [keyId, replacedBy?.keyId]);
  const key = (id: string, more: Partial<MadeUpKey> = {}): MadeUpKey => ({ ...alice, id, ...more });

  it('are in the order of their users, and of when they were made', () => {
    const keys = [
      key('K1', { user: 'bob' }),
      key('K4', { made: '2026-06-20' }),
      key('K3'),
      key('K2'),
    ];
    assert.deepEqual(
      endOf({ keys }).keys.map(({ keyId }) => keyId),
      ['K2', 'K3', 'K4', 'K1'],
    );
  });

  it('are each replaced by their user’s next one that was made while they were there', () => {
    const next = key('K2', { made: day(2) });
    const end = endOf({ keys: [alice, next, key('K3', { user: 'bob', made: day(3) })] });
    assert.deepEqual(named(end.keys), [
      [alice.id, 'K2'],
      ['K2', undefined],
      ['K3', undefined],
    ]);
    assert.equal(end.keys[0]?.replacedBy?.at, at(2, '10:00:00'));
    const gone = (on: number) =>
      named(endOf({ keys: [{ ...alice, gone: day(on) }, next] }).keys)[0];
    assert.deepEqual(
      [gone(2), gone(3)],
      [
        [alice.id, undefined],
        [alice.id, 'K2'],
      ],
    );
    const calls = (time: string) => [call(2, 'deleted', { at: at(2, time) })];
    const by = (time: string) =>
      named(endOf({ keys: [{ ...alice, gone: day(3) }, next], calls: calls(time) }).keys)[0];
    assert.deepEqual(
      [by('09:59:59'), by('10:00:00')],
      [
        [alice.id, undefined],
        [alice.id, 'K2'],
      ],
    );
  });

  it('are with who broke a rule', () => {
    const breaches = [{ accountId: identity.id, text: 'x' }];
    const { breaches: found } = endOf({
      rules: [{ rule: 'mfa', title: '', breaches, notSeenOf: [] }],
    });
    assert.deepEqual(
      found.map(({ rule, days }) => [rule, days]),
      [['mfa', 5]],
    );
  });
});

describe('a key that no report has', () => {
  const OTHER = 'AKIAUNSEEN0000000001';
  const other = (n: number, what: TrailChange['what'], more: Partial<TrailChange> = {}) =>
    call(n, what, { keyId: OTHER, userName: 'bob', ...more });
  const unseen = (given: Given) => endOf(given).keys.find(({ keyId }) => keyId === OTHER);
  const of = (n: number, kind: string, more: Partial<Deed> = {}) =>
    deed(runOf(day(n)), OTHER, 'bob', kind, { text: kind, ...more });

  it('is known of what people were told of it', () => {
    const key = unseen({ told: [of(3, 'key-created', { by: 'eve' })] });
    const named = { accountId: identity.id, userName: 'bob', keyId: OTHER };
    assert.deepEqual(key, {
      ...{ ...named, account: 'identity', knownFrom: 'notice', atEnd: 'gone', exemptions: [] },
      events: [
        {
          ...{ ...named, what: 'made', at: runOf(day(3)), by: 'eve' },
          ...{ text: 'made by eve', source: 'report' },
        },
        {
          ...{ ...named, what: 'told', at: runOf(day(3)), arrived: true },
          ...{ text: 'key-created', source: 'report' },
        },
      ],
    });
  });

  it('was made at nobody knows what time, where no news of that came', () => {
    const key = unseen({ told: [of(3, 'key-reminder')] });
    assert.deepEqual(key && inShort(key), [`warned ${runOf(day(3))} report`]);
  });

  it('is none of the period’s, where nobody was told of it since the first report', () => {
    assert.equal(unseen({ days: [2, 3], told: [of(1, 'key-created')] }), undefined);
    assert.ok(unseen({ days: [2, 3], told: [of(2, 'key-created')] }));
    assert.ok(unseen({ days: [2, 3], told: [of(1, 'key-created'), of(3, 'key-reminder')] }));
    assert.ok(unseen({ days: [], told: [of(1, 'key-created')] }));
  });

  it('is known of CloudTrail’s calls', () => {
    const calls = [
      other(2, 'made'),
      other(3, 'disabled'),
      other(3, 'deleted', { at: at(3, '13:00:00') }),
    ];
    const key = unseen({ calls, told: [of(3, 'key-disabled')] });
    assert.deepEqual([key?.knownFrom, key?.createdAt, key?.atEnd], ['cloudtrail', at(2), 'gone']);
    assert.deepEqual(key && inShort(key), [
      `made ${at(2)} cloudtrail`,
      `disabled ${runOf(day(3))} report`,
      `deleted ${at(3, '13:00:00')} cloudtrail`,
    ]);
    assert.equal(key?.events[0]?.by, 'arn:x/alice');
    assert.equal(key.events[1]?.eventId, 'e-3');
  });

  it('is of whom CloudTrail says, without its making where that was before', () => {
    const key = unseen({ calls: [other(3, 'disabled')] });
    assert.deepEqual([key?.userName, key && 'createdAt' in key], ['bob', false]);
    assert.deepEqual(key && inShort(key), [`disabled ${at(3)} cloudtrail`]);
    const both = unseen({
      calls: [other(3, 'disabled', { userName: 'x' })],
      told: [of(2, 'key-created')],
    });
    assert.deepEqual(
      [both?.userName, both && inShort(both)[0]],
      ['bob', `made ${runOf(day(2))} report`],
    );
    assert.equal(
      unseen({ calls: [other(2, 'made', { userName: 'x' })], told: [of(2, 'key-created')] })
        ?.userName,
      'x',
    );
  });

  it('is none of the period’s, where it was deleted before', () => {
    const deleted = (time: string) => unseen({ calls: [other(1, 'deleted', { at: time })] });
    assert.equal(deleted('2026-06-30T23:59:59.000Z'), undefined);
    assert.ok(deleted(at(1, '00:00:00')));
    assert.ok(unseen({ calls: [other(1, 'disabled', { at: '2026-06-30T12:00:00.000Z' })] }));
  });

  it('is gone by a later report that saw its user, and else as the last call left it', () => {
    const atEnd = (given: Given) => unseen(given)?.atEnd;
    assert.equal(atEnd({ calls: [other(5, 'made')] }), 'enabled');
    assert.equal(atEnd({ calls: [other(5, 'made'), other(6, 'disabled')] }), 'off');
    assert.equal(atEnd({ calls: [other(5, 'made'), other(6, 'deleted')] }), 'gone');
    assert.equal(atEnd({ calls: [other(4, 'made')] }), 'gone');
    assert.equal(atEnd({ calls: [other(4, 'made', { at: runOf(day(5)) })] }), 'enabled');
    const ofAlice = { userName: 'alice' };
    assert.equal(atEnd({ calls: [other(4, 'made', ofAlice)], unseenOn: [5] }), 'enabled');
    assert.equal(atEnd({ calls: [other(3, 'made', ofAlice)], unseenOn: [5] }), 'gone');
  });

  it('stands among its user’s by when it was made, or first told of', () => {
    const ofAlice = { ...call(2, 'made'), keyId: OTHER };
    const { keys } = endOf({
      keys: [alice, { ...alice, id: 'K3', made: day(3) }],
      calls: [ofAlice],
    });
    assert.deepEqual(named(keys), [
      [alice.id, OTHER],
      [OTHER, 'K3'],
      ['K3', undefined],
    ]);
    const reminded = deed(runOf(day(2)), OTHER, 'alice', 'key-reminder');
    const around = [
      { ...alice, id: 'Z1' },
      { ...alice, id: 'A1', made: day(3) },
    ];
    const before = deed(runOf(day(1)), 'Z2', 'alice', 'key-reminder');
    const untimed = endOf({ keys: around, told: [reminded, before] });
    assert.deepEqual(named(untimed.keys), [
      ['Z1', undefined],
      ['Z2', undefined],
      [OTHER, undefined],
      ['A1', undefined],
    ]);
  });
  const named = (keys: readonly EvidenceKey[]) =>
    keys.map(({ keyId, replacedBy }) => [keyId, replacedBy?.keyId]);
});
