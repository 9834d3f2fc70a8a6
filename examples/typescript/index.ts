import * as aws from '@pulumi/aws';
import {
  AssumableRole,
  AuditRole,
  Engineer,
  EngineerBaseline,
  KeyMonitor,
  RoleGroup,
} from 'keyturn';

const engineers = {
  ada: { fullName: 'Ada Adams', slackId: 'U0ADA000001', isAdministrator: true },
  ben: { fullName: 'Ben Brown', slackId: 'U0BEN000001', isAdministrator: false },
};

// Both sides of an assumed role must agree, so the account's own id is asked for once.
const accountId = aws.getCallerIdentityOutput().accountId;
const externalId = 'keyturn-audit-of-acme';

const readOnly = new AssumableRole('read-only', {
  roleName: 'read-only',
  identityAccountId: accountId,
  policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
});
const administrator = new AssumableRole('administrator', {
  roleName: 'administrator',
  identityAccountId: accountId,
  policyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
});

// Everybody is in the baseline's group, and in one of roles at most.
const { groupName } = new EngineerBaseline('baseline');
const developers = new RoleGroup('developers', {
  groupName: 'engineers-developers',
  roleArns: [readOnly.roleArn],
});
const administrators = new RoleGroup('administrators', {
  groupName: 'engineers-administrators',
  roleArns: [readOnly.roleArn, administrator.roleArn],
});
for (const [userName, { fullName, slackId, isAdministrator }] of Object.entries(engineers))
  new Engineer(userName, {
    userName,
    fullName,
    slackId,
    groupName,
    roleGroupName: (isAdministrator ? administrators : developers).groupName,
  });

const monitor = new KeyMonitor('keyturn', {
  accounts: [{ id: accountId, name: 'acme' }],
  externalId,
  teamChannel: 'C0INFRA0001',
  slackTokenSecretArn:
    'arn:aws:secretsmanager:eu-central-1:111111111111:secret:keyturn/slack-token-AbCdEf',
  timeZone: 'Europe/Berlin',
});
new AuditRole('audit', { externalId, monitorRoleArn: monitor.monitorRoleArn });

export const monitorFunctionName = monitor.monitorFunctionName;
