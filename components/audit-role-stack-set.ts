import { StackSet } from '@pulumi/aws/cloudformation/stackSet';
import { StackSetInstance } from '@pulumi/aws/cloudformation/stackSetInstance';
import * as pulumi from '@pulumi/pulumi';
import { asPartition, iamEventsRegion, type Partition } from '../rules/arn';
import { auditStackSetName, defaultAuditRoleName } from '../rules/names';
import { AuditRole } from './audit-role';
import { chosenModesOf, pressedKeysOf, trustOf } from './audit-role-parts';
import { StackSetCaller, type AuditRoleStackSetArgs } from './audit-role-stack-set/args';
import { auditRoleTemplate } from './audit-role-stack-set/template';
import { checkUnits } from './audit-role-stack-set/units';
import { checkedIfGiven, checkedList, inputError, wholeNumber } from './check';
import { accountId, eventBusArn, iamName } from './formats';
import { homeOf } from './whereabouts';

export { StackSetCaller, type AuditRoleStackSetArgs } from './audit-role-stack-set/args';

/** How long AWS may take over an organization of thousands; the provider would give up after 30 minutes. */
const customTimeouts = { create: '3h', update: '3h', delete: '3h' };

/**
 * AuditRole in every account of an organization, or of some of its units: a CloudFormation StackSet that AWS itself
 * deploys, to new accounts as well. The management account makes it, or a delegated administrator, and it needs the
 * organization's trusted access for StackSets. No StackSet reaches the management account: where that one makes it, an
 * AuditRole of its own is made, too.
 */
export class AuditRoleStackSet extends pulumi.ComponentResource {
  /**
   * The name of the StackSet.
   */
  public readonly stackSetName: pulumi.Output<string>;
  /**
   * The ARN of the StackSet.
   */
  public readonly stackSetArn: pulumi.Output<string>;
  /**
   * The name of the role in every account.
   */
  public readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: AuditRoleStackSetArgs, opts?: pulumi.ComponentResourceOptions) {
    super('keyturn:index:AuditRoleStackSet', name, args, opts);
    const child = { parent: this };
    const units = checkUnits(args.organizationalUnitIds);
    const excluded = checkedList('excludedAccountIds', args.excludedAccountIds, accountId);
    const callAs = args.callAs ?? StackSetCaller.Self;
    const makesOwn = makesManagementRole(args, callAs);
    const partition = homeOf(this).apply((home) => asPartition(home.partition));
    const operationPreferences = preferences(args);
    const stackSet = new StackSet(
      `${name}-stack-set`,
      {
        name: auditStackSetName,
        description: "The role through which Keyturn's monitor reads an account",
        permissionModel: 'SERVICE_MANAGED',
        callAs,
        // Left behind in an account that has gone, the role would still let the monitor in, and be in the way of a new one.
        autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
        capabilities: ['CAPABILITY_NAMED_IAM'],
        // Operations on several units wait for each other instead of failing.
        managedExecution: { active: true },
        operationPreferences,
        templateBody: templateOf(args, partition),
      },
      { ...child, customTimeouts },
    );
    // One a unit, so that a unit that comes or goes is all that changes.
    for (const unit of units)
      new StackSetInstance(
        `${name}-${unit}`,
        {
          stackSetName: stackSet.name,
          callAs,
          deploymentTargets: targetsOf(unit, excluded),
          operationPreferences,
          // IAM is everywhere the same; key events come to this region.
          stackSetInstanceRegion: partition.apply(iamEventsRegion),
        },
        // Changed, the provider would take the role from all accounts of the unit and make it again, and the
        // preferences alone it can't change at all (docs/decisions/0007-audit-role-stack-set.md).
        { ...child, customTimeouts, ignoreChanges: ['deploymentTargets', 'operationPreferences'] },
      );
    if (makesOwn) makeManagementRole(`${name}-management`, args, child);
    this.stackSetName = stackSet.name;
    this.stackSetArn = stackSet.arn;
    this.roleName = roleNameOf(args);
    this.registerOutputs({
      stackSetName: this.stackSetName,
      stackSetArn: this.stackSetArn,
      roleName: this.roleName,
    });
  }
}

function roleNameOf({ roleName }: AuditRoleStackSetArgs): pulumi.Output<string> {
  return pulumi.output(checkedIfGiven('roleName', roleName, iamName) ?? defaultAuditRoleName);
}

function templateOf(
  args: AuditRoleStackSetArgs,
  partition: pulumi.Output<Partition>,
): pulumi.Output<string> {
  return pulumi
    .all([
      partition,
      roleNameOf(args),
      trustOf(args),
      args.allowDisable ?? true,
      pressedKeysOf(args),
      checkedIfGiven('eventBusArn', args.eventBusArn, eventBusArn),
    ])
    .apply(([where, roleName, trust, allowDisable, pressed, bus]) =>
      JSON.stringify(
        auditRoleTemplate({
          partition: where,
          roleName,
          trust,
          allowDisable,
          modes: chosenModesOf(args),
          pressed,
          eventBusArn: bus,
        }),
      ),
    );
}

function preferences({ failureTolerancePercentage }: AuditRoleStackSetArgs) {
  const percentage = wholeNumber(0, 100);
  return {
    failureTolerancePercentage:
      checkedIfGiven('failureTolerancePercentage', failureTolerancePercentage, percentage) ?? 50,
    maxConcurrentPercentage: 25,
    // Else no more accounts at a time than may fail.
    concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
  };
}

function targetsOf(unit: string, excluded: pulumi.Output<string[]> | undefined) {
  return pulumi.output(excluded ?? []).apply((accounts) => ({
    organizationalUnitIds: [unit],
    ...(accounts.length > 0 && { accountFilterType: 'DIFFERENCE', accounts }),
  }));
}

/** @throws InputPropertyError where the account that makes the StackSet is not the management account */
function makesManagementRole(
  { managementAuditRole }: AuditRoleStackSetArgs,
  callAs: StackSetCaller,
): boolean {
  if (managementAuditRole && callAs !== StackSetCaller.Self)
    throw inputError(
      'managementAuditRole',
      `expected false where callAs is ${callAs}, found true: give AuditRole a provider of the management account`,
    );
  return managementAuditRole ?? callAs === StackSetCaller.Self;
}

function makeManagementRole(
  name: string,
  args: AuditRoleStackSetArgs,
  child: pulumi.ComponentResourceOptions,
): void {
  const { roleName, monitorRoleArn, externalId, allowDisable } = args;
  const { actRoleArn, allowDisableMachineKeys } = args;
  const { serviceSpecificCredentials, sshKeys, signingCertificates } = args;
  new AuditRole(
    name,
    {
      ...{ roleName, monitorRoleArn, externalId, allowDisable },
      ...{ actRoleArn, allowDisableMachineKeys },
      ...{ serviceSpecificCredentials, sshKeys, signingCertificates },
    },
    child,
  );
}
