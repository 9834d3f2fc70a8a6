import { organizationStacks, TestProject } from '../../../stacks/testing/project';
import { runStack, type Registered } from '../../../stacks/testing/run-stack';

/** A project's stack files, by stack: their lines under `config:`. */
export interface Company {
  readonly stacks: Readonly<Record<string, string>>;
  readonly engineers: string;
  /** Where `engineers` stands. */
  readonly engineersFile?: string;
  /** Config that is set with `--secret`, by stack. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const kmsKeyArn = (name: string) => `arn:aws:kms:eu-central-1:333333333333:key/${name}`;
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const readS3 = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

/** Says what must be said and nothing else. */
const plain: Company = {
  stacks: organizationStacks,
  engineers:
    'engineers:\n  ada: {slackId: U0ADA000001}\nmachineUsers:\n  ci: {slackId: C0CI0000001}\n',
};

const account = (kind: string, id: string, lines: string) => `
  aws:region: eu-central-1
  keyturn:accountKinds: [${kind}]
  keyturn:accountId: '${id}'
  keyturn:externalId: of-this-company
  keyturn:auditRoleName: inspector
${lines}`;

/** Three accounts, of which a list is watched, in one function. */
const listed: Company = {
  stacks: {
    identity: account(
      'identity',
      '111111111111',
      `  keyturn:engineersFile: people/everybody.yaml
  keyturn:allowDisableMachineKeys: false
  keyturn:groupName: everybody
  keyturn:groups: {path: /people/, rolePrefix: may-, machinePrefix: robots-, names: {backend: Backend}}
  keyturn:access: [sign-in]
  keyturn:accessUntil: {key: '${inDays(20)}'}
  keyturn:identityCenterElsewhere: true
  keyturn:passwordPolicy: {minimumLength: 20, maxAgeDays: 60, reusePrevention: 12, allowUsersToChangePassword: true}
  keyturn:selfManagement: {serviceCredentials: [logs.amazonaws.com], maximumCredentialAgeDays: 33}
`,
    ),
    production: account(
      'member',
      '222222222222',
      `  keyturn:allowDisable: false
  keyturn:credentials: {signing-certificate: {do: remind}}
  keyturn:createTrail: true
  keyturn:deletionProtection: false
  keyturn:roles:
    - {name: release, path: /teams/, description: Releases, policyArns: [${readOnly}], maxSessionHours: 7, permissionsBoundaryArn: ${readS3}}
    - {name: deploy, existing: true}
`,
    ),
    monitor: account(
      'monitor',
      '333333333333',
      `  keyturn:teamChannel: C0COMPANY01
  keyturn:slackToken: {secure: AAABAA}
  keyturn:slackTokenAdministratorArns: ['arn:aws:iam::333333333333:role/deployer']
  keyturn:slackSigningSecret: {secure: AAABAA}
  keyturn:slackAppId: A0COMPANY01
  keyturn:slackTeams: [T0COMPANY01]
  keyturn:responders: [U0COMPANY01, W0COMPANY02]
  keyturn:slackApiUrl: https://slack-gov.com/api/
  keyturn:rotateWith: aws-cli
  keyturn:customRotation: {command: 'acme turn {user}', link: 'https://wiki.acme.test/{account}'}
  keyturn:settings:
    timeZone: Asia/Tokyo
    reminderAges: [30, 40]
    disableAge: 50
    graceDays: 9
    secondKeyGraceDays: 3
    maximumExemptionDays: 45
    unusedAge: 35
    unused: disable
    provedDays: 4
    quietDays: 21
    askAgainDays: 3
    circuitBreaker: {keys: 7, percent: 33, releasedThrough: '2026-12-24'}
  keyturn:scheduleTime: '06:15'
  keyturn:dryRun: false
  keyturn:dryRunAccounts: [production]
  keyturn:accounts:
    list:
      - {id: '111111111111', name: users}
      - {id: '222222222222', name: prod}
      - {id: '333333333333', name: watch}
  keyturn:concurrency: 21
  keyturn:alarmEmails: [on-call@example.com]
  keyturn:dashboard: true
  keyturn:kmsKeyArn: ${kmsKeyArn('all')}
  keyturn:accessLogBucket: access-logs-of-all
  keyturn:reservedConcurrency: {monitor: 3, notify: 4, keyEvents: 5, slackIn: 20, act: 6}
  keyturn:tracing: true
  keyturn:reportRetentionDays: 777
  keyturn:reportObjectLock: {days: 366, mode: governance}
  keyturn:deletionProtection: false
  keyturn:logLevel: DEBUG
  keyturn:logRetentionDays: 545
`,
    ),
  },
  engineersFile: 'people/everybody.yaml',
  engineers: `
roleSets:
  backend: [production/release]
engineers:
  ada: {fullName: Ada Lovelace, path: /people/, slackId: U0ADA000002, keyExemption: {until: '${inDays(10)}', reason: On leave, approvedBy: Charles Babbage}, rotateWith: custom, access: [key, sign-in], roles: [backend]}
  ben: {slackId: U0BEN000001, roles: [production/deploy]}
  cleo: {slackId: U0CLEO00001, access: [identity-center], identityCenterName: cleo@example.com}
machineUsers:
  ci: {path: /machines/, slackId: C0DEPLOY001, policyArns: [${readS3}]}
`,
  secrets: {
    monitor: {
      'keyturn:slackToken': ['xoxb', 'made', 'for', 'a', 'test'].join('-'),
      'keyturn:slackSigningSecret': 'made-for-a-test-alone',
    },
  },
};

/** An organization, whose StackSet reaches an account with a stack; its runs are distributed. */
const organization: Company = {
  stacks: {
    identity: account('identity', '111111111111', ''),
    production: account(
      'member',
      '222222222222',
      '  keyturn:coveredByStackSet: true\n  keyturn:roles: [{name: deploy}]\n',
    ),
    monitor: account(
      'monitor',
      '333333333333',
      `  keyturn:teamChannel: C0COMPANY01
  keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:333333333333:secret:given-AbCdEf
  keyturn:slackTokenKmsKeyArn: ${kmsKeyArn('slack')}
  keyturn:slackSigningSecretArn: arn:aws:secretsmanager:eu-central-1:333333333333:secret:signing-AbCdEf
  keyturn:slackSigningSecretKmsKeyArn: ${kmsKeyArn('signing')}
  keyturn:slackAppId: A0COMPANY01
  keyturn:credentials:
    access-key: {remindAt: [31, 41], stopAt: 51, graceDays: 8}
    password: {remindAt: [60, 70], stopAt: 75}
    service-specific: {do: remind, remindAt: [32, 42], stopAt: 52, graceDays: 7}
    ssh-key: {do: remind, remindAt: [33, 43], stopAt: 53, graceDays: 6}
    signing-certificate: {remindAt: [34, 44], stopAt: 54, graceDays: 4}
  keyturn:createKmsKey: true
  keyturn:accounts:
    organization:
      id: o-klmnopqrst
      exclude: ['555555555555']
      roleArn: arn:aws:iam::444444444444:role/lister
  keyturn:fanOut: distributed
  keyturn:concurrency: 210
  keyturn:logRetentionDays: 545
  keyturn:alarmTopicArn: arn:aws:sns:eu-central-1:333333333333:alarms-of-all
`,
    ),
    management: account(
      'organization',
      '444444444444',
      `  keyturn:auditRoleStackSet:
    organizationalUnitIds: [ou-abcd-22222222]
    delegatedAdministrator: true
    allowDisable: false
    allowDisableMachineKeys: false
    forwardKeyEvents: false
`,
    ),
  },
  engineers: plain.engineers,
};

/** One stack file alone: what others would say it says itself. */
const alone: Company = {
  stacks: {
    production: account(
      'member',
      '222222222222',
      `  keyturn:identityAccountId: '777777777777'
  keyturn:monitorRoleArn: arn:aws:iam::888888888888:role/watcher
  keyturn:monitorEventBusArn: arn:aws:events:eu-west-1:888888888888:event-bus/watcher
  keyturn:monitorActRoleArn: arn:aws:iam::888888888888:role/doer
  keyturn:monitorHasResponders: true
  keyturn:roles: [{name: deploy}]
`,
    ),
  },
  engineers: plain.engineers,
};

/** One account that is several kinds, and another account than elsewhere. */
const several: Company = {
  stacks: {
    production: account(
      'member, identity, monitor',
      '999999999999',
      `  keyturn:teamChannel: C0COMPANY01
  keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:999999999999:secret:given-AbCdEf
`,
    ),
  },
  // In an account that is no example's, no example's ids may stand.
  engineers: plain.engineers.replace('U0ADA000001', 'U0SEVERAL01'),
};

const applicationArn = 'arn:aws:account-access:eu-central-1:444444444444:application/0123abc';
const identityCenter = (lines: string, ofMember = ''): Company => ({
  stacks: {
    identity: account('identity', '111111111111', ''),
    production: account(
      'member',
      '222222222222',
      `  keyturn:roles:
    - {name: deploy, policyArns: [${readOnly}, 'arn:aws:iam::222222222222:policy/own'], permissionsBoundaryArn: ${readS3}}
${ofMember}`,
    ),
    monitor: account(
      'monitor',
      '333333333333',
      plain.stacks['monitor']?.split('\n').slice(4).join('\n') ?? '',
    ),
    management: account('identity-center', '444444444444', `  keyturn:identityCenter:\n${lines}`),
  },
  engineers: `
roleSets: {backend: [production/deploy]}
engineers:
  ada: {slackId: U0ADA000001, access: [identity-center], iamUser: false, identityCenterName: ada@example.com, roles: [backend]}
`,
});

/** People come by Identity Center into the roles that are there, by an application that is there. */
const entered = identityCenter(
  `    identitySource: external
    instanceArn: arn:aws:sso:::instance/ssoins-aaaaaaaaaaaaaaaa
    identityStoreId: d-aaaaaaaaaa
    applicationArn: ${applicationArn}
    startUrl: https://company.awsapps.com/start
    tenantId: aa-ofcompany
    groupNames: {backend: AWS backend}
    maximumGroupsOfRole: 33
`,
  `  keyturn:accountAccessApplicationArn: ${applicationArn}\n`,
);

/** They come into roles that Identity Center makes, in groups that are made with them. */
const assigned = identityCenter(`    mode: permission-sets
    permissionSetNames: {production/deploy: may-deploy}
    maximumPermissionSetsOfAccount: 66
`);

/** More groups than its config lets the account have, so that it is refused. */
const crowded: Company = {
  stacks: {
    ...organizationStacks,
    identity: `${organizationStacks.identity}  keyturn:groups: {most: 2}\n`,
  },
  engineers: `${plain.engineers}  cd: {slackId: C0CI0000001, policyArns: [${readS3}]}
  ce: {slackId: C0CI0000001, policyArns: [${readOnly}]}
`,
};

export const companies = {
  plain,
  listed,
  organization,
  alone,
  several,
  crowded,
  entered,
  assigned,
};

/** Companies whose stack files give every key together, so that their stacks make all that they can be told to. */
export const withEveryKey = { listed, organization, alone, several, entered, assigned };

/** The company's files in a folder, which its reader removes. */
export function projectOf({ stacks, engineers, engineersFile }: Company): TestProject {
  const project = new TestProject(stacks, engineers);
  if (engineersFile !== undefined) project.write(engineersFile, engineers);
  return project;
}

/**
 * What the program of a stack registers.
 * @throws pulumi.RunError where it refuses its config
 */
export async function registeredBy(
  { folder }: TestProject,
  { secrets }: Pick<Company, 'secrets'>,
  stack: string,
): Promise<readonly Registered[]> {
  const config = secrets?.[stack] ?? {};
  const { resources } = await runStack(folder, stack, { config, secretKeys: Object.keys(config) });
  return resources;
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
