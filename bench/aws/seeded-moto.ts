import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { createLedgerTable } from '../../functions/testing/emulated-ledger';
import { createNoticeQueue } from '../../functions/testing/emulated-queue';

export const DAY_MS = 86_400_000;
export const monitorAccount = '123456789012';
const region = 'eu-central-1';
const CALLS_AT_A_TIME = 4;

/** When the i-th of so many users was made: every hundredth is due today, the others are not for weeks. */
export function createdAt(user: number, now: Date): Date {
  const days = user % 100 === 0 ? 76 : 30;
  // Some hours more, so that no day changes while the bench runs.
  return new Date(now.getTime() - days * DAY_MS - 2 * 3_600_000);
}

/** Moto with accounts of engineers who have one key each. */
export class SeededMoto {
  private constructor(
    readonly moto: Moto,
    private readonly now: Date,
  ) {}

  static async start(now: Date): Promise<SeededMoto> {
    return new SeededMoto(await startMoto({ at: now, reportsAtOnce: true }), now);
  }

  /** Makes users `user0` and so on, and the audit role. */
  async addAccount(accountId: string, users: number): Promise<void> {
    const iam = new IAMClient({ ...this.#config, credentials: await this.credentials(accountId) });
    const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'keyturn-audit',
        AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: trust }),
      }),
    );
    const all = Array.from({ length: users }, (_, i) => i);
    const sameDay = Map.groupBy(all, (i) => createdAt(i, this.now).getTime());
    for (const [instant, some] of sameDay) {
      await this.moto.setClock(new Date(instant));
      await pMap(some, (i) => addEngineer(iam, i), { concurrency: CALLS_AT_A_TIME });
    }
    await this.moto.setClock(this.now);
  }

  /** An empty ledger, in a table of this name. */
  async addLedger(name: string): Promise<void> {
    const client = new DynamoDBClient({
      ...this.#config,
      credentials: await this.credentials(monitorAccount),
    });
    await createLedgerTable(DynamoDBDocumentClient.from(client), name);
  }

  /** A notice queue, by the URL that it has behind `url`. */
  async addQueue(url: string): Promise<string> {
    const credentials = await this.credentials(monitorAccount);
    const queueUrl = await createNoticeQueue(
      new SQSClient({ ...this.#config, credentials }),
      'keyturn',
    );
    return new URL(new URL(queueUrl).pathname, url).href;
  }

  /** An empty bucket for the reports. */
  async addBucket(name: string): Promise<string> {
    const credentials = await this.credentials(monitorAccount);
    const CreateBucketConfiguration = { LocationConstraint: region } as const;
    const s3 = new S3Client({ ...this.#config, credentials });
    await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration }));
    return name;
  }

  credentials(accountId: string) {
    return this.moto.credentialsFor(accountId);
  }

  get #config() {
    return { endpoint: this.moto.url, region };
  }
}

async function addEngineer(iam: IAMClient, user: number): Promise<void> {
  const UserName = `user${user}`;
  const Tags = [
    { Key: 'type', Value: 'engineer' },
    { Key: 'slack-id', Value: `U${String(user).padStart(10, '0')}` },
  ];
  await iam.send(new CreateUserCommand({ UserName, Tags }));
  await iam.send(new CreateAccessKeyCommand({ UserName }));
}
