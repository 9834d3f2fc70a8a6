import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { iamArn, partitionOfRegion } from '../../../rules/arn';
import { Sha256 } from '../aws/lean-client';
import type { AssumedRoles } from './assumed-roles';

/** Every account's IAM is behind the same name, so connections are shared. */
const agentOptions = { keepAlive: true, maxSockets: 64 };
const requestHandler = {
  httpAgent: new HttpAgent(agentOptions),
  httpsAgent: new HttpsAgent(agentOptions),
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
};
/** Throttled calls slow the others down instead of failing. */
const retries = { retryMode: 'adaptive', maxAttempts: 10 } as const;

/** The role that stands in every account, and how clients work through it. */
export class AuditRole {
  /** @param profile of ~/.aws/config, which may say more of where calls go */
  constructor(
    private readonly roles: Pick<AssumedRoles, 'credentialsOf'>,
    readonly name: string,
    readonly region: string,
    private readonly profile?: string,
  ) {}

  /** What the SDK's clients that work in this account are made with, but for the region. */
  clientConfig(accountId: string) {
    const { profile, roles } = this;
    const partition = partitionOfRegion(this.region);
    const roleArn = iamArn({ partition, accountId }, `role/${this.name}`);
    const credentials = () => roles.credentialsOf(accountId, roleArn);
    return { profile, credentials, requestHandler, sha256: Sha256, ...retries };
  }
}
