import assert from 'node:assert/strict';
import { TokenBucket } from './token-bucket';

describe('a token bucket of 15 a second', () => {
  const passed = (instants: readonly number[]) => {
    const bucket = new TokenBucket(15, 0);
    return instants.filter((at) => bucket.take(at)).length;
  };
  const times = (count: number, at: number) => Array.from({ length: count }, () => at);
  const cases: readonly [string, readonly number[], number][] = [
    ['lets 15 pass at once', times(15, 0), 15],
    ['stops the 16th', times(16, 0), 15],
    ['lets one more pass after a fifteenth of a second', [...times(16, 0), 67, 67], 16],
    ['but not before', [...times(16, 0), 66], 15],
    ['has no more than a second’s after an hour', [...times(15, 0), ...times(20, 3_600_000)], 30],
    ['is no faster over ten seconds', Array.from({ length: 1000 }, (_, i) => i * 10), 15 + 149],
  ];
  for (const [name, instants, expected] of cases)
    it(name, () => assert.equal(passed(instants), expected));
});
