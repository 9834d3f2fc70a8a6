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

describe('messages', () => {
  let slack: SlackServer;
  beforeEach(async () => (slack = await startTestSlack()));
  afterEach(() => slack.stop());

  const post = (channel: string, text = 'hello') =>
    clientOf(slack).chat.postMessage({ channel, text });

  it('opens the direct messages of a user by their id', async () => {
    const { channel, ts } = await post(alice.id);
    assert.equal(channel, 'D0ALICE0001');
    const message = { channel, ts, to: alice.id, text: 'hello', blocks: [], isEdited: false };
    assert.deepEqual(slack.inbox.of(alice.id), [message]);
    assert.deepEqual(slack.inbox.channel('D0ALICE0001'), [message]);
    assert.deepEqual(slack.inbox.channel(infra.id), []);
    await post('D0ALICE0001');
    assert.equal(slack.inbox.of(alice.id).length, 2);
  });

  it('takes a channel by its id or its name', async () => {
    for (const to of [infra.id, '#infra', 'infra', board.id]) await post(to);
    assert.deepEqual(
      slack.inbox.all.map(({ channel, to }) => [channel, to]),
      [
        [infra.id, infra.id],
        [infra.id, '#infra'],
        [infra.id, 'infra'],
        [board.id, board.id],
      ],
    );
  });

  it('is sent with blocks and into threads, as a form or as JSON', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'a & <b> “c”' } }];
    const { ts } = await clientOf(slack).chat.postMessage({ channel: infra.id, text: 'a', blocks });
    const json = (body: object) =>
      fetch(`${slack.url}chat.postMessage`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          authorization: `Bearer ${slack.token}`,
        },
        body: JSON.stringify(body),
      }).then((response) => response.json());
    const message = { channel: infra.id, blocks, thread_ts: ts };
    assert.equal(((await json(message)) as { ok: boolean }).ok, true);
    await json({ ...message, blocks: JSON.stringify(blocks) });
    assert.deepEqual(
      slack.inbox.channel(infra.id).map((each) => [each.text, each.threadTs, each.blocks]),
      [
        ['a', undefined, blocks],
        ['', ts, blocks],
        ['', ts, blocks],
      ],
    );
  });

  it('has time stamps that ascend, even on one moment', async () => {
    await slack.stop();
    let now = new Date('2026-01-05T08:00:00.250Z');
    slack = await startTestSlack({ now: () => now });
    for (const instant of [
      '2026-01-05T08:00:00.250Z',
      '2026-01-05T08:00:00.250Z',
      '2025-01-01T00:00:00Z',
      '2026-01-05T08:00:00.251Z',
    ]) {
      now = new Date(instant);
      await post(infra.id);
    }
    assert.deepEqual(
      slack.inbox.all.map(({ ts }) => ts),
      ['1767600000.250000', '1767600000.250001', '1767600000.250002', '1767600000.251000'],
    );
  });

  it('is taken for people who have left, and for no one who never was', async () => {
    await post(gone.id);
    assert.equal(slack.inbox.of(gone.id).length, 1);
    const refused: [string, string][] = [
      ['U0NOBODY001', 'channel_not_found'],
      ['C0NOBODY001', 'channel_not_found'],
      ['D0ALICE0001', 'channel_not_found'],
      ['#nothing', 'channel_not_found'],
      ['', 'channel_not_found'],
      [secret.id, 'channel_not_found'],
      [robot.id, 'cannot_dm_bot'],
      [old.id, 'is_archived'],
      [other.id, 'not_in_channel'],
    ];
    for (const [to, code] of refused) await assert.rejects(post(to), refusal(code), to);
    assert.equal(slack.inbox.all.length, 1);
  });

  it('goes to a thread, and to the channel itself where its first message is gone', async () => {
    const head = await post(infra.id, 'head');
    const answer = (text: string) =>
      clientOf(slack).chat.postMessage({ channel: infra.id, text, thread_ts: head.ts });
    const isThreaded = async (text: string) => 'thread_ts' in ((await answer(text)).message ?? {});
    assert.equal(await isThreaded('one'), true);
    // What was answered leaves its thread behind.
    slack.inbox.remove({ channel: infra.id, ts: head.ts ?? '' });
    assert.equal(await isThreaded('two'), true);
    slack.inbox.clear();
    assert.equal(await isThreaded('three'), false);
    assert.deepEqual(
      slack.inbox.all.map(({ text, threadTs }) => [text, threadTs]),
      [['three', undefined]],
    );
  });

  it('goes to a channel that the app has joined, or may post in as it is', async () => {
    await clientOf(slack).conversations.join({ channel: other.id });
    await post(other.id);
    await assert.rejects(
      clientOf(slack).conversations.join({ channel: old.id }),
      refusal('is_archived'),
    );
    slack.workspace.putChannel(other);
    slack.app.setScopes(['chat:write', 'chat:write.public']);
    await post(other.id);
  });

  it('goes to nobody in direct messages when the app has no messages tab', async () => {
    slack.workspace.hasMessagesTab = false;
    await assert.rejects(post(alice.id), refusal('messages_tab_disabled'));
    await post(infra.id);
  });

  it('must say something, and not too much', async () => {
    await assert.rejects(post(infra.id, ''), refusal('no_text'));
    await post(infra.id, 'x'.repeat(40_000));
    await assert.rejects(post(infra.id, 'x'.repeat(40_001)), refusal('msg_too_long'));
  });

  it('is refused with what is wrong with its blocks', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    await assert.rejects(
      clientOf(slack).chat.postMessage({ channel: infra.id, text: 'a', blocks }),
      refusal('invalid_blocks', {
        errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
      }),
    );
    await assert.rejects(
      clientOf(slack).apiCall('chat.postMessage', { channel: infra.id, blocks: '[{' }),
      refusal('invalid_blocks_format'),
    );
    assert.deepEqual(slack.inbox.all, []);
  });

  it('can be changed', async () => {
    const { ts = '' } = await post(infra.id);
    await clientOf(slack).chat.update({ channel: infra.id, ts, text: 'changed' });
    assert.deepEqual(
      slack.inbox.all.map((each) => [each.ts, each.text, each.isEdited]),
      [[ts, 'changed', true]],
    );
    const missing = clientOf(slack).chat.update({ channel: infra.id, ts: '1.000001', text: 'a' });
    await assert.rejects(missing, refusal('message_not_found'));
  });

  it('can be changed by its author alone, where it is, and as it might be posted', async () => {
    const change = (channel: string, ts: string, blocks: object[] = []) =>
      clientOf(slack).apiCall('chat.update', { channel, ts, text: 'changed', blocks });
    const { ts = '', channel: im = '' } = await post(alice.id);
    const theirs = { channel: infra.id, to: infra.id, text: 'mine', blocks: [], by: alice.id };
    const { ts: another } = slack.inbox.add(theirs, new Date());
    const { ts: archived } = slack.inbox.add({ ...theirs, channel: old.id }, new Date());
    const refused: [channel: string, ts: string, code: string][] = [
      [infra.id, another, 'cant_update_message'],
      [old.id, archived, 'is_inactive'],
      [infra.id, ts, 'message_not_found'],
      // A message to a person is in the conversation with them, which has an id of its own.
      [alice.id, ts, 'channel_not_found'],
      [secret.id, ts, 'channel_not_found'],
    ];
    for (const [channel, of, code] of refused)
      await assert.rejects(change(channel, of), refusal(code));
    await assert.rejects(change(im, ts, [{ type: 'actions' }]), refusal('invalid_blocks'));
    await change(im, ts);
    assert.deepEqual(
      slack.inbox.all.map(({ text }) => text),
      ['changed', 'mine', 'mine'],
    );
  });
});
