import type { Account } from '../model';

/** What an account says in policies, and who its users are: as IAM holds it, with nothing judged. */
export type AccountPolicies =
  | {
      readonly outcome: 'read';
      readonly account: Account;
      readonly users: readonly UserInAccount[];
      /** By a group's name, the ARNs of the managed policies that are attached to it. */
      readonly attachedToGroups: ReadonlyMap<string, readonly string[]>;
      readonly policies: readonly PlacedPolicy[];
    }
  | { readonly outcome: 'unread'; readonly account: Account; readonly reason: string };

export interface UserInAccount {
  /** AIDA… */
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly tags: Readonly<Record<string, string>>;
  /** The names of the groups that the user is in. */
  readonly groups: readonly string[];
  /** The ARNs of the managed policies that are attached to the user. */
  readonly attached: readonly string[];
  /** The ARN of the policy that bounds what the user may do. */
  readonly boundary?: string;
}

/** A policy, and whose it is. */
export interface PlacedPolicy {
  readonly holder: 'role' | 'group' | 'user' | 'account';
  /** Of the role, the group or the user; of the account's own managed policies their ARN. */
  readonly name: string;
  /** `trust` of a role's trust policy; the name of one that stands in the role, group or user; absent of managed ones. */
  readonly policy?: string;
  /** JSON; absent where IAM gave none. */
  readonly document?: string;
}

/** Where it stands, in words: `the trust policy of the role deploy`. */
export function placeOf({ holder, name, policy }: PlacedPolicy): string {
  if (holder === 'account') return `the managed policy ${name}`;
  return policy === 'trust'
    ? `the trust policy of the role ${name}`
    : `the policy ${policy} of the ${holder} ${name}`;
}
