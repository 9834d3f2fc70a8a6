import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startFunctionUrl, type FunctionUrl } from '../emulation/lambda/function-url';
import { LambdaFunction } from '../emulation/lambda/lambda-function';
import { startMoto, type Moto } from '../emulation/moto/start';
import { startSlack, type SlackServer } from '../emulation/slack/start';
import { functionBundles } from '../scripts/build-functions';
import { takeBundles } from '../scripts/bundles-at-hand';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { slackCheckSchema } from './slack/check-document';
import { Keyturn } from './testing/keyturn';
import { ada, ben, deploy, infra, least, projectOf } from './testing/slack-project';

const region = 'eu-central-1';
const account = '333333333333';
const secret = 'planted-signing-secret-of-the-app';
const other = 'planted-signing-secret-of-another';

describe('keyturn slack check --request-url, of the real function’s bundle', function () {
  this.timeout(60_000);
  let keyturn: Keyturn;
  let slack: SlackServer;
  let moto: Moto;
  let project: TestProject;
  let slackIn: LambdaFunction;
  let url: FunctionUrl;
  let arn: string;
  let env: Readonly<Record<string, string>>;
  before(async () => {
    [keyturn, slack, moto] = await Promise.all([
      Keyturn.build(),
      startSlack({ users: [ada, ben], channels: [infra, deploy], scopes: least }),
      startMoto(),
    ]);
    project = projectOf(slack.url);
    const credentials = await moto.credentialsFor(account);
    env = {
      ...moto.env,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      KEYTURN_SLACK_TOKEN: slack.token,
    };
    const manager = new SecretsManagerClient({ endpoint: moto.url, region, credentials });
    const made = await manager.send(
      new CreateSecretCommand({ Name: 'signing', SecretString: `${secret}\n` }),
    );
    arn = made.ARN ?? '';
    const bundles = path.join(keyturn.folder, 'functions');
    await takeBundles(functionBundles, bundles);
    slackIn = new LambdaFunction({
      arn: `arn:aws:lambda:${region}:${account}:function:keyturn-slack-in`,
      codePath: path.join(bundles, 'slack-in'),
      handler: 'index.handler',
      environment: {
        ...env,
        AWS_REGION: region,
        AWS_ENDPOINT_URL: moto.url,
        KEYTURN_SLACK_SIGNING_SECRET_ARN: arn,
        KEYTURN_ACTION_QUEUE_URL: `https://sqs.${region}.amazonaws.com/${account}/actions.fifo`,
        KEYTURN_SLACK_APP_ID: 'A0EMULATED0',
      },
      timeoutMs: 10_000,
    });
    url = await startFunctionUrl(slackIn);
  });
  after(async () => {
    await url.stop();
    await slackIn.kill();
    await moto.stop();
    await slack.stop();
    project.remove();
    keyturn.remove();
  });

  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    keyturn.run(['slack', 'check', '--project', project.folder, ...args], {
      env: { ...env, ...more },
    });
  /** What is said of the two requests. */
  async function requests(
    expected: number,
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ) {
    const { code, stdout, stderr } = await run(['--format', 'json', ...args], more);
    assert.equal(code, expected, stderr);
    for (const planted of [secret, other]) assert.ok(!`${stdout}${stderr}`.includes(planted));
    const { checks } = slackCheckSchema.parse(JSON.parse(stdout));
    return checks
      .filter(({ what }) => what === 'request')
      .map(({ outcome, found }) => `${outcome}: ${found.replace(/\d+ ms/, 'N ms')}`);
  }
  /** Somebody else at the address, who answers all alike. */
  async function withServer(
    status: number,
    body: string,
    what: (address: string) => Promise<void>,
  ): Promise<void> {
    const server: Server = createServer((_, outgoing) => outgoing.writeHead(status).end(body));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      await what(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  const signed = { KEYTURN_SLACK_SIGNING_SECRET: secret };
  const taken = ['fine: taken, after N ms', 'fine: refused'];

  it('finds what Slack signs taken and what another signs refused', async () =>
    assert.deepEqual(await requests(exitCodes.fine, ['--request-url', url.url], signed), taken));

  it('reads the secret with the caller’s credentials, as the option says', async () => {
    const args = ['--request-url', url.url, '--signing-secret-arn', arn];
    const wrongOne = { KEYTURN_SLACK_SIGNING_SECRET: other };
    assert.deepEqual(await requests(exitCodes.fine, args, wrongOne), taken);
  });

  it('says that the function has another secret, and what to do', async () => {
    const wrongOne = { KEYTURN_SLACK_SIGNING_SECRET: other };
    assert.deepEqual(await requests(exitCodes.findings, ['--request-url', url.url], wrongOne), [
      'wrong: refused with 401',
      'fine: refused',
    ]);
    const { stdout } = await run(['--request-url', url.url], wrongOne);
    assert.match(stdout, /^ {2}signed by Slack: the function has another signing secret/m);
    assert.match(stdout, /Whether the app itself calls that URL, .* Slack tells no program/);
  });

  it('asks nothing of a URL where none is given, and says nothing of it', async () => {
    const { code, stdout } = await run([]);
    assert.equal(code, exitCodes.fine);
    assert.doesNotMatch(stdout, /signed by|Interactivity/);
  });

  const others: readonly [what: string, number, string, readonly string[]][] = [
    [
      'who takes everything',
      200,
      'welcome',
      ['wrong: answered, but not as Slack wants it', 'wrong: taken, with 200'],
    ],
    [
      'who lets nobody in',
      403,
      '',
      ['wrong: refused with 403', 'not-checked: refused with 403, whoever signs'],
    ],
    [
      'who has broken down',
      502,
      '',
      ['wrong: refused with 502', 'not-checked: refused with 502, whoever signs'],
    ],
    ['who sends elsewhere', 301, '', ['wrong: refused with 301', 'wrong: taken, with 301']],
  ];
  for (const [what, status, body, expected] of others)
    it(`takes nobody for the function ${what}`, () =>
      withServer(status, body, async (address) =>
        assert.deepEqual(
          await requests(exitCodes.findings, ['--request-url', address], signed),
          expected,
        ),
      ));

  it('says that nobody is there', async () => {
    const nobody = 'wrong: nobody answers there: ECONNREFUSED';
    let closed = '';
    await withServer(200, '', (address) => Promise.resolve(void (closed = address)));
    const args = ['--request-url', closed];
    assert.deepEqual(await requests(exitCodes.findings, args, signed), [nobody, nobody]);
  });

  const refused: readonly [string, readonly string[], Readonly<Record<string, string>>, RegExp][] =
    [
      ['no URL', ['--request-url', 'slack-in'], signed, /--request-url is "slack-in"/],
      ['no TLS', ['--request-url', 'http://slack-in.test/'], signed, /expected an https URL/],
      ['no secret', ['--request-url', 'https://slack-in.test/'], {}, /no signing secret found/],
      [
        'a token for a secret',
        ['--request-url', 'https://slack-in.test/'],
        { KEYTURN_SLACK_SIGNING_SECRET: ['xoxb', 'planted', 'token'].join('-') },
        /KEYTURN_SLACK_SIGNING_SECRET is not a signing secret/,
      ],
      [
        'no ARN',
        ['--request-url', 'https://slack-in.test/', '--signing-secret-arn', 'signing'],
        {},
        /--signing-secret-arn is not the ARN/,
      ],
    ];
  for (const [what, args, more, message] of refused)
    it(`refuses ${what} before anything is sent`, async () => {
      const { code, stderr } = await run(args, more);
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /planted/);
    });
});
