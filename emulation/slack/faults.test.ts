import assert from 'node:assert/strict';
import type { SlackServer } from './start';
import { alice, board, clientOf, infra, refusal, startTestSlack } from './test-workspace';

describe('what goes wrong in Slack', () => {
  let slack: SlackServer;
  beforeEach(async () => (slack = await startTestSlack()));
  afterEach(() => slack.stop());

  const post = (channel: string, text = 'hello') =>
    clientOf(slack).chat.postMessage({ channel, text });

  it('limits a channel to short bursts and then one a second', async () => {
    await slack.stop();
    slack = await startTestSlack({ isRateLimited: true });
    const rejecting = clientOf(slack, { rejectRateLimitedCalls: true });
    const say = (channel: string) => rejecting.chat.postMessage({ channel, text: 'a' });
    for (let i = 0; i < 3; i++) await say(infra.id);
    await assert.rejects(say(infra.id), { retryAfter: 1 });
    await say(board.id);
    await clientOf(slack, { retryConfig: { retries: 2, minTimeout: 0 } }).chat.postMessage({
      channel: infra.id,
      text: 'waited',
    });
    assert.deepEqual(
      slack.inbox.channel(infra.id).map(({ text }) => text),
      ['a', 'a', 'a', 'waited'],
    );
  });

  it('fails as often, and for whom, it is told to', async () => {
    slack.faults.plan({ kind: 'error', code: 'user_not_found' }, { recipient: alice.id });
    slack.faults.plan(
      { kind: 'http', status: 503 },
      { method: 'chat.postMessage', recipient: infra.id, times: 2 },
    );
    slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds: 7 }, { times: 1 });
    for (let i = 0; i < 3; i++) await assert.rejects(post(alice.id), refusal('user_not_found'));
    for (let i = 0; i < 2; i++) await assert.rejects(post(infra.id), { statusCode: 503 });
    await assert.rejects(clientOf(slack, { rejectRateLimitedCalls: true }).auth.test(), {
      retryAfter: 7,
    });
    await post(infra.id);
    assert.deepEqual(
      slack.calls.map(({ method, outcome }) => `${method} ${outcome}`),
      [
        ...Array<string>(3).fill('chat.postMessage user_not_found'),
        ...Array<string>(2).fill('chat.postMessage http'),
        'auth.test rate-limited',
        'chat.postMessage ok',
      ],
    );
    slack.clear();
    await post(alice.id);
    assert.deepEqual([slack.calls.length, slack.inbox.all.length], [1, 1]);
  });

  it('limits without saying for how long, which the client takes for no limit', async () => {
    slack.faults.plan({ kind: 'rate-limited' }, { times: 1 });
    await assert.rejects(post(alice.id), (error: Error) => {
      assert.equal(error.constructor, Error);
      assert.match(error.message, /retry-after header: null/);
      return true;
    });
  });

  // The client reads the body outside of what it catches: its own errors are not these.
  for (const [kind, name] of [
    ['answer-broken-off', 'TypeError'],
    ['answer-stuck', 'TimeoutError'],
  ] as const)
    it(`begins an answer, and leaves it ${kind}`, async () => {
      slack.faults.plan({ kind, done: true }, { times: 1 });
      const hasty = clientOf(slack, { timeout: 100 });
      await assert.rejects(hasty.chat.postMessage({ channel: alice.id, text: 'a' }), { name });
      assert.equal(slack.inbox.of(alice.id).length, 1);
    });

  for (const kind of ['no-answer', 'connection-lost'] as const)
    for (const done of [true, false])
      it(`gives ${kind} ${done ? 'after' : 'without'} delivering, and shows a second one`, async () => {
        slack.faults.plan({ kind, done }, { times: 1 });
        const hasty = clientOf(slack, { timeout: kind === 'no-answer' ? 100 : 0 });
        const say = () => hasty.chat.postMessage({ channel: alice.id, text: 'a' });
        await assert.rejects(say(), { code: 'slack_webapi_request_error' });
        await post(alice.id, 'a');
        assert.equal(slack.inbox.of(alice.id).length, done ? 2 : 1);
      });
});
