import { policyDocument, type PolicyDocument } from './document';

/** On the bucket of reports: nobody, whatever else they may, comes to it without TLS. */
export function reportsBucketPolicy(bucketArn: string): PolicyDocument {
  return policyDocument({
    Sid: 'DenyWithoutTls',
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
