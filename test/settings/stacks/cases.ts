import {
  as,
  input,
  json,
  made,
  says,
  variable,
  within,
  type Arrival,
  type Place,
} from '../arrivals';
import type { Portal } from '../../../cli/aws-config/identity-center';
import type { companies } from './companies';

/** A stack's program, run; `refusal` says why nothing was made. */
export interface Deployed extends Place {
  readonly refusal?: string;
  /** As the profiles of those who come by IAM Identity Center have it. */
  readonly portal?: Portal;
}

/** The company and the stack whose file gives the key another value than the default, and where that arrives. */
export interface StackCase {
  readonly in: keyof typeof companies;
  readonly stack: string;
  readonly arrives: readonly Arrival<Deployed>[];
}

const inStack =
  (company: StackCase['in'], stack: string) =>
  (...arrives: readonly Arrival<Deployed>[]): StackCase => ({ in: company, stack, arrives });

const identity = inStack('listed', 'identity');
const production = inStack('listed', 'production');
const monitor = inStack('listed', 'monitor');
const distributed = inStack('organization', 'monitor');
const management = inStack('organization', 'management');
const covered = inStack('organization', 'production');
const alone = inStack('alone', 'production');
const entered = inStack('entered', 'management');
const assigned = inStack('assigned', 'management');
const several = inStack('several', 'production');

const functions = ['monitor', 'notify', 'key-events'];
const setting = (...names: readonly string[]) =>
  json(variable('monitor', 'KEYTURN_SETTINGS'), ...names);
const clock = (...names: readonly string[]) =>
  json(variable('monitor', 'KEYTURN_CREDENTIALS'), ...names);
const stateMachine = (...names: readonly string[]) =>
  json(input('keyturn-run', 'definition'), 'States', 'Handle accounts', ...names);
const inTemplate = (text: string) => (of: Place) =>
  String(of.child('audit-everywhere-stack-set').inputs['templateBody']).includes(text);
const component = 'IdentityCenterAccess identity-center';
const entitlement = 'identity-center-entitlement:AWS backend:222222222222/deploy';
const unit = 'audit-everywhere-ou-abcd-22222222';

/** Every key of a stack file. Of a list `[]` stands for each of it. */
export const stackCases: Readonly<Record<string, StackCase | readonly StackCase[]>> = {
  accountKinds: several(as(true, made('engineers-group')), as(true, made('keyturn-ledger'))),
  accountId: several(as('["999999999999"]', input('home', 'allowedAccountIds'))),
  allowDisable: production(
    as(false, (of) =>
      String(of.child('audit-permissions').inputs['policy']).includes('iam:UpdateAccessKey'),
    ),
  ),
  allowDisableMachineKeys: identity(input('AuditRole audit', 'allowDisableMachineKeys')),
  createTrail: production(made('key-events-trail')),
  coveredByStackSet: covered(as(false, made('audit-role')), as(false, made('key-events-rule'))),
  deletionProtection: monitor(
    input('keyturn-ledger', 'deletionProtectionEnabled'),
    // What it makes of that, a test of its arguments says.
    input('KeyEventForwarder key-events', 'deletionProtection'),
  ),
  externalId: [
    monitor(variable('monitor', 'KEYTURN_EXTERNAL_ID'), within('audit-role', 'assumeRolePolicy')),
    management(within('audit-everywhere-stack-set', 'templateBody')),
  ],
  auditRoleName: [
    monitor(
      variable('monitor', 'KEYTURN_AUDIT_ROLE_NAME'),
      within('keyturn-monitor-permissions', 'policy'),
      input('audit-role', 'name'),
    ),
    management(within('audit-everywhere-stack-set', 'templateBody')),
  ],
  identityAccountId: alone(within('deploy-role', 'assumeRolePolicy')),
  monitorRoleArn: alone(within('audit-role', 'assumeRolePolicy')),
  monitorEventBusArn: alone(
    input('key-events-target', 'arn'),
    within('key-events-permissions', 'policy'),
  ),
  monitorActRoleArn: alone(within('audit-role', 'assumeRolePolicy')),
  monitorHasResponders: alone(as(true, says('audit-permissions', 'policy', 'aws:SourceIdentity'))),

  engineersFile: identity(as(true, made('ben-user'))),
  groupName: identity(input('engineers-group', 'name'), input('ada-membership', 'groups', 0)),
  'groups.path': identity(
    input('engineers-group', 'path'),
    input('Backend-group', 'path'),
    input('robots-AmazonS3ReadOnlyAccess@aws-group', 'path'),
  ),
  'groups.rolePrefix': identity(
    as('may-deploy@production', input('ben-membership:roles', 'groups', 0)),
  ),
  'groups.machinePrefix': identity(
    as('robots-AmazonS3ReadOnlyAccess@aws', input('ci-membership', 'groups', 0)),
  ),
  'groups.names.*': identity(input('ada-membership:roles', 'groups', 0)),
  'groups.most': inStack(
    'crowded',
    'identity',
  )(as('at most 2,', ({ refusal = '' }) => /at most \d+,/.exec(refusal)?.[0])),
  access: identity(as('everybody-without-key', input('ben-membership:keyless', 'groups', 0))),
  'accessUntil.key': identity(input('ada-user', 'tags', 'key-until')),
  identityCenterElsewhere: identity(made('cleo-user')),
  'passwordPolicy.minimumLength': identity(
    input('engineers-password-policy', 'minimumPasswordLength'),
  ),
  'passwordPolicy.maxAgeDays': identity(input('engineers-password-policy', 'maxPasswordAge')),
  'passwordPolicy.reusePrevention': identity(
    input('engineers-password-policy', 'passwordReusePrevention'),
  ),
  'passwordPolicy.allowUsersToChangePassword': identity(
    input('engineers-password-policy', 'allowUsersToChangePassword'),
  ),

  'selfManagement.serviceCredentials': identity(within('engineers-self-management', 'policy')),
  'selfManagement.maximumCredentialAgeDays': identity(
    within('engineers-self-management', 'policy'),
  ),

  'roles[].name': production(input('release-role', 'name')),
  'roles[].path': production(input('release-role', 'path')),
  'roles[].description': production(input('release-role', 'description')),
  'roles[].policyArns': production(
    as(
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
      input('release-policy:aws:ReadOnlyAccess', 'policyArn'),
    ),
  ),
  'roles[].maxSessionHours': production(as(7 * 3600, input('release-role', 'maxSessionDuration'))),
  'roles[].permissionsBoundaryArn': production(input('release-role', 'permissionsBoundary')),
  'roles[].existing': production(as(false, made('deploy-role'))),

  teamChannel: monitor(variable('notify', 'KEYTURN_TEAM_CHANNEL')),
  slackToken: monitor(input('keyturn-slack-token-version', 'secretString')),
  slackTokenSecretArn: distributed(
    variable('notify', 'KEYTURN_SLACK_TOKEN_SECRET_ARN'),
    within('keyturn-notify-permissions', 'policy'),
  ),
  slackTokenKmsKeyArn: distributed(within('keyturn-notify-permissions', 'policy')),
  slackTokenAdministratorArns: monitor(within('keyturn-slack-token-policy', 'policy')),
  slackSigningSecret: monitor(input('keyturn-slack-signing-secret-version', 'secretString')),
  slackSigningSecretArn: distributed(
    variable('slack-in', 'KEYTURN_SLACK_SIGNING_SECRET_ARN'),
    within('keyturn-slack-in-permissions', 'policy'),
  ),
  slackSigningSecretKmsKeyArn: distributed(within('keyturn-slack-in-permissions', 'policy')),
  slackAppId: monitor(variable('slack-in', 'KEYTURN_SLACK_APP_ID')),
  slackTeams: monitor(json(variable('slack-in', 'KEYTURN_SLACK_TEAMS'))),
  responders: monitor(json(variable('act', 'KEYTURN_RESPONDERS'))),
  slackApiUrl: monitor(variable('notify', 'KEYTURN_SLACK_API_URL')),
  rotateWith: monitor(json(variable('notify', 'KEYTURN_ROTATION'), 'tool')),
  'customRotation.command': monitor(
    json(variable('notify', 'KEYTURN_ROTATION'), 'custom', 'command'),
  ),
  'customRotation.link': monitor(json(variable('notify', 'KEYTURN_ROTATION'), 'custom', 'link')),
  'settings.timeZone': monitor(
    setting('timeZone'),
    input('keyturn-schedule', 'scheduleExpressionTimezone'),
  ),
  'settings.reminderAges': monitor(setting('reminderAges')),
  'settings.disableAge': monitor(setting('disableAge')),
  'settings.graceDays': monitor(setting('graceDays')),
  'settings.secondKeyGraceDays': monitor(setting('secondKeyGraceDays')),
  'settings.maximumExemptionDays': monitor(setting('maximumExemptionDays')),
  'settings.unusedAge': monitor(json(variable('monitor', 'KEYTURN_UNUSED'), 'age')),
  'settings.unused': monitor(json(variable('monitor', 'KEYTURN_UNUSED'), 'do')),
  'settings.provedDays': monitor(json(variable('monitor', 'KEYTURN_MOVES'), 'provedDays')),
  'settings.quietDays': monitor(json(variable('monitor', 'KEYTURN_MOVES'), 'quietDays')),
  'settings.askAgainDays': monitor(
    json(variable('monitor', 'KEYTURN_QUESTIONS'), 'againAfterDays'),
  ),
  'settings.circuitBreaker.keys': monitor(setting('circuitBreaker', 'keys')),
  'settings.circuitBreaker.percent': monitor(setting('circuitBreaker', 'percent')),
  'settings.circuitBreaker.releasedThrough': monitor(setting('circuitBreaker', 'releasedThrough')),
  'credentials.access-key.remindAt': distributed(setting('reminderAges')),
  'credentials.access-key.stopAt': distributed(setting('disableAge')),
  'credentials.access-key.graceDays': distributed(setting('graceDays')),
  'credentials.password.remindAt': distributed(clock('password', 'remindAt')),
  'credentials.password.stopAt': distributed(clock('password', 'stopAt')),
  'credentials.service-specific.do': distributed(clock('service-specific', 'do')),
  'credentials.service-specific.remindAt': distributed(clock('service-specific', 'remindAt')),
  'credentials.service-specific.stopAt': distributed(clock('service-specific', 'stopAt')),
  'credentials.service-specific.graceDays': distributed(clock('service-specific', 'graceDays')),
  'credentials.ssh-key.do': distributed(clock('ssh-key', 'do')),
  'credentials.ssh-key.remindAt': distributed(clock('ssh-key', 'remindAt')),
  'credentials.ssh-key.stopAt': distributed(clock('ssh-key', 'stopAt')),
  'credentials.ssh-key.graceDays': distributed(clock('ssh-key', 'graceDays')),
  'credentials.signing-certificate.do': production(
    as(true, says('audit-permissions', 'policy', 'iam:ListSigningCertificates')),
  ),
  'credentials.signing-certificate.remindAt': distributed(clock('signing-certificate', 'remindAt')),
  'credentials.signing-certificate.stopAt': distributed(clock('signing-certificate', 'stopAt')),
  'credentials.signing-certificate.graceDays': distributed(
    clock('signing-certificate', 'graceDays'),
  ),
  scheduleTime: monitor(as('cron(15 6 * * ? *)', input('keyturn-schedule', 'scheduleExpression'))),
  dryRun: monitor(as('false', variable('monitor', 'KEYTURN_DRY_RUN'))),
  dryRunAccounts: monitor(as('["222222222222"]', variable('monitor', 'KEYTURN_DRY_RUN_ACCOUNTS'))),
  'accounts.list[].id': monitor(
    json(variable('monitor', 'KEYTURN_ACCOUNTS'), 'list', 0, 'id'),
    json(variable('key-events', 'KEYTURN_ACCOUNTS'), 'list', 0, 'id'),
  ),
  'accounts.list[].name': monitor(
    json(variable('monitor', 'KEYTURN_ACCOUNTS'), 'list', 0, 'name'),
    json(variable('key-events', 'KEYTURN_ACCOUNTS'), 'list', 0, 'name'),
  ),
  'accounts.organization.id': distributed(within('keyturn-bus-policy', 'policy')),
  'accounts.organization.exclude': distributed(
    json(variable('monitor', 'KEYTURN_ACCOUNTS'), 'organization', 'exclude'),
    json(variable('key-events', 'KEYTURN_ACCOUNTS'), 'organization', 'exclude'),
  ),
  'accounts.organization.roleArn': distributed(
    json(variable('monitor', 'KEYTURN_ACCOUNTS'), 'organization', 'roleArn'),
    within('keyturn-monitor-permissions', 'policy'),
  ),
  fanOut: distributed(as('DISTRIBUTED', stateMachine('ItemProcessor', 'ProcessorConfig', 'Mode'))),
  concurrency: [
    monitor(as('21', variable('monitor', 'KEYTURN_CONCURRENCY'))),
    distributed(stateMachine('MaxConcurrency')),
  ],
  alarmEmails: monitor(as('on-call@example.com', input('keyturn-alarm-email-0', 'endpoint'))),
  dashboard: monitor(as('keyturn', input('keyturn-dashboard', 'dashboardName'))),
  alarmTopicArn: distributed(input('keyturn-heartbeat-alarm', 'alarmActions', 0)),
  kmsKeyArn: monitor(
    input('keyturn-ledger', 'serverSideEncryption', 'kmsKeyArn'),
    within('keyturn-reports-encryption', 'rules'),
    within('keyturn-monitor-permissions', 'policy'),
    within('keyturn-notify-permissions', 'policy'),
  ),
  createKmsKey: distributed(
    as(
      'string',
      (of) => typeof input('keyturn-run', 'encryptionConfiguration', 'kmsKeyId')(of, undefined),
    ),
  ),
  accessLogBucket: monitor(input('keyturn-reports-access-logs', 'targetBucket')),
  'reservedConcurrency.monitor': monitor(
    input('keyturn-monitor-function', 'reservedConcurrentExecutions'),
  ),
  'reservedConcurrency.notify': monitor(
    input('keyturn-notify-function', 'reservedConcurrentExecutions'),
  ),
  'reservedConcurrency.keyEvents': monitor(
    input('keyturn-key-events-function', 'reservedConcurrentExecutions'),
  ),
  'reservedConcurrency.slackIn': monitor(
    input('keyturn-slack-in-function', 'reservedConcurrentExecutions'),
  ),
  'reservedConcurrency.act': monitor(input('keyturn-act-function', 'reservedConcurrentExecutions')),
  tracing: monitor(
    ...functions.map((what) =>
      as('Active', input(`keyturn-${what}-function`, 'tracingConfig', 'mode')),
    ),
  ),
  reportRetentionDays: monitor(
    input('keyturn-reports-lifecycle', 'rules', 0, 'expiration', 'days'),
  ),
  'reportObjectLock.days': monitor(
    input('keyturn-reports-lock', 'rule', 'defaultRetention', 'days'),
  ),
  'reportObjectLock.mode': monitor(
    as('GOVERNANCE', input('keyturn-reports-lock', 'rule', 'defaultRetention', 'mode')),
  ),
  logLevel: monitor(...functions.map((what) => variable(what, 'POWERTOOLS_LOG_LEVEL'))),
  logRetentionDays: [
    monitor(...functions.map((what) => input(`keyturn-${what}-logs`, 'retentionInDays'))),
    distributed(input('keyturn-run-logs', 'retentionInDays')),
  ],

  accountAccessApplicationArn: inStack(
    'entered',
    'production',
  )(within('deploy-role', 'assumeRolePolicy')),
  'identityCenter.mode': assigned(
    as('may-deploy', input('identity-center-permission-set:may-deploy', 'name')),
  ),
  'identityCenter.identitySource': entered(
    as(
      'id-of-AWS backend',
      input(entitlement, 'entitlement', 'principalRole', 'principal', 'identityCenter', 'groupId'),
    ),
  ),
  'identityCenter.instanceArn': entered(input(component, 'instanceArn')),
  'identityCenter.identityStoreId': entered(input(component, 'identityStoreId')),
  'identityCenter.applicationArn': entered(input(entitlement, 'applicationArn')),
  'identityCenter.startUrl': entered(({ portal }) => portal?.startUrl),
  'identityCenter.tenantId': entered(({ portal }) => portal?.tenantId),
  'identityCenter.groupNames.*': entered(input(component, 'groups', 0, 'groupName')),
  'identityCenter.permissionSetNames.*': assigned(
    input('identity-center-permission-set:may-deploy', 'name'),
  ),
  'identityCenter.maximumGroupsOfRole': entered(input(component, 'maximumGroupsOfRole')),
  'identityCenter.maximumPermissionSetsOfAccount': assigned(
    input(component, 'maximumPermissionSetsOfAccount'),
  ),
  'auditRoleStackSet.organizationalUnitIds': management(
    input(unit, 'deploymentTargets', 'organizationalUnitIds'),
  ),
  'auditRoleStackSet.delegatedAdministrator': management(
    as('DELEGATED_ADMIN', input('audit-everywhere-stack-set', 'callAs')),
    as('DELEGATED_ADMIN', input(unit, 'callAs')),
  ),
  'auditRoleStackSet.allowDisable': management(as(false, inTemplate('iam:UpdateAccessKey'))),
  'auditRoleStackSet.allowDisableMachineKeys': management(
    input('AuditRoleStackSet audit-everywhere', 'allowDisableMachineKeys'),
  ),
  'auditRoleStackSet.forwardKeyEvents': management(as(false, inTemplate('event-bus/'))),
};

/** Every field of engineers.yaml. `*` stands for each name. */
export const engineersCases: Readonly<Record<string, StackCase>> = {
  'roleSets.*': identity(
    as(
      'arn:aws:iam::222222222222:role/teams/release',
      (of) => /arn:[^"]+/.exec(String(of.child('Backend-assume-roles').inputs['policy']))?.[0],
    ),
  ),
  'engineers.*.fullName': identity(input('ada-user', 'tags', 'full-name')),
  'engineers.*.path': identity(input('ada-user', 'path')),
  'engineers.*.slackId': identity(input('ada-user', 'tags', 'slack-id')),
  'engineers.*.keyExemption.until': identity(input('ada-user', 'tags', 'key-exempt-until')),
  'engineers.*.keyExemption.reason': identity(input('ada-user', 'tags', 'key-exempt-reason')),
  'engineers.*.keyExemption.approvedBy': identity(input('ada-user', 'tags', 'key-exempt-by')),
  'engineers.*.rotateWith': identity(input('ada-user', 'tags', 'rotate-with')),
  'engineers.*.access': identity(
    as('everybody-sign-in', input('ada-membership:sign-in', 'groups', 0)),
  ),
  'engineers.*.identityCenterName': identity(input('cleo-user', 'tags', 'identity-center-name')),
  'engineers.*.iamUser': inStack('entered', 'identity')(made('ada-user')),
  'engineers.*.roles': identity(as('Backend', input('ada-membership:roles', 'groups', 0))),
  'machineUsers.*.path': identity(input('ci-user', 'path')),
  'machineUsers.*.slackId': identity(input('ci-user', 'tags', 'slack-id')),
  'machineUsers.*.policyArns': identity(
    as(
      'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      input('robots-AmazonS3ReadOnlyAccess@aws-policy:aws:AmazonS3ReadOnlyAccess', 'policyArn'),
    ),
  ),
};
