import type { Account } from '../../rules/model';
import type { RecentUse } from '../../rules/notices';

/** Who uses an access key, by CloudTrail's management events, through each account's audit role. */
export interface KeyUsesPort {
  /** Never throws where CloudTrail can't be asked: what it is asked for is worth having, and nothing waits for it. */
  usesOf(account: Account, key: UsedKey, since: Date): Promise<KeyUses>;
}

export interface UsedKey {
  readonly id: string;
  /** Where IAM says that it was used last. */
  readonly region?: string;
}

export interface KeyUses {
  /** The newest few that differ, the newest first. */
  readonly uses: RecentUse[];
  /** Why some of it could not be asked; a reason a region. */
  readonly failed: readonly string[];
}
