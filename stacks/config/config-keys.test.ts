import assert from 'node:assert/strict';
import { goodStacks, planOf } from '../testing/project';
import { describeValue } from './problem';
import { stackConfigSchema } from './stack-keys';

type Stack = keyof typeof goodStacks;

/** A good stack's config with these lines, in place of those of the same key. */
function withKey(stack: Stack, lines: string): string {
  const [key = ''] = /^[\w:]+(?=:)/.exec(lines.replace('▸', '')) ?? [];
  const kept = goodStacks[stack].replace(new RegExp(`  ${key}:.*\n(    .*\n)*`), '');
  return `${kept}  ${lines.replaceAll('\n', '\n  ')}\n`;
}

/** Config in which ▸ stands before each place that an error points to, in the order of the errors. */
interface Wrong {
  readonly stack: Stack;
  readonly lines: string;
  readonly errors: readonly string[];
}

function expectErrors({ stack, lines, errors }: Wrong): void {
  const marked = `config:${withKey(stack, lines)}`;
  const places = [...marked.matchAll(/▸/g)].map(({ index }) => {
    const before = marked.slice(0, index).replaceAll('▸', '').split('\n');
    return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
  });
  assert.equal(places.length, errors.length, 'each error has a place');
  const { problems } = planOf(stack, { [stack]: withKey(stack, lines).replaceAll('▸', '') });
  assert.deepEqual(
    problems,
    errors.map((error, i) => `Pulumi.${stack}.yaml:${places[i]}: ${error}`),
  );
}

const accountId = 'expected an account id: twelve digits in quotes';
const policyArn =
  'expected the ARN of a managed policy, such as arn:aws:iam::aws:policy/ReadOnlyAccess';
const elsewhere =
  'keyturn:monitorRoleArn: arn:aws:iam::333333333333:role/keyturn-monitor\nkeyturn:monitorEventBusArn: arn:aws:events:eu-central-1:333333333333:event-bus/keyturn';
const monitorRole = "expected the ARN of the monitor's role";
const eventBus = "expected the ARN of the monitor's event bus";
const secretArn =
  'expected the whole ARN of a Secrets Manager secret, which ends in - and the six characters that AWS adds to its name';
const secret = (name: string, { region = 'eu-central-1', accountId = '333333333333' } = {}) =>
  `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}`;
const keyElsewhere = 'arn:aws:kms:us-east-1:333333333333:key/1234abcd';
const otherRegion = (key: string, arn: string) =>
  `keyturn:${key}: found ${describeValue(arn)}, expected one of the region eu-central-1, as aws:region says`;
const roleName = 'expected a role name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -';
const description = 'expected at most 1,000 letters and signs of Latin-1, which is what IAM takes';
const rolePath = 'expected a path that begins and ends with /, of A-Z a-z 0-9 and + = , . @ _ -';
const channel =
  "expected a Slack channel's id (C… or G…): in Slack, the channel's name, About, at its end";

const appId = "expected the id of Slack's app (A…): Basic Information, App ID";
const onlyWithSecret = 'expected it only with slackSigningSecret or slackSigningSecretArn';
/** Of a monitor to which people may answer in Slack. */
const answers = `keyturn:slackAppId: A0COMPANY01\nkeyturn:slackSigningSecretArn: ${secret('signing-AbCdEf')}`;
const application =
  "expected the ARN of an application of account access manager's, such as arn:aws:account-access:eu-central-1:444444444444:application/1234567890abcdef";
const service =
  'expected one of aws-external-anthropic.amazonaws.com, bedrock.amazonaws.com, cloudwatch.amazonaws.com, logs.amazonaws.com';
const unit = 'expected the id of an organizational unit (ou-…) or of the root (r-…)';
/** Of a monitor that also gives the audit role to an organization. */
const organization =
  'keyturn:accountKinds: [monitor, organization]\nkeyturn:accounts: {organization: {id: o-abcdefghij}}';

/** Of every key: wrong values, and what is said of them. */
const wrongValues: Readonly<Record<string, readonly [Stack, string, ...string[]][]>> = {
  'aws:region': [
    [
      'production',
      'aws:region: ▸Frankfurt',
      'aws:region: found "Frankfurt", expected an AWS region such as eu-central-1',
    ],
    [
      'production',
      'aws:region: ▸us-iso-east-1',
      'aws:region: found "us-iso-east-1", expected an AWS region such as eu-central-1',
    ],
  ],
  accountKinds: [
    [
      'production',
      'keyturn:accountKinds: ▸member',
      'keyturn:accountKinds: found "member", expected a list of identity, member, monitor, organization, identity-center',
    ],
    [
      'production',
      'keyturn:accountKinds: [▸membre]',
      'keyturn:accountKinds[0]: found "membre", expected one of identity, member, monitor, organization, identity-center',
    ],
    [
      'production',
      'keyturn:accountKinds: [member, ▸member]',
      'keyturn:accountKinds[1]: found "member", expected each kind once',
    ],
  ],
  accountId: [
    [
      'production',
      'keyturn:accountId: ▸222222222222',
      `keyturn:accountId: found 222222222222, ${accountId}`,
    ],
    [
      'production',
      "keyturn:accountId: ▸'22222222222'",
      `keyturn:accountId: found "22222222222", ${accountId}`,
    ],
    [
      'production',
      "keyturn:accountId: ▸'2222222222222'",
      `keyturn:accountId: found "2222222222222", ${accountId}`,
    ],
    [
      'production',
      '▸keyturn:accountId:\n  secure: AAAB',
      'keyturn:accountId: found a secret, expected plain text, which other stacks and offline checks can read',
    ],
  ],
  allowDisable: [
    [
      'production',
      'keyturn:allowDisable: ▸yes',
      'keyturn:allowDisable: found "yes", expected true or false',
    ],
  ],
  allowDisableMachineKeys: [
    [
      'production',
      'keyturn:allowDisableMachineKeys: ▸machines',
      'keyturn:allowDisableMachineKeys: found "machines", expected true or false',
    ],
    [
      'production',
      'keyturn:coveredByStackSet: true\nkeyturn:allowDisableMachineKeys: ▸false',
      'keyturn:allowDisableMachineKeys: found false, expected true, as the account is coveredByStackSet: auditRoleStackSet says it there',
    ],
  ],
  createTrail: [
    [
      'production',
      'keyturn:createTrail: ▸1',
      'keyturn:createTrail: found 1, expected true or false',
    ],
  ],
  coveredByStackSet: [
    [
      'production',
      'keyturn:coveredByStackSet: ▸maybe',
      'keyturn:coveredByStackSet: found "maybe", expected true or false',
    ],
    [
      'production',
      'keyturn:coveredByStackSet: true\nkeyturn:createTrail: ▸true\nkeyturn:allowDisable: ▸false',
      'keyturn:createTrail: found true, expected false, as the account is coveredByStackSet',
      'keyturn:allowDisable: found false, expected true, as the account is coveredByStackSet: auditRoleStackSet says it there',
    ],
    [
      'monitor',
      `${organization}\nkeyturn:auditRoleStackSet: {organizationalUnitIds: [r-abcd]}\nkeyturn:coveredByStackSet: ▸true`,
      'keyturn:coveredByStackSet: found true, expected false: no StackSet reaches its own account',
    ],
  ],
  accountAccessApplicationArn: [
    [
      'production',
      'keyturn:accountAccessApplicationArn: ▸arn:aws:sso::444444444444:application/ssoins-1/apl-1',
      `keyturn:accountAccessApplicationArn: found "arn:aws:sso::444444444444:application/ssoins-1/apl-1", ${application}`,
    ],
    [
      'production',
      'keyturn:accountAccessApplicationArn: ▸arn:aws-cn:account-access:cn-north-1:444444444444:application/0123abc',
      'keyturn:accountAccessApplicationArn: found "arn:aws-cn:account-access:cn-north-1:444444444444:application/0123abc", expected one of the partition aws, as aws:region says',
    ],
    [
      'identity',
      `▸keyturn:accountAccessApplicationArn: arn:aws:account-access:eu-central-1:444444444444:application/0123abc`,
      'keyturn:accountAccessApplicationArn: found a key of the account kind member, expected keys of identity only, as accountKinds says',
    ],
  ],
  identityCenter: [
    [
      'identity',
      `keyturn:accountKinds: [identity, identity-center]\nkeyturn:identityCenter:
  mode: ▸sso
  identitySource: ▸okta
  instanceArn: ▸ssoins-1234567890abcdef
  identityStoreId: ▸'1234567890'
  applicationArn: ▸arn:aws:account-access:eu-central-1:444444444444:application/*
  startUrl: ▸http://d-1234567890.awsapps.com/start
  tenantId: ▸gyxmap389
  groupNames: {backend: ▸''}
  permissionSetNames: {production/deploy: ▸${'x'.repeat(33)}}
  maximumGroupsOfRole: ▸0
  maximumPermissionSetsOfAccount: ▸2001
  ▸mfa: true`,
      'keyturn:identityCenter.mode: found "sso", expected one of account-access, permission-sets',
      'keyturn:identityCenter.identitySource: found "okta", expected one of internal, external',
      'keyturn:identityCenter.instanceArn: found "ssoins-1234567890abcdef", expected the ARN of an instance of IAM Identity Center: arn:aws:sso:::instance/ssoins-…',
      'keyturn:identityCenter.identityStoreId: found "1234567890", expected the id of an identity store: d-…',
      `keyturn:identityCenter.applicationArn: found "arn:aws:account-access:eu-central-1:444444444444:application/*", ${application}`,
      'keyturn:identityCenter.startUrl: found "http://d-1234567890.awsapps.com/start", expected the AWS access portal\'s, such as https://d-1234567890.awsapps.com/start',
      'keyturn:identityCenter.tenantId: found "gyxmap389", expected account access manager\'s tenant id: aa-…',
      'keyturn:identityCenter.groupNames.backend: found "", expected a group\'s name in IAM Identity Center',
      `keyturn:identityCenter.permissionSetNames.production/deploy: found "${'x'.repeat(33)}", expected a permission set's name: 1 to 32 of A-Z a-z 0-9 and + = , . @ _ -`,
      'keyturn:identityCenter.maximumGroupsOfRole: found 0, expected at least 1',
      'keyturn:identityCenter.maximumPermissionSetsOfAccount: found 2001, expected at most 2000',
      'keyturn:identityCenter.mfa: found an unknown key, expected a known key',
    ],
  ],
  auditRoleStackSet: [
    [
      'production',
      '▸keyturn:auditRoleStackSet: {organizationalUnitIds: [r-abcd]}',
      'keyturn:auditRoleStackSet: found a key of the account kind organization, expected keys of member only, as accountKinds says',
    ],
    [
      'monitor',
      `${organization}\nkeyturn:auditRoleStackSet:\n  organizationalUnitIds: [▸production, ou-abcd-11111111, ▸ou-abcd-11111111]\n  delegatedAdministrator: ▸yes\n  ▸allowDisables: false`,
      `keyturn:auditRoleStackSet.organizationalUnitIds[0]: found "production", ${unit}`,
      'keyturn:auditRoleStackSet.organizationalUnitIds[2]: found "ou-abcd-11111111", expected each unit once',
      'keyturn:auditRoleStackSet.delegatedAdministrator: found "yes", expected true or false',
      'keyturn:auditRoleStackSet.allowDisables: found an unknown key, expected one of organizationalUnitIds, delegatedAdministrator, allowDisable, allowDisableMachineKeys, forwardKeyEvents (did you mean allowDisable?)',
    ],
    [
      'monitor',
      `${organization}\nkeyturn:auditRoleStackSet: {organizationalUnitIds: [ou-abcd-11111111, ▸r-abcd]}`,
      'keyturn:auditRoleStackSet.organizationalUnitIds[1]: found "r-abcd", expected the root alone, as it holds every unit',
    ],
    [
      'monitor',
      `${organization}\n▸keyturn:auditRoleStackSet: {delegatedAdministrator: true}`,
      'keyturn:auditRoleStackSet.organizationalUnitIds: found nothing, expected a list',
    ],
    [
      'monitor',
      `${organization}\nkeyturn:auditRoleStackSet:\n  ▸organizationalUnitIds: []`,
      'keyturn:auditRoleStackSet.organizationalUnitIds: found an empty list, expected at least 1 entry',
    ],
  ],
  externalId: [
    [
      'production',
      'keyturn:externalId: ▸of the monitor',
      'keyturn:externalId: found other text, expected 2 to 1,224 of A-Z a-z 0-9 and + = , . @ : / _ -',
    ],
    ...['secure: 5', 'secure: {secure: AAAB}', 'secure: AAAB, or: not'].map(
      (value): [Stack, string, string] => [
        'production',
        `▸keyturn:externalId: {${value}}`,
        'keyturn:externalId: found other text, expected 2 to 1,224 of A-Z a-z 0-9 and + = , . @ : / _ -',
      ],
    ),
  ],
  auditRoleName: [
    [
      'production',
      'keyturn:auditRoleName: ▸security/audit',
      `keyturn:auditRoleName: found "security/audit", expected a role's name: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -`,
    ],
    [
      'production',
      'keyturn:auditRoleName: ▸audit',
      'keyturn:auditRoleName: found another value than the stack identity has, expected the same in all stacks (best as a default in Pulumi.yaml)',
    ],
  ],
  identityAccountId: [
    [
      'production',
      'keyturn:identityAccountId: ▸identity',
      `keyturn:identityAccountId: found "identity", ${accountId}`,
    ],
  ],
  monitorRoleArn: [
    [
      'production',
      'keyturn:monitorEventBusArn: arn:aws:events:eu-central-1:333333333333:event-bus/keyturn\nkeyturn:monitorRoleArn: ▸arn:aws:iam::333333333333:role/*',
      `keyturn:monitorRoleArn: found "arn:aws:iam::333333333333:role/*", ${monitorRole}`,
    ],
  ],
  monitorEventBusArn: [
    [
      'production',
      'keyturn:monitorRoleArn: arn:aws:iam::333333333333:role/keyturn-monitor\nkeyturn:monitorEventBusArn: ▸keyturn',
      `keyturn:monitorEventBusArn: found "keyturn", ${eventBus}`,
    ],
  ],
  monitorActRoleArn: [
    [
      'production',
      `${elsewhere}\nkeyturn:monitorActRoleArn: ▸keyturn-act`,
      'keyturn:monitorActRoleArn: found "keyturn-act", expected the ARN of the role of the function act',
    ],
    [
      'production',
      'keyturn:monitorActRoleArn: ▸arn:aws:iam::333333333333:role/keyturn-act',
      'keyturn:monitorActRoleArn: found "arn:aws:iam::333333333333:role/keyturn-act", expected it only with monitorRoleArn and monitorEventBusArn',
    ],
    [
      'production',
      `${elsewhere}\nkeyturn:monitorActRoleArn: ▸arn:aws:iam::444444444444:role/keyturn-act`,
      'keyturn:monitorActRoleArn: found "arn:aws:iam::444444444444:role/keyturn-act", expected a role of 333333333333, the account of monitorRoleArn',
    ],
  ],
  monitorHasResponders: [
    [
      'production',
      `${elsewhere}\nkeyturn:monitorHasResponders: ▸true`,
      'keyturn:monitorHasResponders: found true, expected it only with monitorActRoleArn',
    ],
    [
      'production',
      '▸keyturn:monitorHasResponders: [U0ALICE0001]',
      'keyturn:monitorHasResponders: found ["U0ALICE0001"], expected true or false',
    ],
  ],
  engineersFile: [
    [
      'identity',
      '▸keyturn:engineersFile: [a.yaml]',
      'keyturn:engineersFile: found ["a.yaml"], expected text (in quotes, if it looks like a number)',
    ],
  ],
  passwordPolicy: [
    [
      'identity',
      'keyturn:passwordPolicy:\n  minimumLength: ▸13\n  maxAgeDays: ▸91\n  reusePrevention: ▸25\n  allowUsersToChangePassword: ▸sometimes\n  ▸maxAge: 90',
      'keyturn:passwordPolicy.minimumLength: found 13, expected at least 14',
      'keyturn:passwordPolicy.maxAgeDays: found 91, expected at most 90',
      'keyturn:passwordPolicy.reusePrevention: found 25, expected at most 24',
      'keyturn:passwordPolicy.allowUsersToChangePassword: found "sometimes", expected true or false',
      'keyturn:passwordPolicy.maxAge: found an unknown key, expected one of minimumLength, maxAgeDays, reusePrevention, allowUsersToChangePassword (did you mean maxAgeDays?)',
    ],
  ],
  access: [
    [
      'identity',
      'keyturn:access: [sign-in, ▸keys]',
      'keyturn:access[1]: found "keys", expected one of key, sign-in, identity-center',
    ],
    [
      'identity',
      'keyturn:access: ▸sign-in',
      'keyturn:access: found "sign-in", expected a list of ways in: key, sign-in, identity-center',
    ],
    [
      'production',
      '▸keyturn:access: [sign-in]',
      'keyturn:access: found a key of the account kind identity, expected keys of member only, as accountKinds says',
    ],
  ],
  accessUntil: [
    [
      'identity',
      'keyturn:accessUntil: {key: ▸2027-02-30}',
      'keyturn:accessUntil.key: found "2027-02-30", expected a date that exists, \'YYYY-MM-DD\'',
    ],
    [
      'identity',
      '▸keyturn:accessUntil: {▸sign-in: 2027-03-31}',
      "keyturn:accessUntil.key: found nothing, expected a date that exists, 'YYYY-MM-DD'",
      'keyturn:accessUntil.sign-in: found an unknown key, expected one of key',
    ],
    [
      'identity',
      'keyturn:accessUntil: ▸2027-03-31',
      'keyturn:accessUntil: found "2027-03-31", expected a map',
    ],
  ],
  identityCenterElsewhere: [
    [
      'identity',
      'keyturn:identityCenterElsewhere: ▸here',
      'keyturn:identityCenterElsewhere: found "here", expected true or false',
    ],
  ],
  selfManagement: [
    [
      'identity',
      'keyturn:selfManagement:\n  serviceCredentials: ▸bedrock.amazonaws.com\n  maximumCredentialAgeDays: ▸91\n  ▸credentials: []',
      'keyturn:selfManagement.serviceCredentials: found "bedrock.amazonaws.com", expected a list of services, such as [bedrock.amazonaws.com]',
      'keyturn:selfManagement.maximumCredentialAgeDays: found 91, expected at most 90',
      'keyturn:selfManagement.credentials: found an unknown key, expected one of serviceCredentials, maximumCredentialAgeDays',
    ],
    [
      'identity',
      "keyturn:selfManagement:\n  serviceCredentials:\n    - ▸codecommit.amazonaws.com\n    - ▸cassandra.amazonaws.com\n    - ▸bedrock\n    - ▸'*'\n  maximumCredentialAgeDays: ▸0",
      `keyturn:selfManagement.serviceCredentials[0]: found "codecommit.amazonaws.com", ${service}: for the passwords of codecommit.amazonaws.com AWS documents no end`,
      `keyturn:selfManagement.serviceCredentials[1]: found "cassandra.amazonaws.com", ${service}: for the passwords of cassandra.amazonaws.com AWS documents no end`,
      `keyturn:selfManagement.serviceCredentials[2]: found "bedrock", ${service}`,
      `keyturn:selfManagement.serviceCredentials[3]: found "*", ${service}`,
      'keyturn:selfManagement.maximumCredentialAgeDays: found 0, expected at least 1',
    ],
    [
      'identity',
      'keyturn:selfManagement: {serviceCredentials: [logs.amazonaws.com, ▸logs.amazonaws.com]}',
      'keyturn:selfManagement.serviceCredentials[1]: found "logs.amazonaws.com", expected each service once',
    ],
    [
      'production',
      '▸keyturn:selfManagement: {serviceCredentials: [bedrock.amazonaws.com]}',
      'keyturn:selfManagement: found a key of the account kind identity, expected keys of member only, as accountKinds says',
    ],
  ],
  groupName: [
    [
      'identity',
      'keyturn:groupName: ▸all engineers',
      `keyturn:groupName: found "all engineers", expected a group's name: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -`,
    ],
  ],
  groups: [
    [
      'identity',
      'keyturn:groups:\n  path: ▸people\n  rolePrefix: ▸a b\n  machinePrefix: ▸7\n  most: ▸501\n  ▸name: x',
      'keyturn:groups.path: found "people", expected a path that begins and ends with /',
      'keyturn:groups.rolePrefix: found "a b", expected 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
      'keyturn:groups.machinePrefix: found 7, expected 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
      'keyturn:groups.most: found 501, expected at most 500',
      'keyturn:groups.name: found an unknown key, expected one of path, rolePrefix, machinePrefix, names, most (did you mean names?)',
    ],
    [
      'identity',
      'keyturn:groups:\n  names:\n    backend: ▸back end\n    ▸a.b: x',
      `keyturn:groups.names.backend: found "back end", expected a group's name: 1 to 128 of A-Z a-z 0-9 and + = , . @ _ -`,
      'keyturn:groups.names["a.b"]: found the key "a.b", expected the name of a role set: 1 to 64 of A-Z a-z 0-9 _ -',
    ],
    [
      'identity',
      'keyturn:groups:\n  names: {▸backend: Backend}',
      'keyturn:groups.names.backend: found "backend", expected a role set of engineers.yaml',
    ],
  ],
  roles: [
    ['production', 'keyturn:roles: ▸deploy', 'keyturn:roles: found "deploy", expected a list'],
    [
      'production',
      'keyturn:roles:\n  - {▸name: [x]}\n  - {name: ▸a/b}\n  - ▸description: no name',
      `keyturn:roles[0].name: found ["x"], ${roleName}`,
      `keyturn:roles[1].name: found "a/b", ${roleName}`,
      `keyturn:roles[2].name: found nothing, ${roleName}`,
    ],
    [
      'production',
      'keyturn:roles:\n  - {name: a}\n  - {name: ▸A}\n  - {name: ▸keyturn-audit}\n  - {name: ▸Keyturn-x}',
      'keyturn:roles[1].name: found "A", expected each role once, whatever the case of its letters',
      'keyturn:roles[2].name: found "keyturn-audit", expected another name than the audit role has',
      'keyturn:roles[3].name: found "Keyturn-x", expected a name that does not begin with keyturn-',
    ],
    [
      'production',
      'keyturn:roles:\n  - name: a\n    policyArns: [▸ReadOnlyAccess]\n    maxSessionHours: ▸13\n    permissionsBoundaryArn: ▸x\n    existing: ▸maybe\n    description: ▸7\n    ▸policies: []',
      `keyturn:roles[0].policyArns[0]: found "ReadOnlyAccess", ${policyArn}`,
      'keyturn:roles[0].maxSessionHours: found 13, expected at most 12',
      `keyturn:roles[0].permissionsBoundaryArn: found "x", ${policyArn}`,
      'keyturn:roles[0].existing: found "maybe", expected true or false',
      'keyturn:roles[0].description: found 7, expected at most 1,000 letters and signs of Latin-1, which is what IAM takes',
      'keyturn:roles[0].policies: found an unknown key, expected one of name, path, description, policyArns, maxSessionHours, permissionsBoundaryArn, existing',
    ],
    [
      'production',
      `keyturn:roles:\n  - {name: a, description: ▸"Deploys – daily"}\n  - {name: b, description: ▸łódź}\n  - {name: c, description: ▸${'x'.repeat(1001)}}`,
      `keyturn:roles[0].description: found "–", ${description}`,
      `keyturn:roles[1].description: found "ł", ${description}`,
      `keyturn:roles[2].description: found 1001 characters, ${description}`,
    ],
    [
      'production',
      'keyturn:roles:\n  - {name: a, path: ▸teams}\n  - {name: b, path: ▸/teams/*/}\n  - {name: c, path: ▸/te ams/}',
      `keyturn:roles[0].path: found "teams", ${rolePath}`,
      `keyturn:roles[1].path: found "/teams/*/", ${rolePath}`,
      `keyturn:roles[2].path: found "/te ams/", ${rolePath}`,
    ],
    [
      'production',
      'keyturn:roles:\n  - {name: deploy}\n  - {name: ▸deploy, path: /teams/}',
      'keyturn:roles[1].name: found "deploy", expected each role once, whatever the case of its letters',
    ],
    [
      'production',
      'keyturn:roles:\n  - name: a\n    policyArns: [▸arn:aws:iam::111111111111:policy/x]\n    permissionsBoundaryArn: ▸arn:aws-cn:iam::aws:policy/x',
      'keyturn:roles[0].policyArns[0]: found "arn:aws:iam::111111111111:policy/x", expected a policy of AWS (arn:aws:iam::aws:policy/…) or of the account 222222222222',
      'keyturn:roles[0].permissionsBoundaryArn: found "arn:aws-cn:iam::aws:policy/x", expected a policy of the partition aws',
    ],
    [
      'production',
      'keyturn:roles:\n  - name: a\n    existing: true\n    ▸policyArns: [arn:aws:iam::aws:policy/x]\n    ▸description: x',
      'keyturn:roles[0].policyArns: found policyArns of a role with existing: true, expected nothing but its name, path and maxSessionHours: the role is made elsewhere',
      'keyturn:roles[0].description: found description of a role with existing: true, expected nothing but its name, path and maxSessionHours: the role is made elsewhere',
    ],
  ],
  teamChannel: [
    [
      'monitor',
      'keyturn:teamChannel: ▸"#infra"',
      `keyturn:teamChannel: found "#infra", ${channel}`,
    ],
    [
      'monitor',
      'keyturn:teamChannel: ▸U0ALICE0001',
      `keyturn:teamChannel: found "U0ALICE0001", ${channel}`,
    ],
  ],
  slackToken: [
    [
      'monitor',
      'keyturn:slackTokenSecretArn: ""\nkeyturn:slackToken: ▸▸not-a-token',
      'keyturn:slackToken: found other text, expected a bot token (xoxb-…)',
      'keyturn:slackToken: found plain text, expected a secret: pulumi config set --secret keyturn:slackToken',
    ],
  ],
  slackTokenSecretArn: [
    ...['slack', 'slack-token', 'keyturn/slack-token-'].map((name): [Stack, string, string] => [
      'monitor',
      `keyturn:slackTokenSecretArn: ▸${secret(name)}`,
      `keyturn:slackTokenSecretArn: found ${describeValue(secret(name))}, ${secretArn}`,
    ]),
    [
      'monitor',
      `keyturn:slackTokenSecretArn: ▸${secret('slack-AbCdEf', { accountId: '444444444444' })}`,
      `keyturn:slackTokenSecretArn: found "${secret('slack-AbCdEf', { accountId: '444444444444' })}", expected one of the account 333333333333, as keyturn:accountId says`,
    ],
    [
      'monitor',
      `keyturn:slackTokenSecretArn: ▸${secret('slack-AbCdEf', { region: 'us-east-1' })}`,
      `keyturn:slackTokenSecretArn: found "${secret('slack-AbCdEf', { region: 'us-east-1' })}", expected one of the region eu-central-1, as aws:region says`,
    ],
    [
      'monitor',
      'keyturn:slackTokenSecretArn: ▸slack',
      `keyturn:slackTokenSecretArn: found "slack", ${secretArn}`,
    ],
    [
      'monitor',
      '▸keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:333333333333:secret:slack-AbCdEf\nkeyturn:slackToken:\n  secure: AAAB',
      'keyturn:slackTokenSecretArn: found slackToken as well, expected only one of the two',
    ],
  ],
  slackTokenKmsKeyArn: [
    [
      'monitor',
      `keyturn:slackTokenKmsKeyArn: ▸${keyElsewhere}`,
      otherRegion('slackTokenKmsKeyArn', keyElsewhere),
    ],
    [
      'monitor',
      'keyturn:slackTokenKmsKeyArn: ▸alias/slack',
      `keyturn:slackTokenKmsKeyArn: found "alias/slack", expected a KMS key's ARN`,
    ],
    [
      'monitor',
      '▸keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:333333333333:secret:slack-AbCdEf\n▸keyturn:slackTokenKmsKeyArn: arn:aws:kms:eu-central-1:333333333333:key/x\nkeyturn:slackToken:\n  secure: AAAB',
      'keyturn:slackTokenSecretArn: found slackToken as well, expected only one of the two',
      'keyturn:slackTokenKmsKeyArn: found slackToken as well, expected it only with slackTokenSecretArn',
    ],
  ],
  slackSigningSecret: [
    [
      'monitor',
      `keyturn:slackAppId: A0COMPANY01\nkeyturn:slackSigningSecret: ▸▸${['xoxb', 'no', 'signing', 'secret'].join('-')}`,
      "keyturn:slackSigningSecret: found other text, expected the signing secret of Slack's app",
      'keyturn:slackSigningSecret: found plain text, expected a secret: pulumi config set --secret keyturn:slackSigningSecret',
    ],
  ],
  slackSigningSecretArn: [
    [
      'monitor',
      'keyturn:slackAppId: A0COMPANY01\nkeyturn:slackSigningSecretArn: ▸signing',
      `keyturn:slackSigningSecretArn: found "signing", ${secretArn}`,
    ],
    [
      'monitor',
      `keyturn:slackAppId: A0COMPANY01\nkeyturn:slackSigningSecretArn: ▸${secret('signing-AbCdEf', { region: 'us-east-1' })}`,
      otherRegion('slackSigningSecretArn', secret('signing-AbCdEf', { region: 'us-east-1' })),
    ],
    [
      'monitor',
      `keyturn:slackAppId: A0COMPANY01\n▸keyturn:slackSigningSecretArn: ${secret('signing-AbCdEf')}\nkeyturn:slackSigningSecret:\n  secure: AAAB`,
      'keyturn:slackSigningSecretArn: found slackSigningSecret as well, expected only one of the two',
    ],
    [
      'monitor',
      `keyturn:slackAppId: A0COMPANY01\n▸keyturn:slackSigningSecretArn: ${secret('slack-AbCdEf')}`,
      'keyturn:slackSigningSecretArn: found the secret of slackTokenSecretArn, expected another: what the internet reaches is not to read the token',
    ],
  ],
  slackSigningSecretKmsKeyArn: [
    [
      'monitor',
      `${answers}\nkeyturn:slackSigningSecretKmsKeyArn: ▸${keyElsewhere}`,
      otherRegion('slackSigningSecretKmsKeyArn', keyElsewhere),
    ],
    [
      'monitor',
      'keyturn:slackAppId: A0COMPANY01\nkeyturn:slackSigningSecret:\n  secure: AAAB\n▸keyturn:slackSigningSecretKmsKeyArn: arn:aws:kms:eu-central-1:333333333333:key/x',
      'keyturn:slackSigningSecretKmsKeyArn: found no slackSigningSecretArn, expected it only with slackSigningSecretArn',
    ],
  ],
  slackAppId: [
    [
      'monitor',
      `keyturn:slackAppId: ▸B0COMPANY01\nkeyturn:slackSigningSecretArn: ${secret('signing-AbCdEf')}`,
      `keyturn:slackAppId: found "B0COMPANY01", ${appId}`,
    ],
    [
      'monitor',
      '▸keyturn:slackAppId: A0COMPANY01',
      `keyturn:slackAppId: found no slackSigningSecret, ${onlyWithSecret}`,
    ],
  ],
  slackTeams: [
    [
      'monitor',
      `${answers}\nkeyturn:slackTeams: [▸acme, T0COMPANY01, ▸T0COMPANY01]`,
      'keyturn:slackTeams[0]: found "acme", expected the id of a Slack workspace (T…) or organization (E…)',
      'keyturn:slackTeams[2]: found "T0COMPANY01", expected each workspace once',
    ],
    [
      'monitor',
      '▸keyturn:slackTeams: [T0COMPANY01]',
      `keyturn:slackTeams: found no slackSigningSecret, ${onlyWithSecret}`,
    ],
  ],
  responders: [
    [
      'monitor',
      `${answers}\nkeyturn:responders: [▸C0COMPANY01]`,
      'keyturn:responders[0]: found "C0COMPANY01", expected a Slack user\'s id (U… or W…): in Slack, their profile, ⋮, Copy member ID',
    ],
    [
      'monitor',
      '▸keyturn:responders: [U0COMPANY01]',
      `keyturn:responders: found no slackSigningSecret, ${onlyWithSecret}`,
    ],
  ],
  slackApiUrl: [
    [
      'monitor',
      'keyturn:slackApiUrl: ▸http://slack.example.com/api/',
      'keyturn:slackApiUrl: found "http://slack.example.com/api/", expected an https URL that ends in /api/',
    ],
  ],
  rotateWith: [
    [
      'monitor',
      'keyturn:rotateWith: ▸vault',
      'keyturn:rotateWith: found "vault", expected one of keyturn, aws-vault, aws-cli, custom',
    ],
    [
      'monitor',
      'keyturn:rotateWith: ▸custom',
      'keyturn:rotateWith: found custom alone, expected keyturn:customRotation (command and link) beside it, or another tool',
    ],
  ],
  customRotation: [
    [
      'monitor',
      'keyturn:customRotation: ▸aws-vault',
      'keyturn:customRotation: found "aws-vault", expected a map',
    ],
    [
      'monitor',
      'keyturn:customRotation:\n  command: ▸turn {key} {user}\n  link: ▸http://wiki.example.com',
      'keyturn:customRotation.command: found {key}, expected in braces no other than {user}, {account}, {profile}',
      'keyturn:customRotation.link: found "http://wiki.example.com", expected an https address of at most 500 characters, without blanks',
    ],
    [
      'monitor',
      'keyturn:customRotation:\n  command: ▸"`turn`"\n  link: https://wiki.example.com\n  ▸note: x',
      'keyturn:customRotation.command: found "`turn`", expected a command on one line, without backticks, of at most 300 characters',
      'keyturn:customRotation.note: found an unknown key, expected one of command, link',
    ],
  ],
  settings: [
    [
      'monitor',
      `${answers}\nkeyturn:settings: {askAgainDays: ▸31}`,
      'keyturn:settings.askAgainDays: found 31, expected at most 30',
    ],
    [
      'monitor',
      'keyturn:settings: {▸askAgainDays: 2}',
      `keyturn:settings.askAgainDays: found no slackSigningSecret, ${onlyWithSecret}`,
    ],
    [
      'monitor',
      `${answers}\nkeyturn:settings: {askAgainDays: 2, reminderAges: [31, 41], disableAge: 51}\nkeyturn:credentials: {ssh-key: {stopAt: ▸41}}`,
      "keyturn:credentials.ssh-key.stopAt: found 41, expected more than the last reminder's age 41",
    ],
    [
      'monitor',
      'keyturn:settings:\n  timeZone: ▸Europe/Atlantis\n  graceDays: ▸0\n  ▸graceday: 4\n  circuitBreaker:\n    percent: ▸101\n    releasedThrough: ▸2026-02-30',
      'keyturn:settings.timeZone: found "Europe/Atlantis", expected an IANA time zone such as Europe/Berlin',
      'keyturn:settings.graceDays: found 0, expected more than 0',
      'keyturn:settings.graceday: found an unknown key, expected a known key (did you mean graceDays?)',
      'keyturn:settings.circuitBreaker.percent: found 101, expected at most 100',
      'keyturn:settings.circuitBreaker.releasedThrough: found "2026-02-30", expected a date, YYYY-MM-DD',
    ],
    [
      'monitor',
      'keyturn:settings:\n  ▸reminderAges: [80, 70]\n  disableAge: ▸75',
      'keyturn:settings.reminderAges: found 80, 70, expected ascending ages',
      "keyturn:settings.disableAge: found 75, expected more than the last reminder's age 80",
    ],
  ],
  credentials: [
    [
      'monitor',
      'keyturn:settings:\n  disableAge: 60\n  reminderAges: [50]\nkeyturn:credentials:\n  ▸access-key: {stopAt: 60}',
      'keyturn:credentials.access-key: found both, expected either this or reminderAges, disableAge',
    ],
    [
      'monitor',
      'keyturn:credentials:\n  password:\n    stopAt: 87\n    ▸graceDays: 2\n  ▸passwort: {}',
      'keyturn:credentials.password.graceDays: found an unknown key, expected one of remindAt, stopAt',
      'keyturn:credentials.passwort: found an unknown key, expected one of access-key, password, service-specific, ssh-key, signing-certificate (did you mean password?)',
    ],
    [
      'monitor',
      'keyturn:credentials:\n  password:\n    ▸remindAt: [30, 20]\n    stopAt: ▸25\n  access-key: {stopAt: 90, graceDays: ▸5}',
      'keyturn:credentials.password.remindAt: found 30, 20, expected ascending ages',
      "keyturn:credentials.password.stopAt: found 25, expected more than the last reminder's age 30",
      'keyturn:credentials.access-key.graceDays: found 5, expected at most 4, the days between the last reminder (86) and stopAt (90)',
    ],
    [
      'production',
      'keyturn:credentials:\n  ssh-key:\n    do: ▸delete\n  access-key:\n    ▸do: report',
      'keyturn:credentials.ssh-key.do: found "delete", expected one of report, remind, disable',
      'keyturn:credentials.access-key.do: found an unknown key, expected one of remindAt, stopAt, graceDays',
    ],
  ],
  scheduleTime: [
    [
      'monitor',
      'keyturn:scheduleTime: ▸"24:00"',
      'keyturn:scheduleTime: found "24:00", expected a time of day, HH:MM',
    ],
    [
      'monitor',
      'keyturn:scheduleTime: ▸8',
      'keyturn:scheduleTime: found 8, expected a time of day, HH:MM',
    ],
  ],
  dryRun: [
    ['monitor', 'keyturn:dryRun: ▸no', 'keyturn:dryRun: found "no", expected true or false'],
  ],
  dryRunAccounts: [
    [
      'monitor',
      'keyturn:dryRunAccounts: [production, ▸prodution, "444444444444"]',
      'keyturn:dryRunAccounts[1]: found "prodution", expected a stack of this project, or an account id (did you mean production?)',
    ],
    [
      'monitor',
      'keyturn:dryRunAccounts: [production, ▸production]',
      'keyturn:dryRunAccounts[1]: found "production", expected each account once',
    ],
  ],
  accounts: [
    [
      'monitor',
      'keyturn:accounts:\n  list:\n    - {id: ▸1, name: a}\n  organization:\n    id: ▸x\n    exclude: [▸sandbox]\n    roleArn: ▸x',
      `keyturn:accounts.list[0].id: found 1, ${accountId}`,
      'keyturn:accounts.organization.id: found "x", expected the organization\'s id (o-…)',
      `keyturn:accounts.organization.exclude[0]: found "sandbox", ${accountId}`,
      'keyturn:accounts.organization.roleArn: found "x", expected the ARN of a role in the management account',
    ],
    [
      'monitor',
      '▸keyturn:accounts:\n  list:\n    - {id: "444444444444", name: a}\n  organization:\n    id: o-abcdefghij',
      'keyturn:accounts: found a map, expected one of list and organization',
    ],
    [
      'monitor',
      'keyturn:accounts:\n  list:\n    - {id: "444444444444", name: a}\n    - {id: ▸"444444444444", name: b}',
      'keyturn:accounts.list[1].id: found "444444444444", expected each account once',
    ],
  ],
  fanOut: [
    [
      'monitor',
      'keyturn:fanOut: ▸everywhere',
      'keyturn:fanOut: found "everywhere", expected one of function, distributed',
    ],
  ],
  concurrency: [
    ['monitor', 'keyturn:concurrency: ▸0', 'keyturn:concurrency: found 0, expected at least 1'],
    [
      'monitor',
      'keyturn:concurrency: ▸51',
      'keyturn:concurrency: found 51, expected at most 50, or fanOut: distributed',
    ],
    [
      'monitor',
      'keyturn:concurrency: ▸51\nkeyturn:fanOut: function',
      'keyturn:concurrency: found 51, expected at most 50, or fanOut: distributed',
    ],
    [
      'monitor',
      'keyturn:concurrency: ▸1001\nkeyturn:fanOut: distributed',
      'keyturn:concurrency: found 1001, expected at most 1000',
    ],
    [
      'monitor',
      'keyturn:concurrency: ▸1.5',
      'keyturn:concurrency: found 1.5, expected a whole number',
    ],
  ],
  alarmEmails: [
    [
      'monitor',
      'keyturn:alarmEmails: [a@example.com, ▸infrastructure, ▸łukasz@example.com]',
      'keyturn:alarmEmails[1]: found "infrastructure", expected an e-mail address',
      'keyturn:alarmEmails[2]: found "łukasz@example.com", expected an e-mail address',
    ],
  ],
  alarmTopicArn: [
    [
      'monitor',
      'keyturn:alarmTopicArn: ▸arn:aws:sns:us-east-1:333333333333:alarms',
      otherRegion('alarmTopicArn', 'arn:aws:sns:us-east-1:333333333333:alarms'),
    ],
    [
      'monitor',
      'keyturn:alarmTopicArn: ▸alarms',
      'keyturn:alarmTopicArn: found "alarms", expected the ARN of a standard SNS topic',
    ],
    [
      'monitor',
      'keyturn:alarmTopicArn: ▸arn:aws:sns:eu-central-1:333333333333:alarms.fifo',
      'keyturn:alarmTopicArn: found "arn:aws:sns:eu-central-1:333333333333:alarms.fifo", expected the ARN of a standard SNS topic',
    ],
  ],
  kmsKeyArn: [
    ['monitor', `keyturn:kmsKeyArn: ▸${keyElsewhere}`, otherRegion('kmsKeyArn', keyElsewhere)],
    [
      'monitor',
      'keyturn:kmsKeyArn: ▸arn:aws:kms:eu-central-1:333333333333:alias/x',
      `keyturn:kmsKeyArn: found "arn:aws:kms:eu-central-1:333333333333:alias/x", expected a KMS key's ARN`,
    ],
    [
      'monitor',
      '▸keyturn:kmsKeyArn: arn:aws:kms:eu-central-1:333333333333:key/x\nkeyturn:createKmsKey: true',
      'keyturn:kmsKeyArn: found createKmsKey: true as well, expected only one of the two',
    ],
  ],
  accessLogBucket: [
    [
      'monitor',
      'keyturn:accessLogBucket: ▸s3://access-logs',
      `keyturn:accessLogBucket: found "s3://access-logs", expected a bucket's name`,
    ],
  ],
  reservedConcurrency: [
    [
      'monitor',
      'keyturn:reservedConcurrency:\n  notify: ▸1',
      'keyturn:reservedConcurrency.notify: found 1, expected at least 2',
    ],
    [
      'monitor',
      `${answers}\nkeyturn:reservedConcurrency:\n  slackIn: ▸0\n  act: ▸4`,
      'keyturn:reservedConcurrency.slackIn: found 0, expected at least 1, or -1',
      'keyturn:reservedConcurrency.act: found 4, expected at least 5',
    ],
    [
      'monitor',
      `${answers}\nkeyturn:reservedConcurrency: {slackIn: ▸-2, act: 5}`,
      'keyturn:reservedConcurrency.slackIn: found -2, expected at least 1, or -1',
    ],
    [
      'monitor',
      'keyturn:reservedConcurrency: {▸slackIn: 20, ▸act: 5}',
      `keyturn:reservedConcurrency.slackIn: found no slackSigningSecret, ${onlyWithSecret}`,
      `keyturn:reservedConcurrency.act: found no slackSigningSecret, ${onlyWithSecret}`,
    ],
    [
      'monitor',
      'keyturn:reservedConcurrency:\n  monitor: ▸7\nkeyturn:fanOut: distributed',
      'keyturn:reservedConcurrency.monitor: found 7, expected at least 8, as concurrency says of distributed runs',
    ],
    [
      'monitor',
      'keyturn:reservedConcurrency:\n  ▸key-events: 1',
      'keyturn:reservedConcurrency.key-events: found an unknown key, expected one of monitor, notify, keyEvents, slackIn, act (did you mean keyEvents?)',
    ],
  ],
  slackTokenAdministratorArns: [
    [
      'monitor',
      '▸keyturn:slackTokenAdministratorArns: ["arn:aws:iam::333333333333:role/deployer"]',
      'keyturn:slackTokenAdministratorArns: found no slackToken, expected it only with slackToken or slackSigningSecret',
    ],
  ],
  dashboard: [
    [
      'monitor',
      'keyturn:dashboard: ▸keyturn',
      'keyturn:dashboard: found "keyturn", expected true or false',
    ],
  ],
  tracing: [
    [
      'monitor',
      'keyturn:tracing: ▸Active',
      'keyturn:tracing: found "Active", expected true or false',
    ],
  ],
  createKmsKey: [
    [
      'monitor',
      'keyturn:createKmsKey: ▸rotated',
      'keyturn:createKmsKey: found "rotated", expected true or false',
    ],
  ],
  reportRetentionDays: [
    [
      'monitor',
      'keyturn:reportRetentionDays: ▸29',
      'keyturn:reportRetentionDays: found 29, expected at least 30',
    ],
  ],
  reportObjectLock: [
    [
      'monitor',
      'keyturn:reportObjectLock:\n  days: ▸0\n  mode: compliance',
      'keyturn:reportObjectLock.days: found 0, expected at least 1',
    ],
    [
      'monitor',
      'keyturn:reportObjectLock:\n  days: 30\n  mode: ▸legal',
      'keyturn:reportObjectLock.mode: found "legal", expected one of governance, compliance',
    ],
    [
      'monitor',
      'keyturn:reportObjectLock:\n  days: ▸401\n  mode: governance',
      'keyturn:reportObjectLock.days: found 401, expected at most 400, the reportRetentionDays',
    ],
  ],
  deletionProtection: [
    [
      'monitor',
      'keyturn:deletionProtection: ▸off',
      'keyturn:deletionProtection: found "off", expected true or false',
    ],
  ],
  logLevel: [
    [
      'monitor',
      'keyturn:logLevel: ▸VERBOSE',
      'keyturn:logLevel: found "VERBOSE", expected one of DEBUG, INFO, WARN, ERROR',
    ],
  ],
  logRetentionDays: [
    [
      'monitor',
      'keyturn:logRetentionDays: ▸31',
      'keyturn:logRetentionDays: found 31, expected one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653',
    ],
  ],
};

describe("a stack's config", () => {
  it('has wrong values of every key in these tests', () =>
    assert.deepEqual(
      Object.keys(wrongValues).sort(),
      ['aws:region', ...Object.keys(stackConfigSchema.shape)].sort(),
    ));

  it('takes more accounts at a time where runs are distributed', () => {
    const lines = 'keyturn:fanOut: distributed\nkeyturn:concurrency: 1000';
    const { value, problems } = planOf('monitor', { monitor: withKey('monitor', lines) });
    assert.deepEqual(problems, []);
    assert.deepEqual([value?.config.fanOut, value?.config.concurrency], ['distributed', 1000]);
    assert.equal(planOf('monitor').value?.config.fanOut, 'function');
  });

  for (const [key, cases] of Object.entries(wrongValues))
    for (const [stack, lines, ...errors] of cases)
      it(`refuses ${key}: ${lines.split('\n')[0]}`, () => expectErrors({ stack, lines, errors }));
});
