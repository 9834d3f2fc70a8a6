import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { reportIndexSchema } from '../../../rules/report/report-index-schema';
import { reportSchema } from '../../../rules/report/report-schema';
import { InMemoryReports } from '../../in-memory/reports';
import { companyOfAlice, engineer, identity, production, type Company } from '../testing/company';

import { runAccount } from '../run-account';
import { DailyReport } from './daily-report';
import { dayOf, MOST_DAYS_BACK } from './day-of';
import { writeReport } from './write-report';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const top = (on: string) => `reports/${on}/keyturn-report.json`;
// Day 90 is 2026-04-01.
const dates = ['2026-04-01', '2026-04-02', '2026-04-03'] as const;

/** Days of a company, each with a report in the same bucket, the two ways of it. */
const ways = ['in one process', 'of other processes'] as const;

function reporting(company: Company, reports: InMemoryReports, way: (typeof ways)[number]) {
  return async (on: number, mostRows = 99) => {
    const run = company.runOf(on, { ports: { ...company.ports, reports } });
    const accounts = [{ account: identity }, { account: production }];
    const day = way === 'in one process' ? new DailyReport(run, { mostRows }) : undefined;
    for (const { account } of accounts) await runAccount(run, account, day);
    const link = await (day ? day.finish(accounts) : writeReport(run, accounts, mostRows));
    await company.deliver();
    return link;
  };
}

describe('the chain of daily reports', () => {
  for (const way of ways)
    describe(way, () => {
      let reports: InMemoryReports;
      let report: ReturnType<typeof reporting>;
      beforeEach(() => {
        const { company } = companyOfAlice();
        company.iam.createUser(production.id, 'bob', { tags: engineer });
        reports = new InMemoryReports();
        report = reporting(company, reports, way);
      });

      const bodyOf = (key: string) => reports.files.get(key)?.body ?? '';
      const beforeOf = (on: string) => reportSchema.parse(JSON.parse(bodyOf(top(on)))).before;

      it('names the day before by the SHA-256 of its bytes, and says where there is none', async () => {
        for (const on of [90, 91, 92]) await report(on);
        const [first, second, third] = dates;
        assert.deepEqual(beforeOf(first), { none: 'no report of the 45 days before' });
        assert.deepEqual(beforeOf(second), { on: first, sha256: sha256(bodyOf(top(first))) });
        assert.deepEqual(beforeOf(third), { on: second, sha256: sha256(bodyOf(top(second))) });
      });

      it('goes on over a day that was missed', async () => {
        await report(90);
        await report(92);
        const [first, , third] = dates;
        assert.deepEqual(beforeOf(third), { on: first, sha256: sha256(bodyOf(top(first))) });
      });

      it('stays whole where the last day is run again', async () => {
        await report(90);
        await report(91);
        await report(91);
        await report(92);
        const [first, second, third] = dates;
        assert.deepEqual(beforeOf(second), { on: first, sha256: sha256(bodyOf(top(first))) });
        assert.deepEqual(beforeOf(third), { on: second, sha256: sha256(bodyOf(top(second))) });
      });

      for (const [what, earlier] of [
        ['a day that a later one has named', [90, 91, 92]],
        ['a day that was missed', [90, 92]],
      ] as const)
        for (const rows of [99, 1])
          it(`writes over nothing where somebody catches up on ${what}: ${rows} rows a page`, async () => {
            for (const on of earlier) await report(on);
            const before = new Map(reports.files);
            const link = await report(91, rows);
            const [, second] = dates;
            const added = [...reports.files.keys()].filter(
              (key) => key.startsWith('reports/') && !before.has(key),
            );
            const late = `reports/${second}/late/`;
            assert.ok(
              added.length >= 3 && added.every((key) => key.startsWith(late)),
              added.join(),
            );
            for (const [key, { body }] of before)
              if (key.startsWith('reports/')) assert.equal(bodyOf(key), body);
            assert.deepEqual(link, { link: reports.linkTo(`${late}keyturn-report.html`) });
            assert.deepEqual(
              (JSON.parse(bodyOf(`${late}keyturn-report.json`)) as { before: object }).before,
              { none: 'a later day has its report already' },
            );
          });

      it('holds the pages of accounts by what stands before them', async () => {
        await report(90, 1);
        await report(91, 1);
        const [first, second] = dates;
        const index = reportIndexSchema.parse(JSON.parse(bodyOf(top(second))));
        assert.deepEqual(index.before, { on: first, sha256: sha256(bodyOf(top(first))) });
        assert.equal(index.accounts.length, 2);
        for (const { path = '', sha256: of } of index.accounts)
          assert.equal(of, sha256(bodyOf(`reports/${second}/${path}.json`)));
      });

      it('passes by a day of which pages alone were written', async () => {
        await report(90);
        await reports.put('reports/2026-04-02/accounts/1.json', {
          contentType: 'application/json',
          body: '{}',
        });
        await report(92);
        const [first, , third] = dates;
        assert.deepEqual(beforeOf(third), { on: first, sha256: sha256(bodyOf(top(first))) });
      });
    });

  for (const [days, isFound] of [
    [MOST_DAYS_BACK, true],
    [MOST_DAYS_BACK + 1, false],
  ] as const)
    it(`${isFound ? 'goes' : 'does not go'} back ${days} days`, async () => {
      const { company } = companyOfAlice();
      const reports = new InMemoryReports();
      await reporting(company, reports, 'in one process')(90 - days);
      const run = company.runOf(90);
      assert.equal('on' in (await dayOf(run, reports)).before, isFound);
    });

  for (const [what, broken] of [
    ['list', { folders: () => Promise.reject(new Error('AccessDenied')) }],
    ['read', { get: () => Promise.reject(new Error('AccessDenied')) }],
  ] as const)
    it(`says that it could not ${what} the day before, and writes the report`, async () => {
      const { company } = companyOfAlice();
      const reports = new InMemoryReports();
      const report = reporting(company, reports, 'in one process');
      await report(90);
      Object.assign(reports, broken);
      assert.ok('link' in ((await report(91)) ?? {}));
      const { before } = reportSchema.parse(
        JSON.parse(reports.files.get(top(dates[1]))?.body ?? ''),
      );
      assert.deepEqual(before, { unknown: 'AccessDenied' });
      assert.ok(company.logged.some(({ message }) => message.includes('not chained')));
    });
});
