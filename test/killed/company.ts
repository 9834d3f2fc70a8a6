import path from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  IAMClient,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NoticePump } from '../../emulation/company/notice-pump';
import { LambdaFunction } from '../../emulation/lambda/lambda-function';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { createLedgerTable, emulatedDocuments } from '../../functions/testing/emulated-ledger';
import { createNoticeQueue } from '../../functions/testing/emulated-queue';
import {
  cast,
  day,
  identity,
  monitorAccount,
  sandbox,
  teamChannel,
  type Deed,
  type Member,
} from './cast';
import { KillableFunction } from './killable-function';
import { Switchboard } from './switchboard';

const region = 'us-east-1';
const TABLE = 'keyturn-ledger';
const BUCKET = 'keyturn-reports';

/** A key as its maker knows it. */
export interface MadeKey {
  readonly id: string;
  readonly owner: Member;
  readonly createdAt: Date;
}

/** Two accounts with people, the functions' bundles as processes, an emulated AWS and an emulated Slack. */
export class Company {
  readonly keys: MadeKey[] = [];
  now = day(0);

  private constructor(
    readonly moto: Moto,
    readonly slack: SlackServer,
    readonly functions: Readonly<Record<'monitor' | 'notify' | 'key-events', KillableFunction>>,
    readonly pump: NoticePump,
    private readonly switchboards: readonly Switchboard[],
  ) {}

  static async start(bundleFolder: string): Promise<Company> {
    let company: Company | undefined = undefined as Company | undefined;
    const moto = await startMoto({ at: day(0), reportsAtOnce: true });
    const slack = await startSlack({
      users: cast.flatMap(({ name, slackId: id, hasLeftSlack: isDeactivated }) =>
        id === undefined ? [] : [{ id, name, isDeactivated }],
      ),
      channels: [{ id: teamChannel, name: 'infra' }],
      now: () => company?.now ?? day(0),
    });
    const aws = {
      endpoint: moto.url,
      region,
      credentials: await moto.credentialsFor(monitorAccount),
    };
    await createLedgerTable(emulatedDocuments(moto, region), TABLE);
    await new S3Client(aws).send(new CreateBucketCommand({ Bucket: BUCKET }));
    const queueUrl = await createNoticeQueue(new SQSClient(aws), 'keyturn');
    const { ARN: secretArn = '' } = await new SecretsManagerClient(aws).send(
      new CreateSecretCommand({ Name: 'slack-token', SecretString: slack.token }),
    );
    const switchboards: Switchboard[] = [];
    const make = async (name: string, own: (url: string) => Record<string, string>) => {
      const upstream = { aws: moto.url, slack: new URL(slack.url).origin };
      const switchboard = await Switchboard.start(upstream);
      switchboards.push(switchboard);
      const { url } = switchboard;
      const lambda = new LambdaFunction({
        arn: `arn:aws:lambda:${region}:${monitorAccount}:function:keyturn-${name}`,
        codePath: path.join(bundleFolder, name),
        handler: 'index.handler',
        environment: {
          ...moto.env,
          AWS_REGION: region,
          AWS_ENDPOINT_URL: url,
          AWS_LAMBDA_FUNCTION_NAME: `keyturn-${name}`,
          POWERTOOLS_SERVICE_NAME: name,
          POWERTOOLS_METRICS_NAMESPACE: 'Keyturn',
          KEYTURN_ACCOUNTS: JSON.stringify({ list: [identity, sandbox] }),
          KEYTURN_LEDGER_TABLE: TABLE,
          // The client of SQS goes where the queue's URL points.
          KEYTURN_NOTICE_QUEUE_URL: queueUrl.replace(moto.url, url),
          ...own(url),
        },
        timeoutMs: 60_000,
      });
      return new KillableFunction(name, lambda, switchboard);
    };
    const functions = {
      monitor: await make('monitor', () => ({
        KEYTURN_SETTINGS: '{}',
        KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
        KEYTURN_EXTERNAL_ID: 'keyturn-of-acme',
        KEYTURN_DRY_RUN: 'false',
        KEYTURN_DRY_RUN_ACCOUNTS: '[]',
        KEYTURN_REPORT_BUCKET: BUCKET,
      })),
      notify: await make('notify', (url) => ({
        KEYTURN_SLACK_TOKEN_SECRET_ARN: secretArn,
        KEYTURN_TEAM_CHANNEL: teamChannel,
        KEYTURN_SLACK_API_URL: `${url}/api/`,
      })),
      'key-events': await make('key-events', () => ({})),
    };
    const pump = await NoticePump.between(
      moto,
      { accountId: monitorAccount, region },
      {
        queueArn: `arn:aws:sqs:${region}:${monitorAccount}:keyturn.fifo`,
        batchSize: 10,
        target: functions.notify.lambda,
      },
    );
    company = new Company(moto, slack, functions, pump, switchboards);
    await company.#settle();
    return company;
  }

  async turnTo(now: Date): Promise<void> {
    this.now = now;
    await this.moto.setClock(now);
  }

  async do({ who, does }: Deed): Promise<void> {
    const member = cast.find(({ name }) => name === who);
    if (!member) throw new Error(`nobody is called ${who}`);
    const own = this.keys.filter(({ owner }) => owner.name === who);
    const iam = await this.iamOf(member.accountId);
    const [older] = own;
    const key = { UserName: who, AccessKeyId: older?.id };
    switch (does) {
      case 'makes a key':
        return this.#makeKey(member);
      case 'deletes the older key':
        return void (await iam.send(new DeleteAccessKeyCommand(key)));
      case 'has a key enabled again':
        return void (await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Active' })));
    }
  }

  /** The keys that there are, and whether they are enabled. */
  async held(): Promise<ReadonlyMap<string, 'Active' | 'Inactive'>> {
    const held = new Map<string, 'Active' | 'Inactive'>();
    for (const { name: UserName, accountId } of cast) {
      const iam = await this.iamOf(accountId);
      const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
      for (const { AccessKeyId = '', Status } of AccessKeyMetadata)
        held.set(AccessKeyId, Status === 'Active' ? 'Active' : 'Inactive');
    }
    return held;
  }

  async stop(): Promise<void> {
    await Promise.all(Object.values(this.functions).map((each) => each.lambda.kill()));
    await Promise.all(this.switchboards.map((each) => each.stop()));
    await Promise.all([this.moto.stop(), this.slack.stop()]);
  }

  /** The accounts with their audit roles and users, and everybody's first key on its day. */
  async #settle(): Promise<void> {
    for (const { id } of [identity, sandbox]) {
      const AssumeRolePolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${monitorAccount}:root` },
          Action: 'sts:AssumeRole',
        },
      });
      const iam = await this.iamOf(id);
      await iam.send(
        new CreateRoleCommand({ RoleName: 'keyturn-audit', AssumeRolePolicyDocument }),
      );
    }
    for (const member of cast.toSorted((a, b) => a.keyFrom - b.keyFrom)) {
      await this.turnTo(new Date(day(member.keyFrom).getTime() - 60 * 60_000));
      const tags = {
        type: member.type,
        'slack-id': member.slackId,
        'key-exempt-until': member.exemptUntil,
      };
      const Tags = Object.entries(tags).flatMap(([Key, Value]) =>
        Value === undefined ? [] : [{ Key, Value }],
      );
      const iam = await this.iamOf(member.accountId);
      await iam.send(new CreateUserCommand({ UserName: member.name, Tags }));
      await this.#makeKey(member);
    }
  }

  async #makeKey(owner: Member): Promise<void> {
    const iam = await this.iamOf(owner.accountId);
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: owner.name }));
    const { AccessKeyId: id = '', CreateDate: createdAt = new Date(NaN) } = AccessKey ?? {};
    this.keys.push({ id, owner, createdAt });
  }

  private async iamOf(accountId: string): Promise<IAMClient> {
    const credentials = await this.moto.credentialsFor(accountId);
    return new IAMClient({ endpoint: this.moto.url, region, credentials });
  }
}
