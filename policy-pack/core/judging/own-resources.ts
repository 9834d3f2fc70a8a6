// Copied from rules/judging/own-resources.ts by: ts-node policy-pack/testing/write-from-rules.ts
import { isLike } from './like';
import type { Statement } from './policy-document';

/** Whose policy it is, as far as that is known. */
export interface Holder {
  readonly userName?: string;
  readonly groupName?: string;
  /** The managed policy that it is, with its path: `teams/deploy`. */
  readonly policyName?: string;
  /** The accounts that it may be in; empty or undefined where nobody knows. */
  readonly accountIds?: readonly string[];
}

/** What of IAM's a holder may change to have more permissions. */
export type Kind = 'user' | 'group' | 'policy';

/** A name that nobody chose: what matches it matches whatever there is. */
const anyName = 'o7k2qv9x';
/**
 * Stands for the holder's own account. Permissions on another account's users, groups and policies give nothing. As
 * long as an account's number, for a pattern of any twelve characters, and without a digit that a pattern could name.
 */
const ownAccount = 'own-account-';

/** What a policy has to reach one of, so that its holders can change their own permissions: `user/ada`. */
export function targetsOf(
  { userName = anyName, groupName = anyName, policyName = anyName }: Holder,
  kind: Kind,
): readonly string[] {
  switch (kind) {
    case 'user':
      return [`user/${userName}`];
    case 'group':
      return [`group/${groupName}`];
    case 'policy':
      return [anyName, policyName].map((name) => `policy/${name}`);
  }
}

/**
 * Whether a target in the holder's own account is among a statement's resources. What is given counts where it may
 * be, what is taken away where it surely is.
 */
export function reachesOwn(statement: Statement, target: string, holder: Holder): boolean {
  const arn = `arn:aws:iam::${ownAccount}:${target}`;
  const { accountIds = [] } = holder;
  const mayBe = (pattern: string) => {
    const isOwn = (account: string) =>
      accountIds.length === 0 || accountIds.some((each) => isLike(each, account));
    return isLike(arn, inOwnAccount(withoutPath(pattern, holder), holder, isOwn));
  };
  const isSurely = (pattern: string) => {
    // Where nobody knows the account, a pattern of all accounts is like the stand-in as it is.
    const isOwn = (account: string) =>
      accountIds.length > 0 && accountIds.every((each) => isLike(each, account));
    return isLike(arn, inOwnAccount(pattern, holder, isOwn));
  };
  return statement.allows
    ? statement.concernsResource(mayBe, isSurely)
    : statement.concernsResource(isSurely, mayBe);
}

/** A pattern of resources in whole, with the holder's name, and with one partition and account for all that are theirs. */
function inOwnAccount(
  pattern: string,
  holder: Holder,
  isOwn: (account: string) => boolean,
): string {
  if (!pattern.startsWith('arn:')) return pattern;
  const [, partition = '', service = '*', region = '*', account = '*', ...resource] = withUserName(
    pattern,
    holder,
  ).split(':');
  return [
    'arn',
    // Nobody's permissions reach into another partition.
    /[*?]/.test(partition) ? partition : 'aws',
    service,
    region,
    account !== '' && isOwn(account) ? ownAccount : account,
    // IAM takes a short ARN for one that ends in wildcards.
    ...(resource.length === 0 ? ['*'] : resource),
  ].join(':');
}

/** The variable may have a value for who has none: `${aws:username, 'nobody'}`. */
function withUserName(pattern: string, { userName = anyName }: Holder): string {
  return pattern.replaceAll(/\$\{aws:username\s*(,[^}]*)?\}/gi, userName);
}

/** A user's own name under whatever path: nobody knows theirs. */
function withoutPath(pattern: string, holder: Holder): string {
  const { userName = anyName } = holder;
  const named = withUserName(pattern, holder);
  return named.endsWith(`/${userName}`) ? named.replace(/:user\/.*\//, ':user/') : named;
}
