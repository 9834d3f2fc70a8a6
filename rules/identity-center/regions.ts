import { regionsOfEveryAccount } from '../without-key/regions';

/**
 * Whether account access manager can be had where Identity Center is: in regions that are enabled by default, of no other
 * partition (https://docs.aws.amazon.com/IAM/latest/UserGuide/account-access-manager-getting-started.html).
 */
export function hasAccountAccess(region: string): boolean {
  return regionsOfEveryAccount.aws.includes(region);
}
