import assert from 'node:assert/strict';
import { at, dateOf, lastDay, runOf } from './calendar';
import { KeyRing } from './make-people';
import { accounts, people } from './people';
import { keysOn, toBeDisabled, toBeTold } from './truth';
import { teamChannel } from './company';

/** Everybody's keys with ids of a test's making; Fay's second and Oda's first are there, too. */
function ringOfAll(): KeyRing {
  const ring = new KeyRing();
  for (const [place, { name, keys }] of people.entries())
    for (let index = 0; index < Math.max(keys.length, { fay: 2, oda: 1 }[name] ?? 0); index++)
      ring.put(name, index, {
        accessKeyId: `id-${index}${String(place).padStart(3, '0')}`,
        secretAccessKey: '',
      });
  return ring;
}

describe('the truth of the eight days', () => {
  const ring = ringOfAll();
  const statusOf = (name: string, day: number, when: 'before' | 'after', index = 0) =>
    keysOn(day, when, ring).find((key) => key.person === name && key.index === index)?.status;

  it('is of twenty users of different names, in every account', () => {
    assert.equal(new Set(people.map(({ name }) => name)).size, 20);
    assert.deepEqual(new Set(people.map((person) => person.in)), new Set(Object.keys(accounts)));
  });

  it('takes the schedule’s own hour, also when the clocks go forward', () => {
    assert.equal(runOf(6).toISOString(), '2027-03-27T07:00:00.000Z');
    assert.equal(runOf(7).toISOString(), '2027-03-28T06:00:00.000Z');
    assert.deepEqual([dateOf(1), dateOf(8)], ['2027-03-22', '2027-03-29']);
    assert.ok(at(1, 5) < runOf(1));
  });

  it('has every key off from the run that disables it', () => {
    assert.deepEqual(
      [statusOf('eve', 6, 'before'), statusOf('eve', 6, 'after')],
      ['Active', 'Inactive'],
    );
    assert.equal(statusOf('eve', 7, 'before'), 'Inactive');
    assert.equal(statusOf('mia', 1, 'before'), 'Inactive');
  });

  it('has a key that somebody enables on until the next run', () => {
    assert.deepEqual(
      [statusOf('dan', 7, 'before'), statusOf('dan', 7, 'after')],
      ['Inactive', 'Inactive'],
    );
    assert.deepEqual(
      [statusOf('dan', 8, 'before'), statusOf('dan', 8, 'after')],
      ['Active', 'Inactive'],
    );
  });

  it('forgets a key that was deleted', () => {
    assert.equal(statusOf('fay', 3, 'after'), 'Active');
    assert.equal(statusOf('fay', 4, 'before'), undefined);
    assert.equal(statusOf('fay', 4, 'before', 1), 'Active');
  });

  it('agrees with itself: what is told to be disabled goes off that day, and nothing else does', () => {
    for (let day = 1; day <= lastDay; day++) {
      const told = people.flatMap(({ name, told }) =>
        told.flatMap(({ on, what, key = 0 }) =>
          on === day && what === 'disabled' ? [`${name} ${key}`] : [],
        ),
      );
      const off = people.flatMap(({ name, off }) =>
        off.flatMap(({ from, key }) => (from === day ? [`${name} ${key}`] : [])),
      );
      assert.deepEqual(told, off);
      assert.equal(toBeDisabled(day), off.length);
    }
  });

  it('tells the team whatever it tells an owner', () => {
    for (let day = 1; day <= lastDay; day++) {
      const told = toBeTold(day);
      const [team, owners] = [true, false].map((isTeam) =>
        told
          .filter(({ to }) => (to === teamChannel) === isTeam)
          .map(({ what, key }) => `${what} ${key}`),
      );
      assert.deepEqual(
        owners?.filter((each) => !team?.includes(each)),
        [],
      );
    }
  });
});
