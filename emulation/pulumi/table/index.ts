import { stackSet } from './cloudformation/stack-set';
import { stackSetInstance } from './cloudformation/stack-set-instance';
import { dashboard } from './events/dashboard';
import { eventBus, eventBusPolicy } from './events/event-bus';
import { eventRule } from './events/event-rule';
import { eventTarget } from './events/event-target';
import { logGroup } from './events/log-group';
import { metricAlarm } from './events/metric-alarm';
import { schedule } from './events/schedule';
import { scheduleGroup } from './events/schedule-group';
import { accountPasswordPolicy } from './iam/account-password-policy';
import { group } from './iam/group';
import { groupPolicy, rolePolicy, userPolicy } from './iam/inline-policies';
import { policy } from './iam/policy';
import {
  groupPolicyAttachment,
  rolePolicyAttachment,
  userPolicyAttachment,
} from './iam/policy-attachments';
import { role } from './iam/role';
import { user } from './iam/user';
import { userGroupMembership } from './iam/user-group-membership';
import { accountAssignment } from './identity-center/account-assignment';
import { accountAccessApplication } from './identity-center/application';
import { entitlement } from './identity-center/entitlement';
import { identityStoreGroup } from './identity-center/group';
import { groupMembership } from './identity-center/group-membership';
import { permissionSet } from './identity-center/permission-set';
import {
  customerManagedPolicyAttachment,
  managedPolicyAttachment,
  permissionsBoundaryAttachment,
} from './identity-center/permission-set-policies';
import { alias } from './kms/alias';
import { key } from './kms/key';
import { eventSourceMapping } from './lambda/event-source-mapping';
import { lambdaFunction } from './lambda/function';
import { functionEventInvokeConfig } from './lambda/function-event-invoke-config';
import { functionUrl } from './lambda/function-url';
import { permission } from './lambda/permission';
import { queue } from './messaging/queue';
import { queuePolicy, redrivePolicy } from './messaging/queue-attributes';
import { topic } from './messaging/topic';
import { topicPolicy } from './messaging/topic-policy';
import { topicSubscription } from './messaging/topic-subscription';
import type { ResourceType } from './resource-type';
import { stateMachine } from './states/state-machine';
import { bucket } from './storage/bucket';
import {
  bucketOwnershipControls,
  bucketPolicy,
  bucketPublicAccessBlock,
} from './storage/bucket-access';
import { bucketLifecycle } from './storage/bucket-lifecycle';
import { bucketLock } from './storage/bucket-lock';
import { bucketLogging } from './storage/bucket-logging';
import { bucketEncryption, bucketVersioning } from './storage/bucket-protection';
import { secret } from './storage/secret';
import { secretPolicy } from './storage/secret-policy';
import { secretVersion } from './storage/secret-version';
import { table } from './storage/table';
import { trail } from './storage/trail';

export { functions } from './functions';
export type { Outputs, ProviderFunction, ResourceType } from './resource-type';

/** Every resource type that is known here, by token. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  [
    accountPasswordPolicy,
    group,
    groupPolicy,
    groupPolicyAttachment,
    policy,
    role,
    rolePolicy,
    rolePolicyAttachment,
    user,
    userGroupMembership,
    userPolicy,
    userPolicyAttachment,

    accountAccessApplication,
    accountAssignment,
    customerManagedPolicyAttachment,
    entitlement,
    groupMembership,
    identityStoreGroup,
    managedPolicyAttachment,
    permissionsBoundaryAttachment,
    permissionSet,

    alias,
    key,

    eventSourceMapping,
    functionEventInvokeConfig,
    functionUrl,
    lambdaFunction,
    permission,

    dashboard,
    eventBus,
    eventBusPolicy,
    eventRule,
    eventTarget,
    logGroup,
    metricAlarm,
    schedule,
    scheduleGroup,

    queue,
    queuePolicy,
    redrivePolicy,
    topic,
    topicPolicy,
    topicSubscription,

    stateMachine,

    stackSet,
    stackSetInstance,

    bucket,
    bucketEncryption,
    bucketLifecycle,
    bucketLock,
    bucketLogging,
    bucketOwnershipControls,
    bucketPolicy,
    bucketPublicAccessBlock,
    bucketVersioning,
    secret,
    secretPolicy,
    secretVersion,
    table,
    trail,
  ].map((each) => [each.token, each]),
);
