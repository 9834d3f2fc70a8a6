import assert from 'node:assert/strict';
import type { Inventory } from '../model';
import { defaultSettings } from '../settings';
import { aKey, anEngineer, account, day } from '../testing/one-account';
import { trailSince } from '../notices';
import type { KeyHistory } from '../without-key/key-history';
import { auditedUsers } from './subject';
import { withoutKeys } from './without-keys';

const now = day(200);
const used = { lastUsed: { at: day(199, '08:30:00'), service: 'ec2', region: 'eu-west-1' } };
const laptop = {
  at: day(199, '08:30:00'),
  source: 'ec2.amazonaws.com',
  address: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0 os/macos#25.1.0',
};
const history = (more: Partial<KeyHistory> = {}): KeyHistory => ({
  calls: [laptop],
  since: trailSince(now),
  regions: ['us-east-1', 'eu-west-1'],
  unasked: [],
  isWhole: true,
  failed: [],
  ...more,
});

function answersOf(users: Inventory['users'], histories?: ReadonlyMap<string, KeyHistory>) {
  const inventory = { account, users, usesAsOf: day(200, '07:00:00') };
  const audited = auditedUsers([inventory], defaultSettings, now);
  return withoutKeys(audited, defaultSettings, now, histories);
}

describe('who could do without keys, in a report', () => {
  const users = [
    anEngineer([aKey('AKIAMACHINE000000001', 0)], { name: 'a', tags: { type: 'machine' } }),
    anEngineer([], { name: 'b' }),
    anEngineer([aKey('AKIAUSED000000000001', 0, used)], { name: 'c' }),
    anEngineer([aKey('AKIANEVER00000000002', 0)], { name: 'z' }),
    anEngineer([aKey('AKIANEVER00000000001', 0)], { name: 'd' }),
  ];

  it('is who could first, by name, then the machines, then the others; and nobody without keys', () =>
    assert.deepEqual(
      answersOf(users).map(({ userName, verdict }) => `${userName} ${verdict}`),
      ['d could', 'z could', 'a machine', 'c not-known'],
    ));

  it('says as of when IAM’s last uses are, and what one use leaves open', () => {
    for (const { restsOn, notKnown, recentUses } of answersOf(users)) {
      assert.match(restsOn.join(), /as of 2026-07-20 07:00 UTC/);
      assert.match(notKnown.join(), /before its last use/);
      assert.doesNotMatch(restsOn.join(), /CloudTrail/);
      assert.equal(recentUses, undefined);
    }
  });

  it('names no time of IAM’s last uses where they are of now', () => {
    const inventory = { account, users };
    const answers = withoutKeys(
      auditedUsers([inventory], defaultSettings, now),
      defaultSettings,
      now,
    );
    for (const { restsOn } of answers) assert.deepEqual(restsOn, ["IAM's last uses"]);
    assert.equal(answers.length, 4);
  });

  it('says how much of CloudTrail it rests on, and where that was refused', () => {
    const of = (more: Partial<KeyHistory>) => {
      const [found] = answersOf(
        [anEngineer([aKey('AKIAUSED000000000001', 0, used)])],
        new Map([['AKIAUSED000000000001', history(more)]]),
      );
      return found ?? assert.fail();
    };
    const whole = of({});
    assert.equal(whole.verdict, 'could');
    assert.match(
      whole.restsOn.join(),
      /since 2026-04-21 in 2 regions: 1 call on 1 day, all of them/,
    );
    assert.deepEqual(whole.recentUses, [
      {
        program: 'aws-cli/2.31.0',
        address: '203.0.113.7',
        service: 'ec2',
        at: laptop.at.toISOString(),
      },
    ]);
    assert.doesNotMatch(whole.notKnown.join(), /refused/);
    assert.match(of({ unasked: ['sa-east-1'] }).notKnown.join(), /refused in \(sa-east-1\)/);
    const other = { ...laptop, at: day(198, '08:30:00') };
    const later = { ...laptop, at: day(199, '09:30:00') };
    assert.match(of({ calls: [other, laptop, later] }).restsOn.join(), /3 calls on 2 days/);
    const some = of({ isWhole: false });
    assert.equal(some.verdict, 'not-known');
    assert.match(some.restsOn.join(), /1 call on 1 day, some of them/);
  });

  it('says what CloudTrail’s management events leave open', () => {
    const of = (...unasked: string[]) =>
      answersOf(
        [anEngineer([aKey('AKIAUSED000000000001', 0, used)])],
        new Map([['AKIAUSED000000000001', history({ unasked })]]),
      ).map(({ notKnown }) => notKnown);
    const regions =
      'calls in regions that an account must switch on, unless a key was used there last';
    const open = (where: string) => [
      'reads and writes of data, such as objects of S3, which are no management events',
      where,
      'calls of more than 90 days ago, which CloudTrail does not keep, and those of the last quarter of an hour',
      'what was done with the sessions and roles that were asked for with the key',
    ];
    assert.deepEqual(of(), [open(regions)]);
    const refused = 'and in those that CloudTrail was refused in (sa-east-1, us-west-1)';
    assert.deepEqual(of('sa-east-1', 'us-west-1'), [open(`${regions}, ${refused}`)]);
  });

  it('says of whom nobody has said that it is a person', () => {
    const untagged = anEngineer([aKey('AKIANEVER00000000001', 0)], { tags: {} });
    const of = (user: typeof untagged) => answersOf([user])[0]?.notKnown.join() ?? '';
    assert.match(of(untagged), /whether it is a person/);
    assert.doesNotMatch(of({ ...untagged, tags: { type: 'engineer' } }), /whether it is a person/);
  });

  it('names no key in full', () => assert.doesNotMatch(JSON.stringify(answersOf(users)), /AKIA/));
});
