import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isUnknown, type AccessKey } from '../../../rules/model';
import type { KeySlot } from './credential-report';
import { changedSince, rowAgrees, slotsOf } from './match-slots';

const at = (second: number) => new Date(1_700_000_000_000 + second * 1000);
const key = (id: string, createdAt: number, status: AccessKey['status'] = 'Active') => ({
  id,
  status,
  createdAt: at(createdAt),
});
const slot = (
  changedAt: number | undefined,
  status: AccessKey['status'] = 'Active',
  used?: number,
): KeySlot => ({
  status,
  changedAt: changedAt === undefined ? undefined : at(changedAt),
  lastUsed: used === undefined ? undefined : { at: at(used) },
});

describe('a row of the report and a user’s keys', () => {
  const agree: [string, readonly KeySlot[], readonly ReturnType<typeof key>[]][] = [
    ['neither has any', [], []],
    ['a key that never changed', [slot(5)], [key('A', 5)]],
    ['a key that was toggled', [slot(9)], [key('A', 5)]],
    ['two keys, in either order', [slot(9), slot(5)], [key('A', 5), key('B', 9)]],
    ['one off, one on', [slot(5, 'Inactive'), slot(9)], [key('B', 9), key('A', 5, 'Inactive')]],
    ['a key that is off and that the report does not show', [], [key('A', 5, 'Inactive')]],
    ['a slot without a date', [slot(undefined)], [key('A', 5)]],
    [
      'a key made within the second',
      [slot(5)],
      [{ ...key('A', 5), createdAt: new Date(at(5).getTime() + 400) }],
    ],
  ];
  for (const [name, slots, keys] of agree)
    it(`agree: ${name}`, () => assert.equal(rowAgrees(slots, keys), true));

  const differ: [string, readonly KeySlot[], readonly ReturnType<typeof key>[]][] = [
    ['a key that the report does not know', [], [key('A', 5)]],
    ['a key that is gone', [slot(5)], []],
    ['another status', [slot(5)], [key('A', 5, 'Inactive')]],
    ['a key that was made after the report', [slot(5)], [key('A', 6)]],
    ['two slots, one key', [slot(5), slot(9)], [key('A', 5)]],
    ['one slot, two enabled keys', [slot(9)], [key('A', 5), key('B', 9)]],
    ['one of two that was replaced since', [slot(5), slot(7)], [key('A', 5), key('B', 9)]],
  ];
  for (const [name, slots, keys] of differ)
    it(`differ: ${name}`, () => assert.equal(rowAgrees(slots, keys), false));
});

describe('when a key was last used', () => {
  const timeOf = (use: AccessKey['lastUsed']) => (isUnknown(use) ? use : use?.at);
  const used = (slots: readonly KeySlot[], keys: readonly ReturnType<typeof key>[], id: string) =>
    timeOf(slotsOf(slots, keys)?.get(id)?.lastUsed);

  it('is told by the only slot that it fits', () => {
    assert.deepEqual(used([slot(5, 'Active', 50)], [key('A', 5)], 'A'), at(50));
    const slots = [slot(9, 'Active', 90), slot(5, 'Active', 50)];
    const keys = [key('A', 5), key('B', 9)];
    assert.deepEqual([used(slots, keys, 'A'), used(slots, keys, 'B')], [at(50), at(90)]);
  });

  it('is told by the second in which a key was made, where both would fit', () => {
    // A was toggled after B was made.
    const slots = [slot(20, 'Active', 50), slot(9, 'Active', 90)];
    assert.deepEqual(used(slots, [key('A', 5), key('B', 9)], 'A'), at(50));
    assert.deepEqual(used(slots, [key('B', 9), key('A', 5)], 'B'), at(90));
  });

  it('is open where both keys were toggled', () => {
    const slots = [slot(20, 'Active', 50), slot(21, 'Active', 90)];
    assert.equal(slotsOf(slots, [key('A', 5), key('B', 9)]), undefined);
  });

  it('is open where row and keys differ', () =>
    assert.equal(slotsOf([slot(5, 'Active', 50)], [key('A', 6)]), undefined));

  it('is never, for a key that has no slot', () => {
    assert.equal(used([], [key('A', 5, 'Inactive')], 'A'), undefined);
    assert.ok(slotsOf([], []));
  });

  it('is never another key’s, whatever was toggled', () => {
    const world = fc
      .uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 6, maxLength: 6 })
      .chain((seconds) => {
        const sorted = seconds.toSorted((a, b) => a - b);
        const one = (id: string, made: number, changes: readonly number[]) =>
          fc.record({
            id: fc.constant(id),
            createdAt: fc.constant(made),
            changedAt: fc.constantFrom(made, ...changes.filter((each) => each > made)),
            status: fc.constantFrom<AccessKey['status']>('Active', 'Inactive'),
          });
        const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = sorted;
        return fc.tuple(
          fc.oneof(one('A', a, [c, e]), one('A', c, [e])),
          fc.oneof(one('B', b, [d, f]), one('B', d, [f])),
          fc.boolean(),
        );
      });
    fc.assert(
      fc.property(world, ([a, b, swapped]) => {
        const truth = [a, b].map((each) => ({
          key: key(each.id, each.createdAt, each.status),
          slot: slot(each.changedAt, each.status, each.id === 'A' ? 100 : 200),
        }));
        const slots = (swapped ? truth.toReversed() : truth).map((each) => each.slot);
        const keys = truth.map((each) => each.key);
        assert.ok(rowAgrees(slots, keys));
        const answer = slotsOf(slots, keys);
        if (answer)
          assert.deepEqual(
            ['A', 'B'].map((id) => timeOf(answer.get(id)?.lastUsed)),
            [at(100), at(200)],
          );
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe('when a key was changed after it was made', () => {
  it('is told to the second, and not where it was not', () => {
    assert.deepEqual(changedSince(slot(9), key('A', 5)), at(9));
    const within = { ...key('A', 5), createdAt: new Date(at(5).getTime() + 400) };
    for (const made of [key('A', 5), within]) assert.equal(changedSince(slot(5), made), undefined);
    assert.equal(changedSince(slot(undefined), key('A', 5)), undefined);
  });
});
