import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSlack, type Fault, type SlackServer } from '../../../emulation/slack/start';
import { examples } from '../../messages/examples';
import { render } from '../../messages';
import { SlackAdapter } from './slack';
import type { SlackSettings } from './calls';
import { SlackAppError, SlackContentError, SlackUnavailableError } from '../../slack-errors';
import type { TokenSource } from './token';

const anna = 'U0ANNABERG';
const team = 'C0INFRATEAM';
const message = { text: 'Rotate your key', blocks: [] };

class Token implements TokenSource {
  renewals = 0;

  constructor(
    public value: string,
    public next = value,
  ) {}

  current = () => Promise.resolve(this.value);
  renewed = () => {
    this.renewals++;
    this.value = this.next;
    return this.current();
  };
}

describe("Slack's Web API", () => {
  let slack: SlackServer;
  let pauses: number[];
  before(async () => {
    slack = await startSlack({
      users: [
        { id: anna, name: 'anna' },
        { id: 'U0LEAVER00', name: 'leaver', isDeactivated: true },
        { id: 'U0ABOT0000', name: 'bot', isBot: true },
      ],
      channels: [
        { id: team, name: 'infra' },
        { id: 'C0ARCHIVED', name: 'archived', isArchived: true },
        { id: 'C0STRANGER', name: 'stranger', isMember: false },
        { id: 'G0SECRET00', name: 'secret', isPrivate: true, isMember: false },
      ],
    });
  });
  after(() => slack.stop());
  beforeEach(() => {
    slack.clear();
    pauses = [];
    slack.app.setToken(slack.token);
    slack.app.setScopes(['chat:write', 'users:read']);
    slack.workspace.hasMessagesTab = true;
  });

  const adapter = (settings: Partial<SlackSettings> = {}) =>
    new SlackAdapter({
      token: new Token(slack.token),
      apiUrl: slack.url,
      remainingMs: () => 60_000,
      pause: (ms) => Promise.resolve(pauses.push(ms)),
      ...settings,
    });
  const outcomes = () => slack.calls.map(({ method, outcome }) => `${method}: ${outcome}`);
  type Thrown = typeof SlackAppError | typeof SlackContentError | typeof SlackUnavailableError;
  const rejected = (promise: Promise<unknown>, type: Thrown, code: string) =>
    assert.rejects(promise, (error: unknown) => {
      assert.ok(error instanceof type, String(error));
      assert.equal(error.code, code);
      return true;
    });

  it('takes every message of ours', async () => {
    for (const { notice, reader } of examples)
      assert.ok('ts' in (await adapter().post(team, render(notice, reader))));
  });

  it('answers where the message stands', async () => {
    const answer = await adapter().post(anna, message);
    const [posted] = slack.inbox.of(anna);
    assert.deepEqual(answer, { channel: posted?.channel, ts: posted?.ts });
  });

  it('lets Slack make no links, mentions or pictures of its own', async () => {
    await adapter().post(team, message);
    const { args } = slack.calls.at(-1) ?? {};
    assert.deepEqual(
      [args?.['parse'], args?.['link_names'], args?.['unfurl_links'], args?.['unfurl_media']],
      ['none', 'false', 'false', 'false'],
    );
  });

  describe('answers what is permanent and the recipient’s', () => {
    const cases = [
      ['U0NOBODY00', 'channel_not_found'],
      ['U0LEAVER00', 'account_inactive'],
      ['U0ABOT0000', 'cannot_dm_bot'],
      ['C0ARCHIVED', 'is_archived'],
      ['C0STRANGER', 'not_in_channel'],
      ['G0SECRET00', 'channel_not_found'],
      ['C0NOWHERE0', 'channel_not_found'],
    ] as const;
    for (const [recipient, failed] of cases)
      it(`${failed} of ${recipient}`, async () => {
        assert.deepEqual(await adapter().post(recipient, message), { failed });
        assert.deepEqual(slack.inbox.all, []);
      });

    it('messages_tab_disabled', async () => {
      slack.workspace.hasMessagesTab = false;
      assert.deepEqual(await adapter().post(anna, message), { failed: 'messages_tab_disabled' });
    });

    const codes = [
      'channel_type_not_supported',
      'restricted_action',
      'restricted_action_read_only_channel',
      'user_disabled',
      'user_not_found',
      'user_not_visible',
    ];
    for (const failed of codes)
      it(failed, async () => {
        slack.faults.plan({ kind: 'error', code: failed }, { method: 'chat.postMessage' });
        assert.deepEqual(await adapter().post(anna, message), { failed });
        assert.equal(slack.calls.filter(({ method }) => method === 'chat.postMessage').length, 1);
      });

    it('account_inactive, where the app’s own account is not meant', async () => {
      slack.faults.plan({ kind: 'error', code: 'account_inactive' }, { recipient: anna });
      assert.deepEqual(await adapter().post(anna, message), { failed: 'account_inactive' });
    });
  });

  describe('takes what Slack does not say whose it is', () => {
    const refusing = (code: string) =>
      slack.faults.plan({ kind: 'error', code }, { method: 'chat.postMessage' });
    const tests = () => slack.calls.filter(({ method }) => method === 'auth.test').length;

    // The first two Slack documents of chat.postMessage, without a word on whose they are.
    for (const code of ['team_access_not_granted', 'ekm_access_denied', 'a_new_code'])
      for (const recipient of [anna, team])
        it(`for the recipient’s, where the app is in order: ${code} of ${recipient}`, async () => {
          refusing(code);
          assert.deepEqual(await adapter().post(recipient, message), { failed: code });
        });

    it('having tested the app once for all', async () => {
      refusing('a_new_code');
      const one = adapter();
      for (let i = 0; i < 3; i++) await one.post(anna, message);
      assert.equal(tests(), 1);
    });

    it('for the app’s, where Slack refuses its token for the same or another reason', async () => {
      refusing('a_new_code');
      slack.faults.plan({ kind: 'error', code: 'org_login_required' }, { method: 'auth.test' });
      await rejected(adapter().post(anna, message), SlackAppError, 'org_login_required');
    });

    it('for the app’s, where it may not post to anybody', async () => {
      slack.app.setScopes(['users:read']);
      await rejected(adapter().post(anna, message), SlackAppError, 'missing_scope');
      refusing('a_new_code');
      await rejected(adapter().post(anna, message), SlackAppError, 'a_new_code');
    });

    it('for the recipient’s, where the app has the scope that posting takes', async () => {
      refusing('missing_scope');
      assert.deepEqual(await adapter().post(anna, message), { failed: 'missing_scope' });
    });

    it('for nobody’s, where the app can not be tested: the queue tries again', async () => {
      refusing('a_new_code');
      slack.faults.plan({ kind: 'http', status: 503 }, { method: 'auth.test' });
      await rejected(adapter().post(anna, message), SlackUnavailableError, 'http_503');
    });

    it('for the app’s, of a token of another kind, which a test would pass', async () => {
      refusing('not_allowed_token_type');
      await rejected(adapter().post(anna, message), SlackAppError, 'not_allowed_token_type');
      assert.equal(tests(), 0);
    });
  });

  describe('looks a person up before telling them', () => {
    it('since Slack takes messages to those who have left', async () => {
      await adapter().post('U0LEAVER00', message);
      assert.deepEqual(outcomes(), ['users.info: ok']);
    });

    it('but not a channel', async () => {
      await adapter().post(team, message);
      assert.deepEqual(outcomes(), ['chat.postMessage: ok']);
    });

    it('and tells them without, where the app may not; once asked is enough', async () => {
      slack.app.setScopes(['chat:write']);
      const one = adapter();
      await one.post(anna, message);
      await one.post(anna, message);
      assert.deepEqual(outcomes(), [
        'users.info: missing_scope',
        'chat.postMessage: ok',
        'chat.postMessage: ok',
      ]);
    });
  });

  describe('throws what is the app’s', () => {
    for (const code of ['invalid_blocks', 'msg_too_long', 'invalid_arguments'])
      it(`${code} is the message's own`, async () => {
        slack.faults.plan({ kind: 'error', code }, { method: 'chat.postMessage' });
        await rejected(adapter().post(anna, message), SlackContentError, code);
      });

    it('invalid_auth, having read the token anew', async () => {
      const token = new Token('xoxb-' + 'of-another-app');
      await rejected(adapter({ token }).post(anna, message), SlackAppError, 'invalid_auth');
      assert.equal(token.renewals, 1);
      assert.equal(slack.calls.length, 1);
    });

    it('invalid_auth of a renewed token too', async () => {
      const token = new Token('xoxb-' + 'old', 'xoxb-' + 'no-better');
      await rejected(adapter({ token }).post(anna, message), SlackAppError, 'invalid_auth');
      assert.equal(token.renewals, 1);
      assert.equal(slack.calls.length, 2);
    });

    it('token_revoked', async () => {
      slack.app.revoke();
      await rejected(adapter().post(anna, message), SlackAppError, 'token_revoked');
    });

    it('account_inactive, where it is the app’s own, of a person as of a channel', async () => {
      slack.app.deactivate();
      await rejected(adapter().post(anna, message), SlackAppError, 'account_inactive');
      await rejected(adapter().post(team, message), SlackAppError, 'account_inactive');
    });

    it('never the token, or what was sent', async () => {
      const secret = 'xoxb-' + 'planted-secret';
      const faults: readonly Fault[] = [
        { kind: 'error', code: 'invalid_auth' },
        { kind: 'error', code: 'missing_scope' },
        { kind: 'http', status: 502 },
        { kind: 'connection-lost', done: true },
      ];
      for (const fault of faults) {
        slack.faults.clear();
        slack.faults.plan(fault);
        const planted = { text: 'AKIAEXAMPLE0PLANTED1', blocks: [] };
        const thrown = await adapter({ token: new Token(secret) })
          .post(team, planted)
          .then(String, (error: unknown) => error);
        assert.ok(thrown instanceof Error);
        const shown = [String(thrown), String(thrown.stack), JSON.stringify(thrown)].join();
        assert.doesNotMatch(shown, /planted|PLANTED/);
        assert.equal(thrown.cause, undefined);
      }
    });
  });

  it('goes on with a token that was rotated', async () => {
    const fresh = 'xoxb-' + 'fresh';
    const token = new Token(slack.token, fresh);
    slack.app.setToken(fresh);
    assert.ok('ts' in (await adapter({ token }).post(team, message)));
    assert.deepEqual(outcomes(), ['chat.postMessage: invalid_auth', 'chat.postMessage: ok']);
  });

  describe('waits', () => {
    const limited = (retryAfterSeconds: number, times: number) =>
      slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds }, { times });

    it('as long as Slack asks', async () => {
      limited(7, 2);
      assert.ok('ts' in (await adapter().post(team, message)));
      assert.deepEqual(pauses, [7000, 7000]);
      assert.equal(slack.inbox.all.length, 1);
      assert.equal(slack.calls.length, 3);
    });

    it('not, where there is no time for it: the queue tries again', async () => {
      limited(38, 1);
      const post = adapter().post(team, message);
      await rejected(post, SlackUnavailableError, 'rate_limited');
      assert.deepEqual([pauses, slack.inbox.all], [[], []]);
    });

    it('as long as it thinks right, where nothing says how long', async () => {
      slack.faults.plan({ kind: 'rate-limited' }, { times: 1 });
      slack.faults.plan({ kind: 'error', code: 'ratelimited' }, { times: 1 });
      assert.ok('ts' in (await adapter().post(team, message)));
      assert.deepEqual(pauses, [10_000, 10_000]);
      assert.equal(slack.inbox.all.length, 1);
    });

    it('a second at least', async () => {
      limited(0, 1);
      await adapter().post(team, message);
      assert.deepEqual(pauses, [1000]);
    });

    it('for nothing that says no number, such as a date', async () => {
      const proxy = await listening('slow down', 429, { 'retry-after': 'Wed, 21 Oct 2026' });
      const apiUrl = `http://127.0.0.1:${proxy.address.port}/api/`;
      const post = adapter({ apiUrl, remainingMs: () => 32_999 }).post(team, message);
      await rejected(post, SlackUnavailableError, 'rate_limited');
      await proxy.stop();
    });

    it('for faults of the server, two times', async () => {
      slack.faults.plan({ kind: 'http', status: 503 }, { times: 1 });
      slack.faults.plan({ kind: 'error', code: 'internal_error' }, { times: 1 });
      assert.ok('ts' in (await adapter().post(team, message)));
      assert.deepEqual(pauses, [500, 2000]);
      assert.equal(slack.calls.length, 3);
    });

    it('not for ever', async () => {
      slack.faults.plan({ kind: 'http', status: 500 });
      await rejected(adapter().post(team, message), SlackUnavailableError, 'http_500');
      assert.equal(slack.calls.length, 3);
    });
  });

  describe('begins no call that it may not see the end of', () => {
    for (const [remaining, isCalled] of [
      [22_999, false],
      [23_000, true],
    ] as const)
      it(`with ${remaining} ms left: ${isCalled}`, async () => {
        const post = adapter({ remainingMs: () => remaining }).post(team, message);
        if (isCalled) await post;
        else await rejected(post, SlackUnavailableError, 'out_of_time');
        assert.equal(slack.calls.length, isCalled ? 1 : 0);
      });
  });

  describe('does not send again at once what may have arrived', () => {
    const cases: readonly (readonly [fault: Fault, code: string])[] = [
      [{ kind: 'no-answer', done: true }, 'timed_out'],
      [{ kind: 'connection-lost', done: true }, 'connection_lost'],
      [{ kind: 'answer-stuck', done: true }, 'timed_out'],
      [{ kind: 'answer-broken-off', done: true }, 'connection_lost'],
    ];
    for (const [fault, code] of cases)
      it(fault.kind, async () => {
        slack.faults.plan(fault);
        const post = adapter({ timeoutMs: 200 }).post(team, message);
        await rejected(post, SlackUnavailableError, code);
        assert.equal(slack.inbox.all.length, 1);
        assert.deepEqual(pauses, []);
      });
  });

  describe('asks again at once, where nothing can happen twice', () => {
    const kinds = ['no-answer', 'connection-lost', 'answer-stuck', 'answer-broken-off'] as const;
    for (const kind of kinds)
      it(kind, async () => {
        slack.faults.plan({ kind, done: true }, { method: 'users.info', times: 1 });
        // Long enough for the second try's answer on a machine that does other things.
        assert.ok('ts' in (await adapter({ timeoutMs: 1500 }).post(anna, message)));
        assert.deepEqual([pauses, slack.inbox.all.length], [[500], 1]);
      });
  });

  describe('answers in a thread', () => {
    const head = async () => {
      const posted = await adapter().post(team, message);
      assert.ok('ts' in posted);
      return posted;
    };

    it('or in the channel, where its first message was deleted, and says so', async () => {
      const first = await head();
      const answer = await adapter().reply(team, first.ts, message);
      assert.deepEqual(answer, { channel: team, ts: slack.inbox.all.at(-1)?.ts });
      slack.inbox.clear();
      const outside = await adapter().reply(team, first.ts, message);
      assert.ok('ts' in outside && outside.isOutsideThread);
    });

    // Of the last two nobody knows whose they are; the channel itself may take the message.
    for (const code of [
      'thread_not_found',
      'restricted_action_thread_locked',
      'message_not_found',
      'a_new_code',
    ])
      it(`or nowhere: ${code}`, async () => {
        const { ts } = await head();
        slack.faults.plan({ kind: 'error', code }, { recipient: team });
        assert.deepEqual(await adapter().reply(team, ts, message), { noThread: code });
      });

    it('and knows the channel’s refusals and the app’s from that', async () => {
      const { ts } = await head();
      slack.faults.plan({ kind: 'error', code: 'is_archived' }, { recipient: team });
      assert.deepEqual(await adapter().reply(team, ts, message), { failed: 'is_archived' });
      slack.app.revoke();
      slack.faults.clear();
      await rejected(adapter().reply(team, ts, message), SlackAppError, 'token_revoked');
    });
  });

  it('tries again at once where nobody was there to take it', async () => {
    const { port } = (await listening()).address;
    const post = adapter({ apiUrl: `http://127.0.0.1:${port}/api/` }).post(team, message);
    await rejected(post, SlackUnavailableError, 'unreachable');
    assert.deepEqual(pauses, [500, 2000]);
  });

  it('takes no page of a proxy for an answer of Slack', async () => {
    const page = await listening('<html>AKIAEXAMPLE0PLANTED1</html>');
    const post = adapter({ apiUrl: `http://127.0.0.1:${page.address.port}/api/` }).post(
      team,
      message,
    );
    await rejected(post, SlackUnavailableError, 'unexpected_answer');
    await page.stop();
  });

  it('takes no answer for one that does not say where the message stands', async () => {
    const other = await listening('{"ok":true}');
    const apiUrl = `http://127.0.0.1:${other.address.port}/api/`;
    const post = adapter({ apiUrl }).post(team, message);
    await rejected(post, SlackUnavailableError, 'unexpected_answer');
    await other.stop();
  });
});

/** A server that answers every call so; closed again where there is no answer. */
async function listening(
  answer?: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ address: AddressInfo; stop: () => Promise<void> }> {
  const server: Server = createServer((_, response) =>
    response.writeHead(status, headers).end(answer),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  if (answer === undefined) await stop();
  return { address, stop };
}
