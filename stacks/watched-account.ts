import type { Provider } from '@pulumi/aws/provider';
import type * as pulumi from '@pulumi/pulumi';
import { AuditRole } from '../components/audit-role';
import { KeyEventForwarder } from '../components/key-event-forwarder';
import { parseArn } from '../rules/arn';
import type { StackPlan } from './config/plan';
import { modeArgs } from './mode-args';
import { pressArgs } from './press-args';
import { secretIfSo } from './secrets';

/**
 * What the monitor needs in every account: the role that it assumes, and the events of keys. Nothing where the
 * organization's StackSet brings them.
 */
export function makeWatchedAccount(
  plan: StackPlan,
  eventBusArn: pulumi.Input<string>,
  providers: { readonly home: Provider; readonly keyEvents: Provider },
): void {
  const { auditRoleName, allowDisable, createTrail, deletionProtection } = plan.config;
  if (plan.config.coveredByStackSet) return;
  new AuditRole(
    'audit',
    {
      roleName: auditRoleName,
      // Known before the role is there: its name is fixed.
      monitorRoleArn: plan.monitor.roleArn,
      externalId: externalIdOf(plan),
      allowDisable,
      ...pressArgs(plan, plan.config),
      ...modeArgs(plan.config),
    },
    { provider: providers.home },
  );
  new KeyEventForwarder(
    'key-events',
    { eventBusArn, createTrail, deletionProtection },
    { provider: providers.keyEvents },
  );
}

/**
 * What the monitor shows when it assumes audit roles. It is no secret (AWS keeps none): it says on whose behalf
 * the role is assumed, and the monitor's account says that by itself.
 */
export function externalIdOf({ config, monitor }: StackPlan): pulumi.Input<string> {
  if (config.externalId !== undefined) return secretIfSo('keyturn:externalId', config.externalId);
  return `keyturn-${parseArn(monitor.roleArn)?.accountId}`;
}
