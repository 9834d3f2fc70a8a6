import { deploy, refuses } from './testing/deployment';
import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { KeyMonitor, type KeyMonitorArgs } from './key-monitor';
import { ReportLockMode } from './report-lock-mode';
import { RotationTool } from './rotation-tool';
import { fakeBundles } from './testing/bundles';

const token = ['xoxb', 'fake', 'token'].join('-');
const account = { id: '222222222222', name: 'production' };
const organization: Partial<KeyMonitorArgs> = {
  accounts: undefined,
  organizationId: 'o-abcdefghij',
};
const there: Partial<KeyMonitorArgs> = {
  slackToken: undefined,
  slackTokenSecretArn: 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:a-AbCdEf',
};
const answers: Partial<KeyMonitorArgs> = {
  slackSigningSecret: 'made-for-a-test-alone',
  slackAppId: 'A0123456789',
};
const signingThere: Partial<KeyMonitorArgs> = {
  slackSigningSecretArn: 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:b-AbCdEf',
  slackAppId: 'A0123456789',
};
const onlyWithSecret = /expected only with slackSigningSecret or slackSigningSecretArn/;
const custom = { command: 'turn {user}', link: 'https://wiki.test/keys' };
const roleArn = 'arn:aws:iam::999999999999:role/lister';
const key = 'arn:aws:kms:eu-central-1:111111111111:key/one';

describe('KeyMonitor’s arguments', () => {
  const bundles = fakeBundles();
  const partial = fakeBundles(['monitor', 'notify']);
  after(() => {
    bundles.remove();
    partial.remove();
  });
  const base: KeyMonitorArgs = {
    accounts: [account],
    externalId: 'some-external-id',
    teamChannel: 'C0123456789',
    slackToken: token,
    functionsPath: bundles.folder,
  };
  const make = (args: KeyMonitorArgs, opts: object) => new KeyMonitor('keyturn', args, opts);

  const wrong: [Partial<KeyMonitorArgs>, string, RegExp][] = [
    [{ accounts: [] }, 'accounts', /at least one account/],
    [{ accounts: [account, { ...account, name: 'x' }] }, 'accounts', /found 222222222222 twice/],
    [{ accounts: [{ ...account, id: '1' }] }, 'accounts', /twelve digits, found "1"/],
    [{ accounts: [{ ...account, name: '' }] }, 'accounts', /expected a name/],
    [{ organizationId: 'abcdefghij', accounts: undefined }, 'organizationId', /\(o-…\)/],
    [{ ...organization, excludedAccountIds: ['x'] }, 'excludedAccountIds', /twelve digits/],
    [{ ...organization, organizationRoleArn: 'lister' }, 'organizationRoleArn', /one role/],
    [{ auditRoleName: 'a/b' }, 'auditRoleName', /found "a\/b"/],
    [{ externalId: '' }, 'externalId', /2 to 1224/],
    [{ teamChannel: '#infra' }, 'teamChannel', /channel's id \(C… or G…\), found "#infra"/],
    [{ teamChannel: 'U0123456789' }, 'teamChannel', /found "U0123456789"/],
    [{ slackToken: 'xoxp-user-token' }, 'slackToken', /found something else/],
    [{ slackApiUrl: 'https://slack.com' }, 'slackApiUrl', /ending in \/api\//],
    [{ slackApiUrl: 'http://proxy.test/api/' }, 'slackApiUrl', /expected the https URL/],
    [{ rotateWith: 'vault' as RotationTool }, 'rotateWith', /one of keyturn, .*found "vault"/],
    [{ rotateWith: RotationTool.Custom }, 'rotateWith', /customRotation as well/],
    [{ customRotation: { ...custom, command: 'a\nb' } }, 'customRotation.command', /one line/],
    [
      { customRotation: { ...custom, command: 'turn {key}' } },
      'customRotation.command',
      /no other than \{user\}, \{account\}, \{profile\}, found \{key\}/,
    ],
    [
      { customRotation: { ...custom, link: 'http://wiki.test' } },
      'customRotation.link',
      /https address.*found "http:\/\/wiki\.test"/,
    ],
    [{ profiles: { production: 'a' } }, 'profiles', /twelve digits/],
    [{ profiles: { [account.id]: 'a b' } }, 'profiles', /profile's name, found "a b"/],
    [{ slackToken: 'xoxb-' }, 'slackToken', /found something else/],
    [{ ...answers, slackSigningSecret: token }, 'slackSigningSecret', /found something else/],
    [{ ...answers, slackSigningSecret: 'short' }, 'slackSigningSecret', /found something else/],
    [{ ...answers, slackAppId: 'T0123456789' }, 'slackAppId', /\(A…\), found "T0123456789"/],
    [{ ...answers, slackTeams: ['acme'] }, 'slackTeams', /item 0: .*\(T… or E…\), found "acme"/],
    [{ ...answers, responders: ['C0123456789'] }, 'responders', /item 0: .*\(U… or W…\)/],
    [{ ...answers, askAgainDays: -1 }, 'askAgainDays', /from 0 to 30, found -1/],
    [{ ...answers, askAgainDays: 31 }, 'askAgainDays', /found 31/],
    [{ ...answers, slackInMemorySize: 127 }, 'slackInMemorySize', /from 128 to 10240/],
    [{ ...answers, slackInReservedConcurrency: 0 }, 'slackInReservedConcurrency', /from 1 to/],
    [{ ...answers, slackInReservedConcurrency: -2 }, 'slackInReservedConcurrency', /found -2/],
    [{ ...answers, actMemorySize: 10241 }, 'actMemorySize', /from 128 to 10240/],
    [{ ...answers, actTimeout: 9 }, 'actTimeout', /from 10 to 900/],
    [{ ...answers, actReservedConcurrency: 4 }, 'actReservedConcurrency', /from 5 to/],
    [
      { slackAppId: 'A0123456789', slackSigningSecretArn: 'signing' },
      'slackSigningSecretArn',
      /secret's/,
    ],
    [
      { ...signingThere, slackSigningSecretKmsKeyArn: 'alias/x' },
      'slackSigningSecretKmsKeyArn',
      /KMS key's ARN/,
    ],
    [{ ...there, slackTokenKmsKeyArn: 'alias/x' }, 'slackTokenKmsKeyArn', /KMS key's ARN/],
    [{ kmsKeyArn: 'alias/x' }, 'kmsKeyArn', /KMS key's ARN/],
    [{ accessLogBucket: 'Access_Logs' }, 'accessLogBucket', /bucket's name/],
    [{ codeSigningConfigArn: 'csc-1' }, 'codeSigningConfigArn', /code signing/],
    [{ monitorReservedConcurrency: 0 }, 'monitorReservedConcurrency', /from 1 to/],
    [{ notifyReservedConcurrency: 1 }, 'notifyReservedConcurrency', /from 2 to/],
    [{ keyEventsReservedConcurrency: 0 }, 'keyEventsReservedConcurrency', /from 1 to/],
    [
      { slackTokenAdministratorArns: ['arn:aws:iam::111111111111:role/*'] },
      'slackTokenAdministratorArns',
      /item 0: .*one role/,
    ],
    [{ reportRetentionDays: 29 }, 'reportRetentionDays', /from 30 to 3653, found 29/],
    [{ reportRetentionDays: 3654 }, 'reportRetentionDays', /found 3654/],
    [
      { reportObjectLock: { days: 0, mode: ReportLockMode.Governance } },
      'reportObjectLock.days',
      /from 1 to 400, found 0/,
    ],
    [
      { reportObjectLock: { days: 1, mode: 'legal' as ReportLockMode } },
      'reportObjectLock.mode',
      /governance, compliance/,
    ],
    [
      { reportObjectLock: { days: 401, mode: ReportLockMode.Compliance } },
      'reportObjectLock.days',
      /from 1 to 400, found 401/,
    ],
    [{ slackToken: undefined, slackTokenSecretArn: 'slack' }, 'slackTokenSecretArn', /secret's/],
    [{ alarmTopicArn: 'arn:aws:sns:eu-central-1:1:a' }, 'alarmTopicArn', /standard SNS topic's/],
    [
      { alarmTopicArn: 'arn:aws:sns:eu-central-1:333333333333:alarms.fifo' },
      'alarmTopicArn',
      /standard SNS topic's/,
    ],
    [{ alarmEmails: ['a@example.com', 'ops@localhost'] }, 'alarmEmails[1]', /an e-mail address/],
    [{ alarmEmails: ['łukasz@example.com'] }, 'alarmEmails[0]', /found "łukasz@example.com"/],
    [{ scheduleTime: '24:00' }, 'scheduleTime', /HH:MM, found "24:00"/],
    [{ scheduleTime: '8:00' }, 'scheduleTime', /HH:MM/],
    [{ scheduleTime: 'cron(0 8 * * ? *)' }, 'scheduleTime', /HH:MM/],
    [{ timeZone: 'Mars/Base' }, 'timeZone', /IANA time zone/],
    [{ timeZone: '+01:00' }, 'timeZone', /IANA time zone/],
    [{ timeZone: 'europe/berlin' }, 'timeZone', /IANA time zone/],
    [{ reminderAges: [81, 76] }, 'reminderAges', /ascending/],
    [{ reminderAges: [76, 91] }, 'disableAge', /found 91/],
    [{ disableAge: 86 }, 'disableAge', /found 86/],
    [{ graceDays: 6 }, 'graceDays', /at most 5/],
    [{ passwordClock: { stopAt: 86 } }, 'passwordClock.stopAt', /found 86/],
    [{ passwordClock: { remindAt: [] } }, 'passwordClock.remindAt', /./],
    [{ secondKeyGraceDays: 0 }, 'secondKeyGraceDays', /./],
    [{ maximumExemptionDays: -1 }, 'maximumExemptionDays', /./],
    [{ unusedAge: 0 }, 'unusedAge', /./],
    [{ unused: 'remind' as never }, 'unused', /"report"\|"disable"/],
    [{ circuitBreakerKeys: 0 }, 'circuitBreakerKeys', /./],
    [{ circuitBreakerPercent: 101 }, 'circuitBreakerPercent', /./],
    [{ circuitBreakerReleasedThrough: 'ever' }, 'circuitBreakerReleasedThrough', /YYYY-MM-DD/],
    [{ dryRunAccountIds: ['production'] }, 'dryRunAccountIds', /item 0: .*twelve digits/],
    [{ concurrency: 0 }, 'concurrency', /from 1 to 50, found 0/],
    [{ concurrency: 51 }, 'concurrency', /found 51/],
    [{ alarmTopicArn: 'on-call' }, 'alarmTopicArn', /SNS topic's ARN/],
    [{ alarmEmails: ['platform'] }, 'alarmEmails[0]', /e-mail address/],
    [{ monitorMemorySize: 127 }, 'monitorMemorySize', /from 128 to 10240/],
    [{ monitorTimeout: 901 }, 'monitorTimeout', /from 60 to 900/],
    [{ notifyTimeout: 29 }, 'notifyTimeout', /from 30 to 900/],
    [{ keyEventsTimeout: 4 }, 'keyEventsTimeout', /from 5 to 900/],
    [{ logRetentionDays: 91 }, 'logRetentionDays', /expected one of 1, 3, .*found 91/],
    [{ logLevel: 'LOUD' }, 'logLevel', /DEBUG, INFO, WARN, ERROR/],
  ];
  for (const [bad, property, message] of wrong)
    it(`refuse ${JSON.stringify(bad)}`, () => refuses(make, base, bad, property, message));

  const together: [string, Partial<KeyMonitorArgs>, string, RegExp][] = [
    ['no accounts', { accounts: undefined }, 'accounts', /or organizationId, found neither/],
    ['a list and an organization', { organizationId: 'o-abcdefghij' }, 'accounts', /found both/],
    [
      'exclusions from a list',
      { excludedAccountIds: ['444444444444'] },
      'excludedAccountIds',
      /only with/,
    ],
    ['a lister for a list', { organizationRoleArn: roleArn }, 'organizationRoleArn', /only with/],
    [
      'a signing secret and where it is',
      { ...answers, ...signingThere },
      'slackSigningSecret',
      /either this or slackSigningSecretArn, found both/,
    ],
    [
      'a signing secret without the app',
      { ...answers, slackAppId: undefined },
      'slackAppId',
      /the id of Slack's app \(A…\), found none/,
    ],
    [
      'a key of a signing secret that is made',
      { ...answers, slackSigningSecretKmsKeyArn: key },
      'slackSigningSecretKmsKeyArn',
      /only with slackSigningSecretArn/,
    ],
    [
      'one secret for both of Slack’s',
      { ...there, ...signingThere, slackSigningSecretArn: there.slackTokenSecretArn },
      'slackSigningSecretArn',
      /another secret than slackTokenSecretArn/,
    ],
    ['no team at all', { ...answers, slackTeams: [] }, 'slackTeams', /at least one, found none/],
    ...(
      [
        ['slackAppId', 'A0123456789'],
        ['slackTeams', ['T0123456789']],
        ['responders', ['U0123456789']],
        ['askAgainDays', 2],
        ['slackInMemorySize', 256],
        ['slackInReservedConcurrency', 20],
        ['actMemorySize', 256],
        ['actTimeout', 20],
        ['actReservedConcurrency', 5],
      ] as const
    ).map(([property, value]): [string, Partial<KeyMonitorArgs>, string, RegExp] => [
      `${property} without a signing secret`,
      { [property]: value },
      property,
      onlyWithSecret,
    ]),
    ['no token', { slackToken: undefined }, 'slackToken', /found neither/],
    [
      'a token and a secret',
      { slackTokenSecretArn: 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:a-AbCdEf' },
      'slackToken',
      /found both/,
    ],
    [
      'a key and one to be made',
      { kmsKeyArn: key, createKmsKey: true },
      'kmsKeyArn',
      /either this or createKmsKey, found both/,
    ],
    [
      'administrators of a secret that is there',
      { ...there, slackTokenAdministratorArns: [roleArn] },
      'slackTokenAdministratorArns',
      /only with slackToken/,
    ],
    [
      'the key of a secret that is made here',
      { slackTokenKmsKeyArn: key },
      'slackTokenKmsKeyArn',
      /only with slackTokenSecretArn/,
    ],
    [
      'bundles that were not built',
      { functionsPath: partial.folder },
      'functionsPath',
      /key-events.index\.js does not exist: run `npm run build` first/,
    ],
  ];
  for (const [name, bad, property, message] of together)
    it(`refuse ${name}`, async () => {
      let made = 0;
      const transformations = [() => void made++];
      await assert.rejects(
        deploy((opts) => make({ ...base, ...bad }, { ...opts, transformations })),
        (error: pulumi.InputPropertyError) =>
          error.propertyPath === property && message.test(error.message),
      );
      assert.ok(made <= 1);
    });

  for (const name of ['', '1st', 'key_turn', 'a'.repeat(41)])
    it(`refuse the name ${JSON.stringify(name)}`, () =>
      assert.rejects(
        deploy((opts) => new KeyMonitor(name, base, opts)),
        /name: expected a letter|Missing resource name/,
      ));

  it('don’t show a token that is none', () =>
    assert.rejects(
      deploy((opts) => make({ ...base, slackToken: 'not-a-token' }, opts)),
      (error: Error) => !error.message.includes('not-a-token'),
    ));

  describe('many accounts', () => {
    const many = (count: number, name: string) =>
      Array.from({ length: count }, (_, i) => ({ id: String(100000000000 + i), name }));

    it('are taken as far as Lambda’s environment takes them', async () => {
      await deploy((opts) => make({ ...base, accounts: many(70, 'production') }, opts));
    });

    it('are refused beyond that, with the way out', () =>
      assert.rejects(
        deploy((opts) => make({ ...base, accounts: many(100, 'production') }, opts)),
        /accounts: the environment of keyturn-(monitor|key-events) has \d+ bytes .*takes 4096: .*organizationId/,
      ));
  });

  it('may all be outputs', async () => {
    const { children } = await deploy((opts) =>
      make(
        {
          ...base,
          accounts: pulumi.output([account]),
          externalId: pulumi.secret('some-external-id'),
          teamChannel: Promise.resolve('C0123456789'),
          reminderAges: [pulumi.output(76), 81],
          rotateWith: pulumi.output(RotationTool.Custom),
          customRotation: pulumi.output(custom),
          profiles: { [account.id]: pulumi.output('identity') },
        },
        opts,
      ),
    );
    assert.ok(children.length > 40);
    const notify = children.find(({ name }) => name === 'keyturn-notify-function');
    const { variables } = notify?.inputs['environment'] as { variables: Record<string, string> };
    assert.deepEqual(JSON.parse(String(variables['KEYTURN_ROTATION'])), {
      tool: 'custom',
      custom,
      profiles: { [account.id]: 'identity' },
    });
  });
});
