import assert from 'node:assert/strict';
import type { Decision } from '../decisions';
import { countIn, noticeSchema, type NoticeOf } from '../notices';
import { defaultSettings as settings, settingsSchema } from '../settings';
import * as one from '../testing/one-account';
import { quietOutcome, type AccountOutcome } from './account-outcome';
import { ageBandLabels, countByAgeBand } from './age-bands';
import { DaySummary } from './compose-summary';
import { findingsDue, findingsOfReading } from './findings-due';

const { account, aKey, anEngineer, day, ledgerOf } = one;

function outcomeOf(more: Partial<AccountOutcome> = {}): AccountOutcome {
  return { ...quietOutcome(account, false), ...more };
}

function summaryOf(...outcomes: readonly AccountOutcome[]): NoticeOf<'daily-summary'> {
  const summary = new DaySummary(settings);
  outcomes.forEach((outcome) => summary.add(outcome));
  return summary.compose(day(1), false);
}

describe('the day’s summary', () => {
  it('is a notice of the schedule’s date', () => {
    const summary = new DaySummary(settingsSchema.parse({ timeZone: 'Pacific/Auckland' }));
    const notice = summary.compose(new Date('2026-01-01T20:00:00Z'), false);
    assert.equal(notice.id, 'summary/2026-01-02');
    assert.equal(notice.date, '2026-01-02');
    assert.deepEqual(noticeSchema.parse(notice), notice);
  });

  it('of a dry run does not stand in for the day’s own', () => {
    const notice = new DaySummary(settings).compose(day(1), true);
    assert.equal(notice.id, 'summary/2026-01-02/dry-run');
    assert.equal(notice.dryRun, true);
  });

  it('names who was read and who was not, with the reason, and says what in which account', () => {
    const production = { id: '222222222222', name: 'production' };
    const notice = summaryOf(
      outcomeOf({ account: production, unread: 'access-denied', done: ['key …0001 disabled'] }),
      outcomeOf({
        heldBack: ['held'],
        isDryRun: true,
        findings: [{ key: 'AIDA#no-mfa', sentence: 'found' }],
        ageBands: [1, 2],
      }),
      outcomeOf({ account: { id: '333333333333', name: 'a' }, ageBands: [1, 0, 0, 0, 4] }),
    );
    assert.deepEqual(
      notice.accountsRead.map(({ name }) => name),
      ['a', 'identity'],
    );
    assert.deepEqual(notice.accountsUnread, [{ account: production, reason: 'access-denied' }]);
    assert.deepEqual(notice.done, ['production: key …0001 disabled']);
    assert.deepEqual(notice.heldBack, ['identity (dry run): held']);
    assert.deepEqual(
      notice.ageBands.map(({ keys }) => keys),
      [2, 2, 0, 0, 4],
    );
  });

  it('stays small and says how much it left out', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `${i} ${'x'.repeat(500)}`);
    const notice = summaryOf(
      ...Array.from({ length: 1000 }, (_, i) =>
        outcomeOf({
          account: { id: String(i).padStart(12, '0'), name: `account number ${i}` },
          ...(i % 2 ? { unread: 'y'.repeat(1000) } : {}),
          done: many,
          heldBack: many,
          undelivered: many,
          findings: many.map((sentence) => ({ key: sentence, sentence })),
        }),
      ),
    );
    assert.deepEqual([notice.done.length, countIn(notice, 'done')], [100, 1_000_000]);
    for (const list of ['accountsRead', 'accountsUnread'] as const)
      assert.deepEqual([notice[list].length, countIn(notice, list)], [100, 500]);
    assert.equal(countIn(notice, 'heldBack'), 1_000_000);
    assert.ok(JSON.stringify(notice).length < 256 * 1024);
  });
});

describe('the age bands', () => {
  it('are drawn by the settings', () =>
    assert.deepEqual(ageBandLabels(settings), [
      '0–75 days',
      '76–80 days',
      '81–85 days',
      '86–90 days',
      '91 days or more',
    ]));

  it('count enabled keys at their boundaries', () => {
    const ages = [-1, 0, 75, 76, 80, 81, 85, 86, 90, 91, 4000];
    const keys = ages.map((age) => aKey(`AKIA${age}`, 0, { createdAt: day(-age) }));
    const off = aKey('AKIAOFF', 0, { status: 'Inactive' });
    const counts = countByAgeBand([anEngineer(keys), anEngineer([off])], settings, day(0));
    assert.deepEqual(counts, [3, 2, 2, 2, 2]);
  });
});

describe('what is found wrong with users', () => {
  const report: Decision = {
    do: 'report',
    subject: { account, userName: 'bob' },
    userId: 'AIDABOB',
    finding: { kind: 'no-mfa', text: 'an engineer without an MFA device' },
  };
  const quiet: Decision = {
    do: 'nothing',
    subject: { account, userName: 'bob' },
    why: { code: 'no-password', text: 'no console password' },
  };
  const named = (last: Date | undefined, now: Date, timeZone = 'Etc/UTC') => {
    const findings = new Map(last && [['AIDABOB#no-mfa', last]]);
    const ledger = { ...ledgerOf({}), findings };
    return findingsDue([quiet, report], ledger, { ...settings, timeZone }, now).length;
  };

  it('is named once, then weekly', () => {
    assert.equal(named(undefined, day(0)), 1);
    for (const [on, expected] of [
      [1, 0],
      [6, 0],
      [7, 1],
      [8, 1],
    ] as const)
      assert.equal(named(day(0), day(on)), expected);
  });

  it('is named again by the same run, so that a run that died can be repeated', () =>
    assert.equal(named(day(0), day(0)), 1));

  it('counts the days of the schedule’s time zone', () => {
    const [spring, weekLater] = [
      new Date('2026-03-28T07:00:00Z'),
      new Date('2026-04-04T06:00:00Z'),
    ];
    assert.equal(named(spring, weekLater, 'Europe/Berlin'), 1);
  });

  it('may be that there was no credential report, which is named as seldom', () => {
    const ofReading = findingsOfReading({ unknown: 'throttled at X' });
    const on = (n: number, last?: Date) => {
      const findings = new Map(last && [['account#no-credential-report', last]]);
      return findingsDue([], { ...ledgerOf({}), findings }, settings, day(n), ofReading);
    };
    assert.match(on(0)[0]?.sentence ?? '', /^no credential report, .*: throttled at X$/);
    assert.deepEqual([on(6, day(0)).length, on(7, day(0)).length], [0, 1]);
    assert.deepEqual(findingsOfReading(day(0)), []);
  });

  it('says of whom', () =>
    assert.deepEqual(findingsDue([report], ledgerOf({}), settings, day(0)), [
      { key: 'AIDABOB#no-mfa', sentence: 'bob: an engineer without an MFA device' },
    ]));
});
