import assert from 'node:assert/strict';
import { defaultSettings } from '../settings';
import { aReminder } from '../testing/decided';
import { aKey, anEngineer, day, delivered, ledgerOf } from '../testing/one-account';
import { composeReport } from './compose-report';
import { mergeReports } from './merge-reports';
import { exampleInput } from './testing/example-report';
import { reading, reportOf } from './testing/reports';

describe('a report of many accounts, merged of one each', () => {
  it('is the one that is composed of all of them at once', () => {
    const input = exampleInput();
    const whole = composeReport(input);
    const parts = input.readings.flatMap((each) =>
      each.outcome === 'read' ? [composeReport({ ...input, readings: [each] })] : [],
    );
    // Each had all ledgers: the deeds would be told twice.
    const own = parts.map((part) => {
      const ids = new Set(part.accounts.map(({ id }) => id));
      const entries = part.deeds?.entries.filter(({ accountId }) => ids.has(accountId)) ?? [];
      return { ...part, deeds: part.deeds && { ...part.deeds, entries } };
    });
    const unread = whole.accounts.filter(({ outcome }) => outcome === 'unread');
    const merged = mergeReports(own.toReversed(), unread, headOf(whole), input.settings);
    const sorted = (report: typeof whole) =>
      JSON.parse(JSON.stringify(report), (_, value: unknown) =>
        Array.isArray(value)
          ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
          : value,
      ) as unknown;
    assert.deepEqual(sorted(merged), sorted(whole));
    assert.deepEqual(merged.accounts, whole.accounts);
    assert.deepEqual(
      merged.forecast.map(({ on }) => on),
      whole.forecast.map(({ on }) => on),
    );
  });

  it('has days and times in order, whatever the order of the parts', () => {
    const of = (id: string, created: number, ...stages: number[]) => {
      const keyId = `AKIA${id}`;
      const home = { id: id.repeat(12), name: id };
      const notices = stages.map((stage) => delivered(aReminder(keyId, stage)));
      const tags = { type: 'engineer', 'slack-id': `U00000000${id}` };
      const users = [anEngineer([aKey(keyId, created)], { tags })];
      return reportOf([], 78, {
        readings: [reading({ account: home, users }, day(1))],
        ledgers: new Map([[home.id, ledgerOf({ notices })]]),
      });
    };
    const parts = [of('1', 20, 76, 60), of('2', 22, 70)];
    const head = headOf(of('1', 0));
    for (const order of [parts, parts.toReversed()]) {
      const { forecast, deeds } = mergeReports(order, [], head, defaultSettings);
      const days = forecast.map(({ on, keyId }) => `${on} ${keyId}`);
      assert.equal(days.length, 4);
      assert.deepEqual(days, days.toSorted());
      assert.deepEqual(
        deeds?.entries.map(({ at }) => at),
        [60, 70, 76].map((n) => day(n, '09:00:07').toISOString()),
      );
    }
  });

  it('has nothing of what a part of an older version does not have', () => {
    const part = reportOf([anEngineer([])], 78, { ledgers: new Map() });
    assert.ok(part.deeds);
    const deeds = { ...part.deeds, undelivered: undefined };
    const older = { ...part, otherCredentials: undefined, deeds };
    const merged = mergeReports([older], [], headOf(part), defaultSettings);
    assert.deepEqual(merged.otherCredentials, []);
    assert.deepEqual(merged.deeds?.undelivered, []);
    assert.ok(!('rotated' in merged));
  });

  it('has what did not arrive in order, too', () => {
    const part = reportOf([], 78, { ledgers: new Map() });
    const { deeds = assert.fail() } = part;
    const late = (n: number) => ({
      ...{ at: day(n).toISOString(), accountId: '1'.repeat(12), userName: 'alice' },
      text: 'not delivered',
    });
    const parts = [[12], [11, 13]].map((days) => ({
      ...part,
      deeds: { ...deeds, undelivered: days.map(late) },
    }));
    const merged = mergeReports(parts, [], headOf(part), defaultSettings);
    assert.deepEqual(merged.deeds?.undelivered, [11, 12, 13].map(late));
  });

  it('says of one account what its own report says', () => {
    const { rules, ...part } = reportOf([anEngineer([aKey('AKIA1', 0), aKey('AKIA2', 0)])], 91);
    const merged = mergeReports(
      [{ ...part, rules }],
      [],
      headOf({ ...part, rules }),
      defaultSettings,
    );
    assert.deepEqual(merged.rules, rules);
  });

  it('adds up how keys were rotated', () => {
    const part = reportOf([], 78);
    const one = { all: 2, beforeReminder: 1, afterReminder: [1], afterDisabling: 0 };
    const other = { all: 1, beforeReminder: 0, afterReminder: [], afterDisabling: 1 };
    const parts = [{ ...part, rotated: one }, part, { ...part, rotated: other }];
    assert.deepEqual(mergeReports(parts, [], headOf(part), defaultSettings).rotated, {
      ...{ all: 3, beforeReminder: 1, afterReminder: [1], afterDisabling: 1 },
    });
  });

  it('tells of no deeds where no part does', () => {
    const part = reportOf([], 1);
    assert.equal('deeds' in mergeReports([part], [], headOf(part), defaultSettings), false);
  });

  it('is none of any account where no part is there', () => {
    const { accounts, ...whole } = composeReport({ ...exampleInput(), readings: [] });
    assert.deepEqual(accounts, []);
    const merged = mergeReports([], [], headOf({ ...whole, accounts }), exampleInput().settings);
    assert.deepEqual([merged.users, merged.keys, merged.deeds], [[], [], undefined]);
  });
});

function headOf(report: ReturnType<typeof composeReport>) {
  const { format, keyturnVersion, generatedAt, on, timeZone, obtainedBy, limits } = report;
  return { format, keyturnVersion, generatedAt, on, timeZone, obtainedBy, limits };
}
