import assert from 'node:assert/strict';
import type { UserNotice } from '../../rules/notices';
import { isSettled } from '../../rules/plan/warnings';
import { copiesForTeam } from '../../rules/notices/team-copies';
import { defaultRotation } from '../../rules/rotation';
import { SlackContentError } from '../slack-errors';
import { InMemoryLedger } from '../in-memory/ledger';
import { InMemorySlack } from '../in-memory/slack';
import { deliver } from './deliver';
import type { NotifyPorts } from './delivery';

const teamChannel = 'C0INFRATEAM';
const account = { id: '222222222222', name: 'Production' };
const now = new Date('2026-11-23T08:00:00Z');

function reminder(i: number): UserNotice {
  const id = `AKIAEXAMPLE00000${String(1000 + i)}`;
  return {
    kind: 'key-reminder',
    id: `key/${id}/reminder-76`,
    account,
    plannedAt: now.toISOString(),
    owner: { userName: `user${i}`, type: 'engineer', slackId: `U0USER${String(1000 + i)}` },
    key: { id, createdAt: '2026-09-08T08:00:00.000Z', age: 76 },
    stopsOn: '2026-12-08',
    graceDays: 5,
    timeZone: 'Etc/UTC',
    stage: 76,
  };
}

/** A Slack that fails at the n-th message, before or after it has taken it. */
class FailingSlack extends InMemorySlack {
  failAt = 0;
  isTaken = false;
  error = new Error('died');
  #count = 0;

  override post(...given: Parameters<InMemorySlack['post']>) {
    return this.#mayFail(() => super.post(...given));
  }

  override reply(...given: Parameters<InMemorySlack['reply']>) {
    return this.#mayFail(() => super.reply(...given));
  }

  async #mayFail<Answer>(take: () => Promise<Answer>): Promise<Answer> {
    this.#count += 1;
    const fails = this.#count === this.failAt;
    if (fails && !this.isTaken) throw this.error;
    const answer = await take();
    if (fails) throw this.error;
    return answer;
  }
}

async function company(count: number) {
  const slack = new FailingSlack();
  const ledger = new InMemoryLedger();
  const ports: NotifyPorts = {
    deliveries: ledger,
    slack,
    teamChannel,
    rotation: defaultRotation,
    now: () => now,
    remainingMs: () => 60_000,
  };
  const notices = Array.from({ length: count }, (_, i) => reminder(i));
  for (const notice of notices) await ledger.planNotice(account.id, notice);
  const items = notices.map(({ id }) => ({ accountId: account.id, noticeId: id }));
  const [copies] = copiesForTeam(items, now, '2026-11-23');
  assert.ok(copies);
  const tellOwners = async () => {
    for (const notice of notices)
      await deliver({ kind: 'private-message', id: notice.id, notice }, ports);
  };
  const open = async () =>
    [...(await ledger.load(account.id)).notices.values()].filter((each) => !isSettled(each));
  const inChannel = () => slack.posts.filter(({ recipient }) => recipient === teamChannel);
  return { slack, ledger, ports, notices, copies, tellOwners, open, inChannel };
}

/** How often each user is named in the channel. */
function namings(posts: readonly { message: { blocks: unknown } }[], count: number) {
  const all = JSON.stringify(posts.map(({ message }) => message.blocks));
  return Array.from({ length: count }, (_, i) => all.split(`\`user${i}\``).length - 1);
}

describe('the copies of a run', () => {
  it('of 20 are messages of their own', async () => {
    const { ports, notices, copies, tellOwners, open, inChannel } = await company(20);
    await tellOwners();
    assert.deepEqual(await deliver(copies, ports), { copies: 20 });
    assert.equal(inChannel().length, 20);
    assert.ok(inChannel().every(({ threadTs }) => threadTs === undefined));
    assert.deepEqual(await open(), []);
    for (const { id } of notices)
      assert.equal((await ports.deliveries.find(account.id, id)).copy?.inDigest, undefined);
  });

  it('of 21 are one message, whose thread names each once', async () => {
    const { ports, notices, copies, tellOwners, open, inChannel } = await company(21);
    await tellOwners();
    await deliver(copies, ports);
    const [head, ...thread] = inChannel();
    assert.match(
      head?.message.text ?? '',
      /^21 notices of Keyturn on Monday, 23 November 2026: 21 keys grow old\./,
    );
    assert.ok(thread.length > 0 && thread.every(({ threadTs }) => threadTs === '22.000000'));
    assert.deepEqual(namings(thread, 21), Array(21).fill(1));
    assert.deepEqual(await open(), []);
    for (const { id } of notices) {
      const { copy } = await ports.deliveries.find(account.id, id);
      assert.ok(copy?.inDigest && thread.some(({ ts }) => ts === copy.ts));
      assert.equal(copy.threadTs, head?.ts);
    }
    assert.deepEqual(await deliver(copies, ports), { copies: 0 });
  });

  it('of many need few messages, each within what Slack takes', async () => {
    const { ports, copies, tellOwners, inChannel } = await company(300);
    await tellOwners();
    await deliver(copies, ports);
    assert.ok(inChannel().length < 20, `${inChannel().length} messages`);
    for (const { message } of inChannel())
      assert.ok(JSON.stringify(message.blocks).length < 13_000);
    assert.deepEqual(namings(inChannel().slice(1), 300), Array(300).fill(1));
  });

  for (const isTaken of [false, true])
    it(`go on where a try ended ${isTaken ? 'after' : 'before'} Slack had taken a message`, async () => {
      const { slack, ports, copies, tellOwners, open, inChannel } = await company(200);
      await tellOwners();
      const pages = 1 + 3;
      for (let n = 1; n <= pages; n++) {
        Object.assign(slack, { failAt: 200 + 2 * n - 1, isTaken });
        await deliver(copies, ports).catch(() => undefined);
      }
      Object.assign(slack, { failAt: 0 });
      await deliver(copies, ports);
      assert.deepEqual(await open(), []);
      const named = namings(inChannel(), 200);
      assert.ok(named.every((times) => times >= 1));
      if (!isTaken) assert.deepEqual(named, Array(200).fill(1));
    });

  for (const [count, refused, left] of [
    [3, 1, 1],
    // Of 200 three messages are in the thread.
    [200, 2, 200 / 3],
  ] as const)
    it(`of ${count} are told but for those in a message that Slack refuses for what it holds`, async () => {
      const { slack, ports, copies, tellOwners, open } = await company(count);
      await tellOwners();
      const error = new SlackContentError('invalid_blocks');
      Object.assign(slack, { failAt: count + refused, error });
      await assert.rejects(deliver(copies, ports), { name: 'SlackContentError' });
      const untold = (await open()).length;
      assert.ok(untold >= 1 && untold <= left * 1.5, `${untold} are not told`);
      // What was told is not told again by the next try, which has only those left.
      assert.deepEqual(await deliver(copies, ports), { copies: untold });
      assert.deepEqual(await open(), []);
    });

  it('say that a private message is on its way, and let it stand in later', async () => {
    const { slack, ports, copies, notices, tellOwners, open, inChannel } = await company(21);
    slack.makeUnreachable('U0USER1003', 'account_inactive');
    await deliver(copies, ports);
    assert.match(JSON.stringify(inChannel()), /8 December 2026\* or later.*on its way/);
    assert.equal((await open()).length, 21);
    await tellOwners();
    const last = inChannel().at(-1);
    assert.equal(last?.threadTs, undefined);
    assert.match(JSON.stringify(last), /Not told.*keyturn rotate/);
    assert.deepEqual(await open(), []);
    const [, , , notice] = notices;
    assert.ok(notice);
    const length = inChannel().length;
    await deliver(notice, ports);
    assert.equal(inChannel().length, length);
  });

  it('name no day that its owner can not be told any more, where their message is on its way', async () => {
    for (const count of [1, 21]) {
      const { ledger, ports, copies, notices, inChannel } = await company(count);
      // Planned for a run of six days ago: whoever is told today has five days from today.
      const [notice] = notices;
      assert.ok(notice?.kind === 'key-reminder');
      const late = { ...notice, plannedAt: '2026-11-17T08:00:00.000Z', stopsOn: '2026-11-22' };
      await ledger.planAgain(account.id, late);
      await deliver(copies, ports);
      const told = JSON.stringify(inChannel());
      assert.match(told, /28 November 2026/);
      assert.doesNotMatch(told, /22 November 2026/);
    }
  });

  it('leave out what was withdrawn, and what the team must pass on', async () => {
    const { slack, ledger, ports, copies, notices, tellOwners, inChannel } = await company(23);
    slack.makeUnreachable('U0USER1000', 'account_inactive');
    await tellOwners();
    await ledger.withdrawNotice(account.id, notices[1]?.id ?? '', 'the key is gone');
    assert.deepEqual(await deliver(copies, ports), { copies: 21 });
    assert.deepEqual(
      namings(
        inChannel().filter(({ threadTs }) => threadTs),
        2,
      ),
      [0, 0],
    );
  });

  it('need no private message where it would go to the same channel', async () => {
    const { ledger, ports, inChannel } = await company(1);
    const owner = { userName: 'deployer', type: 'machine', slackId: teamChannel } as const;
    const { key } = reminder(1) as Extract<UserNotice, { kind: 'key-reminder' }>;
    const base = { account, plannedAt: now.toISOString(), owner, key };
    const notice: UserNotice = {
      ...base,
      kind: 'machine-key-old',
      id: 'key/M/machine-91',
      stage: 91,
    };
    await ledger.planNotice(account.id, notice);
    const [copies] = copiesForTeam(
      [{ accountId: account.id, noticeId: notice.id }],
      now,
      '2026-11-23',
    );
    assert.ok(copies);
    await deliver({ kind: 'private-message', id: notice.id, notice }, ports);
    await deliver(copies, ports);
    assert.equal(inChannel().length, 1);
    const record = (await ledger.load(account.id)).notices.get(notice.id);
    assert.ok(record && isSettled(record));
  });

  it('are not told again where a try ended between the two records of what is the team’s own', async () => {
    const { ledger, ports, copies, open, inChannel, notices } = await company(1);
    const [notice] = notices;
    assert.ok(notice);
    const ofTeam = { ...notice, owner: { ...notice.owner, slackId: teamChannel } };
    await ledger.planAgain(account.id, ofTeam);
    const record = ledger.recordCopy.bind(ledger);
    ledger.recordCopy = () => Promise.reject(new Error('died'));
    await assert.rejects(deliver(copies, ports), /died/);
    ledger.recordCopy = record;
    await deliver(copies, ports);
    assert.equal(inChannel().length, 1);
    assert.deepEqual(await open(), []);
  });

  describe('whose first message somebody deletes', () => {
    /** The first message stands, the try died before the thread's first page, and the message is gone. */
    async function deleted() {
      const found = await company(200);
      await found.tellOwners();
      Object.assign(found.slack, { failAt: 200 + 2 });
      await assert.rejects(deliver(found.copies, found.ports), /died/);
      found.slack.deleteMessage('201.000000');
      const thread = () => found.inChannel().slice(1);
      return { ...found, thread };
    }

    it('go on under the page that Slack puts in the channel in place of the thread', async () => {
      const { ports, copies, open, thread } = await deleted();
      assert.deepEqual(await deliver(copies, ports), { copies: 200 });
      assert.deepEqual(namings(thread(), 200), Array(200).fill(1));
      assert.deepEqual(
        thread().map(({ threadTs }) => threadTs),
        [undefined, '202.000000', '202.000000'],
      );
      assert.deepEqual(await open(), []);
    });

    it('get another one, that announces what is left, where Slack says that there is no thread', async () => {
      const { slack, ledger, ports, copies, open, thread } = await deleted();
      const reply = slack.reply.bind(slack);
      let answered = 0;
      slack.reply = (channel, ts, message) => {
        // The second first message is deleted, too, after one page.
        if (ts === '201.000000' || (ts === '202.000000' && answered === 1))
          return Promise.resolve({ noThread: 'thread_not_found' });
        answered += 1;
        return reply(channel, ts, message);
      };
      assert.deepEqual(await deliver(copies, ports), { copies: 200 });
      const [second, page, third, ...rest] = thread();
      assert.match(second?.message.text ?? '', /^200 notices of Keyturn on Monday, 23 November/);
      const inPage = Number(/^\d+/.exec(page?.message.text ?? '')?.[0]);
      assert.match(third?.message.text ?? '', new RegExp(`^${200 - inPage} notices of Keyturn`));
      assert.deepEqual(
        [page, ...rest].map((each) => each?.threadTs),
        ['202.000000', '204.000000', '204.000000'],
      );
      assert.deepEqual(namings([page, ...rest] as typeof rest, 200), Array(200).fill(1));
      assert.deepEqual(await open(), []);
      assert.deepEqual(await deliver(copies, ports), { copies: 0 });
      assert.equal((await ledger.find('organization', copies.id)).team?.ts, '204.000000');
    });

    it('are told in the channel itself, where nobody may answer in a thread', async () => {
      const { slack, ports, copies, open, thread } = await deleted();
      slack.reply = () => Promise.resolve({ noThread: 'restricted_action_non_threadable_channel' });
      assert.deepEqual(await deliver(copies, ports), { copies: 200 });
      const [head, ...pages] = thread();
      assert.match(head?.message.text ?? '', /^200 notices of Keyturn/);
      assert.ok(pages.every(({ threadTs }) => threadTs === undefined));
      assert.deepEqual(namings(pages, 200), Array(200).fill(1));
      assert.deepEqual(await open(), []);
    });
  });
});
