import assert from 'node:assert/strict';
import { Calls } from './calls';

const account = '111111111111';
/** Neither answers nor heeds the signal, as the SDK while it waits for credentials. */
const never = () => new Promise<never>(() => undefined);

describe('the calls of an account', () => {
  it('are given up when one takes too long, and it is said which', () =>
    assert.rejects(new Calls(account, { timeoutMs: 5 }).make('iam:ListAccessKeys', never), {
      name: 'AccountError',
      code: 'unreachable',
      message: /iam:ListAccessKeys: no answer within 0.005 seconds/,
    }));

  it('are each on their own: one that takes too long ends no other', async () => {
    const calls = new Calls(account, { timeoutMs: 20 });
    await assert.rejects(calls.make('iam:ListAccessKeys', never));
    assert.equal(await calls.make('iam:ListUserTags', () => Promise.resolve('tags')), 'tags');
  });

  it('are given up when there is no time left, and nothing is asked after that', async () => {
    let left = 30;
    const pauses: number[] = [];
    const pause = (milliseconds: number) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    };
    const calls = new Calls(account, { pause, timeLeft: () => left });
    await calls.pause(10_000);
    const late = { code: 'unreachable', message: /iam:ListAccessKeys: the run had no time left/ };
    await assert.rejects(calls.make('iam:ListAccessKeys', never), late);
    left = 0;
    const asked = calls.make('iam:ListAccessKeys', ({ abortSignal }) => {
      assert.ok(abortSignal.aborted);
      return never();
    });
    await assert.rejects(asked, late);
    await calls.pause(10_000);
    assert.deepEqual(pauses, [30, 0]);
  });

  it('end with their task', async () => {
    const calls = new Calls(account);
    const hanging = calls.make('iam:ListAccessKeys', never);
    calls.end();
    await assert.rejects(hanging, { code: 'unreachable' });
    await assert.rejects(calls.make('iam:ListUserTags', never), { code: 'unreachable' });
  });

  it('tell the SDK to stop', async () => {
    let isTold = false;
    const call = new Calls(account, { timeoutMs: 5 }).make(
      'iam:ListAccessKeys',
      ({ abortSignal }) => {
        abortSignal.addEventListener('abort', () => (isTold = true));
        return never();
      },
    );
    await assert.rejects(call);
    assert.ok(isTold);
  });
});
