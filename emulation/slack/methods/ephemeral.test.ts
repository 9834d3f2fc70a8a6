import assert from 'node:assert/strict';
import type { SlackServer } from '../start';
import {
  alice,
  board,
  clientOf,
  gone,
  infra,
  old,
  other,
  refusal,
  robot,
  secret,
  startTestSlack,
} from '../test-workspace';

describe('messages to one user alone', () => {
  let slack: SlackServer;
  beforeEach(async () => (slack = await startTestSlack()));
  afterEach(() => slack.stop());

  const tell = (channel: string, user: string, more: object = {}) =>
    clientOf(slack).chat.postEphemeral({ channel, user, text: 'psst', ...more });

  it('are shown to them, and stand in no conversation', async () => {
    const { message_ts: ts } = await tell(infra.id, alice.id);
    await tell('#infra', gone.id);
    assert.deepEqual(slack.inbox.seenAloneBy(alice.id), [
      { channel: infra.id, ts, seenBy: alice.id, text: 'psst', blocks: [] },
    ]);
    assert.equal(slack.inbox.seenAloneBy(gone.id).length, 1);
    assert.deepEqual(slack.inbox.all, []);
    slack.clear();
    assert.deepEqual(slack.inbox.seenAloneBy(alice.id), []);
  });

  it('can not be changed, nor answered', async () => {
    const { message_ts: ts } = await tell(infra.id, alice.id);
    const client = clientOf(slack);
    const change = client.apiCall('chat.update', { channel: infra.id, ts, text: 'louder' });
    await assert.rejects(change, refusal('message_not_found'));
    const { message } = await client.chat.postMessage({
      channel: infra.id,
      text: 'under it',
      thread_ts: String(ts),
    });
    assert.equal(message?.thread_ts, undefined);
  });

  it('go to a thread that there is', async () => {
    const { ts } = await clientOf(slack).chat.postMessage({ channel: infra.id, text: 'head' });
    await tell(infra.id, alice.id, { thread_ts: ts });
    assert.equal(slack.inbox.seenAloneBy(alice.id)[0]?.threadTs, ts);
  });

  it('go to a conversation that both are in', async () => {
    const refused: [channel: string, user: string, code: string][] = [
      [infra.id, robot.id, 'user_not_in_channel'],
      [infra.id, 'U0NOBODY001', 'user_not_in_channel'],
      [infra.id, '', 'user_not_in_channel'],
      [other.id, alice.id, 'not_in_channel'],
      [old.id, alice.id, 'is_archived'],
      [secret.id, alice.id, 'channel_not_found'],
      ['', alice.id, 'channel_not_found'],
      // No conversation, and none is opened by it.
      [alice.id, alice.id, 'channel_not_found'],
      ['D0ALICE0001', alice.id, 'channel_not_found'],
    ];
    for (const [channel, user, code] of refused)
      await assert.rejects(tell(channel, user), refusal(code), `${channel} ${user}`);
    const { channel = '' } = await clientOf(slack).chat.postMessage({
      channel: alice.id,
      text: 'hello',
    });
    await assert.rejects(tell(channel, gone.id), refusal('user_not_in_channel'));
    await tell(channel, alice.id);
    // Nobody says who is in it.
    await tell(board.id, gone.id);
    assert.deepEqual(
      [alice, gone].map(({ id }) => slack.inbox.seenAloneBy(id).map((each) => each.channel)),
      [[channel], [board.id]],
    );
  });

  it('are held to what messages for all are', async () => {
    await assert.rejects(tell(infra.id, alice.id, { text: '' }), refusal('no_text'));
    const blocks = [{ type: 'footer' }];
    await assert.rejects(tell(infra.id, alice.id, { blocks }), refusal('invalid_blocks'));
    slack.workspace.hasMessagesTab = false;
    slack.workspace.openIm(alice);
    await assert.rejects(tell('D0ALICE0001', alice.id), refusal('messages_tab_disabled'));
    assert.deepEqual(slack.inbox.seenAloneBy(alice.id), []);
  });

  it('take room in the conversation, as those for all do', async () => {
    await slack.stop();
    slack = await startTestSlack({ isRateLimited: true });
    const client = clientOf(slack, { rejectRateLimitedCalls: true });
    const args = { channel: infra.id, text: 'psst' };
    await client.chat.postMessage(args);
    for (let i = 0; i < 2; i++) await client.chat.postEphemeral({ ...args, user: alice.id });
    await assert.rejects(client.chat.postEphemeral({ ...args, user: alice.id }), { retryAfter: 1 });
  });
});
