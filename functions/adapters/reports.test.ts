import assert from 'node:assert/strict';
import { CreateBucketCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { reportsContract } from '../contracts/reports-contract';
import { ReportsError, S3Reports } from './reports';

describe('the reports’ adapter', () => {
  const region = 'us-east-1';
  let moto: Moto;
  let s3: S3Client;
  let count = 0;
  before(async () => {
    moto = await startMoto();
    const credentials = await moto.credentialsFor('111111111111');
    s3 = new S3Client({ endpoint: moto.url, region, credentials, forcePathStyle: true });
  });
  after(() => moto.stop());

  async function open(): Promise<{ reports: S3Reports; Bucket: string }> {
    const Bucket = `reports-${++count}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    return { reports: new S3Reports(s3, Bucket, region), Bucket };
  }
  reportsContract('on S3', async () => (await open()).reports);

  it('say what a file is, so that a browser shows it', async () => {
    const { reports, Bucket } = await open();
    await reports.put('a.html', { contentType: 'text/html; charset=utf-8', body: 'x' });
    const { ContentType } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a.html' }));
    assert.equal(ContentType, 'text/html; charset=utf-8');
  });

  it('tell a bucket that is not there from a file that is not', async () => {
    const reports = new S3Reports(s3, 'no-such-bucket', region);
    await assert.rejects(reports.get('a'), ReportsError);
    await assert.rejects(
      reports.put('a', { contentType: 'text/csv; charset=utf-8', body: 'x' }),
      /s3:PutObject on no-such-bucket answered NoSuchBucket/,
    );
  });

  for (const [where, host] of [
    ['eu-central-1', 'eu-central-1.console.aws.amazon.com'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
  ] as const)
    it(`are opened in the console of ${where}`, () => {
      const link = new URL(new S3Reports(s3, 'bucket', where).linkTo('reports/a b.html'));
      assert.equal(link.host, host);
      assert.equal(link.pathname, '/s3/object/bucket');
      assert.deepEqual(
        [...link.searchParams],
        [
          ['region', where],
          ['prefix', 'reports/a b.html'],
        ],
      );
    });
});
