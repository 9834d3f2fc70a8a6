import assert from 'node:assert/strict';
import { expiringNotices } from './expiring-notices';
import { aReminder } from '../testing/decided';
import * as one from '../testing/one-account';

const { day, delivered, ledgerOf, planned } = one;
const KEY = 'AKIAOLD0000000000001';
const notice = aReminder(KEY, 76);

describe('the record of a notice', () => {
  const gone = new Set<string>();
  const there = new Set([KEY]);
  const ends = { ...delivered(notice), expiresAt: day(200) };
  const cases: [string, Parameters<typeof ledgerOf>[0], Set<string>, string[], string[]][] = [
    [
      'that was delivered stays while its key is there',
      { notices: [delivered(notice)] },
      there,
      [],
      [],
    ],
    [
      'that was delivered ends when its key is gone',
      { notices: [delivered(notice)] },
      gone,
      [notice.id],
      [],
    ],
    [
      'that was not delivered stays though its key is gone',
      { notices: [planned(notice)] },
      gone,
      [],
      [],
    ],
    ['that is to end does so once', { notices: [ends] }, gone, [], []],
    ['stays after all when its key is there again', { notices: [ends] }, there, [], [notice.id]],
    [
      'that was withdrawn ends when its key is gone',
      { notices: [{ ...planned(notice), withdrawn: 'the key is gone' }] },
      gone,
      [notice.id],
      [],
    ],
    [
      'of a newer version is left to that one: it does not end',
      { notices: [{ ...delivered(notice), newer: 'notice' }] },
      gone,
      [],
      [],
    ],
    [
      'that a newer version lets end does so, whatever this one would need of it',
      { notices: [{ ...ends, newer: 'record' }] },
      there,
      [],
      [],
    ],
  ];
  for (const [what, ledger, present, end, keep] of cases)
    it(what, () => {
      const found = expiringNotices(ledgerOf(ledger), present, day(100));
      assert.deepEqual([found.end, found.keep], [end, keep]);
      assert.deepEqual(found.at, day(190));
    });
});
