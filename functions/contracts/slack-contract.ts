import assert from 'node:assert/strict';
import type { SlackPort } from '../ports/slack';

/** A user, one who has left, and a channel of the app. */
export const contractWorkspace = {
  user: 'U0ALICE0001',
  leaver: 'U0LEAVER001',
  channel: 'C0INFRA0001',
} as const;

export interface OpenedSlack {
  readonly slack: SlackPort;
  /** The texts that arrived at that user or channel, oldest first. */
  textsOf(recipient: string): readonly string[];
  /** The texts in the thread of that message. */
  threadOf(ts: string): readonly string[];
  /** Somebody deletes that message of the channel. */
  deleteMessage(ts: string): void;
}

const { user, leaver, channel } = contractWorkspace;
const say = (text: string) => ({ text, blocks: [] });

/** What every Slack port keeps to. `open` gives an empty workspace each time. */
export function slackContract(name: string, open: () => Promise<OpenedSlack>): void {
  describe(`Slack ${name}`, () => {
    let opened: OpenedSlack;
    beforeEach(async () => (opened = await open()));

    it('posts to a user, in a private channel, and to a channel', async () => {
      const { slack } = opened;
      const dm = await slack.post(user, say('to you'));
      const post = await slack.post(channel, say('to all'));
      assert.ok('ts' in dm && dm.channel.startsWith('D'));
      assert.ok('ts' in post && post.channel === channel);
      assert.deepEqual(opened.textsOf(user), ['to you']);
      assert.deepEqual(opened.textsOf(channel), ['to all']);
    });

    it('gives each message a time stamp of its own, and the same private channel', async () => {
      const [first, second] = [
        await opened.slack.post(user, say('one')),
        await opened.slack.post(user, say('two')),
      ];
      assert.ok('ts' in first && 'ts' in second);
      assert.equal(first.channel, second.channel);
      assert.notEqual(first.ts, second.ts);
    });

    it('answers in the thread of a message, and nowhere else', async () => {
      const head = await opened.slack.post(channel, say('head'));
      const other = await opened.slack.post(channel, say('other'));
      assert.ok('ts' in head && 'ts' in other);
      const answer = await opened.slack.reply(channel, head.ts, say('in the thread'));
      assert.ok('ts' in answer && answer.ts !== head.ts);
      assert.deepEqual(opened.threadOf(head.ts), ['in the thread']);
      assert.deepEqual(opened.threadOf(other.ts), []);
    });

    it('answers outside of a thread whose first message is gone, and says so', async () => {
      const head = await opened.slack.post(channel, say('head'));
      assert.ok('ts' in head);
      opened.deleteMessage(head.ts);
      const answer = await opened.slack.reply(channel, head.ts, say('late'));
      assert.ok('ts' in answer && answer.isOutsideThread);
      assert.deepEqual(opened.threadOf(head.ts), []);
      assert.ok(opened.textsOf(channel).includes('late'));
      const next = await opened.slack.reply(channel, answer.ts, say('under it'));
      assert.ok('ts' in next && !next.isOutsideThread);
      assert.deepEqual(opened.threadOf(answer.ts), ['under it']);
    });

    it('answers that somebody can’t be reached for good, and reaches the others', async () => {
      assert.deepEqual(await opened.slack.post(leaver, say('lost')), {
        failed: 'account_inactive',
      });
      assert.deepEqual(opened.textsOf(leaver), []);
      assert.ok('ts' in (await opened.slack.post(user, say('found'))));
    });
  });
}
