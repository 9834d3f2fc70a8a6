import assert from 'node:assert/strict';
import { emptyLedger, type AccountLedger } from '../ledger';
import type { IamUser, Inventory } from '../model';
import { settingsSchema } from '../settings';
import { askedSince, askedUntil, spansOf, type MovingPerson } from './asked';
import { mostDaysSeen, type MoveRecord } from './move-record';
import { ledgerWith, movingPeople, seenMoves, type PersonsUse } from './see-moves';

const settings = settingsSchema.parse({});
const account = { id: '111111111111', name: 'identity' };
const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 0, day, hour));
const now = at(20);
const alice: MovingPerson = {
  userId: 'AIDA1',
  userName: 'alice',
  ways: ['sign-in'],
  since: at(19),
};

function userOf(name: string, tags: Readonly<Record<string, string>>): IamUser {
  const key = { id: `AKIA${name}`, status: 'Active' as const, createdAt: at(1) };
  return { arn: '', id: `AIDA${name}`, name, createdAt: at(1), tags, keys: [key], hasMfa: true };
}
const moving = { type: 'engineer', 'slack-id': 'U0ALICE0001', access: 'key+sign-in' };
const ledgerOf = (...records: readonly MoveRecord[]): AccountLedger => ({
  ...emptyLedger(account.id),
  moves: new Map(records.map((record) => [record.userId, record])),
});

describe('whom CloudTrail is asked about', () => {
  const people = (users: readonly IamUser[], ledger = ledgerOf()) => {
    const inventory: Inventory = { account, users };
    return movingPeople(inventory, ledger, settings, now).map(({ userName }) => userName);
  };

  it('is an engineer to whom another way is open, and nobody else', () => {
    const users = [
      userOf('alice', moving),
      userOf('bob', { ...moving, access: 'sign-in' }),
      userOf('carol', { ...moving, access: 'key' }),
      userOf('dave', { type: 'engineer', 'slack-id': 'U0ALICE0001' }),
      userOf('ci', { ...moving, type: 'machine' }),
      userOf('mistyped', { ...moving, access: 'key,sign-in' }),
    ];
    assert.deepEqual(people(users), ['alice', 'bob']);
  });

  it('is nobody of whom a newer version has a record', () => {
    const users = ['alice', 'bob'].map((name) => userOf(name, moving));
    const newer = { credentials: new Map(), moves: new Set(['AIDAbob']), others: 0 };
    assert.deepEqual(people(users, { ...ledgerOf(), newer }), ['alice']);
  });

  it('is known by the name in IAM Identity Center, too, where there is one', () => {
    const of = (tags: Readonly<Record<string, string>>) =>
      movingPeople({ account, users: [userOf('alice', tags)] }, ledgerOf(), settings, now);
    const person = { userId: 'AIDAalice', userName: 'alice', since: at(13) };
    assert.deepEqual(of(moving), [{ ...person, ways: ['sign-in'] }]);
    const identityCenterName = 'alice@example.com';
    assert.deepEqual(
      of({ ...moving, access: 'identity-center', 'identity-center-name': identityCenterName }),
      [{ ...person, identityCenterName, ways: ['identity-center'] }],
    );
  });

  it('is nobody who has come to the end of it', () =>
    assert.deepEqual(
      people([{ ...userOf('bob', { ...moving, access: 'sign-in' }), keys: [] }]),
      [],
    ));
});

describe('from when on uses are asked for', () => {
  const record = (until?: Date): MoveRecord => ({
    ...alice,
    seen: {},
    said: {},
    ...(until && { askedUntil: until }),
  });
  const cases: readonly (readonly [string, Parameters<typeof askedSince>, Date])[] = [
    ['is since CloudTrail was read last', [record(at(19, 8)), at(19), now], at(19, 8)],
    ['is since the last run, of whoever is new', [undefined, at(19), now], at(19)],
    ['is since then too where only what they said is known', [record(), at(19), now], at(19)],
    ['is a week before, in a run that is the first', [undefined, undefined, now], at(13)],
    ['is no longer ago, whatever happened', [record(at(2)), at(2), now], at(13)],
  ];
  for (const [what, asked, expected] of cases)
    it(what, () => assert.deepEqual(askedSince(...asked), expected));

  it('is asked again for what CloudTrail may have shown late', () => {
    assert.deepEqual(askedUntil(now, now), at(20, 8));
    assert.deepEqual(askedUntil(at(18), now), at(18));
  });
});

describe('the spans in which it is asked', () => {
  const since = (instant: Date): MovingPerson => ({ ...alice, since: instant });

  it('are dates, from the first thing that is not known until the run', () =>
    assert.deepEqual(spansOf([since(at(19)), since(at(18, 22))], now, 'Etc/UTC'), [
      { since: at(18, 22), until: at(19, 0) },
      { since: at(19, 0), until: at(20, 0) },
      { since: at(20, 0), until: now },
    ]));

  it('are dates of the schedule’s time zone, also where clocks are changed', () => {
    const spring = new Date('2026-03-30T07:00:00Z');
    const spans = spansOf([since(new Date('2026-03-28T22:00:00Z'))], spring, 'Europe/Berlin');
    assert.deepEqual(
      spans.map(({ until }) => until.toISOString()),
      ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    );
  });

  it('are none where there is nobody, or nothing is left', () => {
    assert.deepEqual(spansOf([], now, 'Etc/UTC'), []);
    assert.deepEqual(spansOf([since(now)], now, 'Etc/UTC'), []);
  });
});

describe('what is remembered of them', () => {
  const use = (instant: Date, program = 'aws-cli'): PersonsUse => ({
    userId: alice.userId,
    way: 'sign-in',
    at: instant,
    program,
  });
  const when = { timeZone: 'Etc/UTC', now };
  const known = (days: readonly string[], lastAt: Date): MoveRecord => ({
    userId: alice.userId,
    userName: 'alice',
    seen: { 'sign-in': { days, last: { way: 'sign-in', at: lastAt } } },
    said: {},
    askedUntil: at(20, 8),
  });

  it('is that they were asked about, where nothing was seen', () =>
    assert.deepEqual(seenMoves([alice], [], now, ledgerOf(), when), [
      { userId: 'AIDA1', userName: 'alice', ways: {}, askedUntil: at(20, 8) },
    ]));

  it('is from when on nothing is known, where nothing was read', () =>
    assert.deepEqual(seenMoves([alice], [], undefined, ledgerOf(), when), [
      { userId: 'AIDA1', userName: 'alice', ways: {}, askedUntil: at(19) },
    ]));

  it('is as far as it was read, with what was seen after a gap', () => {
    const [move] = seenMoves([alice], [use(at(20, 7))], at(19, 12), ledgerOf(), when);
    assert.deepEqual(move?.askedUntil, at(19, 12));
    assert.deepEqual(move.ways['sign-in']?.days, ['2026-01-20']);
  });

  it('is each day once, by the schedule’s time zone, and the newest use', () => {
    const uses = [use(at(18, 23)), use(at(19, 1)), use(at(19, 22), 'newest')];
    const [move] = seenMoves([alice], uses, now, ledgerOf(), {
      ...when,
      timeZone: 'Europe/Berlin',
    });
    assert.deepEqual(move?.ways['sign-in'], {
      days: ['2026-01-19'],
      forget: [],
      last: { way: 'sign-in', at: at(19, 22), program: 'newest' },
    });
  });

  it('is of the newest use what CloudTrail has of it', () => {
    const all = { address: '203.0.113.7', program: 'aws-cli', eventId: 'event-1' };
    const lastOf = (more: Partial<PersonsUse>) => {
      const one = { userId: alice.userId, way: 'sign-in', at: at(19), ...more } as const;
      return seenMoves([alice], [one], now, ledgerOf(), when)[0]?.ways['sign-in']?.last;
    };
    assert.deepEqual(lastOf(all), { way: 'sign-in', at: at(19), ...all });
    assert.deepEqual(lastOf({}), { way: 'sign-in', at: at(19) });
  });

  it('is of each way what was seen of it', () => {
    const uses = [use(at(19)), { ...use(at(20, 7)), way: 'identity-center' } as const];
    const [move] = seenMoves([alice], uses, now, ledgerOf(), when);
    const days = Object.entries(move?.ways ?? {}).map(([way, seen]) => [way, seen.days]);
    assert.deepEqual(
      new Map(days as [string, string[]][]),
      new Map([
        ['sign-in', ['2026-01-19']],
        ['identity-center', ['2026-01-20']],
      ]),
    );
  });

  it('is a newer use on a day that was known, and nothing of an older one', () => {
    const ledger = ledgerOf(known(['2026-01-19'], at(19, 12)));
    const seenAt = (instant: Date) => seenMoves([alice], [use(instant)], now, ledger, when);
    assert.deepEqual(seenAt(at(19, 13))[0]?.ways['sign-in']?.last.at, at(19, 13));
    assert.deepEqual(seenAt(at(19, 11)), []);
  });

  it('is another name of theirs, and until when they were asked about, where that is later', () => {
    const ledger = ledgerOf(known(['2026-01-19'], at(19, 12)));
    const renamed = { ...alice, userName: 'alice.b' };
    assert.deepEqual(seenMoves([renamed], [], now, ledger, when), [
      { userId: 'AIDA1', userName: 'alice.b', ways: {} },
    ]);
    const later = { ...when, now: at(21) };
    assert.deepEqual(seenMoves([alice], [], at(21), ledger, later)[0]?.askedUntil, at(21, 8));
  });

  it('is nothing where nothing is new', () => {
    const ledger = ledgerOf(known(['2026-01-19'], at(19, 12)));
    assert.deepEqual(seenMoves([alice], [use(at(19, 12)), use(at(19))], now, ledger, when), []);
  });

  it('turns nothing back in a run of an older day', () => {
    const ledger = ledgerOf(known(['2026-01-19'], at(19, 12)));
    const seen = seenMoves([alice], [use(at(17))], at(18), ledger, { ...when, now: at(18) });
    const after = ledgerWith(ledger, seen).moves.get(alice.userId);
    assert.deepEqual(after?.seen['sign-in']?.days, ['2026-01-19', '2026-01-17']);
    assert.deepEqual(after.seen['sign-in'].last.at, at(19, 12));
    assert.deepEqual(after.askedUntil, at(20, 8));
  });

  it('is the newest days, and which of the others to forget', () => {
    const days = Array.from({ length: mostDaysSeen }, (_, i) =>
      new Date(Date.UTC(2025, 11, 31 - i)).toISOString().slice(0, 10),
    );
    const ledger = ledgerOf(known(days, at(1)));
    const [move] = seenMoves([alice], [use(at(19)), use(at(20, 8))], now, ledger, when);
    assert.deepEqual(
      move?.ways['sign-in']?.forget,
      days.slice(-2).toReversed().toSorted().reverse(),
    );
    const after = ledgerWith(ledger, [move]).moves.get(alice.userId)?.seen['sign-in'];
    assert.deepEqual(after?.days, ['2026-01-20', '2026-01-19', ...days.slice(0, -2)]);
  });

  it('leaves a ledger as it is where nothing is new', () => {
    const ledger = ledgerOf();
    assert.equal(ledgerWith(ledger, []), ledger);
  });
});
