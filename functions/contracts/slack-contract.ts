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
  /** Where that user was shown what alone, oldest first. */
  aloneOf(recipient: string): readonly (readonly [channel: string, text: string])[];
  /** The blocks of the home that the user sees; undefined where none was published to them. */
  homeOf(recipient: string): readonly unknown[] | undefined;
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

    it('tells one user alone, in a channel and in private, and changes no conversation', async () => {
      const { slack } = opened;
      const dm = await slack.post(user, say('hello'));
      assert.ok('ts' in dm);
      const [there, here] = [
        await slack.tellAlone(channel, user, say('psst')),
        await slack.tellAlone(dm.channel, user, say('here too')),
      ];
      assert.ok('ts' in there && there.channel === channel && 'ts' in here);
      assert.deepEqual(opened.aloneOf(user), [
        [channel, 'psst'],
        [dm.channel, 'here too'],
      ]);
      assert.deepEqual([opened.textsOf(channel), opened.textsOf(user)], [[], ['hello']]);
      assert.deepEqual(await slack.update(channel, there.ts, say('louder')), {
        failed: 'message_not_found',
      });
    });

    it('shows another text in the place of a message, and leaves the others', async () => {
      const { slack } = opened;
      const [dm, first, second] = [
        await slack.post(user, say('to you')),
        await slack.post(channel, say('one')),
        await slack.post(channel, say('two')),
      ];
      assert.ok('ts' in dm && 'ts' in first && 'ts' in second);
      assert.deepEqual(await slack.update(channel, first.ts, say('changed')), { is: 'updated' });
      assert.deepEqual(await slack.update(dm.channel, dm.ts, say('yours')), { is: 'updated' });
      assert.deepEqual(opened.textsOf(channel), ['changed', 'two']);
      assert.deepEqual(opened.textsOf(user), ['yours']);
    });

    it('answers that a message can not be changed which is gone, or was never there', async () => {
      const { slack } = opened;
      const post = await slack.post(channel, say('one'));
      const dm = await slack.post(user, say('to you'));
      assert.ok('ts' in post && 'ts' in dm);
      const failed = 'message_not_found';
      assert.deepEqual(await slack.update(dm.channel, post.ts, say('changed')), { failed });
      opened.deleteMessage(post.ts);
      assert.deepEqual(await slack.update(channel, post.ts, say('changed')), { failed });
      assert.deepEqual(opened.textsOf(user), ['to you']);
    });

    it('publishes to each user a home of their own, the last of which they see', async () => {
      const { slack } = opened;
      const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'Keys' } } as const];
      assert.equal(opened.homeOf(user), undefined);
      assert.deepEqual(await slack.publishHome(user, { blocks: [] }), { is: 'published' });
      assert.deepEqual(await slack.publishHome(user, { blocks }), { is: 'published' });
      assert.deepEqual(opened.homeOf(user), blocks);
      assert.deepEqual([opened.textsOf(user), opened.aloneOf(user)], [[], []]);
    });

    it('neither tells alone, nor publishes a home, to somebody who has left', async () => {
      const failed = 'account_inactive';
      assert.deepEqual(await opened.slack.tellAlone(channel, leaver, say('lost')), { failed });
      assert.deepEqual(await opened.slack.publishHome(leaver, { blocks: [] }), { failed });
      assert.deepEqual([opened.aloneOf(leaver), opened.homeOf(leaver)], [[], undefined]);
    });
  });
}
