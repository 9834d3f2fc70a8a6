import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../aws/caller';
import { requestHandler } from '../../aws/credentials';
import { isRefusal, isUnknownKey } from '../../rotate/aws';
import type { UserFacts } from './why-refused';

const ATTEMPTS = 6;
/** IAM knows a new key everywhere within seconds. */
const KNOWN_AFTER_MS = [200, 500, 1000, 2000, 4000, 8000] as const;

/** A key that was made; its secret is kept nowhere. */
export interface CanaryKey {
  readonly id: string;
}

/** The IAM user whose key is made and deleted, in the account of whose credentials these are. */
export class CanaryUser {
  readonly #iam: IAMClient;
  /** A key that is made twice is one too many: its call is made once. */
  readonly #iamOnce: IAMClient;

  constructor(
    { client }: Pick<Caller, 'client'>,
    readonly name: string,
  ) {
    const config = { ...client, requestHandler };
    this.#iam = new IAMClient({ ...config, maxAttempts: ATTEMPTS });
    this.#iamOnce = new IAMClient({ ...config, maxAttempts: 1 });
  }

  /** Undefined where there is no such user. */
  async facts(): Promise<UserFacts | undefined> {
    const of = { UserName: this.name };
    const user = await this.#orNone(this.#iam.send(new GetUserCommand(of)));
    if (!user) return undefined;
    const [attached, inline, groups, keys, password] = await Promise.all([
      this.#iam.send(new ListAttachedUserPoliciesCommand(of)),
      this.#iam.send(new ListUserPoliciesCommand(of)),
      this.#iam.send(new ListGroupsForUserCommand(of)),
      this.#keys(),
      this.#orNone(this.#iam.send(new GetLoginProfileCommand(of))),
    ]);
    return {
      tags: Object.fromEntries(
        (user.User?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
      ),
      policies: [
        ...(attached.AttachedPolicies ?? []).map(({ PolicyName = '' }) => PolicyName),
        ...(inline.PolicyNames ?? []),
      ],
      groups: (groups.Groups ?? []).map(({ GroupName = '' }) => GroupName),
      keys,
      hasPassword: password !== undefined,
    };
  }

  /**
   * Makes a key. Whether one was made of which AWS's answer was lost, its next list says.
   * @throws what AWS refused
   */
  async makeKey(): Promise<CanaryKey> {
    const before = new Set((await this.#keys()).map(({ id }) => id));
    try {
      const command = new CreateAccessKeyCommand({ UserName: this.name });
      const { AccessKey } = await this.#iamOnce.send(command);
      return { id: AccessKey?.AccessKeyId ?? '' };
    } catch (error) {
      if (isRefusal(error)) throw error;
      const made = (await this.#keys()).find(({ id }) => !before.has(id));
      if (made) return { id: made.id };
      throw error;
    }
  }

  /** Until IAM says that it is gone: for some seconds it may not know the key yet. */
  async deleteKey({ id }: CanaryKey): Promise<void> {
    const command = new DeleteAccessKeyCommand({ UserName: this.name, AccessKeyId: id });
    for (const patience of [...KNOWN_AFTER_MS, 0]) {
      try {
        await this.#iam.send(command);
      } catch (error) {
        if (!isUnknownKey(error)) throw error;
      }
      const isThere = (await this.#keys()).some((key) => key.id === id);
      if (!isThere) return;
      await sleep(patience);
    }
    throw new Error(`IAM still lists the key after it was deleted`);
  }

  async #keys(): Promise<UserFacts['keys']> {
    const command = new ListAccessKeysCommand({ UserName: this.name });
    const { AccessKeyMetadata = [] } = await this.#iam.send(command);
    return AccessKeyMetadata.map(({ AccessKeyId = '', Status }) => ({
      id: AccessKeyId,
      isEnabled: Status === 'Active',
    }));
  }

  async #orNone<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await call;
    } catch (error) {
      if (isUnknownKey(error)) return undefined;
      throw error;
    }
  }
}
