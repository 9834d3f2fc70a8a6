import path from 'node:path';
import {
  CreateSecretCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from '@aws-sdk/client-secrets-manager';
import { LambdaFunction } from '../../emulation/lambda/lambda-function';
import type { Moto } from '../../emulation/moto/start';
import type { SlackServer } from '../../emulation/slack/start';
import { installation } from '../../emulation/slack/requests/payloads';
import { identity, monitorAccount, responder, sandbox, teamChannel } from './cast';
import { KillableFunction } from './killable-function';
import { settings } from './moves/deeds';
import { Switchboard } from './switchboard';

export const functionNames = ['monitor', 'notify', 'key-events', 'slack-in', 'act'] as const;
export type FunctionName = (typeof functionNames)[number];
export type Functions = Readonly<Record<FunctionName, KillableFunction>>;

/** Where what the functions use is. */
export interface Places {
  readonly region: string;
  readonly table: string;
  readonly bucket: string;
  /** URLs, of the emulated AWS itself. */
  readonly noticeQueue: string;
  readonly actionQueue: string;
  readonly tokenArn: string;
  readonly signingSecretArn: string;
}

/** Slack's secrets in Secrets Manager; their ARNs. */
export async function keepSecrets(aws: SecretsManagerClientConfig, slack: SlackServer) {
  const secrets = new SecretsManagerClient(aws);
  const keep = async (Name: string, SecretString: string) => {
    const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name, SecretString }));
    return ARN;
  };
  return {
    tokenArn: await keep('slack-token', slack.token),
    signingSecretArn: await keep('slack-signing-secret', slack.requests.secret),
  };
}

/** The functions' bundles as processes, each behind a switchboard of its own. */
export async function makeFunctions(
  bundleFolder: string,
  moto: Moto,
  slack: SlackServer,
  places: Places,
): Promise<{ readonly functions: Functions; readonly switchboards: readonly Switchboard[] }> {
  const made = await Promise.all(
    functionNames.map(async (name) => {
      const upstream = { aws: moto.url, slack: new URL(slack.url).origin };
      const switchboard = await Switchboard.start(upstream);
      const lambda = new LambdaFunction({
        arn: `arn:aws:lambda:${places.region}:${monitorAccount}:function:keyturn-${name}`,
        codePath: path.join(bundleFolder, name),
        handler: 'index.handler',
        environment: {
          ...moto.env,
          AWS_REGION: places.region,
          AWS_ENDPOINT_URL: switchboard.url,
          AWS_LAMBDA_FUNCTION_NAME: `keyturn-${name}`,
          POWERTOOLS_SERVICE_NAME: name,
          POWERTOOLS_METRICS_NAMESPACE: 'Keyturn',
          ...environmentOf(name, places, (url) => url.replace(moto.url, switchboard.url)),
          ...(name === 'notify' && { KEYTURN_SLACK_API_URL: `${switchboard.url}/api/` }),
        },
        // Far longer than it takes, also where the machine has other things to do.
        timeoutMs: 300_000,
      });
      return { name, switchboard, killable: new KillableFunction(name, lambda, switchboard) };
    }),
  );
  const byName = made.map(({ name, killable }) => [name, killable] as const);
  return {
    functions: Object.fromEntries(byName) as Functions,
    switchboards: made.map(({ switchboard }) => switchboard),
  };
}

/** @param through the client of SQS goes where the queue's URL points */
function environmentOf(
  name: FunctionName,
  places: Places,
  through: (url: string) => string,
): Readonly<Record<string, string>> {
  const accounts = { KEYTURN_ACCOUNTS: JSON.stringify({ list: [identity, sandbox] }) };
  const ledger = { KEYTURN_LEDGER_TABLE: places.table };
  const notices = { KEYTURN_NOTICE_QUEUE_URL: through(places.noticeQueue) };
  const actions = { KEYTURN_ACTION_QUEUE_URL: through(places.actionQueue) };
  const acting = {
    ...{ ...accounts, ...ledger, ...notices },
    KEYTURN_SETTINGS: JSON.stringify(settings),
    KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
    KEYTURN_EXTERNAL_ID: 'keyturn-of-acme',
    KEYTURN_DRY_RUN: 'false',
    KEYTURN_DRY_RUN_ACCOUNTS: '[]',
  };
  switch (name) {
    case 'monitor':
      return {
        ...acting,
        KEYTURN_REPORT_BUCKET: places.bucket,
        KEYTURN_QUESTIONS: JSON.stringify({ againAfterDays: 1 }),
      };
    case 'act':
      return { ...acting, KEYTURN_RESPONDERS: JSON.stringify([responder.slackId]) };
    case 'notify':
      return {
        ...ledger,
        KEYTURN_SLACK_TOKEN_SECRET_ARN: places.tokenArn,
        KEYTURN_TEAM_CHANNEL: teamChannel,
        KEYTURN_PRESSES: JSON.stringify({ canDisable: true }),
      };
    case 'key-events':
      return { ...accounts, ...notices, ...actions };
    case 'slack-in':
      return {
        ...actions,
        KEYTURN_SLACK_SIGNING_SECRET_ARN: places.signingSecretArn,
        KEYTURN_SLACK_APP_ID: installation.appId,
      };
  }
}
