import type { StackPlan } from './config/plan';

/** What an account, or those of a StackSet, let be disabled. */
interface Allowed {
  readonly allowDisable: boolean;
  readonly allowDisableMachineKeys: boolean;
}

/** What an audit role is told of presses in Slack; nothing where the monitor takes none. */
export function pressArgs({ monitor: { presses } }: StackPlan, allowed: Allowed) {
  if (!presses) return {};
  const { allowDisable, allowDisableMachineKeys } = allowed;
  return {
    actRoleArn: presses.actRoleArn,
    allowDisableMachineKeys: presses.hasResponders && allowDisable && allowDisableMachineKeys,
  };
}
