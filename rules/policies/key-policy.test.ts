import assert from 'node:assert/strict';
import { namesOfMonitor } from '../names';
import { keyPolicy, type KeyUses } from './key-policy';
import { isAllowed } from './testing/decide';

const account = '333333333333';
const region = 'eu-central-1';
const keyArn = `arn:aws:kms:${region}:${account}:key/3f2504e0`;
const names = namesOfMonitor('keyturn');
const uses = { partition: 'aws', accountId: account, region, names };
const everything: KeyUses = {
  ...uses,
  alarms: true,
  everything: true,
  isDistributed: true,
  isInteractive: false,
};
const arn = (service: string, resource: string, of = account, where = region) =>
  `arn:aws:${service}:${where}:${of}:${resource}`;

const alarm = (of: string, where = region) => ({
  'aws:SourceAccount': of,
  'aws:SourceArn': arn('cloudwatch', 'alarm:keyturn-heartbeat', of, where),
});
const group = (name: string, of = account) => ({
  'kms:EncryptionContext:aws:logs:arn': arn('logs', `log-group:${name}`, of),
});
const queue = (name: string, of = account) => ({
  'kms:EncryptionContext:aws:sqs:arn': arn('sqs', name, of),
});
const logSource = (of: string) => ({ 'kms:EncryptionContext:SourceArn': arn('logs', '*', of) });

const ways = {
  'the topic alone': { ...everything, everything: false },
  'everything, one function': { ...everything, isDistributed: false },
  'everything, distributed': everything,
  "everything but somebody else's topic": { ...everything, alarms: false },
  'everything, with presses': { ...everything, isDistributed: false, isInteractive: true },
} as const;
type Way = keyof typeof ways;
const all = Object.keys(ways) as Way[];
const [, inFunction, distributed, withoutTopic, withPresses] = all as [Way, Way, Way, Way, Way];
const withTopic = all.filter((way) => way !== withoutTopic);
const whole = [inFunction, distributed, withoutTopic, withPresses];

/** Who asks for what, and with which policies they get it. */
const questions: readonly [string, string, Record<string, string>, Way[]][] = [
  ['cloudwatch.amazonaws.com', 'kms:GenerateDataKey', alarm(account), withTopic],
  ['cloudwatch.amazonaws.com', 'kms:Decrypt', alarm(account), withTopic],
  ['cloudwatch.amazonaws.com', 'kms:Encrypt', alarm(account), []],
  ['cloudwatch.amazonaws.com', 'kms:Decrypt', alarm('999999999999'), []],
  ['cloudwatch.amazonaws.com', 'kms:Decrypt', alarm(account, 'us-east-1'), []],
  ['cloudwatch.amazonaws.com', 'kms:Decrypt', {}, []],
  [
    'cloudwatch.amazonaws.com',
    'kms:Decrypt',
    { ...alarm(account), 'aws:SourceAccount': '999999999999' },
    [],
  ],
  ['sns.amazonaws.com', 'kms:Decrypt', alarm(account), []],
  ...['Encrypt', 'Decrypt', 'ReEncryptFrom', 'GenerateDataKeyWithoutPlaintext'].map(
    (verb): (typeof questions)[number] => [
      `logs.${region}.amazonaws.com`,
      `kms:${verb}`,
      group('/aws/lambda/keyturn-notify'),
      whole,
    ],
  ),
  [
    `logs.${region}.amazonaws.com`,
    'kms:Decrypt',
    group('/aws/vendedlogs/states/keyturn-run'),
    [distributed, withoutTopic],
  ],
  ...['slack-in', 'act'].map((name): (typeof questions)[number] => [
    `logs.${region}.amazonaws.com`,
    'kms:Encrypt',
    group(`/aws/lambda/keyturn-${name}`),
    [withPresses],
  ]),
  [`logs.${region}.amazonaws.com`, 'kms:Decrypt', group('/aws/lambda/keyturn'), []],
  [`logs.${region}.amazonaws.com`, 'kms:Decrypt', group('/aws/lambda/keyturn-notify2'), []],
  [
    `logs.${region}.amazonaws.com`,
    'kms:Decrypt',
    group('/aws/lambda/keyturn-notify', '999999999999'),
    [],
  ],
  [`logs.${region}.amazonaws.com`, 'kms:Decrypt', {}, []],
  ['logs.us-east-1.amazonaws.com', 'kms:Decrypt', group('/aws/lambda/keyturn-notify'), []],
  ['events.amazonaws.com', 'kms:GenerateDataKey', queue('keyturn-failed-runs'), whole],
  ['events.amazonaws.com', 'kms:Decrypt', queue('keyturn-failed-runs'), whole],
  ['events.amazonaws.com', 'kms:Decrypt', queue('keyturn-notices.fifo'), []],
  ['events.amazonaws.com', 'kms:Decrypt', queue('keyturn-actions.fifo'), []],
  ['events.amazonaws.com', 'kms:Decrypt', queue('keyturn-failed-runs', '999999999999'), []],
  ['events.amazonaws.com', 'kms:Decrypt', {}, []],
  ['delivery.logs.amazonaws.com', 'kms:Decrypt', logSource(account), [distributed, withoutTopic]],
  ['delivery.logs.amazonaws.com', 'kms:GenerateDataKey', logSource(account), []],
  ['delivery.logs.amazonaws.com', 'kms:Decrypt', logSource('999999999999'), []],
  ['delivery.logs.amazonaws.com', 'kms:Decrypt', {}, []],
  // Who needs no more than IAM: their roles say so, or a grant.
  ...['states', 'scheduler', 'lambda', 'sqs', 'dynamodb', 's3', 'secretsmanager'].map(
    (service): (typeof questions)[number] => [
      `${service}.amazonaws.com`,
      'kms:Decrypt',
      { 'aws:SourceAccount': account },
      [],
    ],
  ),
];

const anything = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Anything', Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

describe('the policy of the KMS key', () => {
  for (const [principal, action, context, expected] of questions)
    it(`${expected.length === 0 ? 'refuses' : 'lets'} ${principal} ${action} ${JSON.stringify(context)}`, async () => {
      const allowed: string[] = [];
      for (const [way, uses] of Object.entries(ways)) {
        const resourcePolicy = keyPolicy(uses);
        const question = { principal, action, context, resource: keyArn, resourcePolicy };
        if (await isAllowed(question)) allowed.push(way);
      }
      assert.deepEqual(allowed, expected);
    });

  it('leaves it to IAM who of the account may use it, and lets in nobody else', async () => {
    const ask = (of: string, identityPolicies: (typeof anything)[]) =>
      isAllowed({
        principal: `arn:aws:iam::${of}:role/somebody`,
        action: 'kms:Decrypt',
        resource: keyArn,
        resourcePolicy: keyPolicy(everything),
        identityPolicies,
      });
    assert.equal(await ask(account, [anything]), true);
    assert.equal(await ask(account, []), false);
    assert.equal(await ask('999999999999', [anything]), false);
  });

  it('names the log groups that the monitor has, and none beside them', () => {
    const namedWith = (uses: KeyUses) =>
      keyPolicy(uses).Statement.find(({ Sid }) => Sid === 'EncryptLogs')?.Condition?.['ArnEquals'];
    const groupsOf = (...paths: string[]) => ({
      'kms:EncryptionContext:aws:logs:arn': paths.map((each) => arn('logs', `log-group:${each}`)),
    });
    const ofFunctions = ['monitor', 'notify', 'key-events'].map(
      (each) => `/aws/lambda/keyturn-${each}`,
    );
    assert.deepEqual(namedWith(ways[inFunction]), groupsOf(...ofFunctions));
    assert.deepEqual(
      namedWith(ways[distributed]),
      groupsOf(...ofFunctions, '/aws/vendedlogs/states/keyturn-run'),
    );
    const ofPresses = ['/aws/lambda/keyturn-slack-in', '/aws/lambda/keyturn-act'];
    assert.deepEqual(namedWith(ways[withPresses]), groupsOf(...ofFunctions, ...ofPresses));
  });

  it('knows CloudWatch Logs by its names elsewhere', () => {
    const principalIn = (partition: string, where: string) =>
      keyPolicy({ ...everything, partition, region: where }).Statement.find(
        ({ Sid }) => Sid === 'EncryptLogs',
      )?.Principal?.['Service'];
    assert.equal(principalIn('aws-cn', 'cn-north-1'), 'logs.cn-north-1.amazonaws.com.cn');
    assert.equal(principalIn('aws-us-gov', 'us-gov-west-1'), 'logs.us-gov-west-1.amazonaws.com');
  });
});
