import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  NoSuchKey,
  S3Client,
} from '@aws-sdk/client-s3';
import { datePattern } from '../../rules/formats';
import type { LocalDate } from '../../rules/model';
import { refused, type Caller } from '../aws/caller';
import { requestHandler } from '../aws/credentials';
import type { CliError } from '../cli-error';
import { sha256 } from './sha256';
import type { ReportSource } from './source';

const FOLDER = 'reports/';

/** The monitor's bucket. Only reads. */
export class BucketSource implements ReportSource {
  readonly name: string;
  readonly #s3: S3Client;

  constructor(
    private readonly caller: Caller,
    private readonly bucket: string,
  ) {
    this.name = `s3://${bucket}/${FOLDER}`;
    this.#s3 = new S3Client({ ...caller.client, requestHandler });
  }

  /** @throws CliError */
  async days(): Promise<readonly LocalDate[]> {
    const days: LocalDate[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = { Bucket: this.bucket, Prefix: FOLDER, Delimiter: '/', ContinuationToken };
      const found = await this.#ask('for the days of its reports (s3:ListBucket)', () =>
        this.#s3.send(new ListObjectsV2Command(page)),
      );
      for (const { Prefix = '' } of found.CommonPrefixes ?? [])
        days.push(Prefix.slice(FOLDER.length, -1));
      ContinuationToken = found.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return days.filter((day) => datePattern.test(day));
  }

  /** @throws CliError */
  async read(file: string): Promise<Buffer | undefined> {
    return this.#get(file);
  }

  /** @throws CliError */
  async versions(file: string): Promise<ReadonlySet<string>> {
    const Prefix = `${FOLDER}${file}`;
    const { Versions = [] } = await this.#ask(
      `for the versions of ${file} (s3:ListBucketVersions)`,
      () => this.#s3.send(new ListObjectVersionsCommand({ Bucket: this.bucket, Prefix })),
    );
    const older = Versions.filter(({ Key, IsLatest }) => Key === Prefix && IsLatest !== true);
    const bodies = older.map(({ VersionId }) => this.#get(file, VersionId));
    return new Set((await Promise.all(bodies)).flatMap((body) => (body ? [sha256(body)] : [])));
  }

  #get(file: string, VersionId?: string): Promise<Buffer | undefined> {
    const object = { Bucket: this.bucket, Key: `${FOLDER}${file}`, VersionId };
    const action = VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    return this.#ask(`for ${file} (${action})`, async () => {
      try {
        const { Body } = await this.#s3.send(new GetObjectCommand(object));
        return Body && Buffer.from(await Body.transformToByteArray());
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    });
  }

  async #ask<Answer>(what: string, call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      throw this.#refused(what, error);
    }
  }

  #refused(what: string, error: unknown): CliError {
    const { client, partition } = this.caller;
    const asked = `the bucket ${this.bucket} was asked ${what}`;
    return refused(asked, error, { region: client.region, partition });
  }
}
