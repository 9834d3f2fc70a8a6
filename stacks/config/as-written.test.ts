import assert from 'node:assert/strict';
import { asWritten } from './as-written';

describe('asWritten', () => {
  const cases: [string, unknown, unknown][] = [
    ['keyturn:dryRun', 'false', false],
    ['keyturn:dryRun', false, false],
    ['keyturn:concurrency', '8', 8],
    ['keyturn:accountKinds', '["member"]', ['member']],
    ['keyturn:settings', '{"graceDays":3}', { graceDays: 3 }],
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
