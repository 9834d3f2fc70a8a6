import assert from 'node:assert/strict';
import type { IamUser } from '../model';
import { dateOf } from '../testing/decided';
import { defaultSettings } from '../settings';
import { aKey, anEngineer, day, inventoryOf, ledgerOf } from '../testing/one-account';
import { forecastOf } from './forecast';
import { reportOf } from './testing/reports';
import { nextOf } from './users-and-keys';

const KEY = 'AKIAKEY00000000000001';
const account = { accountId: '111111111111', userName: 'alice' };

describe('a user in the report', () => {
  const userOf = (more: Partial<IamUser>) => reportOf([anEngineer([], more)], 10).users[0];
  const base = {
    ...account,
    type: 'engineer',
    slackId: 'U0ALICE0001',
    createdAt: day(-400).toISOString(),
    hasMfa: true,
    tagProblems: [],
  };

  it('is what was read of them', () => assert.deepEqual(userOf({}), base));

  it('has the full name and the password, where there are', () => {
    const tags = { ...anEngineer([]).tags, 'full-name': 'Alice A.' };
    const password = { changedAt: day(3), lastUsedAt: day(9), expiresAt: day(93) };
    assert.deepEqual(userOf({ tags, password }), {
      ...base,
      fullName: 'Alice A.',
      password: {
        changedAt: day(3).toISOString(),
        age: 7,
        lastUsedAt: day(9).toISOString(),
        expiresAt: day(93).toISOString(),
      },
    });
    assert.deepEqual(userOf({ password: { changedAt: day(3) } })?.password, {
      changedAt: day(3).toISOString(),
      age: 7,
    });
  });

  it('has what is wrong with the tags in words', () =>
    assert.deepEqual(userOf({ tags: {} }), {
      ...account,
      createdAt: base.createdAt,
      hasMfa: true,
      tagProblems: ['the tag type is missing: expected one of engineer, machine'],
    }));
});

describe('a key in the report', () => {
  it('is what was read of it, with when and where it was used last', () => {
    const lastUsed = { at: day(7), service: 's3', region: 'eu-central-1' };
    const [key] = reportOf([anEngineer([aKey(KEY, 0, { lastUsed })])], 10).keys;
    assert.deepEqual(key, {
      ...account,
      keyId: KEY,
      status: 'Active',
      createdAt: day(0, '08:00:00').toISOString(),
      age: 10,
      lastUsed: { ...lastUsed, at: day(7).toISOString(), daysAgo: 3 },
      next: 'nothing in the next 30 days: 10 days old; the first reminder comes at 76',
    });
    const bare = reportOf([anEngineer([aKey(KEY, 0, { lastUsed: { at: day(7) } })])], 10).keys;
    assert.deepEqual(bare[0]?.lastUsed, { at: day(7).toISOString(), daysAgo: 3 });
  });

  it('has its exemption through the last day', () => {
    const tags = { ...anEngineer([]).tags, 'key-exempt-until': dateOf(10) };
    const exemptUntil = (on: number) =>
      reportOf([anEngineer([aKey(KEY, 0)], { tags })], on).keys[0]?.exemptUntil;
    assert.deepEqual([9, 10, 11].map(exemptUntil), [dateOf(10), dateOf(10), undefined]);
    assert.equal('exemptUntil' in (reportOf([anEngineer([aKey(KEY, 0)])], 1).keys[0] ?? {}), false);
  });

  it('has why it is exempt, and who allowed it, where the tags say so', () => {
    const exemptionIn = (tags: Record<string, string>, on = 10) => {
      const user = anEngineer([aKey(KEY, 0)], { tags: { ...anEngineer([]).tags, ...tags } });
      return reportOf([user], on).keys[0]?.exemption;
    };
    const until = { 'key-exempt-until': dateOf(10) };
    const said = { 'Key-Exempt-Reason': '<b>On leave</b>', 'key-exempt-by': 'bob' };
    assert.deepEqual(exemptionIn({ ...until, ...said }), {
      reason: '<b>On leave</b>',
      approvedBy: 'bob',
    });
    // That nobody said why is known, too.
    assert.deepEqual(exemptionIn({ ...until, 'key-exempt-reason': ' ' }), {});
    assert.deepEqual(exemptionIn({ ...until, ...said }, 11), undefined);
    assert.deepEqual(exemptionIn(said), undefined);
  });

  it('has what comes next for it, not for the password or another thing of the day', () => {
    const user = anEngineer([aKey(KEY, 70)], { password: { changedAt: day(0) }, hasMfa: false });
    assert.deepEqual(
      reportOf([user], 76).keys.map(({ next }) => next),
      ['nothing in the next 30 days: 6 days old; the first reminder comes at 76'],
    );
  });

  it('is the only thing that something comes next for', () => {
    const user = anEngineer([aKey(KEY, 70)], { password: { changedAt: day(0) }, hasMfa: false });
    for (const on of [76, 80]) {
      const world = { inventory: inventoryOf(user), ledger: ledgerOf({}) };
      const next = nextOf(forecastOf(world, defaultSettings, day(on)));
      assert.deepEqual([...next.keys()], [KEY]);
    }
  });
});
