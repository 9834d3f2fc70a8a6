import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { partitionOfRegion, type Partition } from '../../rules/arn';
import type { ReportFile, ReportsPort } from '../ports/reports';

/** S3 did not take or give a file. */
export class ReportsError extends Error {
  override readonly name = 'ReportsError';
}

const consoles: Readonly<Record<Partition, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** The reports in their bucket, whose own settings encrypt and keep them. */
export class S3Reports implements ReportsPort {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
    private readonly region: string,
  ) {}

  /** @throws ReportsError */
  async put(key: string, { contentType, body }: ReportFile): Promise<void> {
    // As bytes: of a text the SDK would make them anew for its length, its checksum, its signature and the connection.
    const Body = Buffer.from(body);
    const object = { Bucket: this.bucket, Key: key, ContentType: contentType, Body };
    await this.#try('s3:PutObject', () => this.s3.send(new PutObjectCommand(object)));
  }

  /** @throws ReportsError */
  async get(key: string): Promise<string | undefined> {
    return this.#try('s3:GetObject', async () => {
      try {
        const object = { Bucket: this.bucket, Key: key };
        const { Body } = await this.s3.send(new GetObjectCommand(object));
        return await Body?.transformToString();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    });
  }

  /** @throws ReportsError */
  async folders(within: string, after: string): Promise<readonly string[]> {
    const names: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = { Bucket: this.bucket, Prefix: within, Delimiter: '/', ContinuationToken };
      const command = new ListObjectsV2Command({ ...page, StartAfter: `${within}${after}` });
      const found = await this.#try('s3:ListBucket', () => this.s3.send(command));
      for (const { Prefix = '' } of found.CommonPrefixes ?? [])
        names.push(Prefix.slice(within.length, -1));
      ContinuationToken = found.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return names;
  }

  /** The console's page of the object: whoever opens it is asked who they are, and it is good for as long as the file. */
  linkTo(key: string): string {
    const host = consoles[partitionOfRegion(this.region)];
    const query = new URLSearchParams({ region: this.region, prefix: key }).toString();
    return `https://${this.region}.${host}/s3/object/${this.bucket}?${query}`;
  }

  async #try<Answer>(operation: string, call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : String(cause);
      throw new ReportsError(`${operation} on ${this.bucket} answered ${name}`, { cause });
    }
  }
}
