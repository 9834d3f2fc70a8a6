import assert from 'node:assert/strict';
import { inTime, noTime } from './in-time';
import { linesOf } from './look';

const never = () => new Promise<never>(() => undefined);

describe('what is asked in time', () => {
  it('is all of it, in order, where there is time', async () => {
    const answers = await inTime([3, 1, 2], (each) => Promise.resolve(each * 2), {
      timeLeft: () => 60_000,
      concurrency: 2,
    });
    assert.deepEqual(answers, [6, 2, 4]);
  });

  it('is not waited for when the time is over, nor begun', async () => {
    const begun: number[] = [];
    const ask = (each: number) => {
      begun.push(each);
      return each === 1 ? Promise.resolve('in time') : never();
    };
    const answers = await inTime([1, 2, 3, 4], ask, { timeLeft: () => 20, concurrency: 2 });
    assert.deepEqual(answers, ['in time', noTime, noTime, noTime]);
    assert.deepEqual(begun, [1, 2, 3]);
  });

  it('is nothing where there is no time from the start', async () => {
    const ask = () => assert.fail();
    assert.deepEqual(await inTime([1], ask, { timeLeft: () => 0, concurrency: 1 }), [noTime]);
  });
});

describe('the lines of what is looked at', () => {
  const limit = { timeLeft: () => 60_000, concurrency: 1 };

  it('say what nobody expected, with no key id in full, and go on', async () => {
    const lines = await linesOf(
      [
        {
          what: 'ledger',
          id: 'a',
          look: () => Promise.reject(new Error('of\nAKIAEXAMPLE000000001')),
        },
        { what: 'ledger', id: 'b', look: () => Promise.resolve({ is: 'done', found: 'read' }) },
      ],
      limit,
    );
    assert.deepEqual(
      lines.map(({ id, outcome }) => [id, outcome]),
      [
        ['a', 'not-known'],
        ['b', 'fine'],
      ],
    );
    assert.match(lines[0]?.found ?? '', /Error: of …0001$/);
  });

  it('say what was not asked', async () => {
    const looks = [{ what: 'ledger' as const, id: 'a', look: never }];
    const [line] = await linesOf(looks, { ...limit, timeLeft: () => 5 });
    assert.deepEqual(
      [line?.outcome, line?.found],
      ['not-known', 'not asked: there was no time left'],
    );
  });
});
