import path from 'node:path';
import {
  CloudTrailClient,
  CreateTrailCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ConfirmSubscriptionCommand, SNSClient } from '@aws-sdk/client-sns';
import { IAMClient } from '@aws-sdk/client-iam';
import { z } from 'zod';
import { functionsWith } from '../../demo/deployed-monitor';
import { awsOf } from '../../emulation/company/aws-of';
import { EmulatedCompany } from '../../emulation/company/emulated-company';
import {
  startFunctionInvoker,
  type FunctionInvoker,
} from '../../emulation/company/function-invoker';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { deployStack, type DeployedStack } from '../../emulation/pulumi/deploy';
import { installation } from '../../emulation/slack/requests/payloads';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { jsonIn } from '../../rules/json-in';
import { functionsOf } from '../../rules/names';
import { TestProject } from '../../stacks/testing/project';
import { createRole, ROLE } from './company';

export const MONITOR = '333333333333';
export const IDENTITY = '111111111111';
export const PRODUCTION = '222222222222';
export const REGION = 'eu-central-1';
/** Where IAM's events come. */
export const EVENTS_REGION = 'us-east-1';
export const EMAIL = 'ops@example.com';
export const TOPIC = `arn:aws:sns:${REGION}:${MONITOR}:keyturn-alarms`;

const DAY_MS = 86_400_000;
const program = path.join(__dirname, '..', '..', 'stacks', 'index.ts');
const scopes = ['chat:write', 'users:read', 'channels:read'];

const engineers = `engineers:
  ada: {slackId: U0ADA000001}
machineUsers:
  canary: {slackId: C0INFRA0001}
`;

/** The same that a stack's file says, of which a test may say another. */
export const monitorLines = `
  aws:region: ${REGION}
  keyturn:accountKinds: [monitor]
  keyturn:accountId: '${MONITOR}'
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackTokenSecretArn: SECRET
  keyturn:slackSigningSecretArn: SIGNING
  keyturn:slackAppId: ${installation.appId}
  keyturn:slackApiUrl: API
  keyturn:settings: {timeZone: Europe/Berlin}
  keyturn:scheduleTime: '09:00'
  keyturn:dryRun: false
  keyturn:alarmEmails: [${EMAIL}]
`;
const account = (kind: string, id: string) => `
  aws:region: ${REGION}
  keyturn:accountKinds: [${kind}]
  keyturn:accountId: '${id}'
`;

/** A monitor as it is deployed, of five days ago, in an AWS and beside a Slack of its own; all is well with it. */
export class DoctoredCompany {
  private constructor(
    readonly moto: Moto,
    readonly slack: SlackServer,
    readonly project: TestProject,
    readonly emulated: EmulatedCompany,
    readonly monitorStack: DeployedStack,
    /** The lines of the monitor's stack file. */
    readonly monitorLines: string,
  ) {}

  static async open(): Promise<DoctoredCompany> {
    const now = new Date();
    const moto = await startMoto({ at: new Date(now.getTime() - 5 * DAY_MS), reportsAtOnce: true });
    const users = [{ id: 'U0ADA000001', name: 'ada' }];
    const channels = [{ id: 'C0INFRA0001', name: 'infrastructure' }];
    const slack = await startSlack({ users, channels, scopes });
    const made: TestProject[] = [];
    try {
      const lines = await linesOf(moto, slack);
      const stacks = {
        monitor: lines,
        identity: account('identity', IDENTITY),
        production: account('member', PRODUCTION),
      };
      const project = new TestProject(stacks, engineers, `name: keyturn\nmain: ${program}\n`);
      made.push(project);
      const deploy = (stack: string, accountId: string) =>
        deployStack({ stack, moto, accountId, projectFolder: project.folder });
      const monitorStack = await deploy('monitor', MONITOR);
      await Promise.all([deploy('identity', IDENTITY), deploy('production', PRODUCTION)]);
      for (const id of [MONITOR, IDENTITY, PRODUCTION]) await makeTrail(moto, id);
      for (const id of [IDENTITY, PRODUCTION]) await createRole(await iamOf(moto, id));
      await moto.setClock(now);
      const place = { accountId: MONITOR, region: REGION };
      const emulated = await EmulatedCompany.of(moto, slack, place, {
        ...functionsWith(slack),
        clock: realClock,
      });
      const company = new DoctoredCompany(moto, slack, project, emulated, monitorStack, lines);
      await company.#settle();
      return company;
    } catch (error) {
      for (const each of made) each.remove();
      await Promise.all([moto.stop(), slack.stop()]);
      throw error;
    }
  }

  /** A run of the monitor's bundle, whose metrics come to CloudWatch, and a confirmed subscription. */
  async #settle(): Promise<void> {
    await this.emulated.runAgain(minutesAgo(60), new Date());
    await this.emulated.deliver(new Date());
    await this.#carryMetrics(this.emulated.functionOf('keyturn-monitor').log);
    await this.putMetric('AWS/Events', 'TriggeredRules', {
      EventBusName: 'keyturn',
      RuleName: 'keyturn-key-events',
    });
    const sns = new SNSClient(await this.awsOf(MONITOR));
    await sns.send(new ConfirmSubscriptionCommand({ TopicArn: TOPIC, Token: EMAIL }));
  }

  /** What CloudWatch makes of a log's lines in the embedded metric format. */
  async #carryMetrics(log: string): Promise<void> {
    for (const line of log.split('\n')) {
      const read = metricLine.safeParse(jsonIn(line));
      if (!read.success) continue;
      const values = read.data;
      for (const { Namespace, Dimensions, Metrics } of read.data._aws.CloudWatchMetrics)
        for (const { Name } of Metrics)
          for (const names of Dimensions)
            await this.putMetric(
              Namespace,
              Name,
              Object.fromEntries(names.map((each) => [each, String(values[each])])),
              Number(values[Name]),
            );
    }
  }

  async putMetric(
    Namespace: string,
    MetricName: string,
    dimensions: Readonly<Record<string, string>>,
    Value = 1,
    Timestamp = minutesAgo(50),
  ): Promise<void> {
    const cloudwatch = new CloudWatchClient(await this.awsOf(MONITOR));
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    await cloudwatch.send(
      new PutMetricDataCommand({
        Namespace,
        MetricData: [{ MetricName, Dimensions, Value, Timestamp }],
      }),
    );
  }

  /** From now on the deployed bundles answer for themselves, until it is stopped. */
  answerThemselves(): Promise<FunctionInvoker> {
    const functions = functionsOf(true).map((name) => {
      const full = `keyturn-${name}`;
      return [full, this.emulated.functionOf(full)] as const;
    });
    return startFunctionInvoker(this.moto, new Map(functions));
  }

  /** Other lines in the monitor's stack file. @returns what puts its own back */
  writeMonitor(lines: string): () => void {
    this.project.write('Pulumi.monitor.yaml', `config:${lines}`);
    return () => this.project.write('Pulumi.monitor.yaml', `config:${this.monitorLines}`);
  }

  /** What the SDK's clients are made with, for the account's root. */
  awsOf(accountId: string, region = REGION) {
    return awsOf(this.moto, { accountId, region });
  }

  /** The environment of the command: the credentials of the account's root. */
  async env(accountId = MONITOR): Promise<Readonly<Record<string, string>>> {
    const credentials = await this.moto.credentialsFor(accountId);
    return {
      ...this.moto.env,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
      AWS_REGION: REGION,
    };
  }

  async stop(): Promise<void> {
    this.project.remove();
    await this.emulated.stop();
  }
}

export { ROLE };

/** Functions run at the time that it is. */
const realClock = {
  get now(): Date {
    return new Date();
  },
  set now(_: Date) {
    // Nobody turns it.
  },
};

const metricLine = z
  .object({
    _aws: z.object({
      CloudWatchMetrics: z.array(
        z.object({
          Namespace: z.string(),
          Dimensions: z.array(z.array(z.string())),
          Metrics: z.array(z.object({ Name: z.string() })),
        }),
      ),
    }),
  })
  .catchall(z.unknown());

function minutesAgo(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000);
}

async function iamOf(moto: Moto, accountId: string): Promise<IAMClient> {
  return new IAMClient(await awsOf(moto, { accountId, region: EVENTS_REGION }));
}

async function linesOf(moto: Moto, { token, requests, url }: SlackServer): Promise<string> {
  const secrets = new SecretsManagerClient(
    await awsOf(moto, { accountId: MONITOR, region: REGION }),
  );
  const keep = async (Name: string, SecretString: string) =>
    (await secrets.send(new CreateSecretCommand({ Name, SecretString }))).ARN ?? '';
  return monitorLines
    .replace('API', url)
    .replace('SECRET', await keep('keyturn/slack-token', token))
    .replace('SIGNING', await keep('keyturn/slack-signing-secret', requests.secret));
}

async function makeTrail(moto: Moto, accountId: string): Promise<void> {
  const aws = await awsOf(moto, { accountId, region: EVENTS_REGION });
  const Bucket = `trail-of-${accountId}`;
  await new S3Client({ ...aws, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket }));
  const cloudTrail = new CloudTrailClient(aws);
  await cloudTrail.send(
    new CreateTrailCommand({ Name: 'management', S3BucketName: Bucket, IsMultiRegionTrail: true }),
  );
  await cloudTrail.send(new StartLoggingCommand({ Name: 'management' }));
}
