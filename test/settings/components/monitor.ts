import path from 'node:path';
import {
  ReportLockMode,
  CredentialMode,
  FanOut,
  KeyMonitor,
  RotationTool,
  UnusedKeys,
  type KeyMonitorArgs,
} from '../../../components';
import { as, input, json, variable, within, type Find } from '../arrivals';
import { componentCase, type Given } from './component-case';

const keyArn = (name: string) => `arn:aws:kms:eu-central-1:111111111111:key/${name}`;
const secretArn = (name: string) =>
  `arn:aws:secretsmanager:eu-central-1:111111111111:secret:${name}-AbCdEf`;
const topicArn = 'arn:aws:sns:eu-central-1:111111111111:alarms-of-all';

const withPowertools = ['monitor', 'notify', 'key-events', 'act'];
const functions = [...withPowertools, 'slack-in'];
const administratorArn = 'arn:aws:iam::111111111111:role/deployer';
const codeSigningConfigArn =
  'arn:aws:lambda:eu-central-1:111111111111:code-signing-config:csc-0123456789abcdef0';
const everyFunction = <Found>(find: (what: string) => Found) => functions.map(find);
const setting = (...names: readonly string[]) =>
  json(variable('monitor', 'KEYTURN_SETTINGS'), ...names);
const functionInput = (what: string, property: string) =>
  input(`keyturn-${what}-function`, property);
const machine = (...names: readonly string[]) => json(input('keyturn-run', 'definition'), ...names);

const plain: KeyMonitorArgs = {
  accounts: [{ id: '111111111111', name: 'identity' }],
  externalId: 'of-somebody',
  teamChannel: 'C0SOMEBODY1',
  slackTokenSecretArn: secretArn('plain'),
};

/** A monitor of a list of accounts. */
export function listed(functionsPath: string): Given<KeyMonitorArgs> {
  return {
    args: {
      accounts: [{ id: '222222222222', name: 'production' }],
      auditRoleName: 'inspector',
      externalId: 'of-this-company',
      teamChannel: 'C0COMPANY01',
      slackToken: ['xoxb', 'made', 'for', 'a', 'test'].join('-'),
      slackTokenAdministratorArns: [administratorArn],
      slackSigningSecret: 'made-for-a-test-alone',
      slackAppId: 'A0COMPANY01',
      slackTeams: ['T0COMPANY01', 'E0COMPANY01'],
      responders: ['U0COMPANY01', 'W0COMPANY02'],
      askAgainDays: 3,
      slackApiUrl: 'https://slack-gov.com/api/',
      rotateWith: RotationTool.Custom,
      customRotation: { command: 'acme turn {user}', link: 'https://wiki.acme.test/{account}' },
      profiles: { '222222222222': 'people' },
      scheduleTime: '06:15',
      timeZone: 'Asia/Tokyo',
      reminderAges: [30, 40],
      disableAge: 50,
      graceDays: 9,
      passwordClock: { remindAt: [60, 70], stopAt: 75 },
      serviceSpecificCredentials: {
        do: CredentialMode.Remind,
        remindAt: [61, 71],
        stopAt: 76,
        graceDays: 4,
      },
      sshKeys: { do: CredentialMode.Disable, remindAt: [62, 72], stopAt: 77, graceDays: 3 },
      signingCertificates: { do: CredentialMode.Remind, remindAt: [63], stopAt: 78, graceDays: 2 },
      secondKeyGraceDays: 3,
      maximumExemptionDays: 45,
      unusedAge: 35,
      unused: UnusedKeys.Disable,
      provedDays: 4,
      quietDays: 21,
      circuitBreakerKeys: 7,
      circuitBreakerPercent: 33,
      circuitBreakerReleasedThrough: '2026-12-24',
      dryRun: false,
      dryRunAccountIds: ['222222222222'],
      concurrency: 21,
      kmsKeyArn: keyArn('all'),
      accessLogBucket: 'access-logs-of-all',
      monitorReservedConcurrency: 3,
      notifyReservedConcurrency: 4,
      keyEventsReservedConcurrency: 5,
      slackInReservedConcurrency: 20,
      actReservedConcurrency: 6,
      tracing: true,
      reportRetentionDays: 777,
      reportObjectLock: { days: 366, mode: ReportLockMode.Compliance },
      deletionProtection: false,
      alarmEmails: ['on-call@example.com'],
      dashboard: true,
      monitorMemorySize: 2048,
      monitorTimeout: 601,
      notifyMemorySize: 512,
      notifyTimeout: 61,
      keyEventsMemorySize: 384,
      keyEventsTimeout: 31,
      slackInMemorySize: 768,
      actMemorySize: 640,
      actTimeout: 45,
      logRetentionDays: 545,
      logLevel: 'DEBUG',
      functionsPath,
    },
    arrives: {
      accounts: [
        json(variable('monitor', 'KEYTURN_ACCOUNTS'), 'list'),
        json(variable('key-events', 'KEYTURN_ACCOUNTS'), 'list'),
        json(variable('act', 'KEYTURN_ACCOUNTS'), 'list'),
        as('arn:aws:iam::222222222222:role/inspector', statementOf('act', 'AssumeAuditRoles')),
        as('arn:aws:iam::222222222222:role/inspector', statementOf('monitor', 'AssumeAuditRoles')),
        as('222222222222', (made) => within('keyturn-bus-policy', 'policy')(made, '222222222222')),
      ],
      auditRoleName: [
        variable('monitor', 'KEYTURN_AUDIT_ROLE_NAME'),
        within('keyturn-monitor-permissions', 'policy'),
        variable('act', 'KEYTURN_AUDIT_ROLE_NAME'),
        within('keyturn-act-permissions', 'policy'),
      ],
      externalId: ['monitor', 'act'].map((what) => variable(what, 'KEYTURN_EXTERNAL_ID')),
      teamChannel: variable('notify', 'KEYTURN_TEAM_CHANNEL'),
      slackToken: input('keyturn-slack-token-version', 'secretString'),
      slackTokenAdministratorArns: [
        within('keyturn-slack-token-policy', 'policy'),
        within('keyturn-slack-signing-secret-policy', 'policy'),
      ],
      slackSigningSecret: input('keyturn-slack-signing-secret-version', 'secretString'),
      slackAppId: variable('slack-in', 'KEYTURN_SLACK_APP_ID'),
      slackTeams: json(variable('slack-in', 'KEYTURN_SLACK_TEAMS')),
      responders: [
        json(variable('act', 'KEYTURN_RESPONDERS')),
        as(true, json(variable('notify', 'KEYTURN_PRESSES'), 'canDisable')),
      ],
      askAgainDays: json(variable('monitor', 'KEYTURN_QUESTIONS'), 'againAfterDays'),
      slackApiUrl: variable('notify', 'KEYTURN_SLACK_API_URL'),
      rotateWith: json(variable('notify', 'KEYTURN_ROTATION'), 'tool'),
      customRotation: json(variable('notify', 'KEYTURN_ROTATION'), 'custom'),
      profiles: json(variable('notify', 'KEYTURN_ROTATION'), 'profiles'),
      scheduleTime: as('cron(15 6 * * ? *)', input('keyturn-schedule', 'scheduleExpression')),
      timeZone: [setting('timeZone'), input('keyturn-schedule', 'scheduleExpressionTimezone')],
      reminderAges: setting('reminderAges'),
      disableAge: setting('disableAge'),
      graceDays: setting('graceDays'),
      passwordClock: json(variable('monitor', 'KEYTURN_CREDENTIALS'), 'password'),
      serviceSpecificCredentials: json(
        variable('monitor', 'KEYTURN_CREDENTIALS'),
        'service-specific',
      ),
      sshKeys: json(variable('monitor', 'KEYTURN_CREDENTIALS'), 'ssh-key'),
      signingCertificates: json(variable('monitor', 'KEYTURN_CREDENTIALS'), 'signing-certificate'),
      secondKeyGraceDays: setting('secondKeyGraceDays'),
      maximumExemptionDays: setting('maximumExemptionDays'),
      unusedAge: json(variable('monitor', 'KEYTURN_UNUSED'), 'age'),
      unused: json(variable('monitor', 'KEYTURN_UNUSED'), 'do'),
      provedDays: json(variable('monitor', 'KEYTURN_MOVES'), 'provedDays'),
      quietDays: json(variable('monitor', 'KEYTURN_MOVES'), 'quietDays'),
      circuitBreakerKeys: setting('circuitBreaker', 'keys'),
      circuitBreakerPercent: setting('circuitBreaker', 'percent'),
      circuitBreakerReleasedThrough: setting('circuitBreaker', 'releasedThrough'),
      dryRun: ['monitor', 'act'].map((what) => as('false', variable(what, 'KEYTURN_DRY_RUN'))),
      dryRunAccountIds: ['monitor', 'act'].map((what) =>
        json(variable(what, 'KEYTURN_DRY_RUN_ACCOUNTS')),
      ),
      concurrency: as('21', variable('monitor', 'KEYTURN_CONCURRENCY')),
      kmsKeyArn: [
        ...everyFunction((what) => input(`keyturn-${what}-logs`, 'kmsKeyId')),
        ...everyFunction((what) => functionInput(what, 'kmsKeyArn')),
        ...['monitor', 'notify', 'act', 'slack-in'].map((what) =>
          within(`keyturn-${what}-permissions`, 'policy'),
        ),
        ...['notices', 'actions', 'undone'].map((queue) =>
          input(`keyturn-${queue}`, 'kmsMasterKeyId'),
        ),
        input('keyturn-alarms', 'kmsMasterKeyId'),
        input('keyturn-slack-token', 'kmsKeyId'),
        input('keyturn-slack-signing-secret', 'kmsKeyId'),
        input('keyturn-ledger', 'serverSideEncryption', 'kmsKeyArn'),
        input(
          'keyturn-reports-encryption',
          ...['rules', 0, 'applyServerSideEncryptionByDefault', 'kmsMasterKeyId'],
        ),
        input('keyturn-schedule', 'kmsKeyArn'),
      ],
      accessLogBucket: input('keyturn-reports-access-logs', 'targetBucket'),
      monitorReservedConcurrency: functionInput('monitor', 'reservedConcurrentExecutions'),
      notifyReservedConcurrency: functionInput('notify', 'reservedConcurrentExecutions'),
      keyEventsReservedConcurrency: functionInput('key-events', 'reservedConcurrentExecutions'),
      slackInReservedConcurrency: functionInput('slack-in', 'reservedConcurrentExecutions'),
      actReservedConcurrency: functionInput('act', 'reservedConcurrentExecutions'),
      tracing: everyFunction((what) =>
        as('Active', input(`keyturn-${what}-function`, 'tracingConfig', 'mode')),
      ),
      reportObjectLock: [
        as(366, input('keyturn-reports-lock', 'rule', 'defaultRetention', 'days')),
        as('COMPLIANCE', input('keyturn-reports-lock', 'rule', 'defaultRetention', 'mode')),
      ],
      reportRetentionDays: input('keyturn-reports-lifecycle', 'rules', 0, 'expiration', 'days'),
      deletionProtection: [
        input('keyturn-ledger', 'deletionProtectionEnabled'),
        (made) => made.child('keyturn-ledger').kept.protect,
        (made) => made.child('keyturn-reports').kept.protect,
        (made) => made.child('keyturn-slack-token').kept.protect,
      ],
      alarmEmails: as('on-call@example.com', input('keyturn-alarm-email-0', 'endpoint')),
      dashboard: as('keyturn', input('keyturn-dashboard', 'dashboardName')),
      monitorMemorySize: functionInput('monitor', 'memorySize'),
      monitorTimeout: functionInput('monitor', 'timeout'),
      notifyMemorySize: functionInput('notify', 'memorySize'),
      notifyTimeout: [
        functionInput('notify', 'timeout'),
        as(6 * 61, input('keyturn-notices', 'visibilityTimeoutSeconds')),
      ],
      keyEventsMemorySize: functionInput('key-events', 'memorySize'),
      keyEventsTimeout: functionInput('key-events', 'timeout'),
      slackInMemorySize: functionInput('slack-in', 'memorySize'),
      actMemorySize: functionInput('act', 'memorySize'),
      actTimeout: [
        functionInput('act', 'timeout'),
        as(90, input('keyturn-actions', 'visibilityTimeoutSeconds')),
      ],
      logRetentionDays: everyFunction((what) => input(`keyturn-${what}-logs`, 'retentionInDays')),
      logLevel: withPowertools.map((what) => variable(what, 'POWERTOOLS_LOG_LEVEL')),
      functionsPath: everyFunction((what) => async (made) => {
        const { code } = made.child(`keyturn-${what}-function`).inputs;
        return path.dirname(await (code as { readonly path: Promise<string> }).path);
      }),
    },
  };
}

/** A monitor of an organization, whose runs are distributed. */
const distributed: Given<KeyMonitorArgs> = {
  args: {
    organizationId: 'o-abcdefghij',
    excludedAccountIds: ['555555555555'],
    organizationRoleArn: 'arn:aws:iam::444444444444:role/lister',
    externalId: 'of-this-company',
    teamChannel: 'C0COMPANY01',
    slackTokenSecretArn: secretArn('given'),
    slackTokenKmsKeyArn: keyArn('slack'),
    slackSigningSecretArn: secretArn('signing'),
    slackSigningSecretKmsKeyArn: keyArn('signing'),
    slackAppId: 'A0COMPANY01',
    fanOut: FanOut.Distributed,
    concurrency: 210,
    monitorTimeout: 601,
    logRetentionDays: 545,
    alarmTopicArn: topicArn,
    createKmsKey: true,
    codeSigningConfigArn,
  },
  arrives: {
    organizationId: within('keyturn-bus-policy', 'policy'),
    excludedAccountIds: ['monitor', 'key-events', 'act'].map((what) =>
      json(variable(what, 'KEYTURN_ACCOUNTS'), 'organization', 'exclude'),
    ),
    organizationRoleArn: [
      json(variable('monitor', 'KEYTURN_ACCOUNTS'), 'organization', 'roleArn'),
      within('keyturn-monitor-permissions', 'policy'),
    ],
    slackTokenSecretArn: [
      variable('notify', 'KEYTURN_SLACK_TOKEN_SECRET_ARN'),
      within('keyturn-notify-permissions', 'policy'),
    ],
    slackTokenKmsKeyArn: within('keyturn-notify-permissions', 'policy'),
    slackSigningSecretArn: [
      variable('slack-in', 'KEYTURN_SLACK_SIGNING_SECRET_ARN'),
      within('keyturn-slack-in-permissions', 'policy'),
    ],
    slackSigningSecretKmsKeyArn: within('keyturn-slack-in-permissions', 'policy'),
    fanOut: as(
      'DISTRIBUTED',
      machine('States', 'Handle accounts', 'ItemProcessor', 'ProcessorConfig', 'Mode'),
    ),
    concurrency: machine('States', 'Handle accounts', 'MaxConcurrency'),
    monitorTimeout: as(631, machine('States', 'Finish', 'TimeoutSeconds')),
    logRetentionDays: input('keyturn-run-logs', 'retentionInDays'),
    createKmsKey: [
      as(true, isSet(input('keyturn-ledger', 'serverSideEncryption', 'kmsKeyArn'))),
      as(true, isSet(input('keyturn-run', 'encryptionConfiguration', 'kmsKeyId'))),
    ],
    codeSigningConfigArn: everyFunction((what) => functionInput(what, 'codeSigningConfigArn')),
    alarmTopicArn: [
      input('keyturn-heartbeat-alarm', 'alarmActions', 0),
      input('keyturn-heartbeat-alarm', 'okActions', 0),
    ],
  },
};

/** @param folders of the functions' bundles: any, and those that are given */
export function monitorComponent(folders: { readonly plain: string; readonly given: string }) {
  return componentCase((args, opts) => new KeyMonitor('keyturn', args, opts), {
    plain: { ...plain, functionsPath: folders.plain },
    given: [
      listed(folders.given),
      { ...distributed, args: { ...distributed.args, functionsPath: folders.plain } },
    ],
  });
}

/** Whether there is an ARN, whichever it is. */
function isSet(find: Find): Find {
  return (made, given) => typeof find(made, given) === 'string';
}

/** On what a function may do something. */
function statementOf(what: string, sid: string): Find {
  return (made) => {
    const { policy } = made.child(`keyturn-${what}-permissions`).inputs;
    const { Statement } = JSON.parse(String(policy)) as {
      readonly Statement: readonly { readonly Sid: string; readonly Resource: unknown }[];
    };
    return [Statement.find(({ Sid }) => Sid === sid)?.Resource].flat()[0];
  };
}
