/**
 * The Pulumi components of Keyturn.
 *
 * @module keyturn
 */
export { CredentialMode } from './credential-mode';
export { AssumableRole, type AssumableRoleArgs } from './assumable-role';
export { AuditRole, type AuditRoleArgs } from './audit-role';
export {
  AuditRoleStackSet,
  StackSetCaller,
  type AuditRoleStackSetArgs,
} from './audit-role-stack-set';
export { Engineer, type EngineerArgs } from './engineer';
export { EngineerBaseline, type EngineerBaselineArgs } from './engineer-baseline';
export { KeyEventForwarder, type KeyEventForwarderArgs } from './key-event-forwarder';
export {
  FanOut,
  KeyMonitor,
  type KeyMonitorArgs,
  type CredentialRules,
  type CustomRotation,
  type PasswordClock,
  type WatchedAccount,
} from './key-monitor';
export { KeylessGroup, type KeylessGroupArgs } from './keyless-group';
export { MachineGroup, type MachineGroupArgs } from './machine-group';
export { MachineUser, type MachineUserArgs } from './machine-user';
export { RotationTool } from './rotation-tool';
export { UnusedKeys } from './unused-keys';
export { RoleGroup, type RoleGroupArgs } from './role-group';
export { SignInGroup, type SignInGroupArgs } from './sign-in-group';
