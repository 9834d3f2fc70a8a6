import assert from 'node:assert/strict';
import { describeUse, isUsedElsewhere } from './others';

const now = new Date('2026-01-05T12:00:00Z');
const openedAt = new Date('2026-01-05T11:59:00Z');
const use = (time: string, service = 's3', region = 'eu-west-1') => ({
  at: new Date(`2026-01-05T${time}Z`),
  service,
  region,
});

describe('the last use of a key', () => {
  const cases = [
    ['none', undefined, false],
    ['of a quarter of an hour ago', use('11:45:00'), true],
    ['of a second more', use('11:44:59'), false],
    ['by the command’s own call of STS', use('11:59:00', 'sts', 'us-east-1'), false],
    ['as a slower clock of IAM has it', use('11:58:58', 'sts', 'us-east-1'), false],
    ['of STS before the command', use('11:58:50', 'sts', 'us-east-1'), true],
    ['of STS in another region', use('11:59:30', 'sts', 'eu-west-1'), true],
    ['of another service since', use('11:59:30'), true],
    ['of IAM, for the device', use('11:59:30', 'iam', 'us-east-1'), false],
  ] as const;
  for (const [what, last, isElsewhere] of cases)
    it(`is ${isElsewhere ? '' : 'not '}elsewhere: ${what}`, () =>
      assert.equal(isUsedElsewhere(last, { now, openedAt, region: 'us-east-1' }), isElsewhere));

  it('is told with its service and region', () => {
    assert.equal(describeUse(use('11:59:00'), now), 'last used 1 minute ago, s3 in eu-west-1');
    assert.equal(describeUse(use('09:00:00', 'iam', 'N/A'), now), 'last used on 2026-01-05, iam');
    assert.equal(describeUse(undefined, now), 'never used');
  });
});
