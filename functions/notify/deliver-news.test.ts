import assert from 'node:assert/strict';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { NoticeOf } from '../../rules/notices';
import { defaultRotation } from '../../rules/rotation';
import { InMemoryLedger } from '../in-memory/ledger';
import { InMemorySlack } from '../in-memory/slack';
import { SlackContentError, SlackUnavailableError } from '../slack-errors';
import { deliverNews } from './deliver-news';
import type { NotifyPorts } from './delivery';
import { NewsPace } from './news-pace';
import { notify } from './notify';

const teamChannel = 'C0INFRATEAM';
const account = { id: '222222222222', name: 'Production' };
const start = new Date('2026-11-23T08:10:00Z');
const MINUTE = 60_000;

function created(i: number): NoticeOf<'key-created'> {
  const id = `AKIAEXAMPLE00000${String(1000 + i)}`;
  return {
    kind: 'key-created',
    id: `key/${id}/created`,
    account,
    plannedAt: start.toISOString(),
    owner: { userName: `user${i}` },
    key: { id, createdAt: start.toISOString(), age: 0 },
    maker: { arn: 'arn:aws:iam::222222222222:user/mallory', isOwner: false },
  };
}
const many = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => created(from + i));

/** A Slack that refuses what a message holds. */
class StrictSlack extends InMemorySlack {
  refuses: (text: string) => Error | undefined = () => undefined;

  override post(...given: Parameters<InMemorySlack['post']>) {
    const error = this.refuses(JSON.stringify(given[1]));
    return error ? Promise.reject(error) : super.post(...given);
  }

  override reply(...given: Parameters<InMemorySlack['reply']>) {
    const error = this.refuses(JSON.stringify(given[2]));
    return error ? Promise.reject(error) : super.reply(...given);
  }
}

function world() {
  const slack = new StrictSlack();
  const ledger = new InMemoryLedger();
  let now = start;
  const ports: NotifyPorts = {
    deliveries: ledger,
    slack,
    teamChannel,
    rotation: defaultRotation,
    now: () => now,
    remainingMs: () => 60_000,
  };
  const inChannel = () => slack.posts.filter(({ threadTs }) => threadTs === undefined);
  const inThreads = () => slack.posts.filter(({ threadTs }) => threadTs !== undefined);
  const turn = (minutes: number) => (now = new Date(now.getTime() + minutes * MINUTE));
  const namings = (count: number) => {
    const texts = slack.posts.map(({ message }) => JSON.stringify(message.blocks));
    return Array.from(
      { length: count },
      (_, i) => texts.filter((text) => text.includes(`…${1000 + i}`)).length,
    );
  };
  return { slack, ledger, ports, inChannel, inThreads, turn, namings };
}

describe('news of events', () => {
  it('are messages of their own up to 20 within an hour, and lines of one thread from then on', async () => {
    const { ports, inChannel, inThreads, namings } = world();
    const pace = new NewsPace();
    for (let i = 0; i < 60; i += 10) await deliverNews(many(i, i + 10), ports, pace);
    assert.equal(inChannel().length, 20 + 1);
    assert.match(inChannel()[20]?.message.text ?? '', /More news of credentials/);
    assert.equal(inThreads().length, 4);
    assert.deepEqual(namings(60), Array(60).fill(1));
  });

  it('are told once, however often they come', async () => {
    const { ports, slack } = world();
    const pace = new NewsPace(3);
    await deliverNews(many(0, 6), ports, pace);
    const before = slack.posts.length;
    const again = await deliverNews(many(0, 6), ports, pace);
    assert.equal(slack.posts.length, before);
    assert.ok(again.every((outcome) => 'team' in outcome && outcome.team === 'before'));
  });

  it('go on in the thread of the hour where another process tells them', async () => {
    const { ports, inChannel, inThreads, turn } = world();
    await deliverNews(many(0, 4), ports, new NewsPace(3));
    await deliverNews(many(4, 6), ports, new NewsPace(3));
    assert.equal(inChannel().length, 3 + 1);
    assert.equal(new Set(inThreads().map(({ threadTs }) => threadTs)).size, 1);
    turn(60);
    await deliverNews(many(6, 8), ports, new NewsPace(3));
    assert.equal(inChannel().length, 3 + 1 + 2);
  });

  it('begin a thread of their own in the next hour while they do not cease', async () => {
    const { ports, inChannel, turn } = world();
    const pace = new NewsPace(3);
    await deliverNews(many(0, 4), ports, pace);
    turn(55);
    await deliverNews(many(4, 8), ports, pace);
    assert.equal(inChannel().length, 3 + 1 + 1);
    turn(60);
    await deliverNews(many(8, 10), ports, pace);
    assert.equal(inChannel().length, 3 + 1 + 1 + 2);
  });

  it('are known to the next run before they are told', async () => {
    const { ports, slack, ledger } = world();
    slack.refuses = () => new SlackUnavailableError('http_503');
    const pace = new NewsPace(1);
    const outcomes = await deliverNews(many(0, 3), ports, pace);
    assert.ok(outcomes.every((outcome) => 'error' in outcome));
    pace.note(start);
    await deliverNews(many(3, 5), ports, pace);
    const { notices } = await ledger.load(account.id);
    assert.equal([...notices.values()].filter(({ notice }) => notice).length, 5);
  });

  for (const [what, singles] of [
    ['a message of its own', 5],
    ['a line of the thread', 0],
  ] as const)
    it(`are told in bare words where Slack refuses what they hold, as ${what}`, async () => {
      const { ports, slack, inChannel, namings } = world();
      slack.refuses = (text) =>
        text.includes('mallory') ? new SlackContentError('invalid_blocks') : undefined;
      const outcomes = await deliverNews(many(0, 3), ports, new NewsPace(singles));
      assert.ok(outcomes.every((outcome) => !('error' in outcome)));
      assert.deepEqual(namings(3), [1, 1, 1]);
      assert.equal(inChannel().length, singles > 0 ? 3 : 1);
    });

  it('that fail go back to the queue alone, and hold up nobody', async () => {
    const { ports, slack, namings } = world();
    slack.refuses = (text) =>
      text.includes('…1001') ? new SlackUnavailableError('http_503') : undefined;
    const log = { info: () => undefined, error: () => undefined };
    const Records = many(0, 4).map((notice, i) => ({
      messageId: `message-${i}`,
      body: JSON.stringify(notice),
      attributes: { MessageGroupId: 'news' },
      eventSource: 'aws:sqs',
    })) as unknown as SQSRecord[];
    const event: SQSEvent = { Records };
    const { batchItemFailures } = await notify(event, ports, log);
    assert.deepEqual(batchItemFailures, [{ itemIdentifier: 'message-1' }]);
    assert.deepEqual(namings(4), [1, 0, 1, 1]);
    slack.refuses = () => undefined;
    assert.deepEqual((await notify(event, ports, log)).batchItemFailures, []);
    assert.deepEqual(namings(4), [1, 1, 1, 1]);
  });
});
