import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { onlyAws } from '../../functions/adapters/aws/only-aws';
import { requestHandler } from '../aws/credentials';
import type { KeyPair } from './ini';

/** IAM throttles each account, and others use it too. */
const ATTEMPTS = 6;
/** As short as AWS gives one: it is for this rotation alone. */
const SESSION_SECONDS = 900;

/** The user whose keys they are. */
export interface User {
  readonly arn: string;
  readonly accountId: string;
}

export interface AccessKey {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly createdAt?: Date;
}

/** IAM notes no second use within 15 minutes of one. */
export interface Use {
  readonly at: Date;
  readonly service: string;
  readonly region: string;
}

/** Of the first client: whoever's credentials they are, AWS is asked over the connections that are there already. */
let connections: STSClient['config']['requestHandler'] | undefined;

/** The calls of somebody's credentials, which name nobody else than that user. */
export class Aws {
  readonly #sts: STSClient;
  readonly #iam: IAMClient;
  /** A key that is made twice is one too many: its call is made once. */
  readonly #iamOnce: IAMClient;
  #clockOffset = 0;

  constructor(region: string, credentials: AwsCredentialIdentity, maxAttempts = ATTEMPTS) {
    const config = {
      region,
      credentials,
      requestHandler: connections ?? requestHandler,
      maxAttempts,
    };
    this.#sts = onlyAws(new STSClient(config));
    connections ??= config.requestHandler = this.#sts.config.requestHandler;
    this.#iam = onlyAws(new IAMClient(config));
    this.#iamOnce = onlyAws(new IAMClient({ ...config, maxAttempts: 1 }));
    // The SDK itself minds nothing under five minutes.
    this.#sts.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const { date = '' } = (result.response as { headers: Partial<Record<string, string>> })
          .headers;
        this.#clockOffset = Date.parse(date) - Date.now() || 0;
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'clockOffset' },
    );
  }

  async whoAmI(): Promise<User> {
    const { Arn = '', Account = '' } = await this.#sts.send(new GetCallerIdentityCommand({}));
    return { arn: Arn, accountId: Account };
  }

  /** How far AWS's clock is ahead of this machine's, in milliseconds, by its last answer; to a second or two. */
  get clockOffset(): number {
    return this.#clockOffset;
  }

  async session(device: { serial: string; code: string }): Promise<AwsCredentialIdentity> {
    const { Credentials } = await this.#sts.send(
      new GetSessionTokenCommand({
        DurationSeconds: SESSION_SECONDS,
        SerialNumber: device.serial,
        TokenCode: device.code,
      }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    };
  }

  /** The ARNs of the user's MFA devices. */
  async devices(userName: string): Promise<readonly string[]> {
    const command = new ListMFADevicesCommand({ UserName: userName });
    const { MFADevices = [] } = await this.#iam.send(command);
    return MFADevices.map(({ SerialNumber = '' }) => SerialNumber);
  }

  async tagsOf(userName: string): Promise<Readonly<Record<string, string>>> {
    const { User: { Tags = [] } = {} } = await this.#iam.send(
      new GetUserCommand({ UserName: userName }),
    );
    return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  }

  async keysOf(userName: string): Promise<readonly AccessKey[]> {
    const command = new ListAccessKeysCommand({ UserName: userName });
    const { AccessKeyMetadata = [] } = await this.#iam.send(command);
    return AccessKeyMetadata.map(({ AccessKeyId: id = '', Status, CreateDate: createdAt }) => ({
      id,
      isEnabled: Status === 'Active',
      createdAt,
    }));
  }

  /** Undefined: never, as far as IAM has noted it. */
  async lastUseOf(keyId: string): Promise<Use | undefined> {
    const command = new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId });
    const { AccessKeyLastUsed } = await this.#iam.send(command);
    const { LastUsedDate: at, ServiceName = '', Region = '' } = AccessKeyLastUsed ?? {};
    return at && { at, service: ServiceName, region: Region };
  }

  async createKey(userName: string): Promise<{ readonly key: KeyPair; readonly madeAt?: Date }> {
    const command = new CreateAccessKeyCommand({ UserName: userName });
    const { AccessKey } = await this.#iamOnce.send(command);
    const key = {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    };
    return { key, madeAt: AccessKey?.CreateDate };
  }

  async deleteKey(userName: string, keyId: string): Promise<void> {
    await this.#iam.send(new DeleteAccessKeyCommand({ UserName: userName, AccessKeyId: keyId }));
  }
}

/** The name in a user's ARN; undefined where it is no user's. */
export function userNameOf(arn: string): string | undefined {
  return /^arn:[\w-]+:iam::\d{12}:user\/(?:.*\/)?(?<name>[^/]+)$/.exec(arn)?.groups?.['name'];
}

/** Security keys and passkeys are :u2f/, and give no codes. */
export function givesCodes(device: string): boolean {
  return !device.includes(':u2f/');
}

/** AWS has refused it, and has done nothing. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500;
}

export function isThrottling(error: unknown): boolean {
  return /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)/.test(nameOf(error));
}

/** There is no such key, or none that AWS knows yet. */
export function isUnknownKey(error: unknown): boolean {
  return /^NoSuchEntity/.test(nameOf(error));
}

/** Somebody may not do this. */
export function isDenied(error: unknown): boolean {
  return /^AccessDenied/.test(nameOf(error));
}

/** The key was deleted or disabled. */
export function isDeadKey(error: unknown): boolean {
  return /^InvalidClientTokenId/.test(nameOf(error));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
