import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import * as pulumi from '@pulumi/pulumi';
import { defaultAuditRoleName } from '../rules/names';
import { auditRolePermissions } from '../rules/policies';
import {
  auditPolicyName,
  auditRoleDescription,
  chosenModesOf,
  pressedKeysOf,
  trustOf,
} from './audit-role-parts';
import { checkedIfGiven } from './check';
import { json } from './documents';
import { iamName } from './formats';
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
   * The ARN of the role of the function that does what is pressed in Slack: KeyMonitor's actRoleArn. The role need not
   * exist yet. Without it, no press does anything in this account.
   */
  actRoleArn?: pulumi.Input<string>;
  /**
   * Whether a press of a responder may disable the keys of machines in this account, too; the monitor may not. Only with
   * actRoleArn, and nothing where allowDisable is false. Default: false.
   */
  allowDisableMachineKeys?: pulumi.Input<boolean>;
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
    const permissions = pulumi
      .all([homeOf(this), args.allowDisable ?? true, pressedKeysOf(args)])
      .apply(([home, allowDisable, pressed]) =>
        auditRolePermissions(home, allowDisable, chosenModesOf(args), pressed),
      );

    const role = new Role(
      `${name}-role`,
      {
        name: roleName,
        description: auditRoleDescription,
        assumeRolePolicy: json(trustOf(args)),
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
