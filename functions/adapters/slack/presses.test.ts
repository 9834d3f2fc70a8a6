import assert from 'node:assert/strict';
import { startSlack, type Fault, type SlackServer } from '../../../emulation/slack/start';
import type { PostFailed, Posted } from '../../ports/slack';
import { SlackAppError, SlackContentError, SlackUnavailableError } from '../../slack-errors';
import type { SlackSettings } from './calls';
import { SlackAdapter } from './slack';

const anna = 'U0ANNABERG';
const ben = 'U0BENBERG0';
const leaver = 'U0LEAVER00';
const team = 'C0INFRATEAM';
const message = { text: 'AKIAEXAMPLE0PLANTED1', blocks: [] };
const view = { blocks: [] };

type Thrown = typeof SlackAppError | typeof SlackContentError | typeof SlackUnavailableError;
type Call = 'chat.postEphemeral' | 'chat.update' | 'views.publish';

describe('what Slack is told after a press', () => {
  let slack: SlackServer;
  let posted: Posted;
  let pauses: number[];
  before(async () => {
    slack = await startSlack({
      users: [
        { id: anna, name: 'anna' },
        { id: ben, name: 'ben' },
        { id: leaver, name: 'leaver', isDeactivated: true },
      ],
      channels: [
        { id: team, name: 'infra', members: [anna, leaver] },
        { id: 'C0ARCHIVED', name: 'archived', isArchived: true },
        { id: 'C0STRANGER', name: 'stranger', isMember: false },
      ],
    });
  });
  after(() => slack.stop());
  beforeEach(async () => {
    slack.clear();
    slack.app.setToken(slack.token);
    slack.app.setScopes(['chat:write', 'users:read']);
    slack.workspace.hasHomeTab = true;
    const answer = await adapter().post(team, { text: 'New key', blocks: [] });
    assert.ok('ts' in answer);
    [posted, pauses] = [answer, []];
  });

  const adapter = (settings: Partial<SlackSettings> = {}) => {
    const token = () => Promise.resolve(slack.token);
    return new SlackAdapter({
      token: { current: token, renewed: token },
      apiUrl: slack.url,
      remainingMs: () => 60_000,
      pause: (ms) => Promise.resolve(pauses.push(ms)),
      ...settings,
    });
  };
  const calls: Readonly<Record<Call, (one?: SlackAdapter) => Promise<unknown>>> = {
    'chat.postEphemeral': (one = adapter()) => one.tellAlone(team, anna, message),
    'chat.update': (one = adapter()) => one.update(team, posted.ts, message),
    'views.publish': (one = adapter()) => one.publishHome(anna, view),
  };
  const all = Object.entries(calls) as [Call, (one?: SlackAdapter) => Promise<unknown>][];
  const made = (method: string) => slack.calls.filter((call) => call.method === method).length;
  const isSaid = (answer: unknown) =>
    assert.ok(typeof answer === 'object' && answer !== null && !('failed' in answer));
  const rejected = (promise: Promise<unknown>, type: Thrown, code: string) =>
    assert.rejects(promise, (error: unknown) => {
      assert.ok(error instanceof type, String(error));
      assert.equal(error.code, code);
      assert.doesNotMatch(String(error.stack), /PLANTED/);
      assert.equal(error.cause, undefined);
      return true;
    });

  it('is shown with no links, mentions or pictures of Slack’s own', async () => {
    for (const [method, call] of all) {
      isSaid(await call());
      const { args } = slack.calls.at(-1) ?? {};
      if (method === 'views.publish') continue;
      assert.deepEqual([args?.['parse'], args?.['link_names']], ['none', 'false']);
    }
  });

  describe('to one alone', () => {
    const cases: [channel: string, user: string, failed: string][] = [
      [team, ben, 'user_not_in_channel'],
      ['C0STRANGER', anna, 'not_in_channel'],
      ['C0ARCHIVED', anna, 'is_archived'],
      ['C0NOWHERE0', anna, 'channel_not_found'],
      ['D0BETWEEN0', anna, 'channel_not_found'],
      [team, leaver, 'account_inactive'],
    ];
    for (const [channel, user, failed] of cases)
      it(`fails for good: ${failed} of ${user} in ${channel}`, async () => {
        assert.deepEqual(await adapter().tellAlone(channel, user, message), { failed });
        assert.deepEqual(slack.inbox.seenAloneBy(user), []);
        // By the code alone: nothing else had to be asked.
        assert.equal(made('auth.test'), 0);
      });

    it('says where it is shown', async () => {
      const [answer, shown] = [
        await adapter().tellAlone(team, anna, message),
        slack.inbox.seenAloneBy(anna)[0],
      ];
      assert.deepEqual(answer, { channel: team, ts: shown?.ts });
    });

    for (const kind of ['no-answer', 'connection-lost'] as const)
      it(`is not sent again at once where it may have arrived: ${kind}`, async () => {
        slack.faults.plan({ kind, done: true }, { method: 'chat.postEphemeral' });
        const call = calls['chat.postEphemeral'](adapter({ timeoutMs: 200 }));
        const code = kind === 'no-answer' ? 'timed_out' : 'connection_lost';
        await rejected(call, SlackUnavailableError, code);
        assert.equal(slack.inbox.seenAloneBy(anna).length, 1);
      });
  });

  describe('in the place of a message', () => {
    for (const failed of [
      'message_not_found',
      'cant_update_message',
      'edit_window_closed',
      'is_inactive',
      'block_mismatch',
      'channel_not_found',
    ])
      it(`fails for good: ${failed}`, async () => {
        slack.faults.plan({ kind: 'error', code: failed }, { method: 'chat.update' });
        assert.deepEqual(await calls['chat.update'](), { failed });
        assert.deepEqual([made('chat.update'), made('auth.test')], [1, 0]);
      });

    it('fails for good where somebody has deleted it', async () => {
      slack.inbox.remove(posted);
      assert.deepEqual(await calls['chat.update'](), { failed: 'message_not_found' });
    });

    for (const code of ['update_failed', 'external_channel_migrating'])
      it(`comes after all where it passes: ${code}`, async () => {
        slack.faults.plan({ kind: 'error', code }, { method: 'chat.update', times: 2 });
        isSaid(await calls['chat.update']());
        slack.faults.plan({ kind: 'error', code }, { method: 'chat.update' });
        await rejected(calls['chat.update'](), SlackUnavailableError, code);
      });
  });

  describe('in the app’s home', () => {
    it('fails for good where the app has none, or they have left', async () => {
      assert.deepEqual(await adapter().publishHome(leaver, view), { failed: 'account_inactive' });
      slack.workspace.hasHomeTab = false;
      assert.deepEqual(await calls['views.publish'](), { failed: 'not_enabled' });
      assert.deepEqual(
        [leaver, anna].map((id) => slack.inbox.homeOf(id)),
        [undefined, undefined],
      );
    });

    it('is refused for what it holds', async () => {
      const blocks = Array.from({ length: 101 }, () => ({
        type: 'header' as const,
        text: { type: 'plain_text' as const, text: 'Key' },
      }));
      await rejected(
        adapter().publishHome(anna, { blocks }),
        SlackContentError,
        'invalid_arguments',
      );
    });
  });

  for (const [method, call] of all)
    describe(`by ${method}`, () => {
      it('waits as long as Slack asks, if there is time for it', async () => {
        slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds: 7 }, { method, times: 2 });
        isSaid(await call());
        assert.deepEqual(pauses, [7000, 7000]);
        slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds: 38 }, { method, times: 1 });
        await rejected(call(), SlackUnavailableError, 'rate_limited');
      });

      it('goes on with a token that was rotated', async () => {
        const fresh = 'xoxb-' + 'fresh';
        slack.app.setToken(fresh);
        const token = {
          current: () => Promise.resolve(slack.token),
          renewed: () => Promise.resolve(fresh),
        };
        isSaid(await call(adapter({ token })));
      });

      it('throws what is the app’s, and what passes', async () => {
        slack.faults.plan({ kind: 'http', status: 503 }, { method });
        await rejected(call(), SlackUnavailableError, 'http_503');
        slack.faults.clear();
        slack.app.revoke();
        await rejected(call(), SlackAppError, 'token_revoked');
        slack.app.setToken(slack.token);
        slack.app.deactivate();
        await rejected(call(), SlackAppError, 'account_inactive');
      });

      it('takes what Slack does not say whose it is for this one’s, where the app is in order', async () => {
        slack.faults.plan({ kind: 'error', code: 'a_new_code' }, { method });
        assert.deepEqual(await call(), { failed: 'a_new_code' } satisfies PostFailed);
        slack.app.setScopes(['users:read']);
        const code = method === 'views.publish' ? 'a_new_code' : 'missing_scope';
        slack.faults.clear();
        if (code === 'a_new_code') slack.faults.plan({ kind: 'error', code }, { method });
        await rejected(call(), SlackAppError, code);
      });
    });

  describe('is made again at once, where twice is as once', () => {
    const faults: readonly Fault[] = [
      { kind: 'no-answer', done: true },
      { kind: 'connection-lost', done: true },
    ];
    for (const method of ['chat.update', 'views.publish'] as const)
      for (const fault of faults)
        it(`${method}: ${fault.kind}`, async () => {
          slack.faults.plan(fault, { method, times: 1 });
          // Long enough for the second try's answer on a machine that does other things.
          isSaid(await calls[method](adapter({ timeoutMs: 1500 })));
          assert.deepEqual([made(method), pauses], [2, [500]]);
        });
  });
});
