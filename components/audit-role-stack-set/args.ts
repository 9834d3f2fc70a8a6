import type * as pulumi from '@pulumi/pulumi';
import type { CredentialMode } from '../credential-mode';

/** Who makes a StackSet for an organization. */
export enum StackSetCaller {
  /**
   * The organization's management account.
   */
  Self = 'SELF',
  /**
   * A member account that is the organization's delegated administrator for CloudFormation StackSets.
   */
  DelegatedAdmin = 'DELEGATED_ADMIN',
}

/** The arguments of AuditRoleStackSet. */
export interface AuditRoleStackSetArgs {
  /**
   * The ids of the organizational units (ou-…) whose accounts get the role, those of the units below them among them;
   * or the id of the root (r-…) alone, for all accounts. Plain values, and no unit within another.
   */
  organizationalUnitIds: string[];
  /**
   * The ids of accounts of these units that have an AuditRole of their own. Heeded when a unit is first deployed to;
   * AWS keeps no such list, so an account that moves into a unit later gets the role all the same.
   */
  excludedAccountIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Who makes the StackSet: the management account (`SELF`), or a delegated administrator. Default: `SELF`.
   */
  callAs?: StackSetCaller;
  /**
   * Whether to make the management account's own AuditRole, too: no StackSet reaches it. Default: true where callAs is
   * `SELF`. A delegated administrator can't.
   */
  managementAuditRole?: boolean;
  /**
   * The name of the role in every account. Default: `keyturn-audit`.
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
   * Whether the monitor may disable the keys of engineers in these accounts. Default: true.
   */
  allowDisable?: pulumi.Input<boolean>;
  /**
   * The ARN of the role of the function that does what is pressed in Slack: KeyMonitor's actRoleArn. The role need not
   * exist yet. Without it, no press does anything in these accounts.
   */
  actRoleArn?: pulumi.Input<string>;
  /**
   * Whether a press of a responder may disable the keys of machines in these accounts, too; the monitor may not. Only with
   * actRoleArn, and nothing where allowDisable is false. Default: false.
   */
  allowDisableMachineKeys?: pulumi.Input<boolean>;
  /**
   * Service-specific credentials, such as API keys for Bedrock: with `disable`, the monitor may disable those of
   * engineers in these accounts. Default: `report`.
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
  /**
   * The ARN of the monitor's event bus, KeyMonitor's eventBusArn: the accounts forward their key events to it, as
   * KeyEventForwarder does. It takes a trail that logs their management events, such as the organization's. Without
   * it, new keys are noticed by the daily run.
   */
  eventBusArn?: pulumi.Input<string>;
  /**
   * In how many of a unit's accounts, in percent, it may fail before AWS stops and Pulumi reports an error, 0 to 100.
   * What failed in fewer is in the StackSet's operations, and the monitor reports those accounts as unread.
   * Default: 50.
   */
  failureTolerancePercentage?: pulumi.Input<number>;
}
