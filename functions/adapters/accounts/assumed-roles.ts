import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { PolicyDocument } from '../../../rules/policies/document';
import { translateError } from './translate-error';

/** What is left of a session's hour when a new one is made. */
const MARGIN_MS = 5 * 60 * 1000;
/** Sessions that are kept: memory must not grow with the accounts. */
const KEPT_SESSIONS = 256;

/** Credentials of an assumed role, as the SDK's clients take them. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

interface Kept {
  readonly session: Promise<Session>;
  /** In milliseconds since 1970; for ever while it is not known. */
  freshUntil: number;
}

/** What sessions are made with, besides whose they are. */
export interface SessionOptions {
  /** What the sessions may do at most, whatever else the roles may. */
  readonly policy?: (accountId: string) => PolicyDocument;
  /** Who it is, which a trust can ask for, and CloudTrail names with every call of theirs; it can't be changed later. */
  readonly sourceIdentity?: string;
}

/** Sessions of roles in other accounts: the newest are kept over the runs of one container while they are valid. */
export class AssumedRoles {
  readonly #kept = new Map<string, Kept>();

  /** @param externalId what the roles' trust asks for, if it does */
  constructor(
    private readonly sts: STSClient,
    private readonly externalId: string | undefined,
    private readonly sessionName: string,
    private readonly options: SessionOptions = {},
  ) {}

  /** @throws AccountError */
  async credentialsOf(accountId: string, roleArn: string): Promise<Session> {
    const kept = this.#kept.get(roleArn);
    if (kept && Date.now() < kept.freshUntil) return kept.session;
    // Whoever asks meanwhile waits for the same answer; a failure is not kept for those who ask later.
    const session = this.#assume(accountId, roleArn);
    const fresh = { session, freshUntil: Infinity };
    this.#kept.delete(roleArn);
    this.#kept.set(roleArn, fresh);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_SESSIONS && oldest !== undefined) this.#kept.delete(oldest);
    session.then(
      ({ expiration }) => {
        if (expiration) fresh.freshUntil = expiration.getTime() - MARGIN_MS;
      },
      () => {
        if (this.#kept.get(roleArn) === fresh) this.#kept.delete(roleArn);
      },
    );
    return session;
  }

  async #assume(accountId: string, roleArn: string): Promise<Session> {
    const { policy, sourceIdentity } = this.options;
    try {
      const { Credentials } = await this.sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn,
          RoleSessionName: this.sessionName,
          ExternalId: this.externalId,
          ...(policy && { Policy: JSON.stringify(policy(accountId)) }),
          ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
        }),
      );
      return {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken,
        expiration: Credentials?.Expiration,
      };
    } catch (error) {
      throw translateError(accountId, 'sts:AssumeRole', error);
    }
  }
}
