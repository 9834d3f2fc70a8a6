import assert from 'node:assert/strict';
import { accessKeyRef } from '../../rules/credentials/credential';
import type { Notice, NoticeOf } from '../../rules/notices';
import type { ShowAnswer } from '../../rules/notices/show-answer';
import type { QueueMessage } from '../../rules/notices/team-copies';
import { noticeBase } from '../../rules/testing/decided';
import { buttons, type Button, type Press } from '../../rules/presses/press';
import { answerOf } from '../../rules/presses/answer-of';
import { settingsSchema } from '../../rules/settings';
import { AccountError } from '../account-error';
import { InMemoryPressAnswers } from '../in-memory/press-answers';
import { Company, day, engineer, identity } from '../monitor/testing/company';
import { actOnPress } from './act-on-press';
import type { Acting, Pressing } from './acting';

const ALICE = 'U0ALICE0001';
const RESPONDER = 'U0RESPONDER';
const dm = { channel: 'D0ALICE0001', ts: '1767434400.000100' };
const post = { channel: 'C0TEAM00001', ts: '1767434401.000200' };
const pressedAt = new Date(day(3).getTime() + 7_200_000);

/** Alice has a key of day 0. On day 3, after the run, somebody makes another: the team is told, and she is asked. */
class World {
  readonly company = new Company();
  readonly answers = new InMemoryPressAnswers();
  attempts = 0;

  private constructor(
    readonly keyId: string,
    readonly other: string,
    company: Company,
  ) {
    this.company = company;
  }

  static async open(tags: Readonly<Record<string, string>> = engineer): Promise<World> {
    const company = new Company();
    company.iam.createUser(identity.id, 'alice', { tags });
    const { id: other } = company.iam.createKey(identity.id, 'alice');
    await company.live(1, 3);
    company.now = new Date(day(3).getTime() + 3_600_000);
    const { id: keyId } = company.iam.createKey(identity.id, 'alice');
    const world = new World(keyId, other, company);
    const { id } = identity;
    await company.ledger.recordNews(id, world.created);
    await company.ledger.recordNews(id, world.question);
    const asked = { ...dm, at: company.now };
    await company.ledger.recordOwner(id, world.question.id, company.now, asked);
    await company.ledger.recordTeam(id, world.created.id, company.now, {
      ...post,
      at: company.now,
    });
    company.now = pressedAt;
    return world;
  }

  get created(): NoticeOf<'key-created'> {
    const base = noticeBase(this.keyId, 3);
    return { ...base, kind: 'key-created', id: `key/${this.keyId}/created` };
  }

  get question(): NoticeOf<'key-question'> {
    const base = noticeBase(this.keyId, 3);
    return { ...base, kind: 'key-question', id: `key/${this.keyId}/question/1`, asked: 1 };
  }

  press(button: Button, more: Partial<Press> = {}): Press {
    const notice = button === 'disable-now' ? this.created.id : this.question.id;
    return {
      kind: 'press',
      id: `${buttons.indexOf(button)}`.repeat(64),
      at: pressedAt.toISOString(),
      button,
      on: {
        v: 1,
        account: identity.id,
        user: 'alice',
        credential: { kind: 'access-key', id: this.keyId },
        notice,
      },
      by: { id: button === 'disable-now' ? RESPONDER : ALICE },
      message: button === 'disable-now' ? post : dm,
      ...more,
    };
  }

  acting(more: Partial<Acting> = {}): Acting {
    const { iam, ledger, queue } = this.company;
    const ignore = () => undefined;
    return {
      ports: { iam, iamSwitch: iam, trail: iam, ledger, queue, answers: this.answers },
      settings: settingsSchema.parse({}),
      responders: [RESPONDER],
      dryRun: false,
      dryRunAccounts: new Set(),
      accounts: { list: [identity] },
      attempt: () => `try-${(this.attempts += 1)}`,
      log: { info: ignore, error: ignore },
      ...more,
    };
  }

  /** @param sessions takes the names of the users whose sessions are asked for */
  act(press: Press, more: Partial<Acting> = {}, sessions: string[] = []): Promise<void> {
    const begun = pressing(this.acting(more));
    const inSession: typeof begun.inSession = (userName) => {
      sessions.push(userName);
      return begun.inSession(userName);
    };
    return actOnPress({ ...begun, inSession }, press);
  }

  statusOf(keyId = this.keyId): Promise<string | undefined> {
    return this.company.statusOf(identity.id, keyId);
  }

  /** What people were told of keys that were disabled. */
  get disabled(): readonly NoticeOf<'key-disabled'>[] {
    const isOf = (notice: Notice): notice is NoticeOf<'key-disabled'> =>
      notice.kind === 'key-disabled';
    return this.company.told.map(({ notice }) => notice).filter(isOf);
  }

  /** What is to be shown of what the owner has said. */
  get shown(): readonly ShowAnswer[] {
    const isOf = (message: QueueMessage): message is ShowAnswer => message.kind === 'show-answer';
    return this.company.queue.waiting.filter(isOf);
  }

  async answer() {
    const { ledger } = this.company;
    return answerOf(await ledger.load(identity.id), this.keyId);
  }
}

/** In whosever session. */
function pressing(acting: Acting): Pressing {
  return { ...acting, inSession: () => acting.ports };
}

describe('a press', () => {
  it('of who did not make a key disables it, which no run knows of yet, and nothing else', async () => {
    const world = await World.open();
    await world.act(world.press('not-mine'));
    assert.deepEqual(
      [await world.statusOf(), await world.statusOf(world.other)],
      ['Inactive', 'Active'],
    );
    await world.company.deliver();
    const [told, ...more] = world.disabled;
    assert.deepEqual(more, []);
    assert.deepEqual(
      [told?.cause, told?.reportedBy, told?.key.id],
      ['reported', { slackId: ALICE, as: 'owner' }, world.keyId],
    );
    const answers = world.answers.take();
    assert.deepEqual(
      answers.map(({ outcome, to }) => [outcome, to]),
      [['disabled', { slackId: ALICE, ...dm }]],
    );
    assert.equal((await world.answer())?.said, 'not-mine');
  });

  it('of who made it is recorded, and the key stays', async () => {
    const world = await World.open();
    await world.act(world.press('mine'));
    assert.equal(await world.statusOf(), 'Active');
    assert.equal((await world.answer())?.said, 'mine');
    await world.act(world.press('not-mine'));
    assert.equal(await world.statusOf(), 'Inactive');
  });

  it('is shown in all messages of the key that the ledger knows, as it was said first', async () => {
    const world = await World.open();
    const { ledger } = world.company;
    const again = { ...world.question, id: `key/${world.keyId}/question/2`, asked: 2 } as const;
    await ledger.recordNews(identity.id, again);
    const first = world.press('mine');
    await world.act(first);
    assert.deepEqual(world.shown, [
      {
        kind: 'show-answer',
        id: `answer/${first.id}`,
        plannedAt: first.at,
        accountId: identity.id,
        answer: { said: 'mine', by: ALICE, at: first.at },
        noticeIds: [world.question.id, again.id, world.created.id],
      },
    ]);
    world.company.queue.take();
    const later = new Date(pressedAt.getTime() + 60_000).toISOString();
    await world.act(world.press('mine', { id: 'e'.repeat(64), at: later }));
    assert.deepEqual(world.shown, []);
    await world.act(world.press('not-mine', { at: later }));
    await world.act(world.press('not-mine', { id: 'd'.repeat(64), at: day(4).toISOString() }));
    const expected = { said: 'not-mine', by: ALICE, at: later };
    assert.deepEqual(
      world.shown.map(({ answer }) => answer),
      [expected, expected],
    );
  });

  it('is not shown where it says nothing of whose the key is', async () => {
    const world = await World.open();
    await world.act(world.press('disable-now'));
    assert.equal(await world.statusOf(), 'Inactive');
    assert.deepEqual(world.shown, []);
  });

  it('of a responder disables a machine’s key, and its message names them', async () => {
    const world = await World.open({ ...engineer, type: 'machine' });
    await world.act(world.press('not-mine'));
    assert.equal(await world.statusOf(), 'Active');
    await world.act(world.press('disable-now'));
    assert.equal(await world.statusOf(), 'Inactive');
    await world.company.deliver();
    assert.deepEqual(
      world.disabled.map(({ reportedBy }) => reportedBy),
      [{ slackId: RESPONDER, as: 'responder' }],
    );
  });

  it('of who is no responder disables nothing, and tells them alone who is', async () => {
    const world = await World.open();
    await world.act(world.press('disable-now', { by: { id: 'U0MALLORY01' } }));
    assert.equal(await world.statusOf(), 'Active');
    assert.deepEqual(
      world.answers.take().map(({ code, who, to, tellsTeam }) => [code, who, to, tellsTeam]),
      [['no-responder', [RESPONDER], { slackId: 'U0MALLORY01', ...post }, false]],
    );
  });

  it('is told to whom the tags name now, not to whom they named when the key was made', async () => {
    const world = await World.open();
    world.company.iam.changeUser(identity.id, 'alice', {
      tags: { ...engineer, 'slack-id': 'U0BOB000001' },
    });
    await world.act(world.press('not-mine'));
    assert.equal(await world.statusOf(), 'Active');
    await world.act(world.press('disable-now'));
    await world.company.deliver();
    assert.deepEqual(
      world.disabled.map(({ owner }) => owner.slackId),
      ['U0BOB000001'],
    );
  });

  it('of who may disable nothing asks nothing of AWS, and is no news to the team', async () => {
    const world = await World.open();
    const iam = { readAgain: () => assert.fail('AWS was asked') };
    const { ports } = world.acting();
    const press = world.press('disable-now', { by: { id: 'U0MALLORY01' } });
    await world.act(press, { ports: { ...ports, iam } });
    const [answer] = world.answers.take();
    assert.deepEqual([answer?.code, answer?.tellsTeam], ['no-responder', false]);
  });

  it('is done in the session of the user whom the key is of by now, who may be renamed since', async () => {
    const world = await World.open();
    const { iam } = world.company;
    iam.changeUser(identity.id, 'alice', { name: 'alice.smith' });
    iam.deleteUser(identity.id, 'alice');
    await world.company.live(4, 4);
    const sessions: string[] = [];
    await world.act(world.press('not-mine'), {}, sessions);
    assert.deepEqual(sessions, ['alice.smith']);
    assert.equal(await world.statusOf(), 'Inactive');
    await world.company.deliver();
    assert.deepEqual(
      world.disabled.map(({ owner }) => owner.userName),
      ['alice.smith'],
    );
  });

  it('is done in the session of the user as IAM names them, whatever the case in which a call did', async () => {
    const world = await World.open();
    const { ledger } = world.company;
    await world.company.live(4, 4);
    const id = `key/${world.keyId}/reenabled/event`;
    const { keyId } = world;
    const base = { ...noticeBase(keyId, 4), owner: { userName: 'ALICE' } };
    await ledger.recordNews(identity.id, { ...base, kind: 'key-reenabled', id, keyId });
    const delivery = { ...post, at: world.company.now };
    await ledger.recordTeam(identity.id, id, world.company.now, delivery);
    const press = world.press('disable-now');
    const sessions: string[] = [];
    const on = { ...press.on, user: 'ALICE', notice: id };
    await world.act({ ...press, at: day(5).toISOString(), on }, {}, sessions);
    assert.deepEqual(sessions, ['alice']);
    assert.equal(await world.statusOf(), 'Inactive');
  });

  it('asks nothing of AWS where the ledger knows no such message: an account’s id may be anybody’s', async () => {
    const world = await World.open();
    const iam = { readAgain: () => assert.fail('AWS was asked') };
    const { ports } = world.acting();
    const press = world.press('not-mine');
    for (const changed of [
      { ...press, on: { ...press.on, account: '999999999999' } },
      { ...press, on: { ...press.on, notice: 'key/AKIAOTHER/created' } },
      { ...press, message: { ...dm, ts: '1767434499.000100' } },
    ])
      await world.act(changed, { ports: { ...ports, iam } });
    assert.deepEqual(
      world.answers.take().map(({ outcome }) => outcome),
      ['nothing'],
    );
  });

  it('does nothing in an account that is not ours: not even the ledger is asked', async () => {
    const world = await World.open();
    const { ports } = world.acting();
    const ledger = { ...ports.ledger, load: () => assert.fail('the ledger was asked') };
    for (const accounts of [
      { list: [{ id: '222222222222', name: 'production' }] },
      { organization: { exclude: [identity.id] } },
    ])
      await world.act(world.press('not-mine'), { accounts, ports: { ...ports, ledger } });
    assert.equal(await world.statusOf(), 'Active');
    assert.deepEqual(
      world.answers.take().map(({ outcome, code, about }) => [outcome, code, about]),
      [['nothing', 'unknown-notice', undefined]],
    );
    await world.act(world.press('not-mine'), { accounts: { organization: { exclude: [] } } });
    assert.equal(await world.statusOf(), 'Inactive');
  });

  it('of whom Slack has deactivated since does nothing, and says so', async () => {
    const world = await World.open();
    const { ledger } = world.company;
    const next = { ...world.created, id: 'key/AKIANEXT000000000001/created' };
    await ledger.recordNews(identity.id, { ...next, plannedAt: world.company.now.toISOString() });
    const failed = { failed: 'user_disabled' };
    await ledger.recordOwner(identity.id, next.id, world.company.now, failed);
    const iam = { readAgain: () => assert.fail('AWS was asked') };
    await world.act(world.press('not-mine'), { ports: { ...world.acting().ports, iam } });
    assert.equal(await world.statusOf(), 'Active');
    assert.equal(await world.answer(), undefined);
    assert.deepEqual(
      world.answers.take().map(({ outcome, code }) => [outcome, code]),
      [['nothing', 'deactivated']],
    );
  });

  const kept: readonly [string, Partial<Acting>, string][] = [
    ['in a dry run', { dryRun: true }, 'dry-run'],
    ['in an account under dry run', { dryRunAccounts: new Set([identity.id]) }, 'dry-run'],
  ];
  for (const [where, more, code] of kept)
    it(`disables nothing ${where}; what the owner said is recorded, and the team told`, async () => {
      const world = await World.open();
      await world.act(world.press('not-mine'), more);
      assert.equal(await world.statusOf(), 'Active');
      assert.equal((await world.answer())?.said, 'not-mine');
      const [answer] = world.answers.take();
      assert.deepEqual(
        [answer?.outcome, answer?.code, answer?.tellsTeam],
        ['recorded', code, true],
      );
      // Nobody is told of a key that is off: only what was said is shown.
      assert.deepEqual(
        world.company.queue.take().map(({ kind }) => kind),
        ['show-answer'],
      );
    });

  it('that AWS refuses is told to the presser and the team, and leaves nothing begun', async () => {
    const world = await World.open();
    const { ports } = world.acting();
    const error = new AccountError('access-denied', identity.id, 'iam:UpdateAccessKey', 'no');
    const iamSwitch = { disable: () => Promise.reject(error) };
    await world.act(world.press('not-mine'), { ports: { ...ports, iamSwitch } });
    const [answer] = world.answers.take();
    const { outcome, code, tellsTeam, text } = answer ?? {};
    assert.deepEqual([outcome, code, tellsTeam], ['failed', 'not-allowed', true]);
    assert.match(text ?? '', /^Keyturn may not disable it in that account/);
    assert.equal((await world.answer())?.said, 'not-mine');
    const { credentials } = await world.company.ledger.load(identity.id);
    assert.equal(credentials.get(world.keyId)?.disabling, undefined);
    await world.company.deliver();
    assert.deepEqual(world.disabled, []);
  });

  it('of which nobody knows whether it was done is delivered again, and then done', async () => {
    const world = await World.open();
    const { ports } = world.acting();
    const error = new AccountError('unreachable', identity.id, 'iam:UpdateAccessKey', 'no answer');
    const iamSwitch = { disable: () => Promise.reject(error) };
    const press = world.press('not-mine');
    await assert.rejects(world.act(press, { ports: { ...ports, iamSwitch } }), /delivered again/);
    await world.act(press);
    assert.equal(await world.statusOf(), 'Inactive');
    assert.deepEqual(
      world.answers.take().map(({ outcome }) => outcome),
      ['failed', 'disabled'],
    );
    await world.company.deliver();
    assert.equal(world.disabled.length, 1);
  });

  it('is done once: delivered again after the key was enabled by somebody, it does nothing', async () => {
    const world = await World.open();
    const press = world.press('not-mine');
    for (let i = 0; i < 3; i++) await world.act(press);
    world.company.iam.changeKey(identity.id, world.keyId, { status: 'Active' });
    await world.act(press);
    // Nor does another press under the same message.
    await world.act({ ...press, id: 'f'.repeat(64), at: day(5).toISOString() });
    assert.equal(await world.statusOf(), 'Active');
    await world.company.deliver();
    assert.equal(world.disabled.length, 1);
  });

  it('of who was asked as a run withdrew the question, which had not seen the key yet, disables it', async () => {
    const world = await World.open();
    const { ledger } = world.company;
    await ledger.withdrawNotice(identity.id, world.question.id, 'the key is gone');
    await world.act(world.press('not-mine'));
    assert.equal(await world.statusOf(), 'Inactive');
  });

  it('of who was asked is told to the team where IAM finds no such user any more', async () => {
    const world = await World.open();
    world.company.iam.deleteUser(identity.id, 'alice');
    await world.act(world.press('not-mine'));
    // Whose word it would be nobody knows.
    assert.equal(await world.answer(), undefined);
    assert.deepEqual(
      world.answers.take().map(({ outcome, code, tellsTeam }) => [outcome, code, tellsTeam]),
      [['recorded', 'user-gone', true]],
    );
  });

  it('under a message that was shown while another press waited is older than what that one did', async () => {
    const world = await World.open();
    const { company, keyId } = world;
    const { ledger, iam } = company;
    company.now = day(4);
    const again = { ...world.question, id: `key/${keyId}/question/2`, asked: 2 } as const;
    await ledger.recordNews(identity.id, again);
    const shown = { ...dm, ts: '1767520800.000300' };
    await ledger.recordOwner(identity.id, again.id, company.now, { ...shown, at: company.now });
    company.now = day(5);
    await world.act(world.press('disable-now'));
    assert.equal(await world.statusOf(), 'Inactive');
    iam.enableAgain(identity.id, 'alice', accessKeyRef(keyId));
    const press = world.press('not-mine', { message: shown, at: day(6).toISOString() });
    company.now = day(6);
    await world.act({ ...press, on: { ...press.on, notice: again.id } });
    assert.equal(await world.statusOf(), 'Active');
    const { code, tellsTeam } = world.answers.take().at(-1) ?? {};
    assert.deepEqual([code, tellsTeam], ['older-button', true]);
  });

  it('that says again that it was not them is no news to the team where the key is off', async () => {
    const world = await World.open();
    for (let i = 0; i < 3; i++) {
      const at = new Date(pressedAt.getTime() + i * 1000).toISOString();
      await world.act(world.press('not-mine', { id: `${i}`.repeat(64), at }));
    }
    assert.deepEqual(
      world.answers.take().map(({ code, tellsTeam }) => [code, tellsTeam]),
      [
        ['disabled', false],
        ['off', false],
        ['off', false],
      ],
    );
  });

  it('that says first that it was not them is news to the team, though the key is off', async () => {
    const world = await World.open();
    await world.act(world.press('mine'));
    await world.act(world.press('disable-now'));
    const at = new Date(pressedAt.getTime() + 1000).toISOString();
    // Also where its first delivery died before anybody was told.
    for (let i = 0; i < 2; i++) await world.act(world.press('not-mine', { at }));
    const ofOwner = world.answers.take().filter(({ button }) => button === 'not-mine');
    assert.ok(ofOwner.length > 0);
    assert.ok(ofOwner.every(({ code, tellsTeam }) => code === 'off' && tellsTeam));
  });

  it('of both owner and responder is told once', async () => {
    const world = await World.open();
    await world.act(world.press('not-mine'));
    await world.act(world.press('disable-now'));
    await world.company.deliver();
    assert.equal(world.disabled.length, 1);
    assert.deepEqual(
      world.answers.take().map(({ outcome, code }) => `${outcome} ${code}`),
      ['disabled disabled', 'nothing off'],
    );
  });
});

describe('a press whose process dies', () => {
  class Died extends Error {}

  /** Every port dies at its n-th call of all, before or after its effect. */
  function dying(acting: Acting, n: number, moment: 'before' | 'after'): Acting {
    let count = 0;
    const wrap = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, name) => {
          const member: unknown = Reflect.get(target, name, target);
          if (typeof member !== 'function') return member;
          return async (...given: readonly unknown[]): Promise<unknown> => {
            count += 1;
            if (count > n || (count === n && moment === 'before')) throw new Died(String(name));
            const answer: unknown = await Reflect.apply(member, target, given);
            if (count >= n) throw new Died(String(name));
            return answer;
          };
        },
      });
    const { iam, iamSwitch, trail, ledger, queue, answers } = acting.ports;
    const ports = {
      iam: wrap(iam),
      iamSwitch: wrap(iamSwitch),
      trail: wrap(trail),
      ledger: wrap(ledger),
      queue: wrap(queue),
      answers: wrap(answers),
    };
    return { ...acting, ports };
  }

  /** How many calls a press makes that nothing disturbs. */
  const MOST_CALLS = 30;

  for (const moment of ['before', 'after'] as const)
    for (const by of ['the same press', 'the next run'] as const)
      it(`${moment} any of its calls is finished by ${by}, and told once`, async () => {
        let deaths = 0;
        for (let n = 1; n <= MOST_CALLS; n++) {
          const world = await World.open();
          const press = world.press('not-mine');
          const died = await actOnPress(pressing(dying(world.acting(), n, moment)), press).then(
            () => false,
            (error: unknown) => error instanceof Died,
          );
          if (!died) break;
          deaths += 1;
          const { credentials } = await world.company.ledger.load(identity.id);
          const isBegun = credentials.get(world.keyId)?.disabling !== undefined;
          if (by === 'the same press') {
            await world.act(press);
            assert.equal(world.shown.length, 1, `call ${n}`);
            const outcomes = world.answers.take().map(({ outcome }) => outcome);
            assert.ok(outcomes.includes('disabled'), `call ${n}: ${outcomes.join()}`);
          }
          // Where nothing was begun, only the queue still has the press.
          else if (!isBegun && (await world.statusOf()) === 'Active') continue;
          await world.company.deliver();
          await world.company.live(4, 6);
          assert.equal(await world.statusOf(), 'Inactive', `call ${n}`);
          assert.equal(await world.statusOf(world.other), 'Active', `call ${n}`);
          const told = world.disabled.filter(({ key }) => key.id === world.keyId);
          assert.deepEqual(
            told.map(({ cause }) => cause),
            ['reported'],
            `call ${n}`,
          );
        }
        assert.ok(deaths > 8 && deaths < MOST_CALLS, `${deaths}`);
      });

  for (const moment of ['before', 'after'] as const)
    it(`${moment} any of its calls has said whose the key is when it comes again`, async () => {
      let deaths = 0;
      for (let n = 1; n <= MOST_CALLS; n++) {
        const world = await World.open();
        const press = world.press('mine');
        const died = await actOnPress(pressing(dying(world.acting(), n, moment)), press).then(
          () => false,
          (error: unknown) => error instanceof Died,
        );
        if (!died) break;
        deaths += 1;
        await world.act(press);
        assert.equal((await world.answer())?.said, 'mine', `call ${n}`);
        assert.equal(world.shown.length, 1, `call ${n}`);
        assert.deepEqual(
          world.answers.take().map(({ outcome, code }) => [outcome, code]),
          [['recorded', 'mine']],
          `call ${n}`,
        );
      }
      assert.ok(deaths >= 4, `${deaths}`);
    });
});
