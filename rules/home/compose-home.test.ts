import assert from 'node:assert/strict';
import { homeViewSchema, type KeyAtHome } from '../notices/home-view';
import type { HomeOpened } from '../presses/press';
import { homeViewOf, MOST_KEYS, mostUrgent } from './compose-home';
import type { PersonsKey, PersonsUser } from './persons-user';

const ALICE = 'U0ALICE0001';
const opened: HomeOpened = {
  kind: 'home-opened',
  id: 'a'.repeat(64),
  at: '2026-01-10T12:00:00.000Z',
  by: { id: ALICE, team: 'T0ACME' },
};
const readAt = new Date('2026-01-10T09:00:00Z');

function aKey(id: string, more: Partial<KeyAtHome> = {}, disabledBefore?: Date): PersonsKey {
  const key = { id, createdAt: '2026-01-01T00:00:00.000Z', age: 9 };
  const seen: KeyAtHome = { key, status: 'Active', state: 'fine', ...more };
  return { seen, ...(disabledBefore && { disabledBefore }) };
}

function aUser(keys: readonly PersonsKey[], more: Partial<PersonsUser> = {}): PersonsUser {
  return {
    account: { id: '111111111111', name: 'identity' },
    owner: { userName: 'alice', slackId: ALICE, type: 'engineer' },
    readAt,
    keys,
    ...more,
  };
}

function view(users: readonly PersonsUser[], disabledAt: ReadonlyMap<string, Date> = new Map()) {
  const found = homeViewOf(opened, users, mostUrgent(users), disabledAt, 'Europe/Berlin');
  // What the queue brings is what was meant.
  assert.deepEqual(homeViewSchema.parse(JSON.parse(JSON.stringify(found))), found);
  return found;
}
const idsOf = (users: readonly PersonsUser[]) => view(users).keys.map(({ key }) => key.id);

describe('a home', () => {
  it('of somebody whom no tag names says so by having no time', () => {
    const { keys, readAt: at, to, id, leftOut } = view([]);
    assert.deepEqual(
      [keys, at, to, id, leftOut],
      [[], undefined, ALICE, `home/${'a'.repeat(64)}`, 0],
    );
  });

  it('of a user without keys has a time', () => {
    assert.deepEqual(
      [view([aUser([])]).keys, view([aUser([])]).readAt],
      [[], readAt.toISOString()],
    );
  });

  it('is as old as the oldest reading of it', () => {
    const earlier = new Date('2026-01-09T09:00:00Z');
    const users = [aUser([]), aUser([], { readAt: earlier }), aUser([])];
    assert.equal(view(users).readAt, earlier.toISOString());
  });

  it('shows what is to be done soonest first, whatever user and account it is in', () => {
    const production = { id: '222222222222', name: 'production' };
    const users = [
      aUser([
        aKey('FINE', { stopsOn: '2026-02-01' }),
        aKey('OFF-', { status: 'Inactive', state: 'disabled' }),
      ]),
      aUser([aKey('LATE', { state: 'rotate-soon', stopsOn: '2026-01-20' })]),
      aUser([aKey('SOON', { state: 'second', stopsOn: '2026-01-12' })], { account: production }),
      aUser([aKey('NODAY', { state: 'rotate-soon' }), aKey('HELD', { state: 'held' })]),
      aUser([aKey('IDLE', { state: 'unused', stopsOn: '2026-01-15' })]),
    ];
    assert.deepEqual(idsOf(users), ['HELD', 'SOON', 'IDLE', 'LATE', 'NODAY', 'OFF-', 'FINE']);
    assert.deepEqual(idsOf(users.toReversed()), idsOf(users));
  });

  for (const [count, shown, leftOut] of [
    [MOST_KEYS - 1, MOST_KEYS - 1, 0],
    [MOST_KEYS, MOST_KEYS, 0],
    [MOST_KEYS + 1, MOST_KEYS, 1],
    [5000, MOST_KEYS, 5000 - MOST_KEYS],
  ] as const)
    it(`of ${count} keys shows ${shown}, and says how many it leaves out`, () => {
      const users = Array.from({ length: count }, (_, i) => aUser([aKey(`KEY-${i}`)]));
      const { keys, leftOut: out } = view(users);
      assert.deepEqual([keys.length, out], [shown, leftOut]);
    });

  it('says of how many users the keys could not be read', () => {
    assert.equal(view([aUser([], { keysUnknown: true }), aUser([])]).usersNotSeen, 1);
    assert.equal(view([aUser([])]).usersNotSeen, undefined);
  });

  it('names tool, type and rehearsal with each key', () => {
    const owner = {
      userName: 'alice',
      slackId: ALICE,
      type: 'engineer',
      rotateWith: 'aws-cli',
    } as const;
    const [key] = view([aUser([aKey('AKIA')], { owner, isDryRun: true })]).keys;
    assert.deepEqual([key?.type, key?.rotateWith, key?.isDryRun], ['engineer', 'aws-cli', true]);
  });
});

describe('a key that was disabled after the run that is shown', () => {
  const at = new Date('2026-01-10T11:00:00Z');
  const newer = aKey('NEW-').seen.key;
  const older = aKey('OLD-', { state: 'second', stopsOn: '2026-01-12', newer });
  const states = (users: readonly PersonsUser[], ...disabled: readonly string[]) =>
    view(users, new Map(disabled.map((id) => [id, at]))).keys.map(
      ({ key, status, state, stopsOn, newer: other }) =>
        `${key.id} ${status} ${state}${stopsOn === undefined ? '' : ` ${stopsOn}`}${other ? ' newer' : ''}`,
    );

  it('is off', () =>
    assert.deepEqual(states([aUser([aKey('AKIA', { stopsOn: '2026-01-11' })])], 'AKIA'), [
      'AKIA Inactive disabled-since',
    ]));

  // Or its owner would delete the last one that works.
  it('takes with it what was said of the other one', () =>
    assert.deepEqual(states([aUser([older, aKey('NEW-')])], 'NEW-'), [
      'OLD- Active other-disabled',
      'NEW- Inactive disabled-since',
    ]));

  it('says nothing of another user’s', () =>
    assert.deepEqual(states([aUser([older, aKey('NEW-')]), aUser([aKey('AKIA')])], 'AKIA'), [
      'OLD- Active second 2026-01-12 newer',
      'NEW- Active fine',
      'AKIA Inactive disabled-since',
    ]));

  it('no longer has one beside it that works', () => {
    const dead = aKey('DEAD', { status: 'Inactive', state: 'left-over', newer });
    assert.deepEqual(states([aUser([dead, aKey('NEW-')])], 'NEW-'), [
      'DEAD Inactive disabled',
      'NEW- Inactive disabled-since',
    ]);
  });

  it('is none that was disabled before, and enabled again', () => {
    assert.deepEqual(states([aUser([aKey('AKIA', {}, at)])], 'AKIA'), ['AKIA Active fine']);
    const before = new Date(at.getTime() - 1);
    const again = [aUser([aKey('AKIA', {}, before)])];
    assert.deepEqual(states(again, 'AKIA'), ['AKIA Inactive disabled-since']);
  });

  it('is none that the run had found off', () => {
    const off = aKey('AKIA', { status: 'Inactive', state: 'disabled' });
    assert.deepEqual(states([aUser([off])], 'AKIA'), ['AKIA Inactive disabled']);
  });
});
