import assert from 'node:assert/strict';
import type { IamUser } from '../model';
import { aReminder, dateOf } from '../testing/decided';
import { account, aKey, anEngineer, day, delivered, ledgerOf } from '../testing/one-account';
import { reading as readingOf, reportOf, timeline } from './testing/reports';

const KEY = 'AKIAKEY00000000000001';
const SECOND = 'AKIAKEY00000000000002';

describe('the report of several accounts', () => {
  const production = { id: '222222222222', name: 'production' };
  const reading = (of: typeof account, ...users: readonly IamUser[]) =>
    readingOf({ account: of, users }, day(0, '05:12:07'));

  it('counts the users and the enabled keys of each', () => {
    const keys = [aKey(KEY, 0), aKey(SECOND, 0, { status: 'Inactive' })];
    const readings = [reading(account, anEngineer(keys), anEngineer([aKey('AKIATHIRD', 0)]))];
    assert.deepEqual(reportOf([], 1, { readings }).accounts, [
      {
        ...account,
        outcome: 'read',
        users: 2,
        enabledKeys: 2,
        credentialReportAt: '2026-01-01T05:12:07.000Z',
      },
    ]);
  });

  it('says why one is unread, and no more of it', () => {
    const reason = 'access-denied';
    const readings = [{ outcome: 'unread' as const, account, reason }];
    assert.deepEqual(reportOf([], 1, { readings }).accounts, [
      { ...account, outcome: 'unread', reason },
    ]);
    const two = [...readings, { outcome: 'unread' as const, account: production, reason }];
    const { rules } = reportOf([], 1, { readings: two });
    const textOf = (name: string) => rules.find(({ rule }) => rule === name)?.notSeen;
    assert.equal(textOf('one-user'), '2 accounts could not be read.');
    assert.equal(
      textOf('mfa'),
      'No roles are read: the policy pack checks that their trust asks for MFA. 2 accounts could not be read.',
    );
  });

  it('has the forecast in the order of the days, not of the accounts', () => {
    const readings = [
      reading(account, anEngineer([aKey(KEY, 5)])),
      reading(production, anEngineer([aKey(SECOND, 0)])),
    ];
    assert.deepEqual(timeline(reportOf([], 78, { readings })), [
      '2026-03-20 remind 2',
      '2026-03-23 remind 1',
      '2026-03-23 remind 2',
      '2026-03-28 remind 1',
      '2026-03-28 remind 2',
      '2026-04-02 remind 1',
      '2026-04-02 disable 2',
      '2026-04-07 disable 1',
    ]);
  });

  it('has what was done in the order of the times, not of the accounts', () => {
    const ledgerWith = (keyId: string, ...stages: number[]) =>
      ledgerOf({ notices: stages.map((stage) => delivered(aReminder(keyId, stage))) });
    const ledgers = new Map([
      [account.id, ledgerWith(KEY, 86, 76)],
      [production.id, ledgerWith(SECOND, 81)],
    ]);
    const { deeds } = reportOf([], 90, { ledgers });
    assert.deepEqual(
      deeds?.entries.map(({ at }) => at),
      [76, 81, 86].map((n) => day(n, '09:00:07').toISOString()),
    );
    assert.deepEqual([deeds?.from, deeds?.to], [dateOf(0), dateOf(90)]);
  });

  it('says with which settings it was reckoned', () =>
    assert.deepEqual(reportOf([], 1).limits, {
      reminderAges: [76, 81, 86],
      disableAge: 91,
      graceDays: 5,
      secondKeyGraceDays: 2,
      rotationDays: 90,
      unusedAge: 45,
    }));
});
