import assert from 'node:assert/strict';
import type { AccessKey, Unknown } from '../model';
import { aKey, anEngineer, day, inventoryOf } from '../testing/one-account';
import { lastUseNotSeen, notSeen, reportNotSeen } from './not-seen';
import { reportOf } from './testing/reports';

const why = { unknown: 'access-denied at iam:GetAccessKeyLastUsed' };
const used = { at: day(3), service: 's3', region: 'eu-central-1' };
type Use = NonNullable<AccessKey['lastUsed']>;
const users = (uses: readonly (Use | undefined)[]) =>
  uses.map((lastUsed, n) =>
    anEngineer([aKey(`AKIAKEY0000000000000${n}`, 0, { lastUsed })], { name: `user-${n}` }),
  );
const ofKeys = (...uses: readonly (Use | undefined)[]) => reportOf(users(uses), 5).keys;
const ofAccount = (credentialReportAt: Date | Unknown) =>
  reportOf([], 5, {
    readings: [
      { outcome: 'read', inventory: inventoryOf(), credentialReportAt },
      { outcome: 'unread', account: { id: '2'.repeat(12), name: 'sandbox' }, reason: 'throttled' },
    ],
  }).accounts;

describe('what could not be seen besides the rules', () => {
  it('an account’s credential report, with the reason; one that was not read at all says so itself', () => {
    assert.deepEqual(reportNotSeen(ofAccount({ unknown: 'denied' })), [
      'identity has no credential report: denied',
    ]);
    assert.deepEqual(reportNotSeen(ofAccount(day(5))), []);
  });

  it('when a key was last used, where nobody could say; not of one that was used, or never', () => {
    assert.deepEqual(lastUseNotSeen(ofKeys(used, undefined)), []);
    assert.deepEqual(lastUseNotSeen(ofKeys(why, used, undefined)), [
      `when 1 key was last used could not be seen: ${why.unknown}`,
    ]);
  });

  it('is one sentence a reason, with the number of keys', () =>
    assert.deepEqual(lastUseNotSeen(ofKeys(why, { unknown: 'throttled' }, why)), [
      `when 2 keys were last used could not be seen: ${why.unknown}`,
      'when 1 key was last used could not be seen: throttled',
    ]));

  it('is both, accounts first', () =>
    assert.deepEqual(notSeen({ accounts: ofAccount({ unknown: 'denied' }), keys: ofKeys(why) }), [
      'identity has no credential report: denied',
      `when 1 key was last used could not be seen: ${why.unknown}`,
    ]));
});
