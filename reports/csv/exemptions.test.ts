import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { exampleReport } from '../../rules/report/testing/example-report';
import type { ReportKey } from '../../rules/report/report';
import { renderReportCsv } from '.';

const report = exampleReport();

/** The cells of the key of Frank's, who is exempt, and the columns. */
function franks(more: Partial<ReportKey>) {
  const keys = report.keys.map((key) => (key.userName === 'frank' ? { ...key, ...more } : key));
  const text = renderReportCsv({ ...report, keys });
  const [columns = []] = parse(text, { to: 1 });
  const rows = parse<Record<string, string>>(text, { columns: true });
  const row = rows.find(({ user }) => user === 'frank');
  assert.ok(row);
  return {
    columns,
    rows,
    said: [row['exempt_until'], row['exempt_reason'], row['exempt_approved_by']],
  };
}

describe('an exemption in the report as CSV', () => {
  it('has why and who allowed it in the last columns', () => {
    const { columns, rows, said } = franks({});
    assert.deepEqual(columns.slice(-2), ['exempt_reason', 'exempt_approved_by']);
    assert.deepEqual(said, ['2027-01-31', 'On leave until the end of January', 'erin@example.com']);
    for (const row of rows.filter(({ user }) => user !== 'frank'))
      assert.deepEqual([row['exempt_reason'], row['exempt_approved_by']], ['', ''], row['user']);
  });

  it('says where nobody said it, and where it is not known', () => {
    assert.deepEqual(franks({ exemption: {} }).said.slice(1), ['none given', 'nobody named']);
    const older = franks({ exemption: undefined });
    assert.deepEqual(older.said.slice(1), ['not known', 'not known']);
  });

  for (const formula of ['=1+1', '+1', '-1', '@SUM', '=HYPERLINK("https://x.test")'])
    it(`keeps a spreadsheet from reckoning ${formula}`, () =>
      assert.deepEqual(
        franks({ exemption: { reason: formula, approvedBy: formula } }).said.slice(1),
        [`'${formula}`, `'${formula}`],
      ));
});
