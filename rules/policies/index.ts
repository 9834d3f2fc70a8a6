/** Every policy document that Keyturn writes, one a file. */
export { alarmTopicPolicy } from './alarm-topic-policy';
export { assumableRoleTrust } from './assumable-role-trust';
export { assumeListedRoles } from './assume-listed-roles';
export { auditRolePermissions } from './audit-role-permissions';
export { auditRoleTrust } from './audit-role-trust';
export { documentLimits, sizeOf, type PolicyDocument, type Statement } from './document';
export { engineerSelfManagement } from './engineer-self-management';
export { eventBusPolicy, type EventBusPolicy } from './event-bus-policy';
export { failedRunsQueuePolicy } from './failed-runs-queue-policy';
export { forwarderPermissions } from './forwarder-permissions';
export { keyEventsPermissions, type KeyEventsPermissions } from './key-events-permissions';
export { monitorPermissions, type MonitorPermissions } from './monitor-permissions';
export { notifyPermissions, type NotifyPermissions } from './notify-permissions';
export { reportsBucketPolicy } from './reports-bucket-policy';
export { runPermissions } from './run-permissions';
export { schedulePermissions } from './schedule-permissions';
export { serviceTrust, type Source, type TrustedService } from './service-trust';
export { startRunPermissions } from './start-run-permissions';
