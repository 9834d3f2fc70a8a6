import assert from 'node:assert/strict';
import { IAMClient, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import type { QueueMessage } from '../../rules/notices/team-copies';
import { actSessionPermissions } from '../../rules/policies/act-session-permissions';
import type { PressAnswer } from '../../rules/presses/press-answer';
import { isAllowed } from '../../rules/policies/testing/decide';
import { whatIamJudges } from '../../test/permissions/what-iam-judges';
import type { Asked } from './testing/asked';
import { accounts, region, RESPONDER, roleOfAct } from './testing/deployed-roles';
import { PressedCompany } from './testing/pressed-company';

const isAnswer = (message: QueueMessage): message is PressAnswer => message.kind === 'press-answer';
const answersIn = (told: readonly QueueMessage[]) => told.filter(isAnswer);
const endsIn = (told: readonly QueueMessage[]) =>
  answersIn(told).map(({ outcome, code, tellsTeam }) => [outcome, code, tellsTeam]);
const kindsIn = (told: readonly QueueMessage[]) => told.map(({ kind }) => kind).toSorted();

const { identity, untouched, untrusting, foreign } = accounts;

describe('act’s bundle, as a process before an AWS that judges by its roles’ policies', () => {
  let company: PressedCompany;
  before(async () => (company = await PressedCompany.open()));
  after(() => company.stop());
  beforeEach(async () => {
    // What was taken before would else be known to SQS.
    await company.pass(10);
    company.judge.refused.length = 0;
  });

  const answerTo = async ({ account, keyId }: Asked) => {
    const { notices } = await company.ledger.load(account.id);
    return notices.get(`key/${keyId}/question/1`)?.answer?.said;
  };
  const recordOf = async ({ account, keyId }: Asked) =>
    (await company.ledger.load(account.id)).credentials.get(keyId);
  /** What STS was asked for since. */
  const sessionsSince = (count: number) => company.judge.sessions.slice(count);

  it('disables the key that was not theirs, and tells of it', async () => {
    const asked = await company.ask(identity);
    const press = company.press('not-mine', asked);
    const told = await company.perform(press);
    assert.deepEqual(await company.statusesOf(asked), ['Inactive', 'Active']);
    assert.deepEqual(kindsIn(told), [
      'press-answer',
      'private-message',
      'show-answer',
      'team-copies',
    ]);
    assert.deepEqual(endsIn(told), [['disabled', 'disabled', false]]);
    const [message] = told.filter((each) => each.kind === 'private-message');
    assert.ok(message?.notice.kind === 'key-disabled');
    const { cause, reportedBy, owner, key } = message.notice;
    assert.deepEqual(
      [cause, reportedBy, owner.slackId, key.id],
      ['reported', { slackId: asked.slackId, as: 'owner' }, asked.slackId, asked.keyId],
    );
    const [copies] = told.filter((each) => each.kind === 'team-copies');
    assert.deepEqual(copies?.items, [{ accountId: identity.id, noticeId: message.id }]);
    assert.equal(await answerTo(asked), 'not-mine');
    const { disabling, disabledAt } = (await recordOf(asked)) ?? {};
    assert.equal(disabling, undefined);
    // By the clock of the process: the press may have waited.
    assert.ok(disabledAt && disabledAt >= new Date(press.at));
    assert.deepEqual(company.judge.refused, []);
  });

  it('works in one session a press, under its own name, that can do nothing to anybody else', async () => {
    const [one, other, third] = [
      await company.ask(identity),
      await company.ask(identity),
      await company.ask(identity),
    ];
    const before = company.judge.sessions.length;
    await company.perform(
      company.press('not-mine', one),
      company.press('mine', other),
      company.press('disable-now', third),
    );
    const sessions = sessionsSince(before);
    const named = new Set(sessions.map(({ name, sourceIdentity }) => `${name} ${sourceIdentity}`));
    assert.deepEqual([...named], ['keyturn-act keyturn-act']);
    const home = { partition: 'aws', accountId: identity.id };
    const expected = [
      actSessionPermissions(home, one.userName, true),
      actSessionPermissions(home, other.userName, false),
      actSessionPermissions(home, third.userName, true),
    ];
    const ordered = (all: readonly unknown[]) => all.map((each) => JSON.stringify(each)).toSorted();
    assert.deepEqual(ordered(sessions.map(({ policy }) => policy)), ordered(expected));
    const off = [await company.statusesOf(one), await company.statusesOf(third)];
    assert.deepEqual(off, [
      ['Inactive', 'Active'],
      ['Inactive', 'Active'],
    ]);
  });

  it('opens no connection for the next press, though it has another session', async () => {
    const all: Asked[] = [];
    for (let i = 0; i < 5; i++) all.push(await company.ask(identity));
    const [first, ...more] = all.map((asked) => company.press('not-mine', asked));
    assert.ok(first);
    await company.perform(first);
    const { connections } = company.switchboard;
    const sessions = company.judge.sessions.length;
    await company.perform(...more);
    assert.equal(sessionsSince(sessions).length, more.length);
    assert.equal(company.switchboard.connections, connections);
  });

  it('has sessions that AWS refuses another user’s key, which the audit role itself might disable', async () => {
    const [one, other] = [await company.ask(identity), await company.ask(identity)];
    const before = company.judge.sessions.length;
    await company.perform(company.press('not-mine', one));
    const [session] = sessionsSince(before);
    assert.ok(session);
    const { credentials } = session;
    const endpoint = company.switchboard.url;
    const iam = new IAMClient({ endpoint, region, credentials });
    const disable = ({ userName, otherKeyId }: Asked) =>
      iam.send(
        new UpdateAccessKeyCommand({
          UserName: userName,
          AccessKeyId: otherKeyId,
          Status: 'Inactive',
        }),
      );
    await assert.rejects(disable(other), { name: 'AccessDenied' });
    assert.deepEqual(await company.statusesOf(other), ['Active', 'Active']);
    // It is the session that is refused: of its own user it may.
    await disable(one);
    assert.deepEqual(await company.statusesOf(one), ['Inactive', 'Inactive']);
  });

  it('takes a responder’s word for a machine’s key', async () => {
    const asked = await company.ask(identity, 'machine');
    const told = await company.perform(company.press('disable-now', asked));
    assert.deepEqual(await company.statusesOf(asked), ['Inactive', 'Active']);
    const [message] = told.filter((each) => each.kind === 'private-message');
    assert.ok(message?.notice.kind === 'key-disabled');
    assert.deepEqual(message.notice.reportedBy, { slackId: RESPONDER, as: 'responder' });
  });

  it('says where the audit role may disable nothing, and leaves nothing begun', async () => {
    const asked = await company.ask(untouched);
    const told = await company.perform(company.press('not-mine', asked));
    assert.deepEqual(company.judge.refused, ['iam UpdateAccessKey']);
    assert.deepEqual(await company.statusesOf(asked), ['Active', 'Active']);
    assert.deepEqual(endsIn(told), [['failed', 'not-allowed', true]]);
    assert.deepEqual(kindsIn(told), ['press-answer', 'show-answer']);
    assert.equal(await answerTo(asked), 'not-mine');
    assert.equal((await recordOf(asked))?.disabling, undefined);
  });

  it('says where it is not let into the account', async () => {
    const asked = await company.ask(untrusting);
    const told = await company.perform(company.press('not-mine', asked));
    assert.deepEqual([...new Set(company.judge.refused)], ['sts AssumeRole']);
    assert.deepEqual(await company.statusesOf(asked), ['Active', 'Active']);
    assert.deepEqual(endsIn(told), [['failed', 'not-read', true]]);
  });

  it('looks for who has rotated, in a session that could disable nothing', async () => {
    const asked = await company.ask(identity);
    await company.remind(asked);
    const iam = await company.iamIn(identity.id);
    const { userName: UserName, keyId: AccessKeyId } = asked;
    await iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
    const before = company.judge.sessions.length;
    const [answer] = answersIn(await company.perform(company.press('look-now', asked)));
    assert.deepEqual(
      [answer?.outcome, answer?.looked],
      ['looked', { is: 'off', hasEnabled: true }],
    );
    const home = { partition: 'aws', accountId: identity.id };
    assert.deepEqual(
      sessionsSince(before).map(({ policy }) => policy),
      [actSessionPermissions(home, UserName, false)],
    );
  });

  it('asks the owner of a new key, in a session that could disable nothing', async () => {
    const made = await company.make(identity);
    const before = company.judge.sessions.length;
    const { userName, keyId } = made;
    const [told, ...more] = await company.perform({
      kind: 'key-made',
      id: 'c'.repeat(64),
      at: company.now.toISOString(),
      accountId: identity.id,
      userName,
      keyId,
    });
    assert.deepEqual(more, []);
    assert.ok(told?.kind === 'private-message' && told.notice.kind === 'key-question');
    assert.deepEqual([told.notice.owner.slackId, told.notice.key.id], [made.slackId, keyId]);
    const home = { partition: 'aws', accountId: identity.id };
    assert.deepEqual(
      sessionsSince(before).map(({ policy }) => policy),
      [actSessionPermissions(home, userName, false)],
    );
    assert.deepEqual(company.judge.refused, []);
  });

  it('draws a home of what the ledger knows, and asks nothing of IAM', async () => {
    const { userName, slackId, type, keyId } = await company.make(identity);
    const key = { id: keyId, createdAt: company.now.toISOString(), age: 0 };
    const owner = { userName, slackId, type };
    const keys = [{ seen: { key, status: 'Active', state: 'fine' } }] as const;
    const user = { account: identity, owner, readAt: company.now, keys };
    await company.people.put(identity.id, company.now, [user]);
    const before = company.switchboard.calls.length;
    const at = company.now.toISOString();
    const id = 'd'.repeat(64);
    const told = await company.perform({ kind: 'home-opened', id, at, by: { id: slackId } });
    const [view, ...more] = told;
    assert.deepEqual(more, []);
    assert.ok(view?.kind === 'home-view');
    assert.deepEqual([view.to, view.keys.map((each) => each.key.id)], [slackId, [keyId]]);
    const calls = company.switchboard.calls.slice(before).map(({ action }) => action);
    assert.doesNotMatch(calls.join(), /iam|sts|cloudtrail/);
  });

  it('does nothing in an account that is not ours, and asks AWS nothing', async () => {
    const asked = await company.ask(foreign);
    const before = company.switchboard.calls.length;
    const told = await company.perform(company.press('not-mine', asked));
    assert.deepEqual(endsIn(told), [['nothing', 'unknown-notice', false]]);
    const calls = company.switchboard.calls.slice(before).map(({ action }) => action);
    assert.deepEqual(calls, ['sqs SendMessageBatch']);
    assert.deepEqual(await company.statusesOf(asked), ['Active', 'Active']);
    assert.equal(await answerTo(asked), undefined);
  });

  it('gives back to the queue what it can’t read, and does the others', async () => {
    const asked = await company.ask(identity);
    const press = company.press('mine', asked);
    const told = await company.perform(
      JSON.stringify({ ...press, button: 'enable-planted' }),
      'planted, no JSON',
      press,
    );
    assert.deepEqual(endsIn(told), [['recorded', 'mine', false]]);
    const before = company.act.log.length;
    await company.pass(10);
    await company.handOver();
    const again = company.act.log.slice(before).match(/"ActionBodyError"/g) ?? [];
    assert.equal(again.length, 2);
    assert.doesNotMatch(company.act.log, /planted/);
    assert.deepEqual(await company.told(), []);
  });

  describe('in a dry run', () => {
    after(async () => {
      await company.act.kill();
      company.deploy();
    });

    for (const [where, environment] of [
      ['of all accounts', { KEYTURN_DRY_RUN: 'true' }],
      ['of the account', { KEYTURN_DRY_RUN_ACCOUNTS: JSON.stringify([identity.id]) }],
    ] as const)
      it(`${where} says what would be done, in a session that could not do it`, async () => {
        await company.act.kill();
        company.deploy(environment);
        const asked = await company.ask(identity);
        const before = company.judge.sessions.length;
        const told = await company.perform(company.press('not-mine', asked));
        assert.deepEqual(await company.statusesOf(asked), ['Active', 'Active']);
        assert.deepEqual(endsIn(told), [['recorded', 'dry-run', true]]);
        const policies = sessionsSince(before).map(({ policy }) => JSON.stringify(policy));
        assert.equal(policies.length, 1);
        assert.doesNotMatch(policies.join(), /UpdateAccessKey/);
      });
  });

  /** What changes something, by which deaths are told apart. */
  const WRITE = /^(dynamodb (Update|Put|Transact|BatchWrite)|sqs Send|iam Update)/;

  describe('that is killed after a write', () => {
    afterEach(() => (company.switchboard.decide = () => undefined));

    /** Performs the press, and again after its process died at its n-th write, the answer unheard. */
    async function dyingAt(n: number, button: 'mine' | 'not-mine') {
      const asked = await company.ask(identity);
      let writes = 0;
      let killedAt: string | undefined;
      company.switchboard.kill = () => company.act.kill();
      company.switchboard.decide = (action) => {
        if (killedAt !== undefined || !WRITE.test(action) || (writes += 1) < n) return undefined;
        killedAt = action;
        return 'answer is lost';
      };
      await company.queue(company.press(button, asked));
      await company.handOver();
      // It is to be seen again, and SQS still knows what it has taken.
      await company.pass(1);
      await company.handOver();
      return { asked, told: await company.told(), killedAt };
    }

    it('has disabled the key, and told of it once, when the press comes again', async () => {
      const deaths: string[] = [];
      for (let n = 1; ; n++) {
        const { asked, told, killedAt } = await dyingAt(n, 'not-mine');
        const where = `${n}: ${killedAt}`;
        assert.deepEqual(await company.statusesOf(asked), ['Inactive', 'Active'], where);
        const kinds = ['press-answer', 'private-message', 'show-answer', 'team-copies'];
        assert.deepEqual(kindsIn(told), kinds, where);
        assert.deepEqual(endsIn(told), [['disabled', 'disabled', false]], where);
        assert.equal(await answerTo(asked), 'not-mine', where);
        const { disabling, disabledAt } = (await recordOf(asked)) ?? {};
        assert.equal(disabling, undefined, where);
        assert.notEqual(disabledAt, undefined, where);
        if (killedAt === undefined) break;
        deaths.push(killedAt);
      }
      assert.ok(deaths.includes('iam UpdateAccessKey'), deaths.join());
      assert.ok(deaths.filter((each) => each.startsWith('sqs')).length >= 3, deaths.join());
      assert.ok(deaths.filter((each) => each.startsWith('dynamodb')).length >= 4, deaths.join());
    });

    it('has recorded and shown that it was them when the press comes again', async () => {
      let deaths = 0;
      for (let n = 1; ; n++) {
        const { asked, told, killedAt } = await dyingAt(n, 'mine');
        const where = `${n}: ${killedAt}`;
        assert.equal(await answerTo(asked), 'mine', where);
        assert.deepEqual(kindsIn(told), ['press-answer', 'show-answer'], where);
        assert.deepEqual(endsIn(told), [['recorded', 'mine', false]], where);
        if (killedAt === undefined) break;
        deaths += 1;
      }
      assert.equal(deaths, 3);
    });
  });

  it('says at each invocation what its environment lacks', async () => {
    await company.act.kill();
    const wrong = company.deploy({ KEYTURN_EXTERNAL_ID: '', KEYTURN_RESPONDERS: '["bob"]' });
    for (let i = 0; i < 2; i++)
      await assert.rejects(wrong.invoke({ Records: [] }, company.now), (error: Error) => {
        assert.match(error.message, /EnvironmentError/);
        assert.match(error.message, /KEYTURN_EXTERNAL_ID is ""/);
        assert.match(error.message, /KEYTURN_RESPONDERS is .* at 0: expected a Slack user's id/);
        return true;
      });
    await wrong.kill();
    company.deploy();
  });

  describe('whose role', () => {
    it('may all that was asked of AWS in its name', async () => {
      const calls = await company.callsOfRole();
      const actions = new Set(calls.map(({ service, action }) => `${service}:${action}`));
      assert.deepEqual([...actions].toSorted(), [
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        'sqs:DeleteMessage',
        'sqs:ReceiveMessage',
        'sqs:SendMessageBatch',
        'sts:AssumeRole',
      ]);
      const asked = calls.filter(({ service }) => service !== 'sts');
      for (const { action, resource, context } of asked.flatMap((call) =>
        whatIamJudges(call, new Map()),
      )) {
        const principal = `${roleOfAct.arn.replace(':iam:', ':sts:').replace(':role', ':assumed-role')}/1`;
        const identityPolicies = [roleOfAct.permissions];
        assert.ok(await isAllowed({ principal, action, resource, context, identityPolicies }));
      }
    });
  });

  describe('whose log', () => {
    it('has no secret and no whole key id', () => {
      const logs = company.logs.join('\n');
      assert.match(logs, /A press was judged/);
      const { sessions, users } = company.judge;
      assert.ok(sessions.length > 10 && users.length > 10);
      for (const { credentials } of sessions)
        for (const secret of Object.values(credentials)) assert.ok(!logs.includes(secret));
      for (const { keyIds } of users) for (const id of keyIds) assert.ok(!logs.includes(id));
    });
  });
});
