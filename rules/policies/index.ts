/** Every policy document that Keyturn writes, one a file. */
export { actPermissions, type ActPermissions } from './act-permissions';
export { actSessionPermissions } from './act-session-permissions';
export { alarmTopicPolicy } from './alarm-topic-policy';
export { assumableRoleTrust, type AssumableRoleTrust } from './assumable-role-trust';
export { assumeListedRoles } from './assume-listed-roles';
export { auditRolePermissions, type ChosenModes, type PressedKeys } from './audit-role-permissions';
export { auditRoleTrust, type TrustedPresses } from './audit-role-trust';
export { auditSessionPermissions } from './audit-session-permissions';
export { doctorSessionPermissions } from './doctor-session-permissions';
export { denyOwnAccessKeys, denyOwnAccessKeysAfter } from './deny-own-access-keys';
export { documentLimits, sizeOf, type PolicyDocument, type Statement } from './document';
export { engineerSelfManagement, type OwnServiceCredentials } from './engineer-self-management';
export { eventBusPolicy, type EventBusPolicy } from './event-bus-policy';
export { failedRunsQueuePolicy } from './failed-runs-queue-policy';
export { forwarderPermissions } from './forwarder-permissions';
export { keyEventsPermissions, type KeyEventsPermissions } from './key-events-permissions';
export { keyPolicy, type KeyUses } from './key-policy';
export { monitorPermissions, type MonitorPermissions } from './monitor-permissions';
export { notifyPermissions, type NotifyPermissions } from './notify-permissions';
export { reportsBucketPolicy } from './reports-bucket-policy';
export { grantRoles, type RoleGrants } from './role-grants';
export { runPermissions } from './run-permissions';
export type { ScheduleKey } from './schedule-key';
export { schedulePermissions } from './schedule-permissions';
export { serviceTrust, type Source, type TrustedService } from './service-trust';
export { signInOnOwnMachine } from './sign-in-on-own-machine';
export { slackInPermissions, type SlackInPermissions } from './slack-in-permissions';
export {
  signingSecretPolicy,
  slackTokenPolicy,
  type SlackSecretPolicy,
} from './slack-secret-policy';
export { startRunPermissions } from './start-run-permissions';
