import assert from 'node:assert/strict';
import { RateLimit } from './rate-limit';

describe('RateLimit', () => {
  const steps: [number, number][] = [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 1],
    [999, 1],
    [1000, 0],
    [1000, 1],
    [10_000, 0],
    [10_000, 0],
    [10_000, 0],
    [10_000, 1],
  ];
  it('has room for three at once, and for one more each second', () => {
    const limit = new RateLimit();
    for (const [now, seconds] of steps) assert.equal(limit.take('C1', now), seconds, `${now} ms`);
    assert.equal(limit.take('C2', 10_000), 0);
  });
});
