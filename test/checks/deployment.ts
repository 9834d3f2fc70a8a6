import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { LambdaFunction } from '../../emulation/lambda/lambda-function';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { createLedgerTable, emulatedDocuments } from '../../functions/testing/emulated-ledger';
import { createNoticeQueue } from '../../functions/testing/emulated-queue';
import { checkAnswerSchema, type CheckAnswerRead } from '../../rules/checks/check-answer';
import { CHECK_FORMAT } from '../../rules/checks/check-format';
import { auditRoleTrust } from '../../rules/policies/audit-role-trust';
import { functionBundles } from '../../scripts/build-functions';
import { takeBundles } from '../../scripts/bundles-at-hand';

export const region = 'eu-central-1';
export const home = '123456789012';
export const identity = { id: '111111111111', name: 'identity' };
/** Nobody has a user there. */
export const empty = { id: '222222222222', name: 'empty' };
export const table = 'keyturn-ledger';
export const bucket = 'keyturn-reports';
export const teamChannel = 'C0INFRA0001';
const [auditRole, externalId] = ['keyturn-audit', 'keyturn-of-acme'];
const roleArn = (name: string) => `arn:aws:iam::${home}:role/${name}`;
const signingSecret = ['planted', 'secret', 'that', 'signs'].join('-');

export const functionNames = ['monitor', 'notify', 'key-events', 'slack-in', 'act'] as const;
export type Name = (typeof functionNames)[number];
type Variables = Readonly<Record<string, string>>;

/** The bundles as processes, each as its role, and all that they are deployed with. */
export class Deployment {
  readonly #functions: LambdaFunction[] = [];
  readonly #sessions = new Map<Name, Variables>();

  private constructor(
    readonly moto: Moto,
    readonly slack: SlackServer,
    private readonly folder: string,
    readonly variables: Variables,
  ) {}

  static async open(): Promise<Deployment> {
    const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-checks-'));
    const [moto, slack] = await Promise.all([startMoto(), startExampleSlack()]);
    await takeBundles(functionBundles, folder);
    const aws = { endpoint: moto.url, region, credentials: await moto.credentialsFor(home) };
    await createLedgerTable(emulatedDocuments(moto, region), table);
    await new S3Client({ ...aws, forcePathStyle: true }).send(
      new CreateBucketCommand({
        Bucket: bucket,
        CreateBucketConfiguration: { LocationConstraint: region },
      }),
    );
    const secrets = new SecretsManagerClient(aws);
    const secret = async (Name: string, SecretString: string) =>
      (await secrets.send(new CreateSecretCommand({ Name, SecretString }))).ARN ?? '';
    const sqs = new SQSClient(aws);
    const deployment = new Deployment(moto, slack, folder, {
      KEYTURN_SETTINGS: '{}',
      KEYTURN_ACCOUNTS: JSON.stringify({ list: [identity, empty] }),
      KEYTURN_AUDIT_ROLE_NAME: auditRole,
      KEYTURN_EXTERNAL_ID: externalId,
      KEYTURN_DRY_RUN: 'false',
      KEYTURN_DRY_RUN_ACCOUNTS: '[]',
      KEYTURN_LEDGER_TABLE: table,
      KEYTURN_REPORT_BUCKET: bucket,
      KEYTURN_NOTICE_QUEUE_URL: await createNoticeQueue(sqs, 'keyturn-notices'),
      KEYTURN_ACTION_QUEUE_URL: await createNoticeQueue(sqs, 'keyturn-actions'),
      KEYTURN_SLACK_TOKEN_SECRET_ARN: await secret('keyturn/slack-token', slack.token),
      KEYTURN_SLACK_SIGNING_SECRET_ARN: await secret('keyturn/signing-secret', signingSecret),
      KEYTURN_SLACK_APP_ID: 'A0EMULATED0',
      KEYTURN_SLACK_API_URL: slack.url,
      KEYTURN_TEAM_CHANNEL: teamChannel,
    });
    await deployment.#makeRoles();
    return deployment;
  }

  async #makeRoles(): Promise<void> {
    const { moto } = this;
    const config = { endpoint: moto.url, region: 'us-east-1' };
    const credentials = await moto.credentialsFor(home);
    const iam = new IAMClient({ ...config, credentials });
    const sts = new STSClient({ ...config, credentials });
    for (const name of functionNames) {
      const RoleName = `keyturn-${name}`;
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{}' }));
      const asked = { RoleArn: roleArn(RoleName), RoleSessionName: RoleName };
      const { Credentials } = await sts.send(new AssumeRoleCommand(asked));
      this.#sessions.set(name, {
        AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
        AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
        AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
      });
    }
    for (const { id } of [identity, empty]) await this.makeAuditRole(id);
    const inIdentity = await this.iamOf(identity.id);
    await inIdentity.send(new CreateUserCommand({ UserName: 'zoe' }));
    await inIdentity.send(new CreateUserCommand({ UserName: 'alice' }));
    await inIdentity.send(new CreateAccessKeyCommand({ UserName: 'zoe' }));
  }

  async iamOf(accountId: string): Promise<IAMClient> {
    const credentials = await this.moto.credentialsFor(accountId);
    return new IAMClient({ endpoint: this.moto.url, region: 'us-east-1', credentials });
  }

  async makeAuditRole(accountId: string, ofExternalId = externalId): Promise<void> {
    const act = { actRoleArn: roleArn('keyturn-act') };
    const trust = auditRoleTrust(roleArn('keyturn-monitor'), ofExternalId, act);
    const AssumeRolePolicyDocument = JSON.stringify(trust);
    await (
      await this.iamOf(accountId)
    ).send(new CreateRoleCommand({ RoleName: auditRole, AssumeRolePolicyDocument }));
  }

  /** A process of the function, with variables of its own; a variable that is empty is not set. */
  start(name: Name, more: Variables = {}, timeoutMs = 60_000): LambdaFunction {
    const all = {
      ...this.moto.env,
      ...this.#sessions.get(name),
      AWS_REGION: region,
      POWERTOOLS_SERVICE_NAME: name,
      ...this.variables,
      ...more,
    };
    const started = new LambdaFunction({
      arn: `arn:aws:lambda:${region}:${home}:function:keyturn-${name}`,
      codePath: path.join(this.folder, name),
      handler: 'index.handler',
      environment: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      timeoutMs,
    });
    this.#functions.push(started);
    return started;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#functions.map((each) => each.kill()));
    await Promise.all([this.moto.stop(), this.slack.stop()]);
    rmSync(this.folder, { recursive: true });
  }
}

/** What it answers, read as the command reads it. */
export async function ask(asked: LambdaFunction, more: object = {}): Promise<CheckAnswerRead> {
  const answer = await asked.invoke({ check: CHECK_FORMAT, ...more }, new Date());
  return checkAnswerSchema.parse(answer);
}

/** Its lines in short: `what id outcome`. */
export function inShort({ checks }: CheckAnswerRead): readonly string[] {
  return checks.map(({ what, id, outcome }) => `${what} ${id} ${outcome}`);
}

function startExampleSlack(): Promise<SlackServer> {
  return startSlack({
    users: [
      { id: 'U0ALICE0001', name: 'alice' },
      { id: 'U0GONE00001', name: 'gone', isDeactivated: true },
    ],
    channels: [
      { id: teamChannel, name: 'infrastructure' },
      { id: 'C0ELSEWHERE', name: 'elsewhere', isMember: false },
    ],
    scopes: ['chat:write', 'users:read', 'channels:read'],
  });
}
