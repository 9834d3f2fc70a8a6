import type { Dice } from '../../killed/dice';

type Likely = readonly [unknown, ...unknown[]];

const of = (text: string): Likely => [text];
const role = (name: string) => `arn:aws:iam::333333333333:role/${name}`;
const key = 'arn:aws:kms:eu-central-1:333333333333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const secret = 'arn:aws:secretsmanager:eu-central-1:333333333333:secret:slack-AbCdEf';

/** Values that are right in the tests' company, by the field's name: those that no pattern gives by chance. */
const values: Readonly<Record<string, Likely>> = {
  'aws:region': of('eu-central-1'),
  timeZone: ['Europe/Berlin', 'Etc/UTC', 'America/New_York'],
  key: of('2099-01-31'),
  releasedThrough: of('2026-12-31'),
  engineersFile: of('stacks/engineers.yaml'),
  path: ['/', '/teams/', '/a/b/'],
  policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/PowerUserAccess'],
  permissionsBoundaryArn: of('arn:aws:iam::222222222222:policy/boundary'),
  description: ['Rolls out', 'Für alle'],
  auditRoleName: of('keyturn-audit'),
  monitorRoleArn: of(role('keyturn-monitor')),
  monitorActRoleArn: of(role('keyturn-act')),
  monitorEventBusArn: of('arn:aws:events:eu-central-1:333333333333:event-bus/keyturn'),
  identityAccountId: of('111111111111'),
  slackToken: of('xoxb-0000000000-example'),
  slackTokenSecretArn: of(secret),
  slackTokenKmsKeyArn: of(key),
  kmsKeyArn: of(key),
  slackSigningSecretArn: of(secret.replace('slack', 'signing')),
  slackSigningSecretKmsKeyArn: of(key),
  slackTokenAdministratorArns: of(role('administrator')),
  slackApiUrl: of('https://slack-gov.com/api/'),
  alarmTopicArn: of('arn:aws:sns:eu-central-1:333333333333:alarms'),
  alarmEmails: of('infrastructure@acme.example'),
  accessLogBucket: of('acme-access-logs'),
  roleArn: of('arn:aws:iam::444444444444:role/lister'),
  applicationArn: of(
    'arn:aws:account-access:eu-central-1:444444444444:application/0123456789abcdef',
  ),
  organizationalUnitIds: ['ou-abcd-11111111', 'ou-abcd-22222222'],
  command: of('turn {profile}'),
  link: of('https://acme.example/keys'),
  reminderAges: [30, 50],
  remindAt: [30, 50],
  disableAge: [90, 91],
  stopAt: [90, 91],
  graceDays: [1, 5],
  dryRunAccounts: ['production', '222222222222'],
};

/** @param field without the namespace `keyturn:` */
export function likelyValue(field: string, dice: Dice): unknown {
  const found = values[field];
  return found && dice.oneOf(found);
}

/** Keys of a stack's file that stand in each other's way, or are another stack's: they are drawn seldom. */
export const seldom: ReadonlySet<string> = new Set([
  ...['coveredByStackSet', 'externalId', 'monitorRoleArn', 'monitorEventBusArn'],
  ...['monitorActRoleArn', 'monitorHasResponders', 'auditRoleName', 'accountAccessApplicationArn'],
  ...['slackToken', 'slackTokenKmsKeyArn', 'slackTokenAdministratorArns', 'slackSigningSecret'],
  ...['slackSigningSecretArn', 'slackSigningSecretKmsKeyArn', 'slackAppId', 'slackTeams'],
  ...['responders', 'customRotation', 'kmsKeyArn', 'reportObjectLock', 'reservedConcurrency'],
  ...['identityAccountId', 'accounts', 'credentials', 'groups', 'existing', 'identitySource'],
  ...['applicationArn', 'dryRunAccounts'],
]);
