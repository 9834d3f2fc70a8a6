import assert from 'node:assert/strict';
import { programRow, quickRow, startRows, testsRows } from './rows';

describe('the rows beside an earlier build', () => {
  it('have the tests as a whole, and each of them', () => {
    const theirs = { wall: 600, processor: 900, tests: 3000, failing: 2 };
    const [processor, wall, each] = testsRows({
      theirs,
      ours: { wall: 360, processor: 450, tests: 9000, failing: 0 },
    });
    assert.match(processor?.what ?? '', /3000 tests then \(of which 2 fail by now\), 9000 now/);
    assert.deepEqual([processor?.ratio, processor?.isMet], ['0.50', true]);
    assert.deepEqual([wall?.before, wall?.now, wall?.isMet], ['10.0 min', '6.0 min', false]);
    assert.deepEqual([each?.before, each?.now, each?.ratio], ['300 ms', '50 ms', '0.17']);
  });

  it('compare a start round by round', () => {
    // The machine was twice as slow in the second round.
    const [row] = startRows([{ name: 'it', before: [100, 200, 100], now: [61, 122, 40] }]);
    assert.deepEqual([row?.before, row?.now], ['100 ms of a processor', '61 ms of a processor']);
    assert.deepEqual([row?.ratio, row?.isMet], ['0.61', false]);
  });

  it('hold the program to the raw resources, and a changed file to its seconds', () => {
    assert.deepEqual([programRow(1.4, 1.15).isMet, programRow(1.4, 1.16).isMet], [true, false]);
    const isMet = (...seconds: readonly number[]) => quickRow('rules/a.ts', seconds).isMet;
    assert.deepEqual([isMet(14, 15, 40), isMet(15.1)], [true, false]);
  });
});
