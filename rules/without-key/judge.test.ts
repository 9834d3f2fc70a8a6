import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AccessKey, KeyUse } from '../model';
import type { SignedCall } from '../notices';
import { aKey, anEngineer, day } from '../testing/one-account';
import { judgeWithoutKeys, type KnownOfKeys } from './judge';
import { trailSince } from '../notices';
import type { KeyHistory } from './key-history';

const now = day(200);
const id = 'AKIAOLD0000000000001';
const mac = 'aws-cli/2.31.0 ua/2.1 os/macos#25.1.0';
const linux = 'aws-cli/2.31.0 ua/2.1 os/linux#6.1';
const pipeline = 'aws-sdk-js/3.1 os/linux#5.10 configure-aws-credentials-for-github-actions';

const use = (daysAgo: number, service = 'ec2'): KeyUse => ({
  at: day(200 - daysAgo, '08:30:00'),
  service,
  region: 'eu-west-1',
});
const key = (lastUsed?: AccessKey['lastUsed'], more: Partial<AccessKey> = {}) =>
  aKey(id, 0, { ...(lastUsed && { lastUsed }), ...more });
const call = (daysAgo: number, userAgent: string, more: Partial<SignedCall> = {}): SignedCall => ({
  at: day(200 - daysAgo, '08:29:00'),
  source: 'ec2.amazonaws.com',
  address: '198.51.100.7',
  userAgent,
  ...more,
});
const history = (calls: readonly SignedCall[], more: Partial<KeyHistory> = {}): KeyHistory => ({
  calls,
  since: trailSince(now),
  regions: ['us-east-1', 'eu-west-1'],
  unasked: [],
  isWhole: true,
  failed: [],
  ...more,
});

function judge(
  keys: readonly AccessKey[],
  found?: KeyHistory,
  { type = 'engineer', ...more }: { type?: 'engineer' | 'machine' } & Partial<KnownOfKeys> = {},
) {
  const histories = found && new Map([[id, found]]);
  const known = { now, unusedAge: 45, histories, ...more };
  const answer = judgeWithoutKeys(anEngineer(keys), type, known);
  return answer && [answer.verdict, answer.reason];
}

describe('whether somebody could do without keys', () => {
  it('is not asked of who has none', () => assert.equal(judge([]), undefined));

  it('is not known where the keys could not be seen', () => {
    const user = anEngineer([], { keysUnknown: { unknown: 'denied' } });
    const answer = judgeWithoutKeys(user, 'engineer', { now, unusedAge: 45 });
    assert.deepEqual([answer?.verdict, answer?.reason], ['not-known', 'keys-not-seen']);
    assert.match(answer?.text ?? '', /denied/);
  });

  describe('by what IAM says', () => {
    const cases: [string, readonly AccessKey[], string, string][] = [
      ['never used, in 200 days', [key()], 'could', 'never-used'],
      ['never used, in 45 days', [aKey(id, 155)], 'could', 'never-used'],
      ['never used, in 44 days', [aKey(id, 156)], 'not-known', 'young'],
      [
        'never used, and changed of late',
        [key(undefined, { changedAt: day(190) })],
        'not-known',
        'young',
      ],
      ['used 100 days ago', [key(use(100))], 'could', 'unused'],
      ['used 99 days ago', [key(use(99))], 'not-known', 'not-asked'],
      ['used of STS yesterday', [key(use(1, 'sts'))], 'not-known', 'not-asked'],
      ['used, nobody knows when', [key({ unknown: 'N/A' })], 'not-known', 'last-use-not-seen'],
      ['off, and never used', [key(undefined, { status: 'Inactive' })], 'could', 'off'],
      ['off, and used 15 days ago', [key(use(15), { status: 'Inactive' })], 'could', 'off'],
      [
        'off, and used 3 days ago',
        [key(use(3), { status: 'Inactive' })],
        'not-known',
        'off-of-late',
      ],
      [
        'off, and used, nobody knows when',
        [key({ unknown: 'N/A' }, { status: 'Inactive' })],
        'not-known',
        'last-use-not-seen',
      ],
    ];
    for (const [what, keys, verdict, reason] of cases)
      it(`${verdict} of a key ${what}`, () => assert.deepEqual(judge(keys), [verdict, reason]));

    it('is a machine by its tag, whatever its key did', () =>
      assert.deepEqual(judge([key()], undefined, { type: 'machine' }), [
        'machine',
        'tagged-machine',
      ]));

    it('is not known of a key that was enabled again of late', () =>
      assert.deepEqual(judge([key()], undefined, { enabledAgainAt: () => day(199) }), [
        'not-known',
        'young',
      ]));

    it('counts to when the uses were known', () =>
      assert.deepEqual(judge([key(use(101))], undefined, { usesAsOf: day(150) }), [
        'not-known',
        'not-asked',
      ]));

    it('says what the last use was of, and that it was the last alone', () => {
      const known = { now, unusedAge: 45 };
      const answer = judgeWithoutKeys(anEngineer([key(use(3, 'sts'))]), 'engineer', known);
      assert.match(
        answer?.text ?? '',
        /key …0001: used 3 days ago of sts in eu-west-1, as whoever/,
      );
      assert.match(answer?.text ?? '', /CloudTrail was not asked/);
    });
  });

  describe('by what CloudTrail says', () => {
    const stsCall = (more: Partial<SignedCall> = {}) =>
      call(1, linux, { source: 'sts.amazonaws.com', ...more });
    const cases: [string, string, KeyHistory, string, string][] = [
      [
        'the AWS CLI on a Mac',
        'ec2',
        history([call(1, mac), call(9, mac)]),
        'could',
        'persons-programs',
      ],
      ['STS alone, with codes', 'sts', history([stsCall({ withMfa: true })]), 'could', 'sts-alone'],
      ['STS alone, without', 'sts', history([stsCall()]), 'not-known', 'unclear'],
      [
        'STS alone, from a Mac',
        'sts',
        history([stsCall({ userAgent: mac })]),
        'could',
        'sts-alone',
      ],
      ['the AWS CLI on Linux', 'ec2', history([call(1, linux)]), 'not-known', 'unclear'],
      [
        'a Mac, and once Linux',
        'ec2',
        history([call(1, mac), call(50, linux)]),
        'not-known',
        'unclear',
      ],
      ['a pipeline', 'ec2', history([call(1, pipeline)]), 'machine', 'unattended'],
      [
        'a Mac, and once a pipeline',
        'ec2',
        history([call(1, mac), call(80, pipeline)]),
        'machine',
        'unattended',
      ],
      ['nobody', 'ec2', history([]), 'not-known', 'not-in-trail'],
      ['a Mac, but not last', 'ec2', history([call(9, mac)]), 'not-known', 'last-use-elsewhere'],
      ['a Mac, but not of S3', 's3', history([call(1, mac)]), 'not-known', 'last-use-elsewhere'],
      [
        'a Mac, in some regions',
        'ec2',
        history([call(1, mac)], { failed: ['eu-west-1: denied'], isWhole: false }),
        'not-known',
        'not-answered',
      ],
      [
        'a pipeline, in some regions',
        'ec2',
        history([call(1, pipeline)], { failed: ['eu-west-1: denied'] }),
        'machine',
        'unattended',
      ],
      [
        'a Mac, more than was read',
        'ec2',
        history([call(1, mac)], { isWhole: false }),
        'not-known',
        'too-many-calls',
      ],
      [
        'AWS itself alone',
        'ec2',
        history([call(1, 'x', { address: 'cloudformation.amazonaws.com' })]),
        'not-known',
        'unclear',
      ],
      [
        'a Mac, and AWS for it',
        'ec2',
        history([call(1, mac), call(1, 'x', { address: 'cloudformation.amazonaws.com' })]),
        'could',
        'persons-programs',
      ],
      [
        'a Mac, at the same time each day',
        'ec2',
        history([1, 2, 3, 4, 5].map((daysAgo) => call(daysAgo, mac))),
        'machine',
        'by-the-clock',
      ],
      [
        'a Mac that never sleeps',
        'ec2',
        history(
          Array.from({ length: 60 }, (_, i) =>
            call(0, mac, { at: new Date(day(199, '08:30:00').getTime() - i * 3_600_000) }),
          ),
        ),
        'machine',
        'round-the-clock',
      ],
    ];
    for (const [what, service, found, verdict, reason] of cases)
      it(`${verdict} of a key used by ${what}`, () =>
        assert.deepEqual(judge([key(use(1, service))], found), [verdict, reason]));

    it('does not call needless what IAM has not seen used, and CloudTrail has', () => {
      const found = history([call(2, linux)]);
      assert.deepEqual(judge([key()], found), ['not-known', 'last-use-not-seen']);
      assert.deepEqual(judge([key(use(101))], found), ['not-known', 'last-use-elsewhere']);
    });
  });

  it('is the worse of two keys, and says something of both', () => {
    const other = aKey('AKIANEW0000000000002', 0);
    const histories = new Map([[id, history([call(1, pipeline)])]]);
    for (const keys of [
      [key(use(1)), other],
      [other, key(use(1))],
    ]) {
      const known = { now, unusedAge: 45, histories };
      const answer = judgeWithoutKeys(anEngineer(keys), 'engineer', known);
      assert.deepEqual([answer?.verdict, answer?.reason], ['machine', 'unattended']);
      assert.match(answer?.text ?? '', /…0001: used by .*GitHub Actions/);
      assert.match(answer?.text ?? '', /…0002: never used/);
    }
  });

  describe('whatever the calls', () => {
    const agents = fc.constantFrom(mac, linux, pipeline, 'AWS Internal', '', 'a script');
    const someCalls = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 89 * 24 * 60 }), agents, fc.boolean())
        .map(([minutes, userAgent, withMfa]) =>
          call(0, userAgent, {
            at: new Date(day(200, '08:30:00').getTime() - minutes * 60_000),
            ...(withMfa && { withMfa }),
          }),
        ),
      { maxLength: 30 },
    );

    it('nobody could who is used by one that is no person’s', () =>
      fc.assert(
        fc.property(someCalls, fc.constantFrom(pipeline, linux, ''), (calls, userAgent) => {
          const found = history([call(1, mac), ...calls, call(30, userAgent)]);
          assert.notEqual(judge([key(use(1))], found)?.[0], 'could');
        }),
        { seed: 1 },
      ));

    it('nobody could of whom anything is open', () =>
      fc.assert(
        fc.property(someCalls, fc.boolean(), (calls, isWhole) => {
          const open = isWhole ? { failed: ['us-east-1: denied'] } : { isWhole };
          assert.notEqual(judge([key(use(1))], history(calls, open))?.[0], 'could');
        }),
        { seed: 1 },
      ));

    it('a machine stays one whatever else is seen', () =>
      fc.assert(
        fc.property(someCalls, someCalls, (calls, more) => {
          const isMachine = calls.some(({ userAgent }) => userAgent === pipeline);
          fc.pre(isMachine);
          const found = history([...calls, ...more]);
          assert.equal(judge([key(use(1))], found)?.[0], 'machine');
        }),
        { seed: 1 },
      ));

    it('somebody could, sometimes', () =>
      assert.ok(
        fc
          .sample(someCalls, { numRuns: 500, seed: 1 })
          .some(
            (calls) => judge([key(use(1))], history([call(1, mac), ...calls]))?.[0] === 'could',
          ),
      ));
  });
});

it('who used a key that may be either is named: what may be, or all that AWS did by it', () => {
  const textOf = (...calls: readonly SignedCall[]) => {
    const histories = new Map([[id, history(calls)]]);
    const known = { now, unusedAge: 45, histories };
    return judgeWithoutKeys(anEngineer([key(use(1))]), 'engineer', known)?.text ?? '';
  };
  const either = call(1, 'aws-sdk-go/1.44.100 (go1.19.3; linux; amd64)');
  assert.match(textOf(either, call(2, mac)), /used by aws-sdk-go\/1\.44\.100, which may be/);
  const address = 'cloudformation.amazonaws.com';
  assert.match(textOf(call(1, address, { address })), /used by cloudformation\S+, which may be/);
});
