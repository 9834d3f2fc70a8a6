import assert from 'node:assert/strict';
import { z } from 'zod';
import { goodStacks, planOf } from '../testing/project';
import { asWritten } from './as-written';
import { stackConfigSchema } from './stack-keys';

describe('asWritten', () => {
  const cases: [string, unknown, unknown][] = [
    ['keyturn:dryRun', 'false', false],
    ['keyturn:dryRun', false, false],
    ['keyturn:concurrency', '8', 8],
    ['keyturn:accountKinds', '["member"]', ['member']],
    ['keyturn:settings', '{"graceDays":3}', { graceDays: 3 }],
    ['keyturn:accessUntil', '{"key":"2027-03-31 00:00:00 +0000 UTC"}', { key: '2027-03-31' }],
    [
      'keyturn:settings',
      '{"circuitBreaker":{"releasedThrough":"2027-02-28 00:00:00 +0000 UTC","keys":5}}',
      { circuitBreaker: { releasedThrough: '2027-02-28', keys: 5 } },
    ],
    ['keyturn:accountId', '012345678901', '012345678901'],
    ['keyturn:slackToken', '"quoted"', '"quoted"'],
    ['keyturn:logLevel', 'true', 'true'],
    ['keyturn:scheduleTime', '0', '0'],
    ['keyturn:engineersFile', '1', '1'],
    ['keyturn:dryRun', 'maybe', 'maybe'],
    ['aws:region', '1', '1'],
    ['keyturn:unknown', '1', 1],
  ];
  for (const [key, value, expected] of cases)
    it(`${key}: ${JSON.stringify(value)}`, () => assert.deepEqual(asWritten(key, value), expected));
});

describe('a stack file as `pulumi stack init` of Pulumi 3.260 leaves it', () => {
  const written = `${goodStacks.monitor}  # Quoted by Pulumi, which keeps the comment.
  keyturn:dryRun: "false"
  keyturn:tracing: "true"
  keyturn:concurrency: "7"
  keyturn:reportRetentionDays: "401"
secretsprovider: awskms:///arn:aws:kms:eu-central-1:333333333333:alias/pulumi?region=eu-central-1
encryptedkey: AQICAHhvUGlv
`;

  it('says what it said before', () => {
    const { value, problems } = planOf('monitor', { monitor: written });
    assert.deepEqual(problems, []);
    const { dryRun, tracing, concurrency, reportRetentionDays } = value?.config ?? {};
    assert.deepEqual([dryRun, tracing, concurrency, reportRetentionDays], [false, true, 7, 401]);
  });

  it('keeps an account from being disabled in', () => {
    const identity = `${goodStacks.identity}  keyturn:allowDisable: "false"\n`;
    assert.equal(planOf('identity', { identity }).value?.config.allowDisable, false);
  });

  it('has every switch and number of ours as text', () => {
    const shapes = z.toJSONSchema(stackConfigSchema, { io: 'input' }).properties ?? {};
    const values = new Map<unknown, unknown>([
      ['boolean', false],
      ['integer', 3],
    ]);
    const plain = Object.entries(shapes).flatMap(([key, shape]): [string, unknown][] => {
      const type = typeof shape === 'object' && shape.type;
      return values.has(type) ? [[key, values.get(type)]] : [];
    });
    assert.ok(plain.length > 8, String(plain.length));
    for (const [key, value] of plain)
      assert.equal(asWritten(`keyturn:${key}`, String(value)), value, key);
  });
});
