import assert from 'node:assert/strict';
import type { AccessKey, KeyUse } from '../model';
import type { SignedCall } from '../notices';
import { aKey, anEngineer, day } from '../testing/one-account';
import { judgeWithoutKeys, type KnownOfKeys } from './judge';
import type { KeyHistory } from './key-history';
import { machinesRhythm } from './rhythm';
import { signOf } from './sign';

const now = day(200);
const [OLD, NEW] = ['AKIAOLD0000000000001', 'AKIANEW0000000000002'];
const used = (daysAgo: number, more: Partial<KeyUse> = {}): KeyUse => ({
  at: day(200 - daysAgo),
  ...more,
});
const keyOf = (lastUsed?: AccessKey['lastUsed'], more: Partial<AccessKey> = {}) =>
  aKey(OLD, 0, { ...(lastUsed && { lastUsed }), ...more });
const call = (daysAgo: number, userAgent: string, more: Partial<SignedCall> = {}): SignedCall => ({
  ...{ at: day(200 - daysAgo), source: 'ec2.amazonaws.com', address: '198.51.100.7', userAgent },
  ...more,
});
const historyOf = (calls: readonly SignedCall[], more: Partial<KeyHistory> = {}): KeyHistory => ({
  ...{ calls, since: day(110), regions: [], unasked: [], isWhole: true, failed: [], ...more },
});

function said(
  keys: readonly AccessKey[],
  found?: KeyHistory,
  { type = 'engineer', ...more }: { type?: 'engineer' | 'machine' } & Partial<KnownOfKeys> = {},
): string | undefined {
  const histories = found && new Map([[OLD, found]]);
  return judgeWithoutKeys(anEngineer(keys), type, { now, unusedAge: 45, histories, ...more })?.text;
}
const ofOne = (...given: Parameters<typeof said>) => said(...given)?.replace('key …0001: ', '');

describe('why somebody could do without keys, or not, in words', () => {
  const off = { status: 'Inactive' } as const;
  const cases: readonly [string | undefined, () => string | undefined][] = [
    ['tagged type=machine', () => said([keyOf()], undefined, { type: 'machine' })],
    [undefined, () => said([], undefined, { type: 'machine' })],
    ['when it was last used is not known: N/A', () => ofOne([keyOf({ unknown: 'N/A' })])],
    [
      'IAM knows of no use, and CloudTrail does',
      () => ofOne([keyOf()], historyOf([call(1, 'aws-cli/2')])),
    ],
    ['never used, 200 days old', () => ofOne([keyOf()])],
    [
      'not used yet: made, changed or enabled again less than 45 days ago',
      () => ofOne([aKey(OLD, 190)]),
    ],
    [
      'not used yet: made, changed or enabled again less than 1 day ago',
      () => ofOne([aKey(OLD, 200)], undefined, { unusedAge: 1 }),
    ],
    ['not used for 101 days', () => ofOne([keyOf(used(101))])],
    ['off, and never used', () => ofOne([keyOf(undefined, off)])],
    [
      'off, and used 13 days ago: whatever used it may miss it',
      () => ofOne([keyOf(used(13), off)]),
    ],
    ['off, and used 1 day ago: whatever used it may miss it', () => ofOne([keyOf(used(1), off)])],
    ['off, and not used for 14 days', () => ofOne([keyOf(used(14), off)])],
    [
      'used 1 day ago; who used it, and for what else, CloudTrail was not asked',
      () => ofOne([keyOf(used(1))]),
    ],
    [
      'used 2 days ago of s3; who used it, and for what else, CloudTrail was not asked',
      () => ofOne([keyOf(used(2, { service: 's3' }))]),
    ],
    [
      'used 2 days ago of sts in eu-west-1, as whoever assumes roles does; who used it, and for what else, CloudTrail was not asked',
      () => ofOne([keyOf(used(2, { service: 'sts', region: 'eu-west-1' }))]),
    ],
  ];
  for (const [words, text] of cases)
    it(words ?? 'nothing, without a key', () => assert.equal(text(), words));

  it('names each key, by the answer that is worst', () => {
    const keys = [keyOf(), aKey(NEW, 0, { lastUsed: used(1) })];
    const answer = judgeWithoutKeys(anEngineer(keys), 'engineer', { now, unusedAge: 45 });
    assert.deepEqual(
      [answer?.verdict, answer?.reason, answer?.text],
      [
        'not-known',
        'not-asked',
        'key …0001: never used, 200 days old; key …0002: used 1 day ago; who used it, and for what else, CloudTrail was not asked',
      ],
    );
    const reasonOf = (...of: readonly AccessKey[]) =>
      judgeWithoutKeys(anEngineer(of), 'engineer', { now, unusedAge: 45 })?.reason;
    const [unused, isOff] = [keyOf(used(101)), aKey(NEW, 0, off)];
    // Of two that are as bad the one that is enabled.
    assert.equal(reasonOf(isOff, unused), 'unused');
    assert.equal(reasonOf(unused, isOff), 'unused');
    const machine = historyOf([call(1, 'jenkins')]);
    const both = [aKey(NEW, 0, { lastUsed: used(1) }), keyOf(used(1))];
    const histories = new Map([[OLD, machine]]);
    const worst = judgeWithoutKeys(anEngineer(both), 'engineer', { now, unusedAge: 45, histories });
    assert.equal(worst?.verdict, 'machine');
  });
});

describe('what its calls say of a key, in words', () => {
  const mac = 'aws-cli/2.31.0 ua/2.1 os/macos#25.1.0';
  const lastUsed = used(1, { service: 'ec2', region: 'eu-west-1' });
  const text = (
    calls: readonly SignedCall[],
    more: Partial<KeyHistory> = {},
    use: KeyUse = lastUsed,
  ) => ofOne([keyOf(use)], historyOf(calls, more));
  const last = 'used last of ec2 in eu-west-1, on 2026-07-19';

  it('is whose program it was', () => {
    assert.equal(
      text([call(1, 'jenkins/1')]),
      'used by jenkins/1 (Jenkins), which looks like a machine',
    );
    assert.equal(
      text([call(1, 'jenkins/1'), call(1, mac)]),
      'used by jenkins/1 (Jenkins), which looks like a machine, beside a person',
    );
    const linux = 'aws-cli/2.15.0 Linux/6.1';
    assert.equal(
      text([call(1, linux), call(1, mac)]),
      'used by aws-cli/2.15.0, which may be a person or a machine',
    );
    const follows = call(1, mac, { address: 'ec2.amazonaws.com' });
    assert.match(text([follows]) ?? '', /^used by .*, which may be a person or a machine$/);
  });

  it('is a person’s, of STS alone or not', () => {
    assert.equal(
      text([call(1, mac)]),
      'used by aws-cli/2.31.0 in 1 call, all from where a person sits (macOS)',
    );
    const sts = (more: Partial<SignedCall> = {}) =>
      call(1, mac, { source: 'sts.amazonaws.com', ...more });
    const ofSts = used(1, { service: 'sts', region: 'eu-west-1' });
    assert.equal(
      text([sts(), sts()], {}, ofSts),
      'used with STS alone, to assume roles and the like, in 2 calls, all from where a person sits (macOS): a sign-in could do the same',
    );
    assert.match(text([sts(), call(1, mac)], {}, ofSts) ?? '', /^used by aws-cli/);
  });

  it('is what is not known of them', () => {
    assert.equal(
      text([call(1, mac)], { failed: ['a', 'b'] }),
      'CloudTrail could not be asked (a; b)',
    );
    const names = ['a/1', 'b/1', 'c/1', 'd/1', 'e/1'].map((each) => call(1, each));
    assert.equal(
      text(names, { isWhole: false }),
      'more calls than were read, by a/1, b/1, c/1 and 2 more among others',
    );
    assert.equal(
      text(names.slice(0, 3), { isWhole: false }),
      'more calls than were read, by a/1, b/1, c/1 among others',
    );
    assert.equal(text([]), `${last}, and CloudTrail has none of its calls`);
    assert.equal(
      text([], {}, used(1)),
      'used last of a service that is not known in no region, on 2026-07-19, and CloudTrail has none of its calls',
    );
    const elsewhere = `${last}, which CloudTrail does not show: there are uses that nobody sees here`;
    assert.equal(text([call(2, mac)]), elsewhere);
    assert.equal(text([call(1, mac, { source: 's3.amazonaws.com' })]), elsewhere);
    const hourLater = (ms: number) => call(1, mac, { at: new Date(lastUsed.at.getTime() + ms) });
    assert.notEqual(text([hourLater(3_600_000)]), elsewhere);
    assert.equal(text([hourLater(3_600_001)]), elsewhere);
    assert.match(
      text([call(1, mac, { source: 's3.amazonaws.com' })], {}, used(1)) ?? '',
      /^used by/,
    );
  });

  it('names a program by where it called from, where it has no name', () => {
    const words = (more: Partial<SignedCall>) => text([call(1, '', more)], { isWhole: false });
    const among = (name: string) => `more calls than were read, by ${name} among others`;
    assert.equal(words({}), among('198.51.100.7'));
    assert.equal(words({ address: '' }), among('a program without a name'));
    assert.equal(
      words({ address: undefined, userAgent: undefined }),
      among('a program without a name'),
    );
  });

  it('is a rhythm that no person has', () => {
    const hours = Array.from({ length: 13 }, (_, i) =>
      call(2.5 - i * (4 / 24), mac, { at: new Date(day(197).getTime() + i * 4 * 3_600_000) }),
    );
    assert.equal(
      text(hours),
      'used for 48 hours without a pause in which people sleep (aws-cli/2.31.0), which looks like a machine',
    );
    const daily = [1, 2, 3, 4, 5].map((daysAgo) =>
      call(daysAgo, mac, { at: day(200 - daysAgo, '03:05:30') }),
    );
    assert.equal(
      text(daily),
      'used on 5 days at the same time, about 03:03 UTC (aws-cli/2.31.0), which looks like a machine',
    );
  });
});

describe('a rhythm', () => {
  const at = (n: number, time: string, more: Partial<SignedCall> = {}) =>
    call(0, 'x/1', { at: day(n, time), ...more });

  it('is seen beside a person’s calls, by program, address or service', () => {
    // Less than half an hour after the person's, who begins at another time each day.
    const mixed = (more: Partial<SignedCall>) =>
      [0, 1, 2, 3, 4, 5].flatMap((n) => [at(n, `08:${15 + 3 * n}:00`, more), at(n, '08:40:00')]);
    const apart = [{ userAgent: 'y/1' }, { address: '192.0.2.1' }, { source: 's3.amazonaws.com' }];
    for (const more of apart)
      assert.deepEqual(
        machinesRhythm(mixed(more)),
        { is: 'by-the-clock', at: '08:38', days: 6 },
        JSON.stringify(more),
      );
    assert.equal(machinesRhythm(mixed({})), undefined);
    const from = (theirs: Partial<SignedCall>, of: (n: number) => Partial<SignedCall>) =>
      machinesRhythm(
        [0, 1, 2, 3, 4, 5].flatMap((n) => [
          ...[at(n, `08:${15 + 3 * n}:00`, theirs), at(n, '08:40:00', of(n))],
        ]),
      )?.is;
    const elsewhere = (n: number) => ({ address: `192.0.2.${n}` });
    assert.equal(from({ userAgent: 'y/1' }, elsewhere), 'by-the-clock');
    const another = (n: number) => ({ source: `s${n}.amazonaws.com` });
    assert.equal(from({ address: '203.0.113.1' }, another), 'by-the-clock');
  });

  it('begins after half an hour without a call', () => {
    const twice = (minutes: number) =>
      machinesRhythm(
        [0, 1, 2, 3, 4].flatMap((n) => [
          at(n, '08:00:00', { at: new Date(day(n, '08:30:00').getTime() - minutes * 60_000) }),
          at(n, '08:30:00'),
        ]),
      );
    const varied = (n: number) => 30 + 3 * n;
    const late = [0, 1, 2, 3, 4].flatMap((n) => [
      at(n, '08:00:00', { at: new Date(day(n, '08:30:00').getTime() - varied(n) * 60_000) }),
      at(n, '08:30:00'),
    ]);
    assert.equal(machinesRhythm(late)?.is, 'by-the-clock');
    assert.deepEqual(twice(29), { is: 'by-the-clock', at: '07:59', days: 5 });
  });

  it('is none of fewer than five days, nor of times that are farther apart', () => {
    const days = (minutes: readonly number[]) =>
      machinesRhythm(minutes.map((minute, n) => at(n, `08:${String(minute).padStart(2, '0')}:00`)))
        ?.is;
    assert.equal(days([30, 30, 30, 30]), undefined);
    assert.equal(days([30, 30, 30, 30, 30]), 'by-the-clock');
    assert.equal(days([28, 30, 32, 28, 32]), 'by-the-clock');
    assert.equal(days([27, 30, 33, 27, 33]), undefined);
  });
});

describe('the sign of a call', () => {
  const sign = (userAgent: string, more: Partial<SignedCall> = {}) => {
    const found = signOf(call(0, userAgent, more));
    return 'what' in found ? found.what : found.of;
  };

  it('is said in words', () => {
    assert.equal(sign('x exec-env/AWS_Lambda_nodejs24.x'), 'Lambda');
    assert.equal(sign('x exec-env/AWS_ECS_FARGATE'), 'ECS');
    assert.equal(sign('x os/linux#6.1-aws'), "a cloud's own kernel");
    assert.equal(sign('x os/linux#6.1', { withMfa: true }), "an MFA device's code");
    assert.equal(sign('x exec-env/CloudShell'), 'CloudShell');
    assert.equal(sign('x os/macos#25'), 'macOS');
    assert.equal(sign('x Linux/5.15-microsoft-standard-WSL2'), "a desktop's Linux");
    assert.equal(sign('x os/windows#11'), 'Windows');
  });

  it('follows another call, where AWS itself made it', () => {
    const from = (address: string) => sign('jenkins', { address });
    for (const address of ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn', 'AWS Internal'])
      assert.equal(from(address), 'follows', address);
    for (const address of ['x AWS Internal', 'AWS Internal x', 'ec2.amazonaws.com.example'])
      assert.equal(from(address), 'Jenkins', address);
    assert.equal(sign('jenkins', { address: undefined }), 'Jenkins');
    assert.equal(sign('', { userAgent: undefined }), 'unclear');
  });
});
