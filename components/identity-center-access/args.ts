import type * as pulumi from '@pulumi/pulumi';

/** How people of IAM Identity Center come into accounts. */
export enum IdentityCenterMode {
  /**
   * Into the roles that are there, AssumableRole's, by account access manager. AWS has it in the regions of its commercial
   * partition that are enabled by default.
   */
  AccountAccess = 'account-access',
  /**
   * Into roles that IAM Identity Center makes of permission sets, in every account. Their sessions say nothing of MFA, so
   * that no AssumableRole lets them in.
   */
  PermissionSets = 'permission-sets',
}

/** Where the people and groups of IAM Identity Center come from. */
export enum IdentitySource {
  /**
   * Its own directory: the groups are made here, and who is in them.
   */
  Internal = 'internal',
  /**
   * An identity provider or a directory beside it, which provisions people and groups: nothing of them is made here.
   */
  External = 'external',
}

/** People who may take on the same roles. */
export interface IdentityCenterGroup {
  /**
   * The group's display name in IAM Identity Center. Plain.
   */
  groupName: string;
  /**
   * The ARNs of the roles. Plain, one at least.
   */
  roleArns: string[];
  /**
   * The people's user names in IAM Identity Center. They must be there: nobody is made here. Plain.
   */
  members?: string[];
}

/** A permission set in the place of roles that may all do the same, one an account. */
export interface RolePermissionSet {
  /**
   * Its name: 1 to 32 characters. Plain.
   */
  permissionSetName: string;
  /**
   * The ARNs of the roles that it stands for. Plain, one at least.
   */
  roleArns: string[];
  /**
   * What it is for: 1 to 700 letters and signs of Latin-1.
   */
  description?: string;
  /**
   * The ARNs of its managed policies: AWS's own, and an account's, which must be there by the same name and path in every
   * account that a role is of. Plain, 20 at most.
   */
  policyArns?: string[];
  /**
   * The ARN of the managed policy that bounds what these allow, likewise.
   */
  permissionsBoundaryArn?: string;
  /**
   * How long a session may last, in seconds, 3600 to 43200, in whole minutes. Default: 3600.
   */
  sessionDuration?: number;
}

/** The arguments of IdentityCenterAccess. */
export interface IdentityCenterAccessArgs {
  /**
   * How people come in. Default: `account-access`.
   */
  mode?: IdentityCenterMode;
  /**
   * Where people and groups come from. Default: `internal`.
   */
  identitySource?: IdentitySource;
  /**
   * The ARN of the instance of IAM Identity Center. Default: the one that the provider's account and region have.
   */
  instanceArn?: pulumi.Input<string>;
  /**
   * The id of the instance's identity store (d-…). Default: looked up.
   */
  identityStoreId?: pulumi.Input<string>;
  /**
   * The ARN of the application of account access manager's that is there. Without it one is made; an instance takes one.
   */
  applicationArn?: pulumi.Input<string>;
  /**
   * Whether the application that is made is protected: Pulumi refuses to delete or replace it. With it everybody's access
   * by it would go at once, and could not be brought back. Set it to false, and deploy that, before you take it down on
   * purpose. Default: true.
   */
  deletionProtection?: boolean;
  /**
   * The groups, and which roles they may take on.
   */
  groups: IdentityCenterGroup[];
  /**
   * What stands for the roles where mode is `permission-sets`: each role of a group is in one of them.
   */
  permissionSets?: RolePermissionSet[];
  /**
   * The most groups that a role takes, if AWS has raised account access manager's quota. Default: 20.
   */
  maximumGroupsOfRole?: number;
  /**
   * The most permission sets that an account takes, if AWS has raised the quota. Default: 50.
   */
  maximumPermissionSetsOfAccount?: number;
}
