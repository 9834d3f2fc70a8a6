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
export { Engineer } from './engineer';
export type { EngineerArgs } from './engineer-args';
export { EngineerBaseline, type EngineerBaselineArgs } from './engineer-baseline';
export {
  IdentityCenterAccess,
  IdentityCenterMode,
  IdentitySource,
  type IdentityCenterAccessArgs,
  type IdentityCenterGroup,
  type RolePermissionSet,
} from './identity-center-access';
export { KeyEventForwarder, type KeyEventForwarderArgs } from './key-event-forwarder';
export {
  FanOut,
  KeyMonitor,
  type KeyMonitorArgs,
  type CredentialRules,
  type CustomRotation,
  type PasswordClock,
  type ReportObjectLock,
  type WatchedAccount,
} from './key-monitor';
export type { KeyExemption } from './key-exemption';
export { KeyUntilGroup, type KeyUntilGroupArgs } from './key-until-group';
export { KeylessGroup, type KeylessGroupArgs } from './keyless-group';
export { MachineGroup, type MachineGroupArgs } from './machine-group';
export { MachineUser, type MachineUserArgs } from './machine-user';
export { ReportLockMode } from './report-lock-mode';
export { RotationTool } from './rotation-tool';
export { UnusedKeys } from './unused-keys';
export { RoleGroup, type RoleGroupArgs } from './role-group';
export { WayIn } from './way-in';
export { SignInGroup, type SignInGroupArgs } from './sign-in-group';
