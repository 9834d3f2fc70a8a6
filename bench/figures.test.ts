import assert from 'node:assert/strict';
import { figuresOf, median } from './figures';

describe('median', () => {
  const cases: readonly [readonly number[], number][] = [
    [[7], 7],
    [[1, 3], 2],
    [[9, 1, 5], 5],
    [[10, 9, 1, 2], 5.5],
  ];
  for (const [values, expected] of cases)
    it(`of ${values.join(', ')} is ${expected}`, () => assert.equal(median(values), expected));

  it('of nothing is none', () => assert.throws(() => median([]), RangeError));
});

describe('figuresOf', () => {
  it('compares within a round: a slow round for all is no difference', () => {
    const { over, overFrom, overTo, ratio, perResource } = figuresOf('x', [2, 40, 4], [1, 20, 2]);
    assert.deepEqual(
      { over, overFrom, overTo, ratio, perResource },
      { over: 2, overFrom: 1, overTo: 20, ratio: 2, perResource: 4 },
    );
  });

  it('gives the empty pack no cost of its own', () => {
    const { over, ratio } = figuresOf('empty', [3, 5], [3, 5]);
    assert.deepEqual([over, ratio], [0, 1]);
  });

  it('refuses rounds that do not go together', () =>
    assert.throws(() => figuresOf('x', [1, 2], [1]), /x has 2 rounds, the empty pack 1/));
});
