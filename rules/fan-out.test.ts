import assert from 'node:assert/strict';
import { fanOuts, mostAtATime } from './fan-out';

describe('accounts at a time', () => {
  it('are never more than the functions of Lambda that an account may run at a time by default', () => {
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    const concurrentExecutions = 1000;
    for (const fanOut of fanOuts) {
      assert.ok(mostAtATime[fanOut] >= 1, fanOut);
      assert.ok(mostAtATime[fanOut] <= concurrentExecutions, fanOut);
    }
  });

  it('are fewer where one function has all of them in its memory', () =>
    assert.ok(mostAtATime.function < mostAtATime.distributed));
});
