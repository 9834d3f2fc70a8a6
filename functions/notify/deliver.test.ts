import assert from 'node:assert/strict';
import type { NoticeRecord } from '../../rules/ledger';
import { noticeId, type Notice, type NoticeOf } from '../../rules/notices';
import { defaultRotation } from '../../rules/rotation';
import { InMemoryLedger } from '../in-memory/ledger';
import { examples } from '../messages/examples';
import type { SlackPort } from '../ports/slack';
import type { SlackMessage } from '../slack-message';
import { deliver } from './deliver';
import { TeamChannelError, type NotifyPorts } from './delivery';

const teamChannel = 'C0INFRATEAM';
const plannedAt = new Date('2026-11-23T07:00:00Z');
const reminder = exampleOf('key-reminder');

function exampleOf<Kind extends Notice['kind']>(kind: Kind): NoticeOf<Kind> {
  const found = examples.map(({ notice }) => notice).find((notice) => notice.kind === kind);
  assert.ok(found);
  return { ...found, plannedAt: plannedAt.toISOString() } as NoticeOf<Kind>;
}

/** A Slack in memory, whose answers and breakdowns are set by the test. */
class Slack implements SlackPort {
  readonly sent: { readonly to: string; readonly text: string; readonly all: string }[] = [];
  readonly failing = new Map<string, string>();
  /** Thrown at the next message, before or after Slack has taken it. */
  breakdown: { readonly error: Error; readonly isTaken: boolean } | undefined;

  async post(to: string, { text, blocks }: SlackMessage) {
    const { breakdown } = this;
    this.breakdown = undefined;
    if (breakdown && !breakdown.isTaken) throw breakdown.error;
    const failed = this.failing.get(to);
    if (failed !== undefined) return { failed };
    this.sent.push({ to, text, all: text + JSON.stringify(blocks) });
    if (breakdown) throw breakdown.error;
    return Promise.resolve({ channel: `D-${to}`, ts: `${this.sent.length}.0` });
  }

  reply(channel: string, _threadTs: string, message: SlackMessage) {
    return this.post(channel, message);
  }

  tellAlone(_channel: string, slackId: string, message: SlackMessage) {
    return this.post(slackId, message);
  }

  update() {
    return Promise.resolve({ failed: 'message_not_found' });
  }

  publishHome() {
    return Promise.resolve({ failed: 'not_enabled' });
  }

  get recipients(): readonly string[] {
    return this.sent.map(({ to }) => to);
  }
}

/** A ledger that can die at a write. */
class Ledger extends InMemoryLedger {
  dyingAt: 'recordOwner' | 'recordTeam' | undefined;

  override async recordOwner(...args: Parameters<InMemoryLedger['recordOwner']>) {
    this.#mayDie('recordOwner');
    return super.recordOwner(...args);
  }

  override async recordTeam(...args: Parameters<InMemoryLedger['recordTeam']>) {
    this.#mayDie('recordTeam');
    return super.recordTeam(...args);
  }

  #mayDie(at: 'recordOwner' | 'recordTeam') {
    if (this.dyingAt !== at) return;
    this.dyingAt = undefined;
    throw new Error('died');
  }
}

function company(at = plannedAt) {
  const slack = new Slack();
  const ledger = new Ledger();
  const clock = { now: at, remainingMs: 60_000 };
  const ports: NotifyPorts = {
    deliveries: ledger,
    slack,
    teamChannel,
    rotation: defaultRotation,
    now: () => clock.now,
    remainingMs: () => clock.remainingMs,
  };
  const record = async (notice: Notice): Promise<NoticeRecord | undefined> => {
    const account = notice.kind === 'daily-summary' ? 'organization' : notice.account.id;
    return (await ledger.load(account)).notices.get(notice.id);
  };
  return { slack, ledger, clock, ports, record, tell: (notice: Notice) => deliver(notice, ports) };
}

describe('delivering a notice', () => {
  it('tells its owner, then the team, and records both with the day that was named', async () => {
    const { slack, tell, record } = company();
    assert.deepEqual(await tell(reminder), { owner: 'told', team: 'told' });
    assert.deepEqual(slack.recipients, ['U0ANNABERG', teamChannel]);
    assert.match(slack.sent[1]?.all ?? '', /Told by a private message/);
    assert.deepEqual(await record(reminder), {
      id: reminder.id,
      plannedAt,
      notice: reminder,
      owner: { at: plannedAt, channel: 'D-U0ANNABERG', ts: '1.0' },
      team: { at: plannedAt, channel: `D-${teamChannel}`, ts: '2.0' },
      toldStopsOn: reminder.stopsOn,
    });
  });

  it('tells nobody twice, however often it comes', async () => {
    const { slack, tell } = company();
    await tell(reminder);
    assert.deepEqual(await tell(reminder), { owner: 'before', team: 'before' });
    assert.equal(slack.sent.length, 2);
  });

  it('tells nobody what was withdrawn', async () => {
    const { slack, ledger, tell } = company();
    await ledger.planNotice(reminder.account.id, reminder);
    await ledger.withdrawNotice(reminder.account.id, reminder.id, 'the key is gone');
    assert.deepEqual(await tell(reminder), { withdrawn: 'the key is gone' });
    assert.deepEqual(slack.sent, []);
  });

  const teamsOwn = ['key-created', 'key-reenabled'] as const;
  for (const kind of teamsOwn)
    it(`tells the team alone of ${kind}`, async () => {
      const { slack, tell, record } = company();
      const notice = exampleOf(kind);
      assert.deepEqual(await tell(notice), { owner: 'not-addressed', team: 'told' });
      assert.deepEqual(slack.recipients, [teamChannel]);
      assert.equal((await record(notice))?.toldStopsOn, undefined);
    });

  it("keeps the summary's record under the organization", async () => {
    const { tell, record } = company();
    const summary = exampleOf('daily-summary');
    await tell(summary);
    assert.ok((await record(summary))?.team);
  });

  it("posts once where a machine's notices go to the team's own channel", async () => {
    const { slack, tell, record } = company();
    const machine = exampleOf('machine-key-old');
    const notice = { ...machine, owner: { ...machine.owner, slackId: teamChannel } };
    await tell(notice);
    assert.deepEqual(slack.recipients, [teamChannel]);
    const { owner, team } = (await record(notice)) ?? {};
    assert.ok(owner && team);
    assert.deepEqual(owner, team);
  });
});

describe('an owner who can not be told', () => {
  it('is stood in for by the team, whose copy counts and names the day', async () => {
    const { slack, tell, record } = company();
    slack.failing.set('U0ANNABERG', 'user_not_found');
    assert.deepEqual(await tell(reminder), { owner: 'failed', team: 'told' });
    assert.match(slack.sent[0]?.all ?? '', /Not told.*user_not_found.*keyturn rotate/);
    const { owner, toldStopsOn } = (await record(reminder)) ?? {};
    assert.deepEqual(owner, { failed: 'user_not_found' });
    assert.equal(toldStopsOn, reminder.stopsOn);
  });

  it('is so where there is no Slack id', async () => {
    const { slack, tell, record } = company();
    const notice = { ...reminder, owner: { userName: 'anna', type: 'engineer' as const } };
    assert.deepEqual(await tell(notice), { owner: 'not-addressed', team: 'told' });
    assert.match(slack.sent[0]?.all ?? '', /Not told.*slack-id/);
    assert.equal((await record(notice))?.toldStopsOn, reminder.stopsOn);
  });

  it("gets the days of grace from the team's delivery, if that came later", async () => {
    const { slack, clock, tell, record } = company();
    const notice = { ...reminder, stopsOn: '2026-11-28' };
    slack.failing.set('U0ANNABERG', 'user_not_found').set(teamChannel, 'is_archived');
    await assert.rejects(tell(notice), TeamChannelError);
    assert.equal((await record(notice))?.toldStopsOn, undefined);
    slack.failing.delete(teamChannel);
    clock.now = new Date('2026-11-25T12:00:00Z');
    await tell(notice);
    assert.match(slack.sent[0]?.all ?? '', /Monday, 30 November 2026/);
    assert.equal((await record(notice))?.toldStopsOn, '2026-11-30');
  });
});

describe("a team's channel that can not be had", () => {
  it('is an error, and the owner is not told again when it is mended', async () => {
    const { slack, tell, record } = company();
    slack.failing.set(teamChannel, 'not_in_channel');
    await assert.rejects(tell(reminder), (error: unknown) => {
      assert.ok(error instanceof TeamChannelError);
      assert.equal(error.code, 'not_in_channel');
      return true;
    });
    assert.equal((await record(reminder))?.team, undefined);
    slack.failing.clear();
    assert.deepEqual(await tell(reminder), { owner: 'before', team: 'told' });
    assert.deepEqual(slack.recipients, ['U0ANNABERG', teamChannel]);
  });
});

describe('a late delivery', () => {
  const late = { ...reminder, stopsOn: '2026-11-28', graceDays: 5 };
  const cases: readonly (readonly [at: string, remainingMs: number, day: string])[] = [
    ['2026-11-23T07:00:05Z', 0, '2026-11-28'],
    ['2026-11-23T22:59:59Z', 0, '2026-11-28'],
    ['2026-11-23T23:00:00Z', 0, '2026-11-29'],
    // Slack may keep this one waiting past midnight in Berlin.
    ['2026-11-23T22:59:00Z', 59_999, '2026-11-28'],
    ['2026-11-23T22:59:00Z', 60_000, '2026-11-29'],
    ['2026-12-04T12:00:00Z', 0, '2026-12-09'],
  ];
  for (const [at, remainingMs, day] of cases)
    it(`at ${at}, with ${remainingMs} ms left, names ${day} to both and records it`, async () => {
      const { slack, clock, tell, record } = company(new Date(at));
      clock.remainingMs = remainingMs;
      await tell(late);
      const words = new RegExp(` ${Number(day.slice(8))} (November|December) 2026`);
      for (const { text } of slack.sent) assert.match(text, words);
      assert.equal((await record(late))?.toldStopsOn, day);
    });

  it("does not move the day that an earlier try named to the owner, in the team's copy", async () => {
    const { slack, ledger, clock, tell, record } = company();
    ledger.dyingAt = 'recordTeam';
    await assert.rejects(tell(late));
    clock.now = new Date('2026-11-26T12:00:00Z');
    await tell(late);
    assert.deepEqual(slack.recipients, ['U0ANNABERG', teamChannel, teamChannel]);
    assert.match(slack.sent[2]?.all ?? '', /28 November 2026/);
    assert.equal((await record(late))?.toldStopsOn, '2026-11-28');
  });
});

describe('a crash', () => {
  const cases: readonly (readonly [
    when: string,
    crash: (slack: Slack, ledger: Ledger) => void,
    recipients: readonly string[],
  ])[] = [
    [
      'before Slack has taken the private message',
      (slack) => (slack.breakdown = { error: new Error('died'), isTaken: false }),
      ['U0ANNABERG', teamChannel],
    ],
    [
      'before the private message is recorded: the one case of a second',
      (_, ledger) => (ledger.dyingAt = 'recordOwner'),
      ['U0ANNABERG', 'U0ANNABERG', teamChannel],
    ],
    [
      "before the team's copy is recorded: the one case of a second",
      (_, ledger) => (ledger.dyingAt = 'recordTeam'),
      ['U0ANNABERG', teamChannel, teamChannel],
    ],
    [
      'after Slack has taken it, in a time-out',
      (slack) => (slack.breakdown = { error: new Error('timed out'), isTaken: true }),
      ['U0ANNABERG', 'U0ANNABERG', teamChannel],
    ],
  ];
  for (const [when, crash, recipients] of cases)
    it(when, async () => {
      const { slack, ledger, tell } = company();
      crash(slack, ledger);
      await assert.rejects(tell(reminder));
      await tell(reminder);
      await tell(reminder);
      assert.deepEqual(slack.recipients, recipients);
    });

  it("between the owner's and the team's step tells the owner once", async () => {
    const { slack, tell } = company();
    slack.failing.set(teamChannel, 'is_archived');
    for (let tries = 0; tries < 3; tries++) await assert.rejects(tell(reminder));
    slack.failing.clear();
    await tell(reminder);
    assert.deepEqual(slack.recipients, ['U0ANNABERG', teamChannel]);
  });
});

describe('a new key, found by its event and by the daily run', () => {
  it('is announced once', async () => {
    const { slack, ledger, tell } = company();
    const found = exampleOf('key-created');
    await tell({ ...found, owner: { userName: 'anna' } });
    await ledger.planNotice(found.account.id, found);
    await tell(found);
    assert.equal(found.id, noticeId.keyCreated(found.key.id));
    assert.deepEqual(slack.recipients, [teamChannel]);
  });
});
