import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import type { Report } from '../../../rules/report/report';
import { reportSchema } from '../../../rules/report/report-schema';
import { InMemoryReports } from '../../in-memory/reports';
import type { ReportsPort } from '../../ports/reports';
import { Company, companyOfAlice, day, engineer, identity, production } from '../testing/company';
import type { Run } from '../run';
import { runAccount } from '../run-account';
import { DailyReport } from './daily-report';
import type { Accounts, Link } from './finish-report';
import { writeReport } from './write-report';

const folder = 'reports/2026-04-02';

/** A company whose runs write reports here. */
function withReports(company: Company, reports: ReportsPort) {
  return (on: number, more: Parameters<Company['run']>[1] = {}) =>
    company.run(on, { ...more, ports: { ...company.ports, reports } });
}

/** For what is called without a whole run. */
function runWith(company: Company, reports: ReportsPort): Run {
  return company.runOf(91, { ports: { ...company.ports, reports }, concurrency: 1 });
}

interface Limits {
  readonly mostRows?: number;
  readonly patienceMs?: number;
}
type Way = (run: Run, accounts: Accounts, limits?: Limits) => Promise<Link | undefined>;

/** The two ways of a report: of accounts that this process handles, and of those that others handled before. */
const ways: readonly (readonly [string, Way])[] = [
  [
    'in one process',
    async (run, accounts, limits) => {
      const day = new DailyReport(run, limits);
      for (const { account, unread } of accounts)
        if (unread === undefined) await runAccount(run, account, day);
      return day.finish(accounts);
    },
  ],
  [
    'of other processes',
    async (run, accounts, { mostRows, patienceMs } = {}) => {
      for (const { account, unread } of accounts)
        if (unread === undefined) await runAccount(run, account);
      return writeReport(run, accounts, mostRows, patienceMs);
    },
  ],
];

async function told(company: Company) {
  await company.deliver();
  return company.lastSummary.report;
}

describe('the daily report', () => {
  it('stands in the bucket in three formats, and the summary links it', async () => {
    const { company, keyId } = companyOfAlice();
    const reports = new InMemoryReports();
    await company.live(1, 90);
    await withReports(company, reports)(91);
    assert.deepEqual(await told(company), {
      link: reports.linkTo(`${folder}/keyturn-report.html`),
    });
    assert.deepEqual([...reports.files.keys()].sort(), [
      `${folder}/keyturn-report.csv`,
      `${folder}/keyturn-report.html`,
      `${folder}/keyturn-report.json`,
    ]);
    const body = (extension: string) =>
      reports.files.get(`${folder}/keyturn-report.${extension}`)?.body ?? '';
    const report = reportSchema.parse(JSON.parse(body('json')));
    assert.deepEqual(
      report.keys.map((key) => [key.keyId, key.age]),
      [[keyId, 91]],
    );
    assert.deepEqual(
      report.accounts.map(({ name, outcome }) => [name, outcome]),
      [
        ['identity', 'read'],
        ['production', 'read'],
      ],
    );
    // What was found before this run disabled it: that stands in the forecast, the reminders among the deeds.
    assert.ok(report.forecast.some((each) => each.on === '2026-04-02' && each.event === 'disable'));
    assert.ok((report.deeds?.entries.length ?? 0) >= 3);
    const rows = parse<Record<string, string>>(body('csv'), { columns: true });
    assert.deepEqual(
      rows.map((row) => row.key_id),
      [keyId],
    );
    assert.match(body('html'), new RegExp(keyId));
    assert.equal(await company.statusOf(identity.id, keyId), 'Inactive');
  });

  for (const [name, write] of ways)
    for (const [hasTimeLeft, expected] of [
      [true, 'link'],
      [false, 'failed'],
    ] as const)
      it(`${name} is ${hasTimeLeft ? '' : 'not '}waited for when the run has ${hasTimeLeft ? '' : 'no '}time left`, async () => {
        const { company } = companyOfAlice();
        const reports = new InMemoryReports();
        const put = reports.put.bind(reports);
        reports.put = async (key, file) => {
          await sleep(100);
          await put(key, file);
        };
        const run = { ...runWith(company, reports), hasTimeLeft: () => hasTimeLeft };
        const told = await write(run, [{ account: identity }], { patienceMs: 1 });
        assert.deepEqual(Object.keys(told ?? {}), [expected]);
      });

  for (const [name, write] of ways)
    for (const [rows, where] of [
      [99, 'one page'],
      [1, 'a page an account'],
    ] as const)
      it(`${name} says on ${where} what could not be seen: the credential report, a user’s keys`, async () => {
        const { company } = companyOfAlice();
        company.iam.createUser(production.id, 'bob', { tags: engineer });
        company.iam.createKey(production.id, 'bob');
        company.iam.hideCredentialReport(identity.id, 'throttled at <X>');
        company.iam.hideKeys(production.id, 'bob', 'denied at <Y>');
        const reports = new InMemoryReports();
        await write(runWith(company, reports), [{ account: identity }, { account: production }], {
          mostRows: rows,
        });
        const names = rows === 1 ? [identity, production].map(({ id }) => `accounts/${id}`) : [];
        const bodyOf = (name: string, extension: string) =>
          reports.files.get(`${folder}/${name}.${extension}`)?.body ?? '';
        const [first = '', last = ''] = rows === 1 ? names : ['keyturn-report', 'keyturn-report'];
        const [account] = reportSchema.parse(JSON.parse(bodyOf(first, 'json'))).accounts;
        assert.ok(account?.outcome === 'read');
        assert.deepEqual(account.credentialReportAt, { unknown: 'throttled at <X>' });
        assert.match(
          bodyOf(first, 'html'),
          /<span class="missing">none<\/span>: throttled at &lt;X/,
        );
        assert.match(bodyOf(first, 'csv'), /identity has no credential report: throttled at <X>/);
        const { users } = reportSchema.parse(JSON.parse(bodyOf(last, 'json')));
        assert.equal(users.find(({ userName }) => userName === 'bob')?.keys, 'unknown');
        assert.match(bodyOf(last, 'html'), /which keys there are is not known: denied at &lt;Y/);
        assert.match(bodyOf(last, 'csv'), /which keys there are is not known: denied at <Y>/);
        if (rows === 1)
          assert.match(bodyOf('keyturn-report', 'html'), /<span class="missing">none<\/span>/);
      });

  for (const [name, write] of ways)
    for (const mostRows of [99, 1])
      it(`${name} goes on with the trend of the day before, ${mostRows === 1 ? 'a page an account' : 'on one page'}`, async () => {
        const { company } = companyOfAlice();
        company.iam.createUser(production.id, 'bob', { tags: engineer });
        const reports = new InMemoryReports();
        const accounts = [{ account: identity }, { account: production }];
        const runOn = async (on: number) => {
          const ports = { ...company.ports, reports };
          await write(company.runOf(on, { ports, concurrency: 1 }), accounts, { mostRows });
          const at = `reports/${day(on).toISOString().slice(0, 10)}/keyturn-report`;
          const { trend } = JSON.parse(reports.files.get(`${at}.json`)?.body ?? '') as Report;
          return { trend, html: reports.files.get(`${at}.html`)?.body ?? '' };
        };
        const first = await runOn(40);
        assert.deepEqual(
          first.trend?.days.map(({ on, enabled, medianAge }) => [on, enabled, medianAge]),
          [['2026-02-10', 1, 40]],
        );
        assert.match(first.html, /The trend begins with this report/);
        company.iam.createKey(production.id, 'bob');
        const next = await runOn(42);
        assert.deepEqual(
          next.trend?.days.map(({ on, enabled, bands }) => [on, enabled, bands]),
          [
            ['2026-02-10', 1, [0, 1, 0, 0]],
            ['2026-02-12', 2, [1, 1, 0, 0]],
          ],
        );
        assert.match(next.html, /The last 3 days/);
        assert.match(next.html, /On 1 day there is no report/);
        assert.match(next.html, /on 2026-02-12 2 enabled keys, of them 1 of 0–37 days/);
      });

  for (const [what, broken] of [
    ['names none', (body: string) => body.replace(/,"trend":.*/, '}')],
    ['has one that can’t be read', (body: string) => body.replace('"bands":', '"other":')],
  ] as const)
    it(`begins the trend anew where the report before ${what}`, async () => {
      const { company } = companyOfAlice();
      const reports = new InMemoryReports();
      const at = (on: string) => `reports/${on}/keyturn-report.json`;
      await withReports(company, reports)(40);
      const { body = '' } = reports.files.get(at('2026-02-10')) ?? {};
      await reports.put(at('2026-02-10'), { contentType: 'application/json', body: broken(body) });
      await withReports(company, reports)(41);
      const report = JSON.parse(reports.files.get(at('2026-02-11'))?.body ?? '') as Report;
      assert.deepEqual(
        report.trend?.days.map(({ on }) => on),
        ['2026-02-11'],
      );
      assert.ok(report.before && 'on' in report.before);
    });

  it('is written in a dry run too', async () => {
    const { company } = companyOfAlice();
    const reports = new InMemoryReports();
    await withReports(company, reports)(91, { dryRun: true });
    assert.ok('link' in ((await told(company)) ?? {}));
  });

  for (const [name, write] of ways)
    it(`${name} names an account that was not read, and one whose page is missing`, async () => {
      const { company } = companyOfAlice();
      const reports = new InMemoryReports();
      const put = reports.put.bind(reports);
      reports.put = (key, file) =>
        key.includes(identity.id) ? Promise.reject(new Error('no')) : put(key, file);
      const accounts = [{ account: identity }, { account: production, unread: 'access-denied' }];
      const link = await write(runWith(company, reports), accounts, { mostRows: 1 });
      assert.ok(link && 'link' in link);
      const text = reports.files.get(`${folder}/keyturn-report.json`)?.body ?? '';
      const { accounts: found } = JSON.parse(text) as { accounts: object[] };
      const unread = [
        { ...identity, outcome: 'unread', reason: 'its part of the report is missing' },
        { ...production, outcome: 'unread', reason: 'access-denied' },
      ];
      const isIndex = 'account' in (found[0] ?? {});
      assert.deepEqual(found, isIndex ? unread.map((account) => ({ account })) : unread);
    });

  it('takes no part of another run of the same day', async () => {
    const { company } = companyOfAlice();
    const reports = new InMemoryReports();
    const run = runWith(company, reports);
    await runAccount({ ...run, now: day(90.9) }, identity);
    assert.ok(await writeReport(run, [{ account: identity }]));
    const text = reports.files.get(`${folder}/keyturn-report.json`)?.body ?? '';
    assert.deepEqual(reportSchema.parse(JSON.parse(text)).keys, []);
  });

  it('names an account whose part a newer version has written, and shows the others', async () => {
    const { company } = companyOfAlice();
    const reports = new InMemoryReports();
    const run = runWith(company, reports);
    for (const account of [identity, production]) await runAccount(run, account);
    const part = [...reports.files.keys()].find((key) => key.includes(production.id)) ?? '';
    const body = JSON.stringify({ format: 'keyturn-report/2', credentials: [] });
    await reports.put(part, { contentType: 'application/json', body });
    assert.ok(await writeReport(run, [{ account: identity }, { account: production }]));
    const text = reports.files.get(`${folder}/keyturn-report.json`)?.body ?? '';
    const { accounts, keys } = reportSchema.parse(JSON.parse(text));
    assert.equal(keys.length, 1);
    const reason = 'its part of the report was written by a newer version of Keyturn';
    assert.deepEqual(accounts.at(-1), { ...production, outcome: 'unread', reason });
  });

  it('of one process tries no other page after one that could not be put', async () => {
    const { company } = companyOfAlice();
    company.iam.createUser(production.id, 'bob', { tags: engineer });
    const reports = new InMemoryReports();
    const tried: string[] = [];
    reports.put = (key) => {
      tried.push(key);
      return new Promise(() => undefined);
    };
    const report = new DailyReport(runWith(company, reports), { mostRows: 1, pagePatienceMs: 20 });
    for (const account of [identity, production])
      await runAccount(runWith(company, reports), account, report);
    assert.equal(tried.length, 3);
    assert.ok(tried.every((key) => key.startsWith(`${folder}/accounts/${identity.id}.`)));
  });

  it('keeps nothing of an account that has a page of its own', async () => {
    const { company } = companyOfAlice();
    company.iam.createUser(production.id, 'bob', { tags: engineer });
    const reports = new InMemoryReports();
    const run = runWith(company, reports);
    const report = new DailyReport(run, { mostRows: 2 });
    await runAccount(run, identity, report);
    assert.deepEqual([...reports.files.keys()], []);
    await runAccount(run, production, report);
    // The one that fitted before it was known that not all do has its page too.
    const pages = [identity, production].map(({ id }) => `${folder}/accounts/${id}.html`);
    assert.deepEqual(
      [...reports.files.keys()].filter((key) => key.endsWith('.html')),
      pages,
    );
  });

  for (const [what, broken] of [
    ['refuses', () => Promise.reject(new Error('AccessDenied of s3:PutObject'))],
    [
      'throws',
      () => {
        throw new TypeError('not a function');
      },
    ],
  ] as const)
    it(`stops nothing where the bucket ${what}: the summary says so`, async () => {
      const { company, keyId } = companyOfAlice();
      await company.live(1, 90);
      const reports: ReportsPort = { put: broken, get: broken, folders: broken, linkTo: () => '' };
      const result = await withReports(company, reports)(91);
      assert.equal(result.keysDisabled, 1);
      const report = await told(company);
      assert.ok(report && 'failed' in report && report.failed !== '', JSON.stringify(report));
      assert.equal(await company.statusOf(identity.id, keyId), 'Inactive');
      assert.ok(company.news.some((id) => id.startsWith(`key/${keyId}/disabled/`)));
    });

  for (const [name, write] of ways)
    for (const [rows, isWhole] of [
      [8, true],
      [7, false],
    ] as const)
      it(`${name}, of 8 users and keys, where ${rows} fit, is ${isWhole ? 'one page' : 'a page an account'}`, async () => {
        const company = new Company();
        for (const name of ['alice', 'bob', 'carol', 'dave']) {
          const { id } = name < 'c' ? identity : production;
          company.iam.createUser(id, name, { tags: engineer });
          company.iam.createKey(id, name);
        }
        const reports = new InMemoryReports();
        const run = runWith(company, reports);
        const accounts = [
          { account: identity },
          { account: production },
          { account: { id: '333333333333', name: 'x' }, unread: '<gone>' },
        ];
        const link = await write(run, accounts, { mostRows: rows });
        assert.deepEqual(link, { link: reports.linkTo(`${folder}/keyturn-report.html`) });
        const pages = [...reports.files.keys()].filter((key) => key.startsWith('reports/')).sort();
        const three = (name: string) =>
          ['csv', 'html', 'json'].map((extension) => `${folder}/${name}.${extension}`);
        assert.deepEqual(
          pages,
          isWhole
            ? three('keyturn-report')
            : [
                ...three(`accounts/${identity.id}`),
                ...three(`accounts/${production.id}`),
                `${folder}/keyturn-report.html`,
                `${folder}/keyturn-report.json`,
              ],
        );
        const html = reports.files.get(`${folder}/keyturn-report.html`)?.body ?? '';
        assert.ok(html.includes('&lt;gone&gt;') && !html.includes('<gone>'));
        assert.equal(html.includes(`href="accounts/${identity.id}.html"`), !isWhole);
      });
});
