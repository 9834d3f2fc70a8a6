import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { Moto } from './moto';

/** The real SDK's clients for whoever has the credentials. They try once: a test wants to see the error. */
export function clientsOf(moto: Moto, credentials: AwsCredentialIdentity) {
  const config = { endpoint: moto.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  return { config, iam: new IAMClient(config), sts: new STSClient(config) };
}
