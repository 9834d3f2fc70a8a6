import assert from 'node:assert/strict';
import { emptyLedger } from '../../../rules/ledger';
import { defaultSettings } from '../../../rules/settings';
import { InMemoryReports } from '../../in-memory/reports';
import type { ReportsPort } from '../../ports/reports';
import { Company, day } from '../testing/company';
import { PartWriter } from './part-writer';

/** Has the parts of three accounts written into that bucket, all at once or one after the other. */
async function write(reports: ReportsPort, at: 'at once' | 'in turn') {
  const company = new Company();
  const reasons: unknown[] = [];
  const none = () => undefined;
  const parts = new PartWriter(
    {
      ports: { ...company.ports, reports },
      settings: defaultSettings,
      now: day(1),
      dryRun: false,
      dryRunAccounts: new Set(),
      concurrency: 1,
      hasTimeLeft: () => true,
      log: { debug: none, info: none, error: (_, { reason }) => void reasons.push(reason) },
    },
    20,
  );
  const started = performance.now();
  const all = ['111111111111', '222222222222', '333333333333'].map((id) => () => {
    const inventory = { account: { id, name: id }, users: [] };
    const reading = { outcome: 'read', inventory, credentialReportAt: day(1) } as const;
    const forecast = () => ({ entries: [], firstRun: [] });
    return parts.take({ reading, ledger: emptyLedger(id), forecast });
  });
  if (at === 'at once') await Promise.all(all.map((each) => each()));
  else for (const each of all) await each();
  return { reasons, milliseconds: performance.now() - started };
}

describe('the parts of the report', () => {
  it('are put for each account', async () => {
    const reports = new InMemoryReports();
    assert.deepEqual((await write(reports, 'in turn')).reasons, []);
    assert.equal(reports.files.size, 3);
  });

  const outages: [string, ReportsPort['put']][] = [
    ['answers nothing', () => new Promise(() => undefined)],
    ['refuses', () => Promise.reject(new Error('SlowDown'))],
  ];
  for (const [name, answer] of outages)
    it(`are not tried again, and hold no account up, where the bucket ${name}`, async () => {
      const reports = new InMemoryReports();
      let tries = 0;
      reports.put = (...given) => {
        tries += 1;
        return answer(...given);
      };
      const { reasons, milliseconds } = await write(reports, 'in turn');
      assert.deepEqual([tries, reasons.length], [1, 1]);
      assert.ok(milliseconds < 2000, `${milliseconds} ms`);
      tries = 0;
      // Those that are under way come to their own end.
      const together = await write(reports, 'at once');
      assert.deepEqual([tries, together.reasons.length], [3, 3]);
      assert.ok(together.milliseconds < 2000);
    });
});
