import assert from 'node:assert/strict';
import { NewsPace } from '../../../functions/notify/news-pace';
import { judge, seenOf } from './judge';
import { playStorm } from './play-storm';

describe('a storm of events of keys', () => {
  it('is told whole, in a channel that people can read, and holds up nobody', async () => {
    const played = await playStorm(200, 1);
    assert.deepEqual(judge(played), []);
    const { inChannel, inThreads } = seenOf(played);
    assert.ok(inChannel < 25 && inThreads > 0, `${inChannel} and ${inThreads} messages`);
    assert.ok(played.queue.counts.deduplicated > 0 && played.limited > 0);
  });

  it('would be noticed to flood the channel, and to hold up a run, with a group for each key', async () => {
    const played = await playStorm(200, 1, {
      sent: ({ MessageDeduplicationId, MessageGroupId, ...message }) => ({
        ...{ ...message, MessageDeduplicationId },
        MessageGroupId: MessageGroupId === 'news' ? MessageDeduplicationId : MessageGroupId,
      }),
    });
    const broken = judge(played).join('\n');
    assert.match(broken, /101 messages in the channel/);
    assert.match(broken, /what a run had to say waited/);
  });

  it('would be noticed to flood the channel with no end to what is told one by one', async () => {
    const played = await playStorm(120, 1, { pace: new NewsPace(1000) });
    assert.match(judge(played).join('\n'), /messages in the channel/);
  });

  it('would be noticed to lose keys', async () => {
    const played = await playStorm(60, 1, { loses: (batch) => batch === 2 });
    assert.match(judge(played).join('\n'), /of 30 new keys are named nowhere/);
  });
});
