import assert from 'node:assert/strict';
import type { Trial, Work } from '../trials/trial';
import { rowsOf } from './ratios';

const trial = (work: Work, milliseconds: number, more: Partial<Trial> = {}): Trial => ({
  work,
  users: 100,
  iamCalls: 3,
  throttled: 0,
  allCalls: 9,
  milliseconds,
  waiting: 0,
  seen: 100,
  ...more,
});
const peers: readonly Work[] = ['access-key', 'credential'];

describe('the rows of the bench', () => {
  it('are medians of the rounds, one a work and size', () => {
    const rows = rowsOf(
      [
        trial('steady state', 9),
        trial('steady state', 1),
        trial('steady state', 2),
        trial('steady state', 50, { users: 1000 }),
      ],
      peers,
    );
    assert.deepEqual(
      rows.map(({ users, milliseconds }) => [users, milliseconds]),
      [
        [100, 2],
        [1000, 50],
      ],
    );
  });

  it('say how many times longer, and more calls, a peer took on as many users', () => {
    const [row] = rowsOf(
      [
        trial('steady state', 2),
        trial('access-key', 100, { iamCalls: 201 }),
        trial('credential', 50, { iamCalls: 102 }),
        trial('credential', 7, { users: 1000 }),
      ],
      peers,
    );
    assert.deepEqual(row?.timesFaster, { 'access-key': 50, credential: 25 });
    assert.deepEqual(row?.timesFewer, { 'access-key': 67, credential: 34 });
  });

  it('do not hide a round that failed, or that saw too few', () => {
    const seenOf = (...seen: (number | undefined)[]) =>
      rowsOf(
        seen.map((each) => trial('access-key', 1, { seen: each })),
        peers,
      )[0]?.seen;
    assert.equal(seenOf(100, 99, 100), 99);
    assert.equal(seenOf(100, undefined, 100), undefined);
  });
});
