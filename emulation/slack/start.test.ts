import assert from 'node:assert/strict';
import type { SlackServer } from './start';
import { alice, board, clientOf, infra, refusal, startTestSlack } from './test-workspace';

const anyRead = 'channels:read,groups:read,mpim:read,im:read';

describe('startSlack', () => {
  let slack: SlackServer;
  beforeEach(async () => (slack = await startTestSlack()));
  afterEach(() => slack.stop());

  it('tells who the app is', async () => {
    const { team, user } = await clientOf(slack).auth.test();
    assert.deepEqual([team, user], ['Emulated', 'keyturn']);
  });

  it('lets in the app’s own token alone, while it is good', async () => {
    const ask = (token: string | null) => clientOf(slack, { token }).auth.test();
    await assert.rejects(ask('xoxb-' + 'another'), refusal('invalid_auth'));
    await assert.rejects(ask(null), refusal('not_authed'));
    slack.app.revoke();
    await assert.rejects(ask(slack.token), refusal('token_revoked'));
    slack.app.setToken('xoxb-' + 'renewed');
    await assert.rejects(ask(slack.token), refusal('invalid_auth'));
    await ask('xoxb-' + 'renewed');
    slack.app.deactivate();
    await assert.rejects(ask('xoxb-' + 'renewed'), refusal('account_inactive'));
  });

  it('asks for the scope of each method', async () => {
    slack.app.setScopes([]);
    const c = clientOf(slack);
    const calls: [string, () => Promise<unknown>][] = [
      ['chat:write', () => c.chat.postMessage({ channel: alice.id, text: 'a' })],
      ['chat:write', () => c.chat.update({ channel: infra.id, ts: '1.1', text: 'a' })],
      ['chat:write', () => c.chat.postEphemeral({ channel: infra.id, user: alice.id, text: 'a' })],
      ['im:write', () => c.conversations.open({ users: alice.id })],
      [anyRead, () => c.conversations.info({ channel: infra.id })],
      [anyRead, () => c.conversations.info({ channel: 'C0NOWHERE01' })],
      [anyRead, () => c.conversations.members({ channel: infra.id })],
      ['channels:join', () => c.conversations.join({ channel: infra.id })],
      ['users:read', () => c.users.info({ user: alice.id })],
      ['users:read.email', () => c.users.lookupByEmail({ email: alice.email })],
    ];
    for (const [scope, call] of calls)
      await assert.rejects(call, refusal('missing_scope', { needed: scope }));
  });

  it('asks for the scope of each kind of conversation, once the app may see any', async () => {
    slack.app.setScopes(['im:read']);
    const c = clientOf(slack);
    const cases = [
      [infra.id, 'missing_scope', { needed: 'channels:read' }],
      [board.id, 'missing_scope', { needed: 'groups:read' }],
      ['C0NOWHERE01', 'channel_not_found', {}],
    ] as const;
    for (const [channel, code, details] of cases)
      await assert.rejects(c.conversations.info({ channel }), refusal(code, details));
  });

  it('says which scopes a good token has, and nothing of a bad one', async () => {
    slack.app.setScopes(['chat:write', 'users:read']);
    const scopesOf = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${slack.url}auth.test`, { method: 'POST', headers });
      return response.headers.get('x-oauth-scopes');
    };
    assert.equal(await scopesOf(slack.token), 'chat:write,users:read');
    assert.equal(await scopesOf('xoxb-' + 'another'), null);
  });

  it('knows no other methods', async () => {
    await assert.rejects(clientOf(slack).apiCall('chat.postMassage'), refusal('unknown_method'));
  });

  describe('of what is no call of the SDK', () => {
    const cases: [string, RequestInit, string][] = [
      ['no token', { method: 'POST' }, 'not_authed'],
      [
        'JSON that is none',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' },
        'invalid_json',
      ],
      [
        'JSON that is no object',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[]' },
        'json_not_object',
      ],
      [
        'another type of content',
        { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'a' },
        'invalid_post_type',
      ],
    ];
    for (const [name, init, error] of cases)
      it(`says ${error} to ${name}`, async () => {
        const response = await fetch(`${slack.url}auth.test`, init);
        assert.deepEqual(await response.json(), { ok: false, error });
      });

    it('takes a token in a form or a query', async () => {
      for (const init of [
        { url: 'auth.test', body: new URLSearchParams({ token: slack.token }), method: 'POST' },
        { url: `auth.test?token=${slack.token}`, method: 'GET' },
      ]) {
        const { url, ...rest } = init;
        const response = await fetch(`${slack.url}${url}`, rest);
        assert.equal(((await response.json()) as { ok: boolean }).ok, true);
      }
    });
  });
});
