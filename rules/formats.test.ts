import assert from 'node:assert/strict';
import {
  accessPortalPattern,
  accountAccessApplicationArnPattern,
  accountAccessTenantPattern,
  accountIdPattern,
  bucketNamePattern,
  codeSigningConfigArnPattern,
  componentNamePattern,
  datePattern,
  emailPattern,
  eventBusArnPattern,
  externalIdPattern,
  fifoQueueUrlPattern,
  exemptionTextPattern,
  exemptionTextTakes,
  foreignTo,
  fullNamePattern,
  groupNamePattern,
  iamNamePattern,
  iamPathPattern,
  identityCenterGroupNamePattern,
  identityCenterInstanceArnPattern,
  identityCenterNamePattern,
  identityCenterUserNamePattern,
  identityStoreIdPattern,
  isSlackChannelId,
  isSlackUserId,
  kmsKeyArnPattern,
  managedPolicyArnPattern,
  organizationalUnitIdPattern,
  organizationIdPattern,
  permissionSetDescriptionPattern,
  permissionSetNamePattern,
  roleArnPattern,
  roleDescriptionPattern,
  rolePathPattern,
  roleSessionNamePattern,
  rootUserName,
  secretArnPattern,
  slackApiUrlPattern,
  slackAppIdPattern,
  slackBotTokenPattern,
  slackChannelIdPattern,
  slackSigningSecretPattern,
  slackTeamIdPattern,
  slackUserIdPattern,
  timeOfDayPattern,
  topicArnPattern,
} from './formats';

const a = (count: number) => 'a'.repeat(count);
const bot = (rest: string) => `xoxb-${rest}`;
/** As a test's name: without what looks like a token to whoever looks for secrets in the suite's output. */
const shown = (text: string) => JSON.stringify(text).slice(0, 60).replace('xoxb-', 'xoxb…');
const role = 'arn:aws:iam::111111111111:role/';
const policy = 'arn:aws:iam::aws:policy/';
const bus = 'arn:aws:events:eu-central-1:111111111111:event-bus/';
const secret = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:';
const topic = 'arn:aws:sns:eu-central-1:111111111111:';
const key = 'arn:aws:kms:eu-central-1:111111111111:key/';
const signing = 'arn:aws:lambda:eu-central-1:111111111111:code-signing-config:csc-';
const application = (partition: string, region: string, id: string) =>
  `arn:${partition}:account-access:${region}:111111111111:application/${id}`;
const instance = (partition: string, id: string) => `arn:${partition}:sso:::instance/${id}`;
/** The same thing in GovCloud, whose partition and regions have more words. */
const inGovCloud = (arn: string) =>
  arn.replace('arn:aws:', 'arn:aws-us-gov:').replace('eu-central-1', 'us-gov-east-1');

const cases: readonly [what: string, RegExp, good: readonly string[], bad: readonly string[]][] = [
  [
    'an account id',
    accountIdPattern,
    ['111111111111', '000000000001'],
    [
      '',
      '11111111111',
      '1111111111111',
      '11111111111a',
      '111111111111\n',
      ' 111111111111',
      '١'.repeat(12),
    ],
  ],
  [
    "an organization's id",
    organizationIdPattern,
    ['o-abcde12345', `o-${a(32)}`],
    [
      '',
      `o-${a(9)}`,
      `o-${a(33)}`,
      'O-abcde12345',
      'o-ABCDE12345',
      'abcde12345',
      'r-abcd',
      'xo-abcde12345',
    ],
  ],
  [
    'an organizational unit or a root',
    organizationalUnitIdPattern,
    ['ou-ab12-abcd1234', `ou-${a(32)}-${a(32)}`, 'r-ab12', `r-${a(32)}`],
    [
      'ou-ab1-abcd1234',
      'ou-ab12-abcd123',
      `ou-${a(33)}-abcd1234`,
      `ou-ab12-${a(33)}`,
      'r-ab1',
      `r-${a(33)}`,
      'xr-ab12',
      'o-abcde12345',
    ],
  ],
  [
    'an IAM name',
    iamNamePattern,
    ['a', 'A_1+=,.@-', 'alice@example.com', a(64)],
    ['', a(65), 'a b', 'a/b', '/alice', 'alice*', '!', 'ł', 'a\n'],
  ],
  [
    "a group's name of at most 5",
    groupNamePattern(5),
    ['a', 'A_1+=', ',.@-'],
    ['', a(6), 'a b', 'a/b', 'ł', 'a\n'],
  ],
  [
    "a user's path",
    iamPathPattern,
    ['/', '/a/', '/people/ops/', '/!~/', `/${a(510)}/`],
    ['', 'a', '/a', 'a/', '/a b/', `/${a(511)}/`, '/ł/', '/a/\n'],
  ],
  [
    "a person's name",
    fullNamePattern,
    ['Zoë', 'Anne-Marie O.', 'X Æ 12', 'a/b:c=d+e_f@g', a(256)],
    ['', a(257), '<Zoë', 'Zoë>', '*Zoë*', '!'],
  ],
  [
    'why somebody is exempt',
    exemptionTextPattern,
    ['On leave: back in May', 'Élève', '7', '=1+1', 'a@b.c', ' x ', a(256), 'awsome', 'x aws:'],
    ['', ' ', '-', '\u2028', a(257), 'a, b', 'a\nb', '(a)', "a'b", 'aws:', 'AwS:leave', '🏖 leave'],
  ],
  [
    "a role's path",
    rolePathPattern,
    ['/', '/teams/', '/a/b_1+=,.@-/', `/${a(510)}/`],
    ['', 'teams', '/teams', 'teams/', '//', '/a//b/', '/a b/', '/a*/', `/${a(511)}/`, '/ł/'],
  ],
  [
    "a role's description",
    roleDescriptionPattern,
    ['', 'Deploys (ops), "prod": 100 %', 'Für Größe ÿ ¡', 'two\nlines\r\n\ttabbed', a(1000)],
    ['– dash', 'łódź', '“quoted”', 'x…', '\u00a0', '\u007f', '\u0000', 'emoji 🔑', a(1001)],
  ],
  [
    "a role's ARN",
    roleArnPattern,
    [
      `${role}deploy`,
      `${role}teams/ops/deploy`,
      inGovCloud(`${role}deploy`),
      // A path of IAM's 512 signs, with the slash before it.
      `${role}${a(510)}/${a(64)}`,
    ],
    [
      role,
      `${role}teams/`,
      `${role}/deploy`,
      `${role}teams//deploy`,
      `${role}*`,
      `${role}${a(65)}`,
      `${role}${a(511)}/${a(64)}`,
      'arn:aws:iam::1111:role/deploy',
      'arn:aws:iam::111111111111:user/ada',
      `${role}deploy\n`,
      ` ${role}deploy`,
    ],
  ],
  [
    "a managed policy's ARN",
    managedPolicyArnPattern,
    [
      `${policy}ReadOnlyAccess`,
      `${policy}job-function/Billing`,
      `arn:aws-cn:iam::111111111111:policy/${a(128)}`,
      `${policy}${a(510)}/${a(128)}`,
    ],
    [
      policy,
      `${policy}a/`,
      `${policy}${a(129)}`,
      `${policy}${a(511)}/${a(128)}`,
      `${policy}a b`,
      `${role}x`,
      `${policy}*`,
      ` ${policy}a`,
    ],
  ],
  ['an external id', externalIdPattern, ['ab', 'a:/b', a(1224)], ['', 'a', a(1225), 'a b', 'ał']],
  [
    "a KMS key's ARN",
    kmsKeyArnPattern,
    [`${key}mrk-1_a`, `${key}${a(64)}`, inGovCloud(`${key}a`)],
    [key, `${key}a/b`, `${key}${a(65)}`, ` ${key}a`],
  ],
  [
    "an event bus's ARN",
    eventBusArnPattern,
    [`${bus}default`, `${bus}aws.partner/x_1-2`, `${bus}${a(256)}`, inGovCloud(`${bus}default`)],
    [
      bus,
      `${bus}a b`,
      `${bus}${a(257)}`,
      'arn:aws:events:x:111111111111:event-bus/default',
      ` ${bus}default`,
    ],
  ],
  [
    "a secret's ARN",
    secretArnPattern,
    [
      `${secret}slack-AbCdEf`,
      `${secret}a/b+c=d.e@f_g-AbCdEf`,
      `${secret}${a(512)}-AbCdEf`,
      inGovCloud(`${secret}slack-AbCdEf`),
    ],
    [
      secret,
      `${secret}slack`,
      `${secret}slack-AbCde`,
      `${secret}slack-AbCdEfG`,
      // One of its fields, as a task of ECS is given it.
      `${secret}slack-AbCdEf:token::`,
      `${secret}a b-AbCdEf`,
      `${secret}${a(513)}-AbCdEf`,
      ` ${secret}slack-AbCdEf`,
    ],
  ],
  [
    "a topic's ARN",
    topicArnPattern,
    [`${topic}alarms_1-2`, `${topic}${a(256)}`, inGovCloud(`${topic}alarms`)],
    [topic, `${topic}alarms.fifo`, `${topic}${a(257)}`, ` ${topic}alarms`],
  ],
  [
    "a bucket's name",
    bucketNamePattern,
    [
      'a-1',
      'keyturn-reports',
      'reports.acme.test',
      '3-reports-3',
      a(63),
      // No IP addresses, though they begin or end as one.
      '192.168.100.254-a',
      '192.168.100',
      'a192.168.100.254',
    ],
    [
      '',
      'ab',
      a(64),
      '-reports',
      'reports-',
      '.reports',
      'reports.',
      'Reports',
      'reportS',
      're_ports',
      'reports..acme',
      'xn--reports',
      'sthree-reports',
      '192.168.100.254',
      ' reports',
      'reports ',
    ],
  ],
  [
    "a code signing configuration's ARN",
    codeSigningConfigArnPattern,
    [`${signing}0123456789abcdefg`, inGovCloud(`${signing}0123456789abcdefg`)],
    [
      signing,
      `${signing}${a(16)}`,
      `${signing}${a(18)}`,
      `${signing}${'A'.repeat(17)}`,
      `${signing}0123456789abcdef-`,
      'arn:aws:lambda:eu-central-1:1111:code-signing-config:csc-0123456789abcdefg',
      'arn:aws:lambda:eu-central-1:111111111111:function:notify',
      ` ${signing}${a(17)}`,
    ],
  ],
  [
    "a FIFO queue's URL",
    fifoQueueUrlPattern,
    [
      'https://sqs.eu-central-1.amazonaws.com/111111111111/keyturn-notices.fifo',
      'https://sqs.cn-north-1.amazonaws.com.cn/111111111111/keyturn-notices.fifo',
      'http://127.0.0.1:4242/111111111111/keyturn-notices.fifo',
    ],
    [
      '',
      'keyturn-notices.fifo',
      'https://sqs/1/notices',
      'https:///1/a.fifo',
      'https://sqs/1/a b.fifo',
      'ftp://sqs/1/a.fifo',
      'https://sqs/1/a.fifo/',
      ' https://sqs/1/a.fifo',
    ],
  ],
  [
    'an e-mail address',
    emailPattern,
    ['ops@acme.test', "o'neil+aws.1_2-3@a-b.acme.test"],
    [
      'ops',
      'ops@acme',
      '@acme.test',
      'a b@acme.test',
      'łukasz@acme.test',
      'ops@ąc.test',
      'a@b.c',
      'ops@acme.test ',
    ],
  ],
  [
    "a component's name",
    componentNamePattern,
    ['k', 'Keyturn-2', a(40)],
    ['', '2k', '-k', 'k_', 'k.fifo', ' k', a(41)],
  ],
  [
    'a Slack user’s id',
    slackUserIdPattern,
    ['U12345678', 'W12345678', `U${'A'.repeat(20)}`],
    ['U1234567', `U${'A'.repeat(21)}`, 'C12345678', ' U12345678', 'U12345678 ', 'u12345678'],
  ],
  [
    'a Slack channel’s id',
    slackChannelIdPattern,
    ['C12345678', 'G12345678', `C${'A'.repeat(20)}`],
    ['C1234567', `C${'A'.repeat(21)}`, 'U12345678', '#C12345678', 'C12345678>'],
  ],
  [
    'a signing secret of Slack’s',
    slackSigningSecretPattern,
    [a(16), '8f742231b10e8888abcd99yyyzzz85a5', a(200)],
    [
      '',
      a(15),
      a(201),
      `${a(20)}\n`,
      `${a(10)} ${a(10)}`,
      bot(a(30)),
      `xapp-1-${a(30)}`,
      'ß'.repeat(20),
    ],
  ],
  [
    'a Slack app’s id',
    slackAppIdPattern,
    ['A12345678', `A${'B'.repeat(20)}`],
    ['xA012345678', '', 'A1234567', `A${'B'.repeat(21)}`, 'a12345678', 'T12345678', 'A12345678\n'],
  ],
  [
    'a Slack workspace’s or organization’s id',
    slackTeamIdPattern,
    ['T12345678', 'E12345678', 'T024'],
    ['xT0TEAM', '', 'T1', 't12345678', 'acme', 'A12345678', 'T12345678"', `T${'B'.repeat(21)}`],
  ],
  [
    "a bot's token",
    slackBotTokenPattern,
    [bot('1234567890'), bot('123456789012-123456789012-aB3'), bot(a(250))],
    [
      '',
      bot(''),
      bot(a(9)),
      bot(a(251)),
      bot('12345 67890'),
      bot('1234567890\n'),
      `xoxe.${bot('1234567890')}`,
      '1234567890',
    ],
  ],
  [
    "a Slack API's URL",
    slackApiUrlPattern,
    [
      'https://slack.com/api/',
      'https://slack-gov.com/api/',
      'https://proxy.acme.test:8443/slack/v2.1/api/',
      'http://127.0.0.1:4242/api/',
    ],
    [
      '',
      'slack.com',
      'https://slack.com',
      'https://slack.com/',
      'https://slack.com/api',
      'https://slack.com/myapi/',
      'https://slack.com/api/chat.postMessage',
      // Whoever is on the way would read the bot's token.
      'http://slack.com/api/',
      'http://proxy.acme.test/api/',
      'http://localhost:4242/api/',
      'http://127.0.0.1.acme.test/api/',
      'http://127x0x0x1/api/',
      // Never with a password, nor in a query.
      'https://bot:secret@slack.com/api/',
      'https://slack.com/?x=/api/',
      'https://slack.com/a b/api/',
      'https://slack.com/api/\n',
      ' https://slack.com/api/',
    ],
  ],
  [
    'a session of a role',
    roleSessionNamePattern,
    ['ab', 'Ada_0+=,.@-', a(64)],
    ['', 'a', a(65), 'a b', 'a/b', ' ab', 'ab ', 'é!'],
  ],
  [
    'a name in IAM Identity Center, as a tag takes it',
    identityCenterNamePattern,
    ['a', 'ada.lovelace@example.com', 'łódź٣', '_.:/=+-@', a(128)],
    ['', a(129), 'a b', 'a!', '!a', '🔑'],
  ],
  [
    'an application of account access',
    accountAccessApplicationArnPattern,
    [
      application('aws', 'eu-central-1', 'A-z0'),
      application('aws-us-gov', 'us-gov-east-12', a(256)),
      application('aws', 'local', 'a'),
    ],
    [
      ...['', application('aws', 'eu-', 'a'), application('aws', '', 'a')],
      ...[application('aws', 'eu', ''), application('aws', 'eu', a(257))],
      ...[`x${application('aws', 'eu', 'a')}`, application('aws', 'eu', 'a/b')],
      application('aws', 'eu', 'a').replace('111111111111', '11111'),
      application('aws', 'eu', 'a').replace('111111111111', 'xxxxxxxxxxxx'),
    ],
  ],
  [
    'an instance of IAM Identity Center',
    identityCenterInstanceArnPattern,
    [
      instance('aws', 'ssoins-7223b02d6c11a5c5'),
      instance('aws-us-gov', 'ins-7223b02d6c11a5c.'),
      instance('aws-a-b-c', 'ssoins-ABCDEFGHabcdefg-'),
    ],
    [
      ...['', `x${instance('aws', 'ssoins-7223b02d6c11a5c5')}`],
      ...[instance('aws', 'ssoins-7223b02d6c11a5c'), instance('aws', 'ssoins-7223b02d6c11a5c55')],
      ...[instance('aws', 'xins-7223b02d6c11a5c5'), instance('aws', 'ssoins-7223b02d6c11a5c_')],
      ...[instance('aws-toolong', 'ssoins-7223b02d6c11a5c5')],
      ...[instance('aws-1', 'ssoins-7223b02d6c11a5c5')],
    ],
  ],
  [
    'an identity store',
    identityStoreIdPattern,
    ['d-906748a5fc', '01234567-89ab-cdef-0123-456789abcdef'],
    [
      ...['', 'd-906748a5f', 'd-906748a5fcc', 'd-906748a5fg', 'xd-906748a5fc'],
      ...['01234567-89ab-cdef-0123-456789abcde', '01234567-89ab-cdef-0123-456789abcdef0'],
      ...['0123456-89ab-cdef-0123-456789abcdef', '01234567-89a-cdef-0123-456789abcdef'],
      ...['01234567-89ab-cde-0123-456789abcdef', '01234567-89ab-cdef-012-456789abcdef'],
      ...['g1234567-89ab-cdef-0123-456789abcdef', '01234567-g9ab-cdef-0123-456789abcdef'],
      ...['01234567-89ab-gdef-0123-456789abcdef', '01234567-89ab-cdef-g123-456789abcdef'],
    ],
  ],
  [
    'an access portal',
    accessPortalPattern,
    [
      'https://d-906748a5fc.awsapps.com/start',
      ...['https://x_1.example', 'https://x.example/', 'https://x.example/a-b/c_d'],
    ],
    [
      ...['', 'http://x.example', 'https://', 'https:///start', 'xhttps://x.example'],
      ...['https://x.example/a b', 'https://x.example/?a', 'https://x!y'],
    ],
  ],
  [
    'a tenant of account access',
    accountAccessTenantPattern,
    ['aa-', 'aa-a', 'aa-a0-b', `aa-${a(21)}`],
    ['', 'aa', 'xaa-a', `aa-${a(22)}`, 'aa-A', 'aa-a_'],
  ],
  [
    'a group of IAM Identity Center',
    identityCenterGroupNamePattern,
    ['a', 'Ops – on call', '1$', 'e\u0301', '٣', a(1024)],
    ['', a(1025), 'a\n', '\na', '\u00a0'],
  ],
  [
    'a user name in IAM Identity Center',
    identityCenterUserNamePattern,
    ['a', 'ada@example.com', '1$', 'e\u0301', '٣', a(128)],
    ['', a(129), 'a b', ' a', 'a ', '\u00a0'],
  ],
  [
    'a permission set',
    permissionSetNamePattern,
    ['a', 'Ops_0+=,.@-', a(32)],
    ['', a(33), 'a b', ' a', 'a ', '!'],
  ],
  [
    'what a permission set is for',
    permissionSetDescriptionPattern,
    ['a', 'Für alle,\n\r\tjeden Tag ~', '¡ÿ', a(700)],
    ['', a(701), 'a – b', '–a', 'a–', '\u00a0'],
  ],
  [
    'a date',
    datePattern,
    ['2026-11-29', '2026-02-30'],
    [
      '',
      '2026-11-9',
      '26-11-29',
      '2026-11-291',
      '12026-11-29',
      '2026/11/29',
      '2026-11-29T08:00:00Z',
    ],
  ],
  [
    'a time of day',
    timeOfDayPattern,
    ['00:00', '08:05', '19:59', '23:59'],
    ['', '8:00', '24:00', '30:00', '08:60', '08:5', '08:000', '108:00', '08:00:00', '08.00'],
  ],
];

describe('what is taken for', () => {
  for (const [what, pattern, good, bad] of cases) {
    for (const text of good) it(`${what}: ${shown(text)}`, () => assert.match(text, pattern));
    for (const text of bad)
      it(`${what}, and not ${shown(text)}`, () => assert.doesNotMatch(text, pattern));
  }

  it('a description, and which sign it does not take', () => {
    assert.equal(foreignTo('Deploys – daily, with łódź'), '–');
    assert.equal(foreignTo('key 🔑'), '🔑');
    assert.equal(foreignTo(a(1001)), undefined);
    assert.equal(foreignTo('Für alle'), undefined);
  });

  it('an id of Slack’s, of a user or of a channel', () => {
    const ids = [
      'U0ALICE0001',
      'W0ALICE0001',
      'C0TEAM00001',
      'G0TEAM00001',
      'D0ALICE0001',
      'u0alice0001',
    ];
    assert.deepEqual(ids.map(isSlackUserId), [true, true, false, false, false, false]);
    assert.deepEqual(ids.map(isSlackChannelId), [false, false, true, true, false, false]);
  });
});

it('what an exemption’s text may be is said in words: how long, of what, and not what', () => {
  const allowed = '_.:/=+-@';
  assert.ok(exemptionTextPattern.test(`x${allowed}`));
  for (const said of ['1 to 256', ...allowed, 'not signs alone', 'not aws: in front'])
    assert.ok(exemptionTextTakes.includes(said), said);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
it('root is called in the credential report as no user may be', () => {
  assert.equal(rootUserName, '<root_account>');
  assert.ok(!iamNamePattern.test(rootUserName));
});
