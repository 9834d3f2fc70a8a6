import assert from 'node:assert/strict';
import type { LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { createDevice, createKey, enableDevice } from '../../../emulation/moto/test-clients';
import { clientsAt } from '../../../emulation/people/workplace';
import { contractAccount as account } from '../../contracts/iam/world';
import { scriptedCloudTrail, sdkError } from '../../testing/scripted-client';
import { AuditRole } from '../accounts/audit-role';
import { regionalTrailClients } from './clients';
import { AwsKeyHistories } from './key-histories';

const id = 'AKIAOLD0000000000001';
const since = new Date('2026-01-01T08:00:00Z');
const one = { ofUse: ['us-east-1'], others: [] };
const regions = { ofUse: ['us-east-1', 'eu-west-1'], others: [] };

type Ask = (region: string, input: LookupEventsCommandInput) => unknown;

/** The adapter over scripted clients and a clock that a pause turns on, and what it asked. */
function scripted(answer: Ask) {
  const clock = { now: 0 };
  const asked: { region: string; input: LookupEventsCommandInput }[] = [];
  const clients = {
    in: (_accountId: string, region: string) =>
      scriptedCloudTrail({
        LookupEvents: (input: LookupEventsCommandInput) => {
          asked.push({ region, input });
          return answer(region, input);
        },
      }),
  };
  const histories = new AwsKeyHistories(clients, {
    clock: () => clock.now,
    pause: (milliseconds) => {
      clock.now += milliseconds;
      return Promise.resolve();
    },
  });
  return { histories, asked };
}

function eventAt(at: Date, more: Readonly<Record<string, unknown>> = {}) {
  const record = {
    eventTime: at.toISOString().replace(/\.\d+/, ''),
    eventSource: 'sts.amazonaws.com',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-sdk-go/1.44.1',
    userIdentity: { type: 'IAMUser', accessKeyId: id, userName: 'alice' },
    ...more,
  };
  return { CloudTrailEvent: JSON.stringify(record) };
}
const noon = new Date('2026-03-01T12:00:00Z');

/** One whose key calls each minute, all the time: the newest 50 until then. */
function restless({ EndTime = noon, NextToken = '0' }: LookupEventsCommandInput) {
  const page = Number(NextToken);
  const Events = Array.from({ length: 50 }, (_, i) =>
    eventAt(new Date(EndTime.getTime() - (page * 50 + i) * 60_000)),
  );
  return { Events, NextToken: String(page + 1) };
}

describe('what CloudTrail has of a key', () => {
  it('is asked of each region, by the key’s id, since then, page after page', async () => {
    const { histories, asked } = scripted((region, { NextToken }) =>
      region === 'us-east-1' && NextToken === undefined
        ? { Events: [eventAt(noon)], NextToken: 'more' }
        : { Events: [eventAt(since)] },
    );
    const found = await histories.historyOf(account, id, regions, since);
    assert.equal(found.calls.length, 3);
    assert.deepEqual(
      [found.isWhole, found.failed, found.regions, found.since],
      [true, [], regions.ofUse, since],
    );
    assert.deepEqual(asked.map(({ region }) => region).toSorted(), [
      'eu-west-1',
      'us-east-1',
      'us-east-1',
    ]);
    for (const { input } of asked) {
      assert.deepEqual(input.LookupAttributes, [
        { AttributeKey: 'AccessKeyId', AttributeValue: id },
      ]);
      assert.equal(input.StartTime, since);
    }
  });

  it('is asked twice a second at most, in each region, for however many keys at a time', async () => {
    const pauses: number[] = [];
    const clients = { in: () => scriptedCloudTrail({ LookupEvents: () => ({ Events: [] }) }) };
    const histories = new AwsKeyHistories(clients, {
      clock: () => 0,
      pause: (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
    });
    await Promise.all(
      Array.from({ length: 4 }, () => histories.historyOf(account, id, regions, since)),
    );
    assert.deepEqual(
      pauses.toSorted((a, b) => a - b),
      [500, 500, 1000, 1000, 1500, 1500],
    );
  });

  it('is of a restless key the newest thousand, then samples back over two days and more; and not whole', async () => {
    const { histories, asked } = scripted((_region, input) => restless(input));
    const { calls, isWhole } = await histories.historyOf(account, id, one, since);
    assert.equal(isWhole, false);
    assert.ok(asked.length <= 80, `${asked.length} questions`);
    const times = calls.map(({ at }) => at.getTime()).toSorted((a, b) => a - b);
    const hours = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 3_600_000;
    assert.ok(hours >= 48, `${hours} hours`);
    const pauses = times.map((time, i) => time - (times[i - 1] ?? time));
    assert.ok(Math.max(...pauses) < 5 * 3_600_000);
  });

  it('is not asked further back than since then', async () => {
    const late = new Date(noon.getTime() - 20 * 3_600_000);
    const { histories, asked } = scripted((_region, input) => restless(input));
    await histories.historyOf(account, id, one, late);
    const ends = asked.flatMap(({ input }) => input.EndTime ?? []);
    assert.deepEqual(
      ends.filter((end) => end <= late),
      [],
    );
  });

  it('is not whole where a record can’t be read', async () => {
    const unread = [{ CloudTrailEvent: 'no JSON' }, {}, eventAt(noon, { eventTime: 'yesterday' })];
    for (const event of unread) {
      const { histories } = scripted(() => ({ Events: [event, eventAt(noon)] }));
      const found = await histories.historyOf(account, id, one, since);
      assert.deepEqual([found.calls.length, found.isWhole], [1, false]);
    }
  });

  it('is done with after pages of which none can be read', async () => {
    const { histories, asked } = scripted(() => ({ Events: [{}], NextToken: 'more' }));
    const found = await histories.historyOf(account, id, one, since);
    assert.deepEqual([found.calls, found.isWhole, asked.length], [[], false, 20]);
  });

  it('says which region refuses, and asks there no more', async () => {
    const { histories, asked } = scripted((region) => {
      if (region === 'eu-west-1') throw sdkError('AccessDeniedException');
      return { Events: [eventAt(noon)] };
    });
    for (let n = 0; n < 3; n++) {
      const found = await histories.historyOf(account, id, regions, since);
      assert.equal(found.calls.length, 1);
      assert.deepEqual(found.regions, ['us-east-1']);
      assert.deepEqual(found.failed, [
        'eu-west-1: access-denied at cloudtrail:LookupEvents: AccessDeniedException',
      ]);
    }
    assert.equal(asked.filter(({ region }) => region === 'eu-west-1').length, 1);
  });

  it('is no gap in a region where no key is used', async () => {
    const { histories } = scripted((region) => {
      if (region !== 'us-east-1') throw sdkError('AccessDeniedException');
      return { Events: [eventAt(noon)] };
    });
    const others = { ofUse: ['us-east-1'], others: ['sa-east-1', 'eu-north-1'] };
    const found = await histories.historyOf(account, id, others, since);
    assert.deepEqual(
      [found.isWhole, found.failed, found.unasked],
      [true, [], ['sa-east-1', 'eu-north-1']],
    );
  });

  it('keeps what was found in a region before it refused', async () => {
    const { histories } = scripted((_region, { NextToken }) => {
      if (NextToken !== undefined) throw sdkError('AccessDeniedException');
      return { Events: [eventAt(noon)], NextToken: 'more' };
    });
    const found = await histories.historyOf(account, id, one, since);
    assert.deepEqual([found.calls.length, found.failed.length, found.regions], [1, 1, []]);
  });

  const device = { serialNumber: 'arn:aws:iam::111111111111:mfa/alice' };
  const codes: readonly (readonly [what: string, with_: boolean, more: Record<string, unknown>])[] =
    [
      ['a call to STS with a device', true, { requestParameters: device }],
      ['one without', false, { requestParameters: { durationSeconds: 900 } }],
      ['one that says nothing', false, { requestParameters: null }],
      ['one with a wrong code', false, { requestParameters: device, errorCode: 'AccessDenied' }],
      [
        'a call to IAM about a device',
        false,
        { requestParameters: device, eventSource: 'iam.amazonaws.com' },
      ],
    ];
  for (const [what, withMfa, more] of codes)
    it(`${withMfa ? 'has' : 'has no'} code of ${what}`, async () => {
      const { histories } = scripted(() => ({ Events: [eventAt(noon, more)] }));
      const found = await histories.historyOf(account, id, one, since);
      assert.deepEqual(
        found.calls.map((call) => call.withMfa ?? false),
        [withMfa],
      );
    });

  describe('of the emulated AWS', () => {
    let moto: Moto;
    before(async () => (moto = await startMoto()));
    after(() => moto.stop());
    before(() => (process.env['AWS_ENDPOINT_URL'] = moto.url));
    after(() => delete process.env['AWS_ENDPOINT_URL']);

    it('has what the key signed, and whether an MFA device’s code came with it', async () => {
      const credentials = await moto.credentialsFor(account.id);
      const iam = new IAMClient({ region: 'us-east-1', credentials });
      await iam.send(new CreateUserCommand({ UserName: 'alice' }));
      const key = await createKey(iam);
      const device = await createDevice(iam);
      await enableDevice(moto, iam, device);
      const place = { sourceAddress: '203.0.113.7', userAgent: 'aws-cli/2.31.0 os/macos#25.1.0' };
      const { sts } = clientsAt(place, moto, key, 'eu-west-1');
      await sts.send(new GetCallerIdentityCommand());
      const TokenCode = await device.nextCode(moto);
      await sts.send(new GetSessionTokenCommand({ SerialNumber: device.serialNumber, TokenCode }));
      const role = new AuditRole(
        { credentialsOf: () => Promise.resolve(credentials) },
        'keyturn-audit',
        'eu-west-1',
      );
      const histories = new AwsKeyHistories(regionalTrailClients(role));
      const found = await histories.historyOf(account, key.accessKeyId, regions, since);
      assert.deepEqual(
        found.calls.map(({ source, address, withMfa }) => [source, address, withMfa]),
        [
          ['sts.amazonaws.com', '203.0.113.7', true],
          ['sts.amazonaws.com', '203.0.113.7', undefined],
        ],
      );
      assert.deepEqual([found.isWhole, found.failed], [true, []]);
    });
  });
});
