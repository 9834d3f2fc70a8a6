import { GetAccountPasswordPolicyCommand, type IAMClient } from '@aws-sdk/client-iam';
import { AccountError } from '../../functions/account-error';
import type { Calls } from '../../functions/adapters/accounts/calls';
import { isUnknown, type Unknown } from '../../rules/model';
import { oneLine } from '../text-table';
import type { Home } from './home';

/** What an account asks of its console passwords, as far as the stack changes it. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  /** Days; undefined where passwords do not expire. */
  readonly maxAgeDays?: number;
  /** How many earlier passwords are refused. */
  readonly reusePrevention: number;
  readonly allowUsersToChangePassword: boolean;
  readonly needsAllKinds: boolean;
}

/** The account's policy; undefined where it has none, and AWS's own holds. Why it could not be read. */
export async function readPasswordPolicy(
  iam: IAMClient,
  calls: Calls,
): Promise<PasswordPolicy | Unknown | undefined> {
  try {
    const { PasswordPolicy: found } = await calls.make('iam:GetAccountPasswordPolicy', (options) =>
      iam.send(new GetAccountPasswordPolicyCommand(), options),
    );
    return {
      minimumLength: found?.MinimumPasswordLength ?? 6,
      maxAgeDays: found?.ExpirePasswords ? found.MaxPasswordAge : undefined,
      reusePrevention: found?.PasswordReusePrevention ?? 0,
      allowUsersToChangePassword: found?.AllowUsersToChangePassword ?? false,
      needsAllKinds: Boolean(
        found?.RequireLowercaseCharacters &&
        found.RequireUppercaseCharacters &&
        found.RequireNumbers &&
        found.RequireSymbols,
      ),
    };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    // Nobody is adopted otherwise for it.
    return error.code === 'not-found' ? undefined : { unknown: error.message };
  }
}

/** What `pulumi up` changes of it, which whoever has a password feels. */
export function policyLine(
  found: PasswordPolicy | Unknown | undefined,
  { passwordPolicy }: Pick<Home, 'passwordPolicy'>,
): string {
  const to: PasswordPolicy = { ...passwordPolicy, needsAllKinds: true };
  if (isUnknown(found))
    return `  the account's password policy could not be read, and pulumi up replaces it (${all(to)}): ${oneLine(found.unknown)}`;
  if (found === undefined)
    return `  the account has no password policy of its own, and pulumi up gives it one: ${all(to)}`;
  const [before, after] = [wordsOf(found), wordsOf(to)];
  const changes = after.flatMap((words, i) =>
    words === before[i] ? [] : [`${words} (today: ${before[i]})`],
  );
  return changes.length === 0
    ? "  the account's password policy stays as it is"
    : `  pulumi up changes the account's password policy: ${changes.join('; ')}`;
}

function all(policy: PasswordPolicy): string {
  return wordsOf(policy).join('; ');
}

function wordsOf(policy: PasswordPolicy): readonly string[] {
  const { minimumLength, maxAgeDays, reusePrevention, needsAllKinds } = policy;
  return [
    `at least ${minimumLength} characters`,
    needsAllKinds ? 'of all four kinds' : 'not of all four kinds',
    maxAgeDays === undefined ? 'never expires' : `expires after ${maxAgeDays} days`,
    reusePrevention === 0 ? 'any again' : `none of the last ${reusePrevention} again`,
    policy.allowUsersToChangePassword
      ? 'everybody may change their own'
      : 'who may change their own, their policies say',
  ];
}
