import type { Provider } from '@pulumi/aws/provider';
import type * as pulumi from '@pulumi/pulumi';
import { AuditRoleStackSet, StackSetCaller } from '../components/audit-role-stack-set';
import type { StackPlan } from './config/plan';
import { modeArgs } from './mode-args';
import { pressArgs } from './press-args';
import { externalIdOf } from './watched-account';

/** The account that gives the audit role to those of its organization. Its own it has like every other. */
export function makeOrganization(
  plan: StackPlan,
  eventBusArn: pulumi.Input<string>,
  provider: Provider,
): void {
  const { account, accounts, config, monitor } = plan;
  const { auditRoleStackSet: stackSet } = config;
  if (!stackSet) throw new Error('a stack of the kind organization has an auditRoleStackSet');
  const isManagement = !stackSet.delegatedAdministrator;
  const others = accounts.filter(({ id }) => !isManagement || id !== account.id);
  new AuditRoleStackSet(
    'audit-everywhere',
    {
      organizationalUnitIds: [...stackSet.organizationalUnitIds],
      excludedAccountIds: others.filter((each) => !each.coveredByStackSet).map(({ id }) => id),
      callAs: isManagement ? StackSetCaller.Self : StackSetCaller.DelegatedAdmin,
      managementAuditRole: false,
      roleName: config.auditRoleName,
      monitorRoleArn: monitor.roleArn,
      externalId: externalIdOf(plan),
      allowDisable: stackSet.allowDisable,
      ...pressArgs(plan, stackSet),
      ...modeArgs(config),
      eventBusArn: stackSet.forwardKeyEvents ? eventBusArn : undefined,
    },
    { provider },
  );
}
