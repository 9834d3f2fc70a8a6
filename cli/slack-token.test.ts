import assert from 'node:assert/strict';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf } from '../emulation/moto/test-clients';
import { startSlack, type SlackServer } from '../emulation/slack/start';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';
import { ada, ben, deploy, infra, least, projectOf } from './testing/slack-project';

/** The monitor's account of the project, which is an example's. */
const MONITOR = '333333333333';

describe('keyturn slack check, with the token in Secrets Manager', () => {
  let keyturn: Keyturn;
  let slack: SlackServer;
  let project: TestProject;
  let moto: Moto;
  let arn: string;
  let env: Readonly<Record<string, string>>;
  before(async () => {
    keyturn = await Keyturn.build();
    slack = await startSlack({ users: [ada, ben], channels: [infra, deploy], scopes: least });
    project = projectOf(slack.url);
    moto = await startMoto();
    const { accessKeyId, secretAccessKey } = await moto.credentialsFor(MONITOR);
    env = {
      ...moto.env,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    };
    arn = await keep('keyturn/slack-token', `${slack.token}\n`);
  });
  after(async () => {
    await moto.stop();
    project.remove();
    await slack.stop();
    keyturn.remove();
  });

  async function keep(Name: string, SecretString: string): Promise<string> {
    const { config } = clientsOf(moto, await moto.credentialsFor(MONITOR));
    const secrets = new SecretsManagerClient({ ...config, region: 'eu-central-1' });
    const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name, SecretString }));
    return ARN;
  }
  const withSecret = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    keyturn.run(['slack', 'check', ...args], { env: { ...env, ...more } });

  it('reads it with the caller’s credentials, as the option says', async () => {
    const { code, stdout, stderr } = await withSecret(
      ['--token-secret', arn, '--project', project.folder],
      { KEYTURN_SLACK_TOKEN: 'xoxb-' + 'of-another-app' },
    );
    assert.equal(code, exitCodes.fine, stderr);
    assert.ok(stdout.includes(`token from the secret ${arn}`));
  });

  it('reads the one that the project names, where the environment has none', async () => {
    const named = projectOf(slack.url, { secretArn: arn });
    const { code, stdout, stderr } = await withSecret(['--project', named.folder]);
    named.remove();
    assert.equal(code, exitCodes.fine, stderr);
    assert.ok(stdout.includes(`token from the secret ${arn}`));
  });

  it('says what AWS answered where there is none, and what it holds in its place', async () => {
    const none = await withSecret(['--token-secret', arn.replace('slack-token', 'nothing')]);
    assert.equal(none.code, exitCodes.noAnswer);
    assert.match(none.stderr, /Secrets Manager was asked for .*ResourceNotFoundException/);
    const json = await keep('keyturn/json', `{"token":"${slack.token}"}`);
    const other = await withSecret(['--token-secret', json]);
    assert.equal(other.code, exitCodes.badUse);
    assert.match(other.stderr, /is not a bot token: expected xoxb-…, found JSON/);
    assert.ok(!other.stderr.includes(slack.token));
  });

  it('names the variable to who may not read the secret that the project names', async () => {
    const named = projectOf(slack.url, { secretArn: arn.replace('slack-token', 'nothing') });
    const unsigned = { AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: moto.url };
    for (const env of [moto.env, unsigned]) {
      const ended = await keyturn.run(['slack', 'check', '--project', named.folder], { env });
      assert.equal(ended.code, exitCodes.noAnswer);
      assert.match(ended.stderr, /keyturn:slackTokenSecretArn; a token in KEYTURN_SLACK_TOKEN/);
      assert.match(ended.stderr, /^keyturn: [^\n]*\n$/);
    }
    named.remove();
  });

  it('says how to sign in where nobody is', async () => {
    const env = { AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: moto.url };
    const ended = await keyturn.run(['slack', 'check', '--token-secret', arn], { env });
    assert.equal(ended.code, exitCodes.noAnswer);
    assert.match(ended.stderr, /no AWS credentials found/);
  });
});
