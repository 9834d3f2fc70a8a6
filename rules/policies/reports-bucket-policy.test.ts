import assert from 'node:assert/strict';
import { reportsBucketPolicy } from './reports-bucket-policy';
import { isAllowed } from './testing/decide';

const bucketArn = 'arn:aws:s3:::keyturn-reports';
const letsInAll = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Anything', Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

describe('the policy of the bucket of reports', () => {
  const report = `${bucketArn}/reports/2026-11-23.html`;
  const ask = (
    action: string,
    resource: string,
    secure: string,
    principal = 'role/keyturn-monitor',
  ) =>
    isAllowed({
      principal: `arn:aws:iam::333333333333:${principal}`,
      action,
      resource,
      resourceAccountId: '333333333333',
      context: { 'aws:SecureTransport': secure },
      identityPolicies: [letsInAll],
      resourcePolicy: reportsBucketPolicy(bucketArn),
    });

  for (const [action, resource] of [
    ['s3:GetObject', report],
    ['s3:PutObject', report],
    ['s3:ListBucket', bucketArn],
    ['s3:PutBucketPolicy', bucketArn],
  ] as const)
    it(`refuses ${action} without TLS, and nothing with it`, async () => {
      for (const who of ['role/keyturn-monitor', 'user/administrator']) {
        assert.equal(await ask(action, resource, 'false', who), false);
        assert.equal(await ask(action, resource, 'true', who), true);
      }
    });

  it('says nothing of other buckets', async () => {
    const other = 'arn:aws:s3:::keyturn-reports-2/reports/2026-11-23.html';
    assert.equal(await ask('s3:GetObject', other, 'false'), true);
  });

  it('lets in nobody whom their own policies do not', async () => {
    const may = await isAllowed({
      principal: 'arn:aws:iam::333333333333:role/somebody',
      action: 's3:GetObject',
      resource: report,
      resourceAccountId: '333333333333',
      context: { 'aws:SecureTransport': 'true' },
      resourcePolicy: reportsBucketPolicy(bucketArn),
    });
    assert.equal(may, false);
  });
});
