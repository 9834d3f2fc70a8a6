import assert from 'node:assert/strict';
import type { LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import {
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
} from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { clientsOf } from '../../../emulation/moto/test-clients';
import { AwsLogin } from '../../../emulation/people/aws-login';
import type { MovingPerson, Span } from '../../../rules/person/asked';
import { contractAccount as account } from '../../contracts/iam/world';
import { wayUsesContract } from '../../contracts/way-uses-contract';
import { scriptedCloudTrail, sdkError } from '../../testing/scripted-client';
import { AssumedRoles } from '../accounts/assumed-roles';
import { AuditRole } from '../accounts/audit-role';
import { regionalTrailClients } from './clients';
import { AwsWayUses } from './way-uses';

const monitor = '123456789012';
const password = 'Correct-horse-1';

describe('CloudTrail’s adapter of ways in', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  before(() => (process.env['AWS_ENDPOINT_URL'] = moto.url));
  after(() => delete process.env['AWS_ENDPOINT_URL']);

  wayUsesContract('of the emulated AWS', async () => {
    await moto.refuse([]);
    await moto.reset();
    await moto.setClock(new Date('2026-01-04T08:00:00Z'));
    const { iam } = clientsOf(moto, await moto.credentialsFor(account.id));
    const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    await iam.send(new CreateRoleCommand({ RoleName: 'keyturn-audit', AssumeRolePolicyDocument }));
    const credentials = await moto.credentialsFor(monitor);
    const sts = new STSClient({ region: 'eu-central-1', credentials });
    const roles = new AssumedRoles(sts, 'external', 'keyturn-monitor');
    const role = new AuditRole(roles, 'keyturn-audit', 'eu-central-1');
    return {
      ways: new AwsWayUses(regionalTrailClients(role), 'eu-central-1', {
        pause: () => Promise.resolve(),
      }),
      createUser: async (UserName) => {
        const { User } = await iam.send(new CreateUserCommand({ UserName }));
        await iam.send(new CreateLoginProfileCommand({ UserName, Password: password }));
        return User?.UserId ?? assert.fail();
      },
      signIn: async (userName, region, at, sourceAddress) => {
        await moto.setClock(at);
        const workplace = { sourceAddress, userAgent: 'aws-cli/2.32.0 md/command#login' };
        const who = { accountId: account.id, userName, password, region };
        await AwsLogin.signIn(moto, workplace, who);
        await moto.setClock(new Date('2026-01-10T08:00:00Z'));
      },
      refuse: (is) => moto.refuse(is ? ['cloudtrail:LookupEvents'] : []),
    };
  });
});

type Ask = (region: string, input: LookupEventsCommandInput) => unknown;
type Asked = {
  readonly region: string;
  readonly at: number;
  readonly input: LookupEventsCommandInput;
};

/** The adapter over scripted clients and a clock that a pause turns on, and what it asked. */
function scripted(answer: Ask, { wholeRun = Infinity, home = 'eu-central-1' } = {}) {
  const clock = { now: 0 };
  const asked: Asked[] = [];
  const clients = {
    in: (_accountId: string, region: string) =>
      scriptedCloudTrail({
        LookupEvents: (input: LookupEventsCommandInput) => {
          asked.push({ region, at: clock.now, input });
          return answer(region, input);
        },
      }),
  };
  const ways = new AwsWayUses(clients, home, {
    timeLeft: () => wholeRun - clock.now,
    clock: () => clock.now,
    pause: (milliseconds) => {
      clock.now += milliseconds;
      return Promise.resolve();
    },
  });
  return { ways, asked, clock };
}

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const spans = (first: number, last: number): Span[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({
    since: day(first + i),
    until: day(first + i + 1),
  }));
const person = (userName: string, since = day(1)): MovingPerson => ({
  userId: `AIDA${userName.toUpperCase()}`,
  userName,
  ways: ['sign-in'],
  since,
});
const alice = person('alice');
const bob = person('bob');

/** AWS's own sample of CreateOAuth2Token, of a user instead of a role. */
function eventOf(at: Date, userName = 'alice', more: Readonly<Record<string, unknown>> = {}) {
  const record = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDA${userName.toUpperCase()}`,
      arn: `arn:aws:iam::111111111111:user/${userName}`,
      accountId: '111111111111',
      userName,
    },
    eventTime: at.toISOString().replace(/\.\d+/, ''),
    eventSource: 'signin.amazonaws.com',
    eventName: 'CreateOAuth2Token',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '192.0.2.2',
    userAgent: 'aws-cli/2.32.0 md/awscrt#0.28.4 ua/2.1 os/macos#24.6.0 md/command#login',
    requestParameters: { client_id: 'arn:aws:signin:::devtools/same-device' },
    responseElements: null,
    additionalEventData: { success: 'true', 'x-amzn-vpce-id': '' },
    eventID: '0b338fac-6a10-4740-b34d-1bb6923e799e',
    eventType: 'AwsApiCall',
    managementEvent: true,
    ...more,
  };
  return { CloudTrailEvent: JSON.stringify(record) };
}
const hours = (on: number, hour: number) => new Date(day(on).getTime() + hour * 3_600_000);
const none = { Events: [] };

describe('asking CloudTrail who uses aws login', () => {
  it('is by the call, day by day, in IAM’s region and in the monitor’s', async () => {
    const { ways, asked } = scripted(() => none);
    const found = await ways.usesOf(account, [alice], spans(1, 2));
    assert.deepEqual(found, { uses: [], readUntil: day(3), failed: [] });
    const of = (region: string) => asked.filter((each) => each.region === region);
    assert.equal(asked.length, 4);
    for (const region of ['us-east-1', 'eu-central-1'])
      assert.deepEqual(
        of(region).map(({ input }) => input),
        spans(1, 2).map(({ since, until }) => ({
          LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateOAuth2Token' }],
          StartTime: since,
          EndTime: until,
          MaxResults: 50,
          NextToken: undefined,
        })),
      );
  });

  it('is of one region alone where the monitor is in IAM’s', async () => {
    const { ways, asked } = scripted(() => none, { home: 'us-east-1' });
    await ways.usesOf(account, [alice], spans(1, 1));
    assert.deepEqual(
      asked.map(({ region }) => region),
      ['us-east-1'],
    );
  });

  it('tells the newest of a day, with where it came from', async () => {
    const { ways } = scripted((region, { StartTime }) =>
      region === 'eu-central-1' && StartTime?.getTime() === day(2).getTime()
        ? { Events: [eventOf(hours(2, 15)), eventOf(hours(2, 9))] }
        : none,
    );
    const { uses } = await ways.usesOf(account, [alice, bob], spans(1, 3));
    assert.deepEqual(uses, [
      {
        userId: alice.userId,
        way: 'sign-in',
        at: hours(2, 15),
        address: '192.0.2.2',
        program: 'aws-cli/2.32.0 md/awscrt#0.28.4 ua/2.1 os/macos#24.6.0 md/command#login',
        eventId: '0b338fac-6a10-4740-b34d-1bb6923e799e',
      },
    ]);
  });

  it('goes on for those who were not seen on that day, and no further', async () => {
    const pages = [['alice'], ['alice', 'carol'], ['bob'], ['bob']];
    const { ways, asked } = scripted(
      (_region, { NextToken = '0' }) => ({
        Events: (pages[Number(NextToken)] ?? []).map((name) => eventOf(hours(1, 9), name)),
        NextToken: String(Number(NextToken) + 1),
      }),
      { home: 'us-east-1' },
    );
    const found = await ways.usesOf(account, [alice, bob], spans(1, 1));
    assert.equal(asked.length, 3);
    assert.deepEqual(found.uses.map(({ userId }) => userId).toSorted(), ['AIDAALICE', 'AIDABOB']);
    assert.deepEqual(found.readUntil, day(2));
  });

  it('looks for nobody in a time that is known of them already', async () => {
    const { ways, asked } = scripted(() => none, { home: 'us-east-1' });
    await ways.usesOf(account, [person('alice', day(3)), person('bob', day(4))], spans(1, 4));
    assert.deepEqual(
      asked.map(({ input }) => input.StartTime),
      [day(3), day(4)],
    );
  });

  it('asks nothing about people who have only another way', async () => {
    const { ways, asked } = scripted(() => none);
    const found = await ways.usesOf(
      account,
      [{ ...alice, ways: ['identity-center'] }],
      spans(1, 2),
    );
    assert.deepEqual([asked.length, found.uses, found.failed], [0, [], []]);
  });

  const notUses: readonly (readonly [what: string, more: Readonly<Record<string, unknown>>])[] = [
    ['was refused', { errorCode: 'AccessDenied' }],
    ['had no success', { additionalEventData: { success: 'false' } }],
    [
      'came from another machine',
      { requestParameters: { client_id: 'arn:aws:signin:::devtools/cross-device' } },
    ],
    [
      'is an agent’s of the AWS MCP Server',
      {
        requestParameters: { client_id: 'arn:aws:signin:us-west-2::external-client/dcr/b3f2c8a1' },
      },
    ],
    ['names no client', { requestParameters: null }],
    ['is a role’s', { userIdentity: { type: 'AssumedRole', principalId: 'AROA:alice' } }],
    [
      'is of a user of that name who is another',
      { userIdentity: { type: 'IAMUser', principalId: 'AIDAOLD', userName: 'alice' } },
    ],
    ['is of nobody who moves', { userIdentity: { type: 'IAMUser', principalId: 'AIDAZOE' } }],
    ['is another call', { eventName: 'AuthorizeOAuth2Access' }],
    ['is another service’s', { eventSource: 'sts.amazonaws.com' }],
    ['has no time', { eventTime: 'yesterday' }],
  ];
  for (const [what, more] of notUses)
    it(`takes no token for a use that ${what}`, async () => {
      const { ways } = scripted(() => ({ Events: [eventOf(hours(1, 9), 'alice', more)] }));
      const found = await ways.usesOf(account, [alice], spans(1, 1));
      assert.deepEqual(found, { uses: [], readUntil: day(2), failed: [] });
    });
  for (const [what, event] of [
    ['no JSON', { CloudTrailEvent: 'no JSON' }],
    ['null', { CloudTrailEvent: 'null' }],
    ['nothing', {}],
  ] as const)
    it(`passes by a record that is ${what}`, async () => {
      const { ways } = scripted(() => ({ Events: [event, eventOf(hours(1, 9))] }));
      const { uses } = await ways.usesOf(account, [alice], spans(1, 1));
      assert.equal(uses.length, 1);
    });

  it('knows who it was by their name where the record has no id', async () => {
    const userIdentity = { type: 'IAMUser', userName: 'alice' };
    const { ways } = scripted(() => ({ Events: [eventOf(hours(1, 9), 'x', { userIdentity })] }));
    const { uses } = await ways.usesOf(account, [bob, alice], spans(1, 1));
    assert.deepEqual(
      uses.map(({ userId }) => userId),
      [alice.userId],
    );
  });

  it('shows no key’s id that somebody has put into a text', async () => {
    const id = ['AKIA', 'OLD0000000000001'].join('');
    const { ways } = scripted(() => ({
      Events: [eventOf(hours(1, 9), 'alice', { userAgent: `x/${id}`, sourceIPAddress: id })],
    }));
    assert.doesNotMatch(JSON.stringify(await ways.usesOf(account, [alice], spans(1, 1))), /AKIA/);
  });

  it('is never more than twice a second, in each account and region', async () => {
    const { ways, asked } = scripted((_region, { NextToken }) => ({
      Events: [],
      NextToken: NextToken === undefined ? 'more' : undefined,
    }));
    await ways.usesOf(account, [alice], spans(1, 5));
    for (const region of ['us-east-1', 'eu-central-1']) {
      const times = asked.filter((each) => each.region === region).map(({ at }) => at);
      assert.equal(times.length, 10);
      for (const [n, time] of times.entries())
        if (n > 0) assert.ok(time - (times[n - 1] ?? 0) >= 500);
    }
  });

  it('does without the region that refuses, says so, and asks there no more', async () => {
    const { ways, asked } = scripted((region) => {
      if (region === 'us-east-1') throw sdkError('AccessDeniedException');
      return { Events: [eventOf(hours(1, 9))] };
    });
    const found = await ways.usesOf(account, [alice, bob], spans(1, 3));
    assert.equal(found.uses.length, 3);
    assert.equal(found.readUntil, undefined);
    assert.deepEqual(found.failed, [
      'us-east-1: access-denied at cloudtrail:LookupEvents: AccessDeniedException',
    ]);
    assert.equal(asked.filter(({ region }) => region === 'us-east-1').length, 1);
  });

  it('is known as far as it was read without a gap', async () => {
    const { ways } = scripted((_region, { StartTime }) => {
      if (StartTime?.getTime() === day(3).getTime()) throw sdkError('AccessDeniedException');
      return none;
    });
    assert.deepEqual((await ways.usesOf(account, [alice], spans(1, 5))).readUntil, day(3));
  });

  describe('on a day with more of them than can be read', () => {
    /** The second day never ends; on each of the others somebody has signed in. */
    const endless: Ask = (_region, { StartTime = day(1), NextToken = '0' }) =>
      StartTime.getTime() === day(2).getTime()
        ? { Events: [], NextToken: String(Number(NextToken) + 1) }
        : { Events: [eventOf(new Date(StartTime.getTime() + 1))] };

    it('reads the days after it all the same, and is known until the one before', async () => {
      const { ways, asked, clock } = scripted(endless);
      const found = await ways.usesOf(account, [alice], spans(1, 4));
      assert.deepEqual(
        found.uses.map(({ at }) => at.getUTCDate()),
        [1, 3, 4],
      );
      assert.deepEqual(found.readUntil, day(2));
      assert.deepEqual(found.failed.toSorted(), [
        'eu-central-1: no time left to look for 1 person on 2026-01-02',
        'us-east-1: no time left to look for 1 person on 2026-01-02',
      ]);
      assert.ok(clock.now <= 120_000, `${clock.now} ms`);
      assert.ok(asked.length > 400, `${asked.length} questions`);
    });

    it('takes two minutes of a run at most, over its accounts', async () => {
      const { ways, clock } = scripted(endless);
      await ways.usesOf(account, [alice], spans(2, 2));
      const other = { id: '222222222222', name: 'other' };
      const { uses, failed } = await ways.usesOf(other, [alice], spans(1, 1));
      assert.ok(clock.now <= 120_000, `${clock.now} ms`);
      assert.deepEqual(uses, []);
      assert.equal(failed.length, 2);
    });

    it('takes half of a run at most', async () => {
      const { ways, clock } = scripted(endless, { wholeRun: 60_000 });
      await ways.usesOf(account, [alice], spans(2, 2));
      assert.ok(clock.now <= 30_000, `${clock.now} ms`);
    });
  });

  it('is done without where it answers what it should not', async () => {
    for (const Events of ['garbage', [null]]) {
      const { ways } = scripted(() => ({ Events }));
      const found = await ways.usesOf(account, [alice], spans(1, 1));
      assert.deepEqual([found.uses, found.readUntil], [[], undefined]);
      assert.match(found.failed.join(), /at cloudtrail:LookupEvents: /);
    }
  });
});
