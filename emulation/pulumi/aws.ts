import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where AWS is, in which region, and who asks. */
export interface AwsConnection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** The provider's default tags: put on every resource that takes tags. */
  readonly defaultTags?: Readonly<Record<string, string>>;
  /** Tags that the provider neither sees nor takes away. */
  readonly ignoreTags?: {
    readonly keys?: readonly string[];
    readonly keyPrefixes?: readonly string[];
  };
}

export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** S3 only: a bucket's name can't be a host name where AWS is an address of this machine. */
  readonly forcePathStyle: true;
}

/** The AWS that one provider configuration sees: one account, one region. */
export class Aws {
  readonly #clients = new Map<unknown, unknown>();
  readonly #regions = new Map<string, Aws>();

  private constructor(
    private readonly connection: AwsConnection,
    readonly accountId: string,
    readonly partition: string,
    /** The caller, as STS tells it. */
    readonly callerArn: string,
    readonly callerId: string,
  ) {}

  /** Asks STS which account this is. */
  static async connect(connection: AwsConnection): Promise<Aws> {
    const { endpoint, region, credentials } = connection;
    const sts = new STSClient({ endpoint, region, credentials });
    const { Account = '', Arn = '', UserId = '' } = await sts.send(new GetCallerIdentityCommand());
    return new Aws(connection, Account, Arn.split(':')[1] ?? 'aws', Arn, UserId);
  }

  get region(): string {
    return this.connection.region;
  }

  get defaultTags(): Readonly<Record<string, string>> {
    return this.connection.defaultTags ?? {};
  }

  ignoresTag(key: string): boolean {
    const { keys = [], keyPrefixes = [] } = this.connection.ignoreTags ?? {};
    return keys.includes(key) || keyPrefixes.some((prefix) => key.startsWith(prefix));
  }

  /** The same account in another region; itself where no other is asked for. */
  inRegion(region: string | undefined): Aws {
    if (region === undefined || region === this.region) return this;
    const { accountId, partition, callerArn, callerId } = this;
    const known = this.#regions.get(region);
    if (known) return known;
    const there = new Aws(
      { ...this.connection, region },
      accountId,
      partition,
      callerArn,
      callerId,
    );
    this.#regions.set(region, there);
    return there;
  }

  /** An SDK client for here, made once. */
  client<Client>(Client: new (options: ClientOptions) => Client): Client {
    const known = this.#clients.get(Client) as Client | undefined;
    if (known) return known;
    const { endpoint, region, credentials } = this.connection;
    const made = new Client({ endpoint, region, credentials, forcePathStyle: true });
    this.#clients.set(Client, made);
    return made;
  }
}
