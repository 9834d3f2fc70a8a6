import assert from 'node:assert/strict';
import type { LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { CreateRoleCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { createKey } from '../../../emulation/moto/test-clients';
import { clientsAt } from '../../../emulation/people/workplace';
import { contractAccount as account } from '../../contracts/iam/world';
import { keyUsesContract } from '../../contracts/key-uses-contract';
import { scriptedCloudTrail, sdkError } from '../../testing/scripted-client';
import { AssumedRoles } from '../accounts/assumed-roles';
import { AuditRole } from '../accounts/audit-role';
import { regionalTrailClients } from './clients';
import { AwsKeyUses } from './key-uses';

const monitor = '123456789012';
const id = 'AKIAOLD0000000000001';
const since = new Date('2026-01-01T08:00:00Z');

describe('CloudTrail’s adapter', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  before(() => (process.env['AWS_ENDPOINT_URL'] = moto.url));
  after(() => delete process.env['AWS_ENDPOINT_URL']);

  keyUsesContract('of the emulated AWS', async () => {
    await moto.refuse([]);
    await moto.reset();
    await moto.setClock(since);
    const iam = new IAMClient({
      region: 'us-east-1',
      credentials: await moto.credentialsFor(account.id),
    });
    const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    await iam.send(new CreateRoleCommand({ RoleName: 'keyturn-audit', AssumeRolePolicyDocument }));
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const credentials = await moto.credentialsFor(monitor);
    const sts = new STSClient({ region: 'eu-central-1', credentials });
    const roles = new AssumedRoles(sts, 'external', 'keyturn-monitor');
    const role = new AuditRole(roles, 'keyturn-audit', 'eu-central-1');
    const keys = new Map<string, Awaited<ReturnType<typeof createKey>>>();
    return {
      uses: new AwsKeyUses(regionalTrailClients(role), 'eu-central-1', {
        pause: () => Promise.resolve(),
      }),
      createKey: async () => {
        const key = await createKey(iam);
        keys.set(key.accessKeyId, key);
        return key.accessKeyId;
      },
      use: async (keyId, region, { at, address = '', userAgent = '' }) => {
        await moto.setClock(at);
        const key = keys.get(keyId) ?? assert.fail();
        const place = { sourceAddress: address, userAgent };
        await clientsAt(place, moto, key, region).sts.send(new GetCallerIdentityCommand());
      },
      refuse: (is) => moto.refuse(is ? ['cloudtrail:LookupEvents'] : []),
    };
  });
});

type Ask = (region: string, input: LookupEventsCommandInput) => unknown;

/** The adapter over scripted clients and a clock that a pause turns on, and what it asked. */
function scripted(answer: Ask, { timeLeft = () => Infinity } = {}) {
  const clock = { now: 0 };
  const asked: { region: string; at: number }[] = [];
  const clients = {
    in: (_accountId: string, region: string) =>
      scriptedCloudTrail({
        LookupEvents: (input: LookupEventsCommandInput) => {
          asked.push({ region, at: clock.now });
          return answer(region, input);
        },
      }),
  };
  const uses = new AwsKeyUses(clients, 'eu-central-1', {
    timeLeft,
    clock: () => clock.now,
    pause: (milliseconds) => {
      clock.now += milliseconds;
      return Promise.resolve();
    },
  });
  return { uses, asked, clock };
}

/** CloudTrail's record of a call that the key has signed. */
function eventOf(more: Readonly<Record<string, unknown>> = {}) {
  const record = {
    eventTime: '2026-01-02T09:00:00Z',
    eventSource: 'ecr.amazonaws.com',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-sdk-go/1.44.1',
    userIdentity: { type: 'IAMUser', accessKeyId: id, userName: 'alice' },
    ...more,
  };
  return { CloudTrailEvent: JSON.stringify(record) };
}
const none = { Events: [] };

describe('asking CloudTrail who uses a key', () => {
  it('is by the key’s id, since then', async () => {
    const inputs: LookupEventsCommandInput[] = [];
    const { uses } = scripted((_region, input) => {
      inputs.push(input);
      return none;
    });
    await uses.usesOf(account, { id }, since);
    assert.deepEqual(inputs, [
      {
        LookupAttributes: [{ AttributeKey: 'AccessKeyId', AttributeValue: id }],
        StartTime: since,
        NextToken: undefined,
      },
    ]);
  });

  const regions: readonly (readonly [region: string | undefined, asked: readonly string[]])[] = [
    ['eu-west-1', ['us-east-1', 'eu-west-1']],
    ['us-east-1', ['us-east-1']],
    [undefined, ['us-east-1']],
    ['N/A', ['us-east-1']],
    ['aws-global', ['us-east-1']],
    ['us-gov-west-1', ['us-east-1']],
    ['us-east-1.evil.example/', ['us-east-1']],
  ];
  for (const [region, expected] of regions)
    it(`is in ${expected.join(' and ')} where IAM saw it last in ${region}`, async () => {
      const { uses, asked } = scripted(() => none);
      await uses.usesOf(account, { id, region }, since);
      assert.deepEqual(
        asked.map((each) => each.region),
        expected,
      );
    });

  it('is never more than twice a second, in each account and region', async () => {
    const { uses, asked } = scripted((_region, { NextToken }) => ({
      Events: [eventOf()],
      NextToken: NextToken === undefined ? 'more' : undefined,
    }));
    for (let n = 0; n < 5; n++) await uses.usesOf(account, { id, region: 'eu-west-1' }, since);
    for (const region of ['us-east-1', 'eu-west-1']) {
      const times = asked.filter((each) => each.region === region).map(({ at }) => at);
      assert.equal(times.length, 10);
      for (const [n, time] of times.entries())
        if (n > 0) assert.ok(time - (times[n - 1] ?? 0) >= 500);
    }
  });

  it('goes on for another program behind one that calls all the time, and not for ever', async () => {
    const { uses, asked } = scripted((_region, { NextToken = '0' }) => ({
      Events: Array.from({ length: 50 }, () =>
        eventOf(NextToken === '2' ? { userAgent: 'Boto3/1.34.2' } : {}),
      ),
      NextToken: String(Number(NextToken) + 1),
    }));
    const found = await uses.usesOf(account, { id }, since);
    assert.deepEqual(
      found.uses.map(({ program }) => program),
      ['aws-sdk-go/1.44.1', 'Boto3/1.34.2'],
    );
    assert.equal(asked.length, 4);
  });

  it('ends as soon as there are as many as are shown', async () => {
    const { uses, asked } = scripted(() => ({
      Events: ['a/1', 'b/1', 'c/1'].map((userAgent) => eventOf({ userAgent })),
      NextToken: 'more',
    }));
    await uses.usesOf(account, { id }, since);
    assert.equal(asked.length, 1);
  });

  const unread: readonly (readonly [what: string, event: { CloudTrailEvent?: string }])[] = [
    ['another key’s', eventOf({ userIdentity: { accessKeyId: 'AKIAOTHER00000000000' } })],
    ['a session’s', eventOf({ userIdentity: { type: 'AssumedRole' } })],
    ['one without a time', eventOf({ eventTime: 'yesterday' })],
    ['no JSON', { CloudTrailEvent: 'no JSON' }],
    ['null', { CloudTrailEvent: 'null' }],
    ['nothing', {}],
  ];
  for (const [what, event] of unread)
    it(`passes by a record that is ${what}`, async () => {
      const { uses } = scripted(() => ({ Events: [event, eventOf()] }));
      assert.equal((await uses.usesOf(account, { id }, since)).uses.length, 1);
    });

  const garbage: readonly (readonly [what: string, answer: () => unknown])[] = [
    ['events that are none', () => ({ Events: 'garbage' })],
    ['null for an event', () => ({ Events: [null] })],
    [
      'what is no JSON',
      () => {
        throw new SyntaxError('Unexpected token < in JSON');
      },
    ],
  ];
  for (const [what, answer] of garbage)
    it(`is done without where it answers ${what}`, async () => {
      const { uses } = scripted(answer);
      const found = await uses.usesOf(account, { id }, since);
      assert.deepEqual(found.uses, []);
      assert.match(found.failed.join(), /^\S+ at cloudtrail:LookupEvents: /);
    });

  it('shows no key’s id that somebody has put into a text', async () => {
    const texts = { userAgent: `x/${id}`, sourceIPAddress: id };
    const { uses } = scripted(() => ({ Events: [eventOf(texts)] }));
    assert.doesNotMatch(JSON.stringify(await uses.usesOf(account, { id }, since)), /AKIA/);
  });

  it('does without the region that refuses, says so, and asks there no more', async () => {
    const { uses, asked } = scripted((region) => {
      if (region === 'eu-west-1') throw sdkError('AccessDeniedException');
      return { Events: [eventOf()] };
    });
    for (let n = 0; n < 3; n++) {
      const { uses: found, failed } = await uses.usesOf(
        account,
        { id, region: 'eu-west-1' },
        since,
      );
      assert.equal(found.length, 1);
      assert.deepEqual(failed, ['access-denied at cloudtrail:LookupEvents: AccessDeniedException']);
    }
    assert.equal(asked.filter(({ region }) => region === 'eu-west-1').length, 1);
    const elsewhere = { id: '222222222222', name: 'production' };
    await uses.usesOf(elsewhere, { id, region: 'eu-west-1' }, since);
    assert.equal(asked.filter(({ region }) => region === 'eu-west-1').length, 2);
  });

  it('takes two minutes of a run at most, however many are told', async () => {
    const { uses, asked, clock } = scripted(() => none);
    for (let n = 0; n < 1000; n++) await uses.usesOf(account, { id }, since);
    assert.ok(clock.now <= 120_000, `${clock.now} ms`);
    assert.ok(asked.length >= 200 && asked.length <= 241, `${asked.length} questions`);
    const { failed } = await uses.usesOf({ id: '222222222222', name: 'other' }, { id }, since);
    assert.match(failed.join(), /no time left/);
  });

  it('is only in the first half of a run', async () => {
    let left = 60_000;
    const { uses } = scripted(() => none, { timeLeft: () => left });
    left = 30_001;
    assert.deepEqual((await uses.usesOf(account, { id }, since)).failed, []);
    left = 30_000;
    assert.match((await uses.usesOf(account, { id }, since)).failed.join(), /no time left/);
  });
});
