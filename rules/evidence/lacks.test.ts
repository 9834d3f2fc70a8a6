import assert from 'node:assert/strict';
import type { TrailAsked } from './account-trail';
import type { DayRecord } from './day-record';
import { lacksOf } from './lacks';

type Seen = Parameters<typeof lacksOf>[0];

const july = (n: number) => `2026-07-0${n}`;
const asked: TrailAsked = {
  since: '2026-06-30T22:00:00.000Z',
  until: '2026-07-05T08:00:00.000Z',
  accountsAsked: 2,
  notAsked: [],
  unread: new Map(),
};

function lacks(more: Partial<Seen>): string[] {
  const found = lacksOf({
    period: { from: july(1), to: july(5) },
    timeZone: 'Europe/Berlin',
    days: [],
    chain: [],
    totals: { accounts: [], ofRules: new Map(), withoutCredentialReport: [] },
    ...more,
  });
  return found.map(({ weight, text }) => `${weight}: ${text}`);
}

function account(name: string, unread: readonly string[]): Seen['totals']['accounts'][number] {
  const rotations = { all: 0, beforeReminder: 0, afterReminder: [], afterDisabling: 0 };
  const counts = { daysRead: 5, keys: 1, enabledAtFirst: 1, enabledAtLast: 1 };
  return { id: '111111111111', name, ...counts, unread, rotations };
}

function report(n: number, more: Partial<DayRecord> = {}): DayRecord {
  const generatedAt = `${july(n)}T08:00:00.000Z`;
  return { on: july(n), is: 'report', generatedAt, keyturnVersion: '0.1.0', ...more };
}

const wrote = `note: keyturn 0.1.0 wrote the reports of ${july(1)} to ${july(2)}`;
const seen = `note: it is seen from the report of ${july(1)} (${july(1)}T08:00:00.000Z) to that of ${july(2)} (${july(2)}T08:00:00.000Z): a key that was gone before the first one, or was made after the last one, is not in it`;

describe('what a period lacks', () => {
  it('is nothing where every day was seen, but how it was made', () => {
    const chain = [{ weight: 'fine', on: july(1), text: 'it begins' }] as const;
    const found = lacks({ days: [report(1), report(2)], chain });
    assert.deepEqual(found, [seen, wrote, 'note: it begins']);
    assert.deepEqual(lacks({}), []);
  });

  it('comes in the order in which it matters', () => {
    const finding = (weight: 'broken' | 'open' | 'fine') => ({ weight, on: july(1), text: weight });
    const found = lacks({
      days: [report(1), report(2, { dryRun: 'all' }), { on: july(3), is: 'missing' }],
      chain: [finding('fine'), finding('open'), finding('broken')],
      totals: {
        accounts: [account('identity', ['x'])],
        ofRules: new Map([['mfa', { broken: 0, unseen: 1 }]]),
        withoutCredentialReport: [],
      },
      trail: {
        ...asked,
        since: `${july(2)}T00:00:00.000Z`,
        unread: new Map([['production', 2]]),
      },
    });
    assert.deepEqual(found, [
      'broken: broken',
      "missing: of CloudTrail's records of production there are 2 that can't be read",
      `missing: on 1 day the control did not run, or left no report: ${july(3)}`,
      'missing: identity (111111111111) was not read: x',
      'missing: of the rule mfa it was not seen on some day whether it was kept: 1 case',
      'note: open',
      `missing: on 1 day the run was a rehearsal, which warns nobody and disables nothing: ${july(2)}`,
      seen.replace('not in it', 'in it only where CloudTrail has it'),
      `note: CloudTrail keeps 90 days: it was asked of what happened from ${july(2)}T00:00:00.000Z on`,
      wrote,
      'note: fine',
    ]);
  });

  it('is each day that has no report, by why, and those in a row as one', () => {
    const days: readonly DayRecord[] = [
      { on: july(1), is: 'missing' },
      { on: july(2), is: 'missing' },
      { on: july(3), is: 'late' },
      { on: july(4), is: 'gone' },
      { on: july(5), is: 'unreadable', problem: 'it is no JSON' },
      { on: july(6), is: 'unreadable' },
      { on: july(7), is: 'missing' },
    ];
    assert.deepEqual(lacks({ days }), [
      `missing: of 1 day the report is gone, which a later one names: ${july(4)}`,
      `missing: on 3 days the control did not run, or left no report: ${july(1)} to ${july(2)}, ${july(7)}`,
      `missing: on 1 day it did not run; somebody caught up later, whose report shows what was there then: ${july(3)}`,
      `missing: the report of ${july(5)} can't be read: it is no JSON`,
      `missing: the report of ${july(6)} can't be read: `,
    ]);
  });

  it('is each account that was not read, or had no credential report', () => {
    const totals = {
      accounts: [account('identity', [`${july(1)}: throttled`, 'b']), account('production', [])],
      ofRules: new Map([
        ['mfa', { broken: 3, unseen: 2 }],
        ['root', { broken: 1, unseen: 0 }],
      ]),
      withoutCredentialReport: [{ name: 'production', days: [july(1), july(3)] }],
    };
    assert.deepEqual(lacks({ totals }), [
      `missing: identity (111111111111) was not read: ${july(1)}: throttled; b`,
      `missing: production had no credential report, which alone tells of passwords, MFA and some last uses: ${july(1)}, ${july(3)}`,
      'missing: of the rule mfa it was not seen on some day whether it was kept: 2 cases',
    ]);
  });

  it('is a rehearsal, in all accounts or in some', () => {
    const days = [report(1, { dryRun: ['111111111111'] }), report(2, { dryRun: 'all' })];
    assert.deepEqual(lacks({ days }), [
      `missing: on 1 day the run was a rehearsal, which warns nobody and disables nothing: ${july(2)}`,
      `missing: on 1 day it was a rehearsal in some accounts: ${july(1)}`,
      seen,
      wrote,
    ]);
  });

  it('is whom CloudTrail could not be asked of, a reason at a time', () => {
    const not = (id: string, name: string, reason: string) => ({ id, name, reason });
    const notAsked = [
      not('111111111111', 'identity', 'denied'),
      not('222222222222', 'production', 'throttled'),
      not('333333333333', 'sandbox', 'denied'),
    ];
    assert.deepEqual(lacks({ trail: { ...asked, notAsked } }), [
      'missing: CloudTrail of identity (111111111111), sandbox (333333333333) could not be asked: denied',
      'missing: CloudTrail of production (222222222222) could not be asked: throttled',
    ]);
  });

  it('is what CloudTrail does not keep, where the period began before that in its time zone', () => {
    const since = (at: string) => lacks({ trail: { ...asked, since: at } });
    assert.deepEqual(since('2026-06-30T22:00:00.000Z'), []);
    assert.deepEqual(since('2026-06-30T21:59:59.999Z'), []);
    assert.deepEqual(since('2026-06-30T22:00:00.001Z'), [
      'note: CloudTrail keeps 90 days: it was asked of what happened from 2026-06-30T22:00:00.001Z on',
    ]);
  });

  it('begins at the first report that there is, and ends at the last, each version by itself', () => {
    const days: readonly DayRecord[] = [
      { on: july(1), is: 'unreadable', problem: 'x' },
      report(2, { keyturnVersion: '0.0.9' }),
      report(3),
      { on: july(4), is: 'missing' },
      report(5),
    ];
    assert.deepEqual(lacks({ days }).slice(2), [
      `note: it is seen from the report of ${july(2)} (${july(2)}T08:00:00.000Z) to that of ${july(5)} (${july(5)}T08:00:00.000Z): a key that was gone before the first one, or was made after the last one, is not in it`,
      `note: keyturn 0.0.9 wrote the reports of ${july(2)}`,
      `note: keyturn 0.1.0 wrote the reports of ${july(3)}, ${july(5)}`,
    ]);
  });
});
