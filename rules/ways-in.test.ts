import assert from 'node:assert/strict';
import { describeTagProblem, hasNoWayIn, isKeyOpen, readTags } from './read-tags';
import { readAccess, waysIn, writeAccess, type WayIn } from './ways-in';

const now = new Date('2026-06-01T09:00:00Z');
const limits = { timeZone: 'Etc/UTC', maximumExemptionDays: 90 };
const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };

describe('the ways in as a tag has them', () => {
  it('are read as they were written, for every set of them', () => {
    const sets = waysIn.reduce<readonly (readonly WayIn[])[]>(
      (some, way) => [...some, ...some.map((set) => [...set, way])],
      [[]],
    );
    for (const set of sets.filter(({ length }) => length > 0)) {
      assert.deepEqual(readAccess(writeAccess(set)), set);
      assert.equal(writeAccess(set.toReversed()), writeAccess(set));
    }
  });

  for (const text of ['', 'key+', 'key+key', 'keys', 'key, sign-in', 'Key', 'sign-in + key'])
    it(`are not read of ${JSON.stringify(text)}`, () => assert.equal(readAccess(text), undefined));
});

describe("an engineer's tags of ways in", () => {
  const read = (tags: Record<string, string>) => readTags({ ...engineer, ...tags }, now, limits);

  it('say what is open, under keys in any case', () => {
    const { access, keyUntil, identityCenterName, problems } = read({
      Access: 'identity-center+key',
      'Key-Until': '2027-03-31',
      'identity-center-name': 'ada@example.com',
    });
    assert.deepEqual(
      { access, keyUntil, identityCenterName, problems },
      {
        access: ['key', 'identity-center'],
        keyUntil: '2027-03-31',
        identityCenterName: 'ada@example.com',
        problems: [],
      },
    );
  });

  const bad: [Record<string, string>, string][] = [
    [
      { access: 'sign_in' },
      'the tag access is "sign_in": expected ways in (key, sign-in, identity-center), each once, joined by +',
    ],
    [
      { Access: '' },
      'the tag Access is "": expected ways in (key, sign-in, identity-center), each once, joined by +',
    ],
    [
      { access: 'key+sign-in', 'key-until': '2026-02-30' },
      'the tag key-until is "2026-02-30": expected a date, YYYY-MM-DD',
    ],
    [
      { access: 'identity-center', 'identity-center-name': 'a da' },
      'the tag identity-center-name is "a da": expected a user name of IAM Identity Center',
    ],
  ];
  for (const [tags, problem] of bad)
    it(`that are bad are reported: ${JSON.stringify(tags)}`, () =>
      assert.deepEqual(read(tags).problems.map(describeTagProblem), [problem]));

  it('close nothing where they are bad', () => {
    for (const access of ['sign_in', '', 'sign-in+sign-in', 'SIGN-IN'])
      assert.equal(isKeyOpen(read({ access }), '2026-06-01'), true, access);
    const until = read({ access: 'key+sign-in', 'key-until': 'yesterday' });
    assert.equal(isKeyOpen(until, '2999-01-01'), true);
  });

  it('mean nothing where somebody is no engineer', () => {
    const tags = { type: 'machine', access: 'sign-in', 'key-until': 'x' };
    const { access, problems } = readTags(tags, now, limits);
    assert.deepEqual({ access, problems }, { access: ['key'], problems: [] });
  });

  it('leave `key` open through the last day, and not on the next', () => {
    const tags = read({ access: 'key+sign-in', 'key-until': '2026-06-30' });
    const days = ['2026-06-29', '2026-06-30', '2026-07-01'];
    assert.deepEqual(
      days.map((on) => isKeyOpen(tags, on)),
      [true, true, false],
    );
  });

  it('shut nobody out by a date', () => {
    const tags = read({ 'key-until': '2026-06-30' });
    assert.equal(isKeyOpen(tags, '2026-07-01'), true);
    assert.equal(hasNoWayIn(tags, '2026-06-30'), false);
    assert.equal(hasNoWayIn(tags, '2026-07-01'), true);
  });
});
