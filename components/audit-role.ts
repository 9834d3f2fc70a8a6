import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import * as pulumi from '@pulumi/pulumi';
import { defaultAuditRoleName } from '../rules/names';
import { auditRolePermissions, auditRoleTrust } from '../rules/policies';
import { auditPolicyName, auditRoleDescription, chosenModesOf } from './audit-role-parts';
import { checked, checkedIfGiven } from './check';
import { json } from './documents';
import { externalId, iamName, roleArn } from './formats';
import type { CredentialMode } from './credential-mode';
import { homeOf } from './whereabouts';

/** The arguments of AuditRole. */
export interface AuditRoleArgs {
  /**
   * The role's name, the same in every account. Default: `keyturn-audit`.
   */
  roleName?: pulumi.Input<string>;
  /**
   * The ARN of the monitor's role: KeyMonitor's monitorRoleArn. The role need not exist yet.
   */
  monitorRoleArn: pulumi.Input<string>;
  /**
   * The external id that the monitor shows: KeyMonitor's externalId.
   */
  externalId: pulumi.Input<string>;
  /**
   * Whether the monitor may disable the keys of engineers in this account. Default: true.
   */
  allowDisable?: pulumi.Input<boolean>;
  /**
   * Service-specific credentials, such as API keys for Bedrock: with `disable`, the monitor may disable those of
   * engineers in this account. Default: `report`.
   */
  serviceSpecificCredentials?: CredentialMode;
  /**
   * SSH keys for CodeCommit, likewise.
   */
  sshKeys?: CredentialMode;
  /**
   * Signing certificates, likewise; with `remind`, the monitor may list them.
   */
  signingCertificates?: CredentialMode;
}

/**
 * The role through which the monitor reads an account's IAM users, and disables the keys of those tagged
 * `type=engineer`. Every watched account has one.
 */
export class AuditRole extends pulumi.ComponentResource {
  /**
   * The role's name.
   */
  public readonly roleName: pulumi.Output<string>;
  /**
   * The role's ARN.
   */
  public readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: AuditRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:AuditRole', name, args, opts);
    const child = { parent: this };
    const roleName = checkedIfGiven('roleName', args.roleName, iamName) ?? defaultAuditRoleName;
    const trust = pulumi
      .all([
        checked('monitorRoleArn', args.monitorRoleArn, roleArn),
        checked('externalId', args.externalId, externalId),
      ])
      .apply((known) => auditRoleTrust(...known));
    const permissions = pulumi
      .all([homeOf(this), args.allowDisable ?? true])
      .apply((known) => auditRolePermissions(...known, chosenModesOf(args)));

    const role = new Role(
      `${name}-role`,
      {
        name: roleName,
        description: auditRoleDescription,
        assumeRolePolicy: json(trust),
      },
      child,
    );
    new RolePolicy(
      `${name}-permissions`,
      { role: role.name, name: auditPolicyName, policy: json(permissions) },
      child,
    );
    this.roleName = role.name;
    this.roleArn = role.arn;
    this.registerOutputs({ roleName: this.roleName, roleArn: this.roleArn });
  }
}
