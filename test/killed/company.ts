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
import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { NoticePump } from '../../emulation/company/notice-pump';
import { startFunctionUrl, type FunctionUrl } from '../../emulation/lambda/function-url';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { createLedgerTable, emulatedDocuments } from '../../functions/testing/emulated-ledger';
import { createNoticeQueue } from '../../functions/testing/emulated-queue';
import { ActionQueue } from './action-queue';
import {
  cast,
  day,
  identity,
  monitorAccount,
  peopleInSlack,
  sandbox,
  teamChannel,
  type Deed,
  type Member,
} from './cast';
import { keepSecrets, makeFunctions, type Functions } from './functions';
import type { Switchboard } from './switchboard';

const region = 'us-east-1';
const TABLE = 'keyturn-ledger';
const BUCKET = 'keyturn-reports';

/** A key as its maker knows it. */
export interface MadeKey {
  readonly id: string;
  readonly secret: string;
  readonly owner: Member;
  readonly createdAt: Date;
}

/** Two accounts with people, the functions' bundles as processes, an emulated AWS and an emulated Slack. */
export class Company {
  readonly keys: MadeKey[] = [];
  now = day(0);
  #requestUrl: FunctionUrl | undefined;

  private constructor(
    readonly moto: Moto,
    readonly slack: SlackServer,
    readonly functions: Functions,
    /** Of the notice queue. */
    readonly pump: NoticePump,
    readonly actions: ActionQueue,
    private readonly switchboards: readonly Switchboard[],
  ) {}

  static async start(bundleFolder: string): Promise<Company> {
    let company: Company | undefined = undefined as Company | undefined;
    const now = () => company?.now ?? day(0);
    const moto = await startMoto({ at: day(0), reportsAtOnce: true });
    const slack = await startSlack({
      users: peopleInSlack.flatMap(({ name, slackId: id, hasLeftSlack: isDeactivated }) =>
        id === undefined ? [] : [{ id, name, isDeactivated }],
      ),
      channels: [{ id: teamChannel, name: 'infra' }],
      now,
    });
    const aws = {
      endpoint: moto.url,
      region,
      credentials: await moto.credentialsFor(monitorAccount),
    };
    await createLedgerTable(emulatedDocuments(moto, region), TABLE);
    await new S3Client(aws).send(new CreateBucketCommand({ Bucket: BUCKET }));
    const queues = await makeQueues(aws);
    const { functions, switchboards } = await makeFunctions(bundleFolder, moto, slack, {
      ...{ region, table: TABLE, bucket: BUCKET },
      ...queues,
      ...(await keepSecrets(aws, slack)),
    });
    const place = { accountId: monitorAccount, region };
    const queueArn = `arn:aws:sqs:${region}:${monitorAccount}:keyturn.fifo`;
    const pump = await NoticePump.between(moto, place, {
      ...{ queueArn, batchSize: 10 },
      target: functions.notify.lambda,
    });
    const actions = await ActionQueue.between(moto, place, functions.act.lambda);
    company = new Company(moto, slack, functions, pump, actions, switchboards);
    company.#requestUrl = await startFunctionUrl(functions['slack-in'].lambda, now);
    slack.requests.url = company.#requestUrl.url;
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
    await this.#requestUrl?.stop();
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
          Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
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
        access: member.isMoving && 'key+sign-in',
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
    const { AccessKeyId: id = '', SecretAccessKey: secret = '' } = AccessKey ?? {};
    this.keys.push({ id, secret, owner, createdAt: AccessKey?.CreateDate ?? new Date(NaN) });
  }

  async iamOf(accountId: string): Promise<IAMClient> {
    const credentials = await this.moto.credentialsFor(accountId);
    return new IAMClient({ endpoint: this.moto.url, region, credentials });
  }
}

/** @returns their URLs */
async function makeQueues(aws: SQSClientConfig) {
  const sqs = new SQSClient(aws);
  return {
    noticeQueue: await createNoticeQueue(sqs, 'keyturn'),
    actionQueue: await ActionQueue.make(sqs),
  };
}
