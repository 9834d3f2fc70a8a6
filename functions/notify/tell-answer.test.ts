import assert from 'node:assert/strict';
import type { AccountLedger } from '../../rules/ledger';
import { expiringNotices } from '../../rules/plan/expiring-notices';
import type { PressAnswer } from '../../rules/presses/press-answer';
import { defaultRotation } from '../../rules/rotation';
import { undeliveredBefore } from '../../rules/summary/undelivered';
import { InMemoryLedger } from '../in-memory/ledger';
import { InMemorySlack } from '../in-memory/slack';
import { SlackContentError, SlackUnavailableError } from '../slack-errors';
import { deliver } from './deliver';
import { ORGANIZATION, TeamChannelError, type NotifyPorts } from './delivery';

const teamChannel = 'C0INFRATEAM';
const account = { id: '222222222222', name: 'Production' };
const now = new Date('2026-11-23T08:00:00Z');
const alice = 'U0ALICE0001';

function answerOf(more: Partial<PressAnswer> = {}): PressAnswer {
  return {
    kind: 'press-answer',
    id: `press/${'a'.repeat(64)}`,
    plannedAt: now.toISOString(),
    to: { slackId: alice, channel: 'D0ALICE0001', ts: '1700000000.000100' },
    button: 'not-mine',
    about: {
      account,
      userName: 'alice',
      keyId: 'AKIAEXAMPLE0000WXYZ',
      noticeId: 'key/AKIAEXAMPLE0000WXYZ/question/1',
    },
    outcome: 'disabled',
    code: 'disabled',
    text: 'it was not them',
    tellsTeam: false,
    ...more,
  };
}
const inChannel = { slackId: alice, channel: teamChannel, ts: '1700000000.000100' };
const failed = { outcome: 'failed', code: 'not-read', text: 'AWS did not answer' } as const;

/** A Slack that breaks down at a message for that recipient, as often as is said. */
class BreakingSlack extends InMemorySlack {
  breaksFor: string | undefined;
  error: Error = new SlackUnavailableError('http_503');

  override post(...given: Parameters<InMemorySlack['post']>) {
    return given[0] === this.breaksFor ? Promise.reject(this.error) : super.post(...given);
  }
}

function world() {
  const [slack, ledger] = [new BreakingSlack(), new InMemoryLedger()];
  const ports: NotifyPorts = {
    deliveries: ledger,
    slack,
    teamChannel,
    rotation: defaultRotation,
    now: () => now,
    remainingMs: () => 60_000,
  };
  const told = () => slack.posts.map(({ recipient }) => recipient);
  return { slack, ledger, ports, told };
}

describe('the answer to a press', () => {
  it('in a private conversation is posted there', async () => {
    const { slack, ports, told } = world();
    const outcome = await deliver(answerOf(), ports);
    assert.deepEqual(outcome, { presser: 'told', team: 'not-told' });
    assert.deepEqual([told(), slack.alone], [['D0ALICE0001'], []]);
    assert.match(JSON.stringify(slack.posts[0]?.message), /…WXYZ/);
  });

  it('in a channel is seen by whoever pressed alone', async () => {
    const { slack, ports, told } = world();
    await deliver(answerOf({ to: inChannel }), ports);
    assert.deepEqual(told(), []);
    assert.deepEqual(
      slack.alone.map(({ channel, seenBy }) => [channel, seenBy]),
      [[teamChannel, alice]],
    );
  });

  for (const [channel, code] of [
    ['D0BETWEEN00', 'channel_not_found'],
    ['C0ELSEWHERE', 'not_in_channel'],
    ['C0INFRATEAM', 'user_not_in_channel'],
  ] as const)
    it(`where it can't be said there is a private message: ${code}`, async () => {
      const { slack, ports, told } = world();
      slack.makeUnreachable(channel, code);
      const outcome = await deliver(answerOf({ to: { ...inChannel, channel } }), ports);
      assert.deepEqual(outcome, { presser: 'told', team: 'not-told' });
      assert.deepEqual(told(), [alice]);
    });

  it('is told once, however often the queue brings it', async () => {
    for (const [to, seen] of [
      [inChannel, [teamChannel]],
      [answerOf().to, ['D0ALICE0001', teamChannel]],
    ] as const) {
      const { slack, ports, told } = world();
      const answer = answerOf({ to, ...failed, tellsTeam: true });
      assert.deepEqual(await deliver(answer, ports), { presser: 'told', team: 'told' });
      assert.deepEqual(await deliver(answer, ports), { presser: 'before', team: 'before' });
      assert.deepEqual(told(), seen);
      assert.equal(slack.alone.length, 2 - seen.length);
    }
  });

  it('is told anew where the same press has come further than its first try', async () => {
    const { ports, told } = world();
    await deliver(answerOf({ ...failed, tellsTeam: true }), ports);
    await deliver(answerOf(), ports);
    assert.deepEqual(told(), ['D0ALICE0001', teamChannel, 'D0ALICE0001']);
  });

  it('that the team must hear is told it once a key and day, however often somebody presses', async () => {
    const { ports, told } = world();
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
    const pressed = (n: number, more: Partial<PressAnswer> = {}) =>
      answerOf({ id: `press/${n}`, plannedAt: at(n), ...failed, tellsTeam: true, ...more });
    for (let n = 0; n < 20; n++) await deliver(pressed(n), ports);
    const toTeam = () => told().filter((recipient) => recipient === teamChannel).length;
    assert.equal(told().length - toTeam(), 20);
    assert.equal(toTeam(), 1);
    // What is news to them comes all the same.
    await deliver(pressed(20, { code: 'not-allowed' }), ports);
    await deliver(pressed(21, { button: 'disable-now' }), ports);
    const { about, to } = answerOf();
    await deliver(pressed(24, { to: { ...to, slackId: 'U0RESPONDER' } }), ports);
    await deliver(
      pressed(22, { about: about && { ...about, keyId: 'AKIAEXAMPLE0000OTHER' } }),
      ports,
    );
    await deliver(pressed(23, { plannedAt: at(24 * 60) }), ports);
    assert.equal(toTeam(), 6);
  });

  it('that the team must hear is theirs though whoever pressed can not be told, and the other way', async () => {
    for (const [breaksFor, error, other] of [
      ['D0ALICE0001', new SlackContentError('invalid_blocks'), teamChannel],
      ['D0ALICE0001', new SlackUnavailableError('connection_lost'), teamChannel],
      [teamChannel, new TeamChannelError('is_archived', teamChannel), 'D0ALICE0001'],
    ] as const) {
      const { slack, ports, told } = world();
      const answer = answerOf({ ...failed, tellsTeam: true });
      [slack.breaksFor, slack.error] = [breaksFor, error];
      await assert.rejects(deliver(answer, ports), error);
      assert.deepEqual(told(), [other]);
      slack.breaksFor = undefined;
      await deliver(answer, ports);
      assert.deepEqual(told(), [other, breaksFor]);
    }
  });

  it('that nobody can be told is given up, and asked of Slack no more', async () => {
    const { slack, ports, told } = world();
    slack.makeUnreachable(teamChannel, 'user_not_in_channel');
    slack.makeUnreachable(alice, 'account_inactive');
    const answer = answerOf({ to: inChannel });
    const presser = { failed: 'account_inactive' };
    assert.deepEqual(await deliver(answer, ports), { presser, team: 'not-told' });
    assert.deepEqual(await deliver(answer, ports), { presser: 'before', team: 'not-told' });
    assert.deepEqual([told(), slack.alone], [[], []]);
  });

  describe('is recorded', () => {
    const later = new Date('2026-11-24T08:00:00Z');
    const records = ({ notices }: AccountLedger) => [...notices.keys()];

    it('with the account of the key, or with none where nothing is known of one', async () => {
      const { ledger, ports } = world();
      await deliver(answerOf(), ports);
      await deliver(answerOf({ about: undefined, outcome: 'nothing' }), ports);
      assert.equal(records(await ledger.load(account.id)).length, 1);
      assert.equal(records(await ledger.load(ORGANIZATION)).length, 1);
    });

    it('and is no notice that a run would miss, nor one that stays for ever', async () => {
      const { ledger, slack, ports } = world();
      await deliver(answerOf(), ports);
      slack.makeUnreachable('D0ALICE0001', 'channel_not_found');
      slack.makeUnreachable(alice, 'user_not_found');
      await deliver(answerOf({ id: 'press/another' }), ports);
      const known = await ledger.load(account.id);
      assert.equal(records(known).length, 2);
      assert.deepEqual(undeliveredBefore(known, later), []);
      const present = new Set(['AKIAEXAMPLE0000WXYZ']);
      assert.deepEqual(expiringNotices(known, present, later).end, records(known));
    });
  });
});
