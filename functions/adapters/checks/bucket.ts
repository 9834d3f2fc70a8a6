import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Tried } from '../../../rules/checks/tried';
import { tryCalls } from './tried-call';

const FOLDER = 'reports/';

/** Whether the reports' bucket can be listed, and a report in it read: its first byte, or that there is none. */
export async function tryBucket(s3: S3Client, Bucket: string): Promise<Tried> {
  return tryCalls(async () => {
    const page = { Bucket, Prefix: FOLDER, MaxKeys: 1 };
    const { Contents: [first] = [] } = await s3.send(new ListObjectsV2Command(page));
    const Key = first?.Key ?? `${FOLDER}keyturn-check`;
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=0-0' }));
      await Body?.transformToByteArray();
    } catch (error) {
      if (!(error instanceof NoSuchKey)) throw error;
    }
    return 'listed and read; whether it takes a report only a run shows';
  });
}
