import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { iamArn, iamEventsRegion, partitionOfRegion } from '../../../rules/arn';
import type { AssumedRoles, Session } from './assumed-roles';
import { leanClient, Sha256 } from '../aws/lean-client';
import { onlyAws } from '../aws/only-aws';

/** Clients that are kept; more accounts than that are never handled at a time. */
const KEPT_CLIENTS = 64;

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

/** The clients of one account, each made when it is first needed. */
class Clients {
  #iam: IAMClient | undefined;
  #cloudTrail: CloudTrailClient | undefined;

  constructor(
    private readonly region: string,
    private readonly profile: string | undefined,
    private readonly credentials: () => Promise<Session>,
  ) {}

  get iam(): IAMClient {
    return (this.#iam ??= leanClient(
      onlyAws(new IAMClient({ ...this.#config, region: this.region })),
    ));
  }

  get cloudTrail(): CloudTrailClient {
    const region = iamEventsRegion(partitionOfRegion(this.region));
    return (this.#cloudTrail ??= new CloudTrailClient({ ...this.#config, region }));
  }

  get #config() {
    const { profile, credentials } = this;
    return { profile, credentials, requestHandler, sha256: Sha256, ...retries };
  }
}

/** The clients that work in an account through its audit role. */
export class AuditClients {
  readonly #clients = new Map<string, Clients>();

  /** @param profile of ~/.aws/config, which may say more of where calls go */
  constructor(
    private readonly roles: Pick<AssumedRoles, 'credentialsOf'>,
    readonly roleName: string,
    private readonly region: string,
    private readonly profile?: string,
  ) {}

  in(accountId: string): Clients {
    const clients = this.#clients.get(accountId) ?? this.#make(accountId);
    // The oldest goes first: to be used is to be young again.
    this.#clients.delete(accountId);
    this.#clients.set(accountId, clients);
    const [oldest] = this.#clients.keys();
    if (this.#clients.size > KEPT_CLIENTS && oldest !== undefined) this.#clients.delete(oldest);
    return clients;
  }

  #make(accountId: string): Clients {
    const partition = partitionOfRegion(this.region);
    const roleArn = iamArn({ partition, accountId }, `role/${this.roleName}`);
    const credentials = () => this.roles.credentialsOf(accountId, roleArn);
    return new Clients(this.region, this.profile, credentials);
  }
}
