import assert from 'node:assert/strict';
import { composeReport } from './compose-report';
import { mergeReports } from './merge-reports';
import { exampleInput } from './testing/example-report';

describe('a report of many accounts, merged of one each', () => {
  it('is the one that is composed of all of them at once', () => {
    const input = exampleInput();
    const whole = composeReport(input);
    const parts = input.readings.flatMap((reading) =>
      reading.outcome === 'read' ? [composeReport({ ...input, readings: [reading] })] : [],
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
