import assert from 'node:assert/strict';
import { noticeId, type NoticeOf } from '../../rules/notices';
import type { ShowAnswer } from '../../rules/notices/show-answer';
import { copiesForTeam } from '../../rules/notices/team-copies';
import { defaultRotation } from '../../rules/rotation';
import { InMemoryLedger } from '../in-memory/ledger';
import { InMemorySlack } from '../in-memory/slack';
import { SlackContentError, SlackUnavailableError } from '../slack-errors';
import { deliver } from './deliver';
import type { NotifyPorts } from './delivery';

const teamChannel = 'C0INFRATEAM';
const account = { id: '222222222222', name: 'Production' };
const now = new Date('2026-11-23T08:00:00Z');
const alice = 'U0ALICE0001';
const keyId = 'AKIAEXAMPLE0000WXYZ';

const about = (id: string, slackId = alice) => ({
  account,
  plannedAt: now.toISOString(),
  owner: { userName: 'alice', type: 'engineer' as const, slackId },
  key: { id, createdAt: now.toISOString(), age: 0 },
});
const created = (id = keyId): NoticeOf<'key-created'> => ({
  kind: 'key-created',
  id: noticeId.keyCreated(id),
  ...about(id),
});
const question = (asked: 1 | 2): NoticeOf<'key-question'> => ({
  kind: 'key-question',
  id: noticeId.keyQuestion(keyId, asked),
  ...about(keyId),
  asked,
});
const show = (said: 'mine' | 'not-mine'): ShowAnswer => ({
  kind: 'show-answer',
  id: 'answer/press',
  plannedAt: now.toISOString(),
  accountId: account.id,
  answer: { said, by: alice, at: now.toISOString() },
  noticeIds: [noticeId.keyCreated(keyId), question(1).id, question(2).id],
});

/** A Slack that notes which messages were changed. */
class EditedSlack extends InMemorySlack {
  edited: string[] = [];
  error: Error | undefined;

  override async update(...given: Parameters<InMemorySlack['update']>) {
    const { error } = this;
    this.error = undefined;
    if (error) throw error;
    const answer = await super.update(...given);
    if ('is' in answer) this.edited.push(`${given[0]} ${given[1]}`);
    return answer;
  }
}

function world() {
  const [slack, ledger] = [new EditedSlack(), new InMemoryLedger()];
  const ports: NotifyPorts = {
    deliveries: ledger,
    slack,
    teamChannel,
    rotation: defaultRotation,
    press: { canDisable: true },
    now: () => now,
    remainingMs: () => 60_000,
  };
  const placeOf = (recipient: string, index = 0) => {
    const post = slack.posts.filter((each) => each.recipient === recipient)[index];
    assert.ok(post);
    return `${post.channel} ${post.ts}`;
  };
  return { slack, ledger, ports, placeOf };
}

describe('what an owner said of a new key', () => {
  it('is shown where it was asked and told, as often as the queue says it, and nothing is posted', async () => {
    const { slack, ports, placeOf } = world();
    for (const notice of [created(), question(1), question(2)]) await deliver(notice, ports);
    assert.equal(slack.posts.length, 3);
    for (let i = 0; i < 2; i++) {
      slack.edited = [];
      assert.deepEqual(await deliver(show('mine'), ports), { shown: 3, notShown: [] });
      const places = [placeOf(teamChannel), placeOf(alice), placeOf(alice, 1)];
      assert.deepEqual(slack.edited.toSorted(), places.toSorted());
    }
    assert.deepEqual(
      slack.posts.map(({ recipient, message }) => [recipient, message.text.split(': ').at(-1)]),
      [
        [teamChannel, 'its owner says that it was them'],
        [alice, 'it was answered'],
        [alice, 'it was answered'],
      ],
    );
  });

  it('is shown where it is said while Slack has the message of the team wait', async () => {
    for (const isCopy of [false, true]) {
      const { slack, ledger, ports } = world();
      await deliver(question(1), ports);
      await ledger.planNotice(account.id, created());
      const said = { said: 'not-mine', by: alice, at: now } as const;
      const post = slack.post.bind(slack);
      slack.post = async (recipient, message) => {
        if (recipient === teamChannel) {
          await ledger.recordAnswer(account.id, question(1).id, said);
          await deliver(show('not-mine'), ports);
        }
        return post(recipient, message);
      };
      const item = { accountId: account.id, noticeId: created().id };
      const [copy] = copiesForTeam([item], now, '2026-11-23');
      await deliver(isCopy && copy ? copy : created(), ports);
      const { message } = slack.posts.find(({ recipient }) => recipient === teamChannel) ?? {};
      assert.match(message?.text ?? '', /its owner says that it was not them$/);
    }
  });

  it('takes nothing away of who made the key, which a run that had planned the news did not know', async () => {
    const { slack, ledger, ports } = world();
    await ledger.planNotice(account.id, created());
    const maker = { arn: 'arn:aws:iam::222222222222:user/mallory', isOwner: false };
    await deliver({ ...created(), maker }, ports);
    // Who asks of the same event knows it, too.
    await deliver({ ...question(1), maker }, ports);
    await deliver(show('not-mine'), ports);
    const { message } = slack.posts.find(({ recipient }) => recipient === teamChannel) ?? {};
    assert.match(message?.text ?? '', /its owner says that it was not them$/);
    assert.match(JSON.stringify(message), /user\/mallory/);
  });

  it('is not taken back by an answer of before that comes late', async () => {
    const { slack, ledger, ports } = world();
    for (const notice of [created(), question(1)]) await deliver(notice, ports);
    const said = { said: 'not-mine', by: alice, at: now } as const;
    await ledger.recordAnswer(account.id, question(1).id, said);
    await deliver(show('mine'), ports);
    assert.ok(slack.posts.every(({ message }) => /reported|not them/i.test(message.text)));
  });

  it('is shown where the team is told only then, by a message of its own or a copy', async () => {
    for (const isCopy of [false, true]) {
      const { slack, ledger, ports } = world();
      await deliver(question(1), ports);
      const said = { said: 'mine', by: alice, at: now } as const;
      await ledger.recordAnswer(account.id, question(1).id, said);
      await ledger.planNotice(account.id, created());
      const item = { accountId: account.id, noticeId: created().id };
      const [copy] = copiesForTeam([item], now, '2026-11-23');
      await deliver(isCopy && copy ? copy : created(), ports);
      assert.match(slack.posts[1]?.message.text ?? '', /its owner says that it was them$/);
    }
  });

  it('is shown in what the team was told in their place', async () => {
    const { slack, ports, placeOf } = world();
    slack.makeUnreachable(alice, 'messages_tab_disabled');
    await deliver(question(1), ports);
    assert.deepEqual(await deliver(show('mine'), ports), { shown: 1, notShown: [] });
    assert.deepEqual(slack.edited, [placeOf(teamChannel)]);
  });

  it('is looked for nowhere, where nothing can be pressed', async () => {
    const { slack, ledger, ports } = world();
    await deliver(question(1), ports);
    await ledger.recordAnswer(account.id, question(1).id, { said: 'mine', by: alice, at: now });
    await deliver(created(), { ...ports, press: undefined });
    assert.doesNotMatch(JSON.stringify(slack.posts[1]?.message), /its owner says|"actions"/);
  });

  it('is shown in what the ledger has of them', async () => {
    const { slack, ports, placeOf } = world();
    await deliver(question(1), ports);
    assert.deepEqual(await deliver(show('mine'), ports), { shown: 1, notShown: [] });
    assert.deepEqual(slack.edited, [placeOf(alice)]);
  });

  it('is shown in the others where somebody has deleted one: that one stays away', async () => {
    const { slack, ports, placeOf } = world();
    for (const notice of [created(), question(1)]) await deliver(notice, ports);
    slack.deleteMessage(placeOf(teamChannel).split(' ')[1] ?? '');
    const notShown = ['message_not_found'];
    assert.deepEqual(await deliver(show('mine'), ports), { shown: 1, notShown });
    assert.deepEqual(slack.edited, [placeOf(alice)]);
    assert.equal(slack.posts.length, 2);
  });

  it('waits for no message that Slack does not change now, but is tried again', async () => {
    const { slack, ports, placeOf } = world();
    for (const notice of [created(), question(1)]) await deliver(notice, ports);
    slack.error = new SlackUnavailableError('http_503');
    await assert.rejects(deliver(show('mine'), ports), slack.error);
    assert.deepEqual(slack.edited, [placeOf(alice)]);
    assert.deepEqual(await deliver(show('mine'), ports), { shown: 2, notShown: [] });
  });

  it('is not tried again where Slack refuses what the message then holds', async () => {
    const { slack, ports, placeOf } = world();
    for (const notice of [created(), question(1)]) await deliver(notice, ports);
    slack.error = new SlackContentError('msg_blocks_too_long');
    const notShown = ['msg_blocks_too_long'];
    assert.deepEqual(await deliver(show('mine'), ports), { shown: 1, notShown });
    assert.deepEqual(slack.edited, [placeOf(alice)]);
  });

  it('comes once under the digest that told of the key, with nothing to press', async () => {
    const { slack, ledger, ports } = world();
    const notices = [
      created(),
      ...Array.from({ length: 20 }, (_, i) => created(`AKIAEXAMPLE00000${1000 + i}`)),
    ];
    for (const notice of notices) await ledger.planNotice(account.id, notice);
    const items = notices.map(({ id }) => ({ accountId: account.id, noticeId: id }));
    const [copies] = copiesForTeam(items, now, '2026-11-23');
    assert.ok(copies?.as === 'digest');
    await deliver(copies, ports);
    const [head, ...pages] = slack.posts;
    const texts = JSON.stringify(pages);
    for (let i = 0; i < 2; i++)
      assert.deepEqual(await deliver(show('not-mine'), ports), { shown: 1, notShown: [] });
    const [reply, ...more] = slack.posts.slice(1 + pages.length);
    assert.ok(reply && more.length === 0);
    // A thread hangs under its first message, and not under a message of its own.
    assert.equal(reply.threadTs, head?.ts);
    assert.match(JSON.stringify(reply.message), /…WXYZ/);
    assert.doesNotMatch(JSON.stringify(reply.message), /"actions"/);
    assert.deepEqual(
      [slack.edited, JSON.stringify(slack.posts.slice(1, 1 + pages.length))],
      [[], texts],
    );
  });
});
