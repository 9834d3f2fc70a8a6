import assert from 'node:assert/strict';
import {
  componentNamePattern,
  emailPattern,
  eventBusArnPattern,
  externalIdPattern,
  foreignTo,
  iamNamePattern,
  kmsKeyArnPattern,
  managedPolicyArnPattern,
  roleArnPattern,
  roleDescriptionPattern,
  rolePathPattern,
  secretArnPattern,
  topicArnPattern,
} from './aws-texts';

const a = (count: number) => 'a'.repeat(count);
const role = 'arn:aws:iam::111111111111:role/';
const policy = 'arn:aws:iam::aws:policy/';
const bus = 'arn:aws:events:eu-central-1:111111111111:event-bus/';
const secret = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:';
const topic = 'arn:aws:sns:eu-central-1:111111111111:';
const key = 'arn:aws:kms:eu-central-1:111111111111:key/';

const cases: readonly [what: string, RegExp, good: readonly string[], bad: readonly string[]][] = [
  ['an IAM name', iamNamePattern, ['a', 'A_1+=,.@-', a(64)], ['', a(65), 'a b', 'a/b', 'ł', 'a\n']],
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
    [`${role}deploy`, `${role}teams/ops/deploy`, 'arn:aws-us-gov:iam::111111111111:role/x'],
    [
      role,
      `${role}teams/`,
      `${role}/deploy`,
      `${role}teams//deploy`,
      `${role}*`,
      `${role}${a(65)}`,
      `${role}${a(512)}/x/${a(64)}`,
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
    ],
    [policy, `${policy}a/`, `${policy}${a(129)}`, `${policy}a b`, `${role}x`, `${policy}*`],
  ],
  ['an external id', externalIdPattern, ['ab', 'a:/b', a(1224)], ['', 'a', a(1225), 'a b', 'ał']],
  ["a KMS key's ARN", kmsKeyArnPattern, [`${key}mrk-1_a`], [key, `${key}a/b`, `${key}${a(65)}`]],
  [
    "an event bus's ARN",
    eventBusArnPattern,
    [`${bus}default`, `${bus}aws.partner/x_1-2`, `${bus}${a(256)}`],
    [bus, `${bus}a b`, `${bus}${a(257)}`, 'arn:aws:events:x:111111111111:event-bus/default'],
  ],
  [
    "a secret's ARN",
    secretArnPattern,
    [`${secret}slack-AbCdEf`, `${secret}a/b+c=d.e@f_g-AbCdEf`],
    [secret, `${secret}a b`, `${secret}${a(520)}`],
  ],
  [
    "a topic's ARN",
    topicArnPattern,
    [`${topic}alarms_1-2`, `${topic}${a(256)}`],
    [topic, `${topic}alarms.fifo`, `${topic}${a(257)}`],
  ],
  [
    'an e-mail address',
    emailPattern,
    ['ops@acme.test', "o'neil+aws.1_2-3@a-b.acme.test"],
    ['ops', 'ops@acme', '@acme.test', 'a b@acme.test', 'łukasz@acme.test', 'ops@ąc.test', 'a@b.c '],
  ],
  [
    "a component's name",
    componentNamePattern,
    ['k', 'Keyturn-2', a(40)],
    ['', '2k', '-k', 'k_', 'k.fifo', ' k', a(41)],
  ],
];

describe('what AWS takes for', () => {
  for (const [what, pattern, good, bad] of cases) {
    for (const text of good)
      it(`${what}: ${JSON.stringify(text).slice(0, 60)}`, () => assert.match(text, pattern));
    for (const text of bad)
      it(`${what}, and not ${JSON.stringify(text).slice(0, 60)}`, () =>
        assert.doesNotMatch(text, pattern));
  }

  it('a description, and which sign it does not take', () => {
    assert.equal(foreignTo('Deploys – daily, with łódź'), '–');
    assert.equal(foreignTo('key 🔑'), '🔑');
    assert.equal(foreignTo(a(1001)), undefined);
    assert.equal(foreignTo('Für alle'), undefined);
  });
});
