import assert from 'node:assert/strict';
import { CreateUserCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startMoto, type Moto } from './start';
import { clientsOf, createKey } from './test-clients';

const account = '111111111111';
const region = 'us-east-1';

describe('buckets', () => {
  let moto: Moto;
  let root: ReturnType<typeof clientsOf>;
  let s3: S3Client;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    const credentials = await moto.credentialsFor(account);
    root = clientsOf(moto, credentials);
    s3 = new S3Client({ endpoint: moto.url, region, credentials });
    await s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
  });
  after(() => moto.stop());

  const put = (client = s3) =>
    client.send(new PutObjectCommand({ Bucket: 'kept', Key: 'reports/a', Body: 'x' }));

  async function deny(condition: object) {
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::kept/*',
    };
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...statement, ...condition }],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'kept', Policy }));
  }

  it('are recorded with the file that a call is about', async () => {
    await put();
    await assert.rejects(s3.send(new GetObjectCommand({ Bucket: 'kept', Key: 'parts/none' })), {
      name: 'NoSuchKey',
    });
    await s3.send(new ListObjectsV2Command({ Bucket: 'kept', Prefix: 'parts/' }));
    const calls = await moto.recordedCalls();
    assert.deepEqual(
      calls
        .filter(({ action }) => /Object(sV2)?$/.test(action))
        .map(({ service, action, status, about }) => [service, action, status, about]),
      [
        ['s3', 'PutObject', 200, { Bucket: 'kept', Key: 'reports/a' }],
        ['s3', 'GetObject', 404, { Bucket: 'kept', Key: 'parts/none' }],
        ['s3', 'ListObjectsV2', 200, { Bucket: 'kept' }],
      ],
    );
  });

  it('take no call with a key that is disabled', async () => {
    await root.iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const credentials = await createKey(root.iam);
    const alice = new S3Client({ endpoint: moto.url, region, credentials });
    await put(alice);
    await root.iam.send(
      new UpdateAccessKeyCommand({
        UserName: 'alice',
        AccessKeyId: credentials.accessKeyId,
        Status: 'Inactive',
      }),
    );
    await assert.rejects(put(alice), { name: 'InvalidAccessKeyId' });
  });

  it('deny what their policy denies in any case, and leave conditions aside', async () => {
    await put();
    await deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    await put();
    await deny({});
    await assert.rejects(put());
  });
});
