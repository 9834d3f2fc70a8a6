import assert from 'node:assert/strict';
import { z } from 'zod';
import { startSlack, type Fault, type SlackServer } from '../../emulation/slack/start';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { SlackClient } from './slack-client';

const ada = { id: 'U0ADA000001', name: 'ada' };
const schema = z.object({ user: z.object({ name: z.string() }) });

describe("the command's Slack", () => {
  let slack: SlackServer;
  let pauses: number[];
  let said: number[];
  before(async () => (slack = await startSlack({ users: [ada] })));
  after(() => slack.stop());
  beforeEach(() => {
    slack.clear();
    slack.app.setToken(slack.token);
    [pauses, said] = [[], []];
  });

  const client = () =>
    new SlackClient(
      slack.token,
      slack.url,
      (seconds) => said.push(seconds),
      (ms) => Promise.resolve(pauses.push(ms)),
    );
  const ask = () => client().call('users.info', schema, { user: ada.id });
  const given = { is: 'given', data: { user: { name: 'ada' } } };
  const rejects = (promise: Promise<unknown>, line: RegExp) =>
    assert.rejects(promise, (error: unknown) => {
      assert.ok(error instanceof CliError, String(error));
      assert.equal(error.exitCode, exitCodes.noAnswer);
      assert.match(error.message, line);
      return true;
    });

  it('waits as long as Slack asks, and says so', async () => {
    slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds: 30 }, { times: 2 });
    assert.deepEqual(await ask(), given);
    assert.deepEqual(
      [pauses, said],
      [
        [30_000, 30_000],
        [30, 30],
      ],
    );
  });

  it('waits on its own where nothing says how long', async () => {
    slack.faults.plan({ kind: 'rate-limited' }, { times: 2 });
    assert.deepEqual(await ask(), given);
    assert.deepEqual(pauses, [10_000, 10_000]);
  });

  for (const [retryAfterSeconds, waits] of [
    [undefined, 60],
    [300, 2],
    [601, 0],
  ] as const)
    it(`waits ten minutes in all, not for ever: Retry-After ${retryAfterSeconds}`, async () => {
      slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds });
      await rejects(ask(), /rate_limited: .*try again in some minutes/);
      assert.equal(pauses.length, waits);
    });

  const faults: readonly Fault[] = [
    { kind: 'connection-lost', done: false },
    { kind: 'answer-broken-off', done: true },
    { kind: 'http', status: 503 },
    { kind: 'error', code: 'internal_error' },
  ];
  for (const fault of faults) {
    it(`asks again: ${fault.kind}`, async () => {
      slack.faults.plan(fault, { times: 2 });
      assert.deepEqual(await ask(), given);
      assert.deepEqual(pauses, [500, 2000]);
    });

    it(`and gives up in one line: ${fault.kind}`, async () => {
      slack.faults.plan(fault);
      await rejects(ask(), /^Slack can't be reached at http:\S+\/api\/: \w+: /);
      assert.equal(slack.calls.length, 3);
    });
  }

  it('takes no other answer for Slack’s', async () => {
    const other = client().call('users.info', z.object({ nothing: z.string() }), { user: ada.id });
    await rejects(other, /unexpected_answer: who answers there is not Slack/);
  });

  it('tells a refusal of what is asked from one of the token', async () => {
    slack.faults.plan({ kind: 'error', code: 'team_access_not_granted' });
    assert.deepEqual(await ask(), { is: 'refused', code: 'team_access_not_granted', needed: [] });
    await rejects(client().test(), /refuses the token \(team_access_not_granted\): the app is not/);
    slack.faults.clear();
    slack.app.revoke();
    await rejects(ask(), /refuses the token \(token_revoked\): the app was uninstalled/);
    await rejects(client().test(), /token_revoked/);
  });

  it('tells of a code that it does not know as much as Slack does', async () => {
    slack.faults.plan({ kind: 'error', code: 'a_new_code' });
    await rejects(client().test(), /^Slack refuses the token \(a_new_code\)$/);
  });
});
