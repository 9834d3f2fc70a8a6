import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { startSlack, type SlackServer } from '../emulation/slack/start';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { slackCheckSchema } from './slack/check-document';
import { Keyturn } from './testing/keyturn';
import { ada, ben, deploy, infra, least, projectOf } from './testing/slack-project';
import { withDefaults } from './testing/with-defaults';

describe('keyturn slack check', () => {
  let keyturn: Keyturn;
  let slack: SlackServer;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (slack = await startSlack()));
  after(() => slack.stop());
  before(() => (project = projectOf(slack.url)));
  after(() => project.remove());
  beforeEach(() => {
    slack.clear();
    slack.app.setToken(slack.token);
    slack.app.setScopes([...least, 'channels:read', 'groups:read']);
    [ada, ben].forEach((user) => slack.workspace.putUser(user));
    [infra, deploy].forEach((channel) => slack.workspace.putChannel(channel));
  });
  /** Whatever was found, nothing was sent, and nothing but what the help names was called. */
  afterEach(() => {
    assert.deepEqual(slack.inbox.all, []);
    const called = new Set(slack.calls.map(({ method }) => method));
    for (const method of ['auth.test', 'users.info', 'conversations.info']) called.delete(method);
    assert.deepEqual([...called], []);
  });

  const run = (args: readonly string[], env = { KEYTURN_SLACK_TOKEN: slack.token }) =>
    keyturn.run(['slack', 'check', ...args], { env });
  const check = (...args: readonly string[]) =>
    run(withDefaults({ '--project': project.folder }, args));

  async function found(expected: number, ...args: readonly string[]) {
    const { code, stdout, stderr } = await check('--format', 'json', ...args);
    assert.equal(code, expected, stderr);
    return slackCheckSchema.parse(JSON.parse(stdout));
  }
  const outcomes = ({ checks }: Awaited<ReturnType<typeof found>>) =>
    Object.fromEntries(checks.map(({ id, outcome, found: text }) => [id, `${outcome}: ${text}`]));

  it('finds all in order, everybody and every channel once, with all that use them', async () => {
    const document = await found(exitCodes.fine);
    assert.deepEqual(outcomes(document), {
      'chat:write': 'fine: granted',
      'users:read': 'fine: granted',
      C0INFRA0001: 'fine: #infra',
      C0DEPLOY001: 'fine: #deploy',
      U0ADA000001: 'fine: Ada Adams',
      U0BEN000001: 'fine: ben',
    });
    assert.deepEqual(document.checks.map(({ usedBy }) => usedBy).slice(2), [
      ['the team, of stack monitor'],
      ['ci'],
      ['ada', 'backup'],
      ['ben'],
    ]);
    assert.equal(document.workspace, 'Emulated');
    assert.equal(document.tokenFrom, 'KEYTURN_SLACK_TOKEN');
  });

  it('tells a person the same in a table, without colours where nobody watches', async () => {
    const { code, stdout, stderr } = await check();
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    assert.match(stdout, /^Workspace Emulated \(https:\/\/emulated\.slack\.com\/\)/);
    assert.match(stdout, /^user +U0ADA000001 +ada, backup +fine +Ada Adams$/m);
    assert.ok(!stdout.includes('\u001b') && !stdout.includes(slack.token));
  });

  it('says what is wrong with each, and what to do', async () => {
    slack.workspace.putUser({ ...ada, isDeactivated: true });
    slack.workspace.putUser({ ...ben, isBot: true });
    slack.workspace.putChannel({ ...infra, isMember: false });
    slack.workspace.putChannel({ ...deploy, isArchived: true });
    const nobody = ['--user', 'U0NOBODY001', '--channel', 'C0NOWHERE01'];
    const document = await found(exitCodes.findings, ...nobody);
    assert.deepEqual(outcomes(document), {
      'chat:write': 'fine: granted',
      'users:read': 'fine: granted',
      C0INFRA0001: 'wrong: #infra: the app is not in it',
      C0DEPLOY001: 'wrong: #deploy: archived',
      C0NOWHERE01: 'wrong: no such channel, or a private one that the app is not in',
      U0ADA000001: 'wrong: Ada Adams: deactivated; Slack shows them no message',
      U0BEN000001: 'wrong: ben: a bot',
      U0NOBODY001: 'wrong: no such user in this workspace',
    });
    for (const each of document.checks)
      assert.equal(each.todo !== undefined, each.outcome === 'wrong', each.id);
    const { stdout, stderr } = await check(...nobody);
    assert.match(stdout, /^ {2}C0INFRA0001: in that channel: \/invite @keyturn$/m);
    assert.equal(
      stderr,
      'keyturn: 6 of 8 checks found something wrong: the output says what to do\n',
    );
  });

  it('does with the scopes of the app alone, and fails nothing for what these do not show', async () => {
    slack.app.setScopes(least);
    const document = await found(exitCodes.fine);
    for (const id of ['C0INFRA0001', 'C0DEPLOY001'])
      assert.equal(
        outcomes(document)[id],
        'not-checked: needs the scope channels:read, or groups:read for a private channel',
      );
    assert.equal(outcomes(document)['U0ADA000001'], 'fine: Ada Adams');
    assert.ok(!slack.calls.some(({ method }) => method === 'conversations.info'));
  });

  it('judges no private channel that it may not see', async () => {
    slack.app.setScopes([...least, 'channels:read']);
    slack.workspace.putChannel({ ...deploy, isPrivate: true });
    const document = await found(exitCodes.fine, '--channel', 'C0NOWHERE01');
    const blind = 'not-checked: needs the scope groups:read';
    assert.deepEqual(
      ['C0INFRA0001', 'C0DEPLOY001', 'C0NOWHERE01'].map((id) => outcomes(document)[id]),
      ['fine: #infra', blind, blind],
    );
  });

  it('names the scope that the app lacks, and those that it has for nothing', async () => {
    slack.app.setScopes(['users:read', 'channels:history']);
    const { checks, unusedScopes } = await found(exitCodes.findings);
    const [scope] = checks.filter(({ outcome }) => outcome === 'wrong');
    assert.equal(scope?.id, 'chat:write');
    assert.match(scope?.todo ?? '', /add chat:write to the Bot Token Scopes, and reinstall/);
    assert.deepEqual(unusedScopes, ['channels:history']);
    slack.app.setScopes(['chat:write']);
    const blind = await found(exitCodes.findings);
    assert.equal(outcomes(blind)['U0ADA000001'], 'not-checked: needs the scope users:read');
  });

  it('does not call a check complete that Slack left open', async () => {
    slack.faults.plan({ kind: 'error', code: 'team_access_not_granted' }, { recipient: ben.id });
    const document = await found(exitCodes.incomplete);
    assert.equal(
      outcomes(document)['U0BEN000001'],
      'not-checked: Slack answered team_access_not_granted',
    );
  });

  it('waits out what Slack asks it to, and short faults', async () => {
    slack.faults.plan({ kind: 'rate-limited', retryAfterSeconds: 1 }, { times: 2 });
    slack.faults.plan({ kind: 'http', status: 503 }, { method: 'users.info', times: 1 });
    slack.faults.plan({ kind: 'answer-broken-off', done: true }, { recipient: ben.id, times: 1 });
    const start = Date.now();
    await found(exitCodes.fine);
    assert.ok(Date.now() - start >= 2000);
  });

  it('without a project checks the token, and whom it is asked for', async () => {
    const args = ['--api-url', slack.url, '--channel', infra.id, '--user', ada.id];
    const env = { KEYTURN_SLACK_TOKEN: slack.token };
    // In a folder of its own.
    const { code, stdout } = await keyturn.start(['slack', 'check', ...args], { env });
    assert.equal(code, exitCodes.fine);
    assert.match(stdout, /^channel +C0INFRA0001 +--channel +fine +#infra$/m);
    assert.match(stdout, /There is no project here/);
  });

  it('writes what its JSON Schema says, to a file if asked', async () => {
    const out = path.join(keyturn.folder, 'check.json');
    const ended = await check('--format', 'json', '--out', out);
    assert.deepEqual(ended, { code: exitCodes.fine, stdout: '', stderr: '' });
    slackCheckSchema.parse(JSON.parse(readFileSync(out, 'utf8')));
    assert.equal(statSync(out).mode & 0o777, 0o600);
  });

  describe('ends without an answer', () => {
    const cases: [string, () => unknown, RegExp][] = [
      [
        'of a token that is none of Slack’s',
        () => slack.app.setToken('xoxb-' + 'another-one'),
        /refuses the token \(invalid_auth\).*OAuth & Permissions/,
      ],
      [
        'of an app that was uninstalled',
        () => slack.app.revoke(),
        /\(token_revoked\).*install it anew/,
      ],
      ['of a bot that is gone', () => slack.app.deactivate(), /\(account_inactive\)/],
      [
        'of a workspace that moves',
        () => slack.faults.plan({ kind: 'error', code: 'org_login_required' }),
        /\(org_login_required\): the workspace is moving/,
      ],
      [
        'of a Slack whose answers break off',
        () => slack.faults.plan({ kind: 'answer-broken-off', done: true }),
        /can't be reached at \S+: connection_lost: the network, or a proxy, lost the answer/,
      ],
      [
        'of a Slack that is down',
        () => slack.faults.plan({ kind: 'http', status: 500 }),
        /can't be reached at http:\/\/127\.0\.0\.1:\d+\/api\/: http_500/,
      ],
    ];
    for (const [what, arrange, line] of cases)
      it(what, async () => {
        arrange();
        const { code, stdout, stderr } = await check();
        assert.deepEqual([code, stdout], [exitCodes.noAnswer, '']);
        assert.match(stderr, /^keyturn: [^\n]*\n$/);
        assert.match(stderr, line);
        assert.ok(!stderr.includes(slack.token));
      });

    it('of nobody there', async () => {
      const stopped = await startSlack();
      await stopped.stop();
      const { code, stderr } = await check('--api-url', stopped.url);
      assert.equal(code, exitCodes.noAnswer);
      assert.match(stderr, /can't be reached at http:\S+\/api\/: unreachable/);
    });
  });

  describe('says in one line what is wrong with', () => {
    const tokens: [string, string, RegExp][] = [
      ['a user’s token', 'xoxp-' + '1234567890', /found a user's token/],
      ['a token that expires', 'xoxe.xoxb-' + '1234567890', /expires in 12 hours/],
      ['other text', 'hunter2-hunter2', /found other text/],
      ['half a token', 'xoxb-', /found only a part of one/],
    ];
    const options: [string, readonly string[], RegExp][] = [
      [
        'a channel’s name',
        ['--channel', '#infra'],
        /--channel is "#infra": expected a channel's id/,
      ],
      ['a user’s name', ['--user', 'ada'], /--user is "ada": expected a user's id/],
      ['another address', ['--api-url', 'http://slack.test/api/'], /--api-url is .*https URL/],
      ['a secret that is none', ['--token-secret', 'slack'], /--token-secret is not the ARN/],
      ['a folder without a project', ['--project', '/nowhere'], /which has no Pulumi\.yaml/],
      ['a path that can’t be written', ['--out', '/nowhere/a'], /no such folder/],
    ];
    function assertBadUse({ code, stdout, stderr }: Awaited<ReturnType<typeof run>>, line: RegExp) {
      assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
      assert.match(stderr, /^keyturn: [^\n]*\n$/);
      assert.match(stderr, line);
      assert.deepEqual(slack.calls, []);
    }

    for (const [what, token, line] of tokens)
      it(what, async () => {
        const ended = await run(['--project', project.folder], { KEYTURN_SLACK_TOKEN: token });
        assertBadUse(ended, line);
        assert.ok(!ended.stderr.includes(token.slice(5, 15)) || token === 'xoxb-');
      });

    for (const [what, args, line] of options)
      it(what, async () => assertBadUse(await check(...args), line));

    it('no token', async () => {
      const ended = await keyturn.start(['slack', 'check']);
      assertBadUse(ended, /no Slack token found: set KEYTURN_SLACK_TOKEN/);
    });

    it('a token as an argument, which others on the machine see', async () =>
      assertBadUse(await check(slack.token), /too many arguments/));

    it('a project that is not right', async () => {
      const bad = projectOf(slack.url, { engineersFile: 'engineers:\n  ada: {slackId: nobody}\n' });
      const ended = await run(['--project', bad.folder]);
      bad.remove();
      assertBadUse(ended, /engineers\.yaml:2:18: .*found "nobody".*keyturn validate shows all/);
    });
  });
});
