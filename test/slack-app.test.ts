import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { neededScopes } from '../functions/adapters/slack/look-up';
import { startSlack, type SlackServer } from '../emulation/slack/start';
import { SlackAdapter } from '../functions/adapters/slack/slack';

const root = path.join(__dirname, '..');
const text = readFileSync(path.join(root, 'docs', 'slack-app.yaml'), 'utf8');
const manifest = parse(text) as {
  readonly display_information: { readonly name: string; readonly description: string };
  readonly features: Readonly<Record<string, unknown>>;
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: Readonly<Record<string, unknown>>;
};
const { bot } = manifest.oauth_config.scopes;
const user = { id: 'U0ADA000001', name: 'ada' };
const leaver = { id: 'U0LEAVER001', name: 'leaver', isDeactivated: true };
const channel = { id: 'C0INFRA0001', name: 'infra' };
const message = { text: 'Rotate your key', blocks: [] };

/** What a check calls only of an app that has more scopes than the manifest grants: without them it does without. */
const withMoreScopes = ['conversations.info'];

/** Slack's methods that the functions name anywhere. */
function methodsInCode(): readonly string[] {
  const files = execFileSync('git', ['ls-files', 'functions/*.ts'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && !file.endsWith('.test.ts'));
  const named = files.flatMap((file) => {
    const code = readFileSync(path.join(root, file), 'utf8');
    const families =
      /\b(auth|bots|chat|conversations|dnd|files|im|reactions|team|usergroups|users|views)/;
    const calls = new RegExp(`(?:'|\\)\\.)${families.source}\\.([a-z]\\w+)[('" ]`, 'g');
    return [...code.matchAll(calls)].map(([, family, name]) => `${family}.${name}`);
  });
  return [...new Set(named)].toSorted();
}

describe('the manifest of the Slack app, docs/slack-app.yaml', () => {
  let slack: SlackServer;
  before(async () => (slack = await startSlack({ users: [user, leaver], channels: [channel] })));
  after(() => slack.stop());
  beforeEach(() => slack.clear());

  /** All that the functions do with Slack, of an app with these scopes. */
  async function everything(scopes: readonly string[]) {
    slack.app.setScopes(scopes);
    const token = () => Promise.resolve(slack.token);
    const adapter = new SlackAdapter({
      token: { current: token, renewed: token },
      apiUrl: slack.url,
      remainingMs: () => 60_000,
    });
    for (const id of [user.id, leaver.id, channel.id])
      await adapter.post(id, message).catch(() => undefined);
    await adapter.tellAlone(channel.id, user.id, message).catch(() => undefined);
    await adapter.update(channel.id, '1.1', message).catch(() => undefined);
    await adapter.publishHome(user.id, { blocks: [] }).catch(() => undefined);
    // Slack says this of a recipient and of the app itself, so that the adapter asks which it is.
    slack.faults.plan({ kind: 'error', code: 'account_inactive' }, { method: 'chat.postMessage' });
    await adapter.post(channel.id, message).catch(() => undefined);
    return slack.calls.map(({ method, outcome }) => ({ method, outcome }));
  }
  const lacking = (calls: Awaited<ReturnType<typeof everything>>) =>
    calls.filter(({ outcome }) => outcome === 'missing_scope').map(({ method }) => method);

  it('grants what the functions call', async () => {
    const calls = await everything(bot);
    assert.deepEqual(lacking(calls), []);
    assert.deepEqual(
      slack.inbox.all.map(({ to }) => to),
      [user.id, channel.id],
    );
    const called = [...new Set(calls.map(({ method }) => method))].toSorted();
    const all = [...called, ...withMoreScopes].toSorted();
    assert.deepEqual(methodsInCode(), all, 'a method that this test does not have called');
  });

  it('grants nothing else: without any one of its scopes, something is refused', async () => {
    for (const scope of bot) {
      slack.clear();
      const refused = lacking(await everything(bot.filter((each) => each !== scope)));
      assert.ok(refused.length > 0, `${scope} is not needed`);
    }
  });

  it('grants what keyturn slack check asks for', () =>
    assert.deepEqual(bot.toSorted(), Object.keys(neededScopes).toSorted()));

  it('is an app that only speaks, to whom Slack delivers', () => {
    assert.deepEqual(manifest.features, {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'Keyturn', always_online: false },
    });
    assert.deepEqual(manifest.settings, {
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    });
    assert.deepEqual(Object.keys(manifest.oauth_config.scopes), ['bot']);
  });

  it('keeps within what Slack takes', () => {
    const { name, description } = manifest.display_information;
    assert.ok(name.length <= 35 && description.length <= 140);
    assert.deepEqual(Object.keys(manifest).toSorted(), [
      'display_information',
      'features',
      'oauth_config',
      'settings',
    ]);
  });
});

describe('the manifest of the app where people answer, docs/slack-app-interactive.yaml', () => {
  const interactive = parse(
    readFileSync(path.join(root, 'docs', 'slack-app-interactive.yaml'), 'utf8'),
  ) as typeof manifest;
  const { event_subscriptions, interactivity, ...settings } = interactive.settings;

  it('is the other one, with the home and what Slack calls', () => {
    const { app_home, ...features } = interactive.features;
    const { app_home: homeBefore, ...featuresBefore } = manifest.features;
    assert.deepEqual(app_home, { ...(homeBefore as object), home_tab_enabled: true });
    assert.deepEqual(
      { ...interactive, features, settings },
      { ...manifest, features: featuresBefore, settings: manifest.settings },
    );
  });

  it('has Slack send presses and that a home was opened, to one address, and nothing else', () => {
    const request_url = 'https://example.lambda-url.eu-central-1.on.aws/';
    assert.deepEqual(interactivity, { is_enabled: true, request_url });
    assert.deepEqual(event_subscriptions, { request_url, bot_events: ['app_home_opened'] });
  });
});
