import * as pulumi from '@pulumi/pulumi';
import { type IdentityCenterAccessArgs, IdentityCenterMode } from './identity-center-access/args';
import { checkArgs } from './identity-center-access/check-args';
import { findDirectory } from './identity-center-access/directory';
import { applicationOf, makeEntitlements } from './identity-center-access/entitlements';
import { principalsOf } from './identity-center-access/groups';
import { makePermissionSets } from './identity-center-access/permission-sets';

export {
  IdentityCenterMode,
  IdentitySource,
  type IdentityCenterAccessArgs,
  type IdentityCenterGroup,
  type RolePermissionSet,
} from './identity-center-access/args';

/**
 * Lets people of IAM Identity Center into roles, a group for those who may take on the same: in the account that
 * administers Identity Center, which is the organization's management account or its delegated administrator. By account
 * access manager they come into the roles that are there, which must trust its application before AWS takes an entitlement:
 * AssumableRole's accountAccessApplicationArn. People are looked up and never made; nothing is made before all are found.
 */
export class IdentityCenterAccess extends pulumi.ComponentResource {
  /**
   * The ARN of the application of account access manager's, for AssumableRole; only where mode is `account-access`.
   */
  public readonly applicationArn?: pulumi.Output<string>;
  /**
   * The ARN of the instance of IAM Identity Center.
   */
  public readonly instanceArn: pulumi.Output<string>;
  /**
   * The id of its identity store.
   */
  public readonly identityStoreId: pulumi.Output<string>;

  constructor(
    name: string,
    args: IdentityCenterAccessArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('keyturn:index:IdentityCenterAccess', name, args, opts);
    const checked = checkArgs(args);
    const child = { parent: this };
    const directory = findDirectory(this, checked);
    const principals = principalsOf(name, checked, directory, child);
    this.instanceArn = directory.instanceArn;
    this.identityStoreId = directory.identityStoreId;
    if (checked.mode === IdentityCenterMode.AccountAccess) {
      this.applicationArn = applicationOf(name, checked, directory, child);
      makeEntitlements(name, principals, this.applicationArn, child);
    } else makePermissionSets(name, checked, principals, directory, child);
    this.registerOutputs({
      ...(this.applicationArn && { applicationArn: this.applicationArn }),
      instanceArn: this.instanceArn,
      identityStoreId: this.identityStoreId,
    });
  }
}
