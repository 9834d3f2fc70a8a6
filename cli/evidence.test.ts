import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Evidence, EvidenceKey } from '../rules/evidence/evidence';
import { evidenceSchema } from '../rules/evidence/evidence-schema';
import {
  chained,
  deed,
  identity,
  OLD_VERSION,
  paged,
  production,
  reportOf,
  runOf,
  sha256,
  type MadeUpKey,
} from '../rules/evidence/testing/days';
import type { Report, ReportBefore } from '../rules/report/report';
import { Keyturn } from './testing/keyturn';
import { reportsOf, writeDays } from './testing/report-folder';
import { withDefaults } from './testing/with-defaults';

const alice: MadeUpKey = {
  id: 'AKIAALICE0000000001',
  user: 'alice',
  type: 'engineer',
  made: '2026-06-01',
};
const period = { from: '2026-07-01', to: '2026-07-10' };
type Rows = readonly Record<string, string>[];

describe('keyturn evidence', () => {
  let keyturn: Keyturn;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());

  /** Runs it over files of days; what it wrote, and how it ended. */
  async function over(
    files: ReadonlyMap<string, string>,
    args: readonly string[] = [],
    { from, to } = period,
  ) {
    const folder = writeDays(mkdtempSync(path.join(keyturn.folder, 'days-')), files);
    const out = path.join(mkdtempSync(path.join(keyturn.folder, 'out-')), 'evidence');
    const own = { '--from': from, '--to': to, '--folder': folder, '--out': out };
    const ended = await keyturn.run(['evidence', ...withDefaults(own, args)]);
    const text = (name: string) => readFileSync(path.join(out, name), 'utf8');
    return {
      ...ended,
      out,
      text,
      get json(): Evidence {
        return evidenceSchema.parse(JSON.parse(text('evidence.json')));
      },
      rows: (name: string): Rows => parse<Record<string, string>>(text(name), { columns: true }),
    };
  }

  const keysIn = ({ population }: Evidence): readonly EvidenceKey[] =>
    population.flatMap(({ keys }) => keys);
  const textsOf = ({ lacks }: Evidence, weight: string) =>
    lacks.filter((each) => each.weight === weight).map(({ text }) => text);
  const verdict = ({ controls }: Evidence, number: string) =>
    controls.find((each) => each.number === number)?.verdict;

  it('has a whole period: nothing is lacking, every control of keys passes', async () => {
    const robot = { ...alice, id: 'AKIAROBOT0000000001', user: 'ci', type: 'machine' as const };
    const reports = reportsOf('2026-06-30', '2026-07-11', [alice, robot]);
    const found = await over(chained(reports));
    assert.equal(found.code, 0, found.stderr);
    assert.deepEqual(readdirSync(found.out).sort(), [
      ...['events.csv', 'evidence.html', 'evidence.json', 'exceptions.csv', 'population.csv'],
    ]);
    const { json } = found;
    assert.deepEqual([textsOf(json, 'broken'), textsOf(json, 'missing')], [[], []]);
    assert.equal(json.days.length, 10);
    const numbers = ['1.13', '2.12', 'IAM.3', '8.3.9', '8.6.3'];
    assert.deepEqual(
      numbers.map((number) => verdict(json, number)),
      numbers.map(() => 'pass'),
    );
    const [key] = keysIn(json);
    assert.deepEqual(
      [key?.keyId, key?.seen, key?.atEnd, key?.oldestEnabled],
      [alice.id, period, 'enabled', 38],
    );
    for (const line of found.stdout.trim().split('\n')) {
      const [hash = '', file = ''] = line.split('  ');
      assert.equal(hash, sha256(readFileSync(file, 'utf8')));
    }
  });

  it('counts the looks at keys of machines apart, and passes nothing of which there is none', async () => {
    const { json } = await over(chained(reportsOf('2026-06-30', '2026-07-11', [alice])));
    const looks = json.controls
      .slice(0, 5)
      .map(({ number, verdict, looks }) => [...[number, verdict, looks]]);
    assert.deepEqual(looks, [
      ['1.13', 'pass', 10],
      ['2.12', 'pass', 10],
      ['IAM.3', 'pass', 10],
      ['8.3.9', 'pass', 10],
      ['8.6.3', 'not tested', 0],
    ]);
  });

  it('names a missing day, and what was only caught up on, and ends with 4', async () => {
    const all = reportsOf('2026-07-01', '2026-07-10', [alice]);
    const missed = new Set(['2026-07-04', '2026-07-05', '2026-07-08']);
    const files = chained(all.filter(({ on }) => !missed.has(on)));
    files.set('2026-07-08/late/keyturn-report.json', JSON.stringify(all[7]));
    const { code, stderr, json } = await over(files);
    assert.equal(code, 4);
    assert.match(stderr, /on 2 days the control did not run.*2026-07-04 to 2026-07-05; and 1 more/);
    assert.deepEqual(textsOf(json, 'broken'), []);
    assert.deepEqual(
      json.days.filter(({ is }) => is !== 'report').map(({ on, is }) => [on, is]),
      [
        ['2026-07-04', 'missing'],
        ['2026-07-05', 'missing'],
        ['2026-07-08', 'late'],
      ],
    );
    assert.equal(verdict(json, 'IAM.3'), 'incomplete');
  });

  const tampered: [string, (files: Map<string, string>) => void, RegExp][] = [
    [
      'a report was changed',
      (files) => {
        const name = '2026-07-05/keyturn-report.json';
        files.set(name, (files.get(name) ?? '').replace('"Active"', '"Inactive"'));
      },
      /^the report of 2026-07-05 was changed since that of 2026-07-06 named it: found SHA-256 /,
    ],
    [
      'a report was taken away',
      (files) => files.delete('2026-07-05/keyturn-report.json'),
      /^the report of 2026-07-05 is gone: that of 2026-07-06 names it$/,
    ],
    [
      'the last one was changed, and the one after the period names it',
      (files) => {
        const name = '2026-07-10/keyturn-report.json';
        files.set(name, `${files.get(name)} `);
      },
      /^the report of 2026-07-10 was changed since that of 2026-07-11 named it/,
    ],
    [
      'the first ones were taken away',
      (files) => {
        files.delete('2026-07-01/keyturn-report.json');
        files.delete('2026-06-30/keyturn-report.json');
      },
      /^the report of 2026-07-01 is gone: that of 2026-07-02 names it$/,
    ],
    [
      'a report was put in that nobody names',
      (files) => {
        const name = '2026-07-04/keyturn-report.json';
        const body = files.get(name) ?? '';
        const before = { none: 'no report of the 45 days before' };
        files.set(name, JSON.stringify({ ...(JSON.parse(body) as Report), before }));
      },
      /^the report of 2026-07-04 says no report of the 45 days before; there is one of 2026-07-03$/,
    ],
    [
      'a report no longer says which one was before it',
      (files) => {
        const name = '2026-07-10/keyturn-report.json';
        const report = JSON.parse(files.get(name) ?? '') as Report;
        files.set(name, JSON.stringify({ ...report, before: undefined }));
        files.delete('2026-07-11/keyturn-report.json');
      },
      /^the report of 2026-07-10 names none before it, though keyturn 0\.1\.0 does: that of 2026-06-30 has one$/,
    ],
  ];
  for (const [what, change, expected] of tampered)
    it(`names where the chain breaks: ${what}`, async () => {
      const files = chained(reportsOf('2026-06-30', '2026-07-11', [alice]));
      change(files);
      const { code, json, stderr } = await over(files);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /the chain of daily reports is broken/);
      assert.equal(json.lacks[0]?.weight, 'broken');
      assert.ok(
        textsOf(json, 'broken').some((text) => expected.test(text)),
        textsOf(json, 'broken').join('\n'),
      );
    });

  it('says of a report that is gone that it was there, and not that the control did not run', async () => {
    const files = chained(reportsOf('2026-07-01', '2026-07-10', [alice]));
    for (const on of ['2026-07-01', '2026-07-06']) files.delete(`${on}/keyturn-report.json`);
    const { json } = await over(files);
    assert.deepEqual(
      json.days.filter(({ is }) => is !== 'report').map(({ on, is }) => [on, is]),
      [
        ['2026-07-01', 'gone'],
        ['2026-07-06', 'gone'],
      ],
    );
    const gone = 'of 2 days the report is gone, which a later one names: 2026-07-01, 2026-07-06';
    assert.deepEqual(textsOf(json, 'missing'), [gone]);
    // That of the day before it is none that somebody has put in: what named it is gone.
    const broken = textsOf(json, 'broken');
    assert.deepEqual(
      broken.filter((text) => text.includes('2026-07-05')),
      [],
    );
    const notes = Object.values(json.lacks).map(({ text }) => text);
    assert.ok(
      notes.includes(
        'whether the report of 2026-07-05 is as it was nobody can say: that of 2026-07-06, which came after it, is gone',
      ),
    );
  });

  it('breaks no chain where only the period was copied', async () => {
    const files = chained(reportsOf('2026-06-30', '2026-07-10', [alice]));
    files.delete('2026-06-30/keyturn-report.json');
    const { code, json, stderr } = await over(files);
    assert.equal(code, 0, stderr);
    assert.ok(
      textsOf(json, 'note').includes(
        'the report of 2026-06-30, before the period, is not there: that of 2026-07-01 names it',
      ),
    );
  });

  it('follows the chain past folders without a report of their own, and past what was put in', async () => {
    const all = reportsOf('2026-06-26', '2026-07-14', [alice]);
    const ran = ({ on }: Report) =>
      !(on > '2026-06-27' && on < '2026-07-01') && !(on > '2026-07-10' && on < '2026-07-13');
    const files = chained(all.filter(ran));
    for (const on of ['2026-06-30', '2026-07-11'])
      files.set(
        `${on}/late/keyturn-report.json`,
        JSON.stringify(all.find((each) => each.on === on)),
      );
    const whole = await over(files);
    assert.equal(whole.code, 0, whole.stderr);
    const last = textsOf(whole.json, 'note').filter((text) => text.includes('the last one'));
    assert.match(last.join(), /no later report names the report of 2026-07-13/);
    const [put = ''] = chained(all.filter(({ on }) => on === '2026-06-29')).values();
    files.set('2026-06-29/keyturn-report.json', put);
    const { code, json } = await over(files);
    assert.equal(code, 1);
    assert.deepEqual(textsOf(json, 'broken'), [
      'the report of 2026-06-29 says no report of the 45 days before; there is one of 2026-06-27',
      'no later report names the report of 2026-06-29, though later ones name others: it was put in afterwards',
    ]);
  });

  it('has a key of two days, and one that no report has seen', async () => {
    const short: MadeUpKey = {
      ...alice,
      id: 'AKIASHORT0000000001',
      user: 'bob',
      made: '2026-07-03',
      gone: '2026-07-06',
    };
    const bob = 'arn:aws:iam::111111111111:user/bob';
    const made = {
      at: '2026-07-07T12:00:05.000Z',
      by: bob,
      text: `the team was told that the key was made by ${bob}`,
    };
    const unseen = deed(made.at, 'AKIAUNSEEN00000001', 'bob', 'key-created', made);
    const files = chained(
      reportsOf('2026-07-01', '2026-07-10', [alice, short], (on) =>
        on > '2026-07-07' ? { deeds: { from: '2026-04-02', to: on, entries: [unseen] } } : {},
      ),
    );
    const { code, json, rows } = await over(files);
    assert.equal(code, 0);
    const byId = new Map(keysIn(json).map((key) => [key.keyId, key]));
    const two = byId.get(short.id);
    assert.deepEqual(two?.seen, { from: '2026-07-04', to: '2026-07-05' });
    assert.equal(two.atEnd, 'gone');
    assert.deepEqual(two.events.at(-1)?.between, [runOf('2026-07-05'), runOf('2026-07-06')]);
    const one = byId.get('AKIAUNSEEN00000001');
    assert.deepEqual([one?.seen, one?.atEnd, one?.events[0]?.by], [undefined, 'gone', bob]);
    assert.equal(json.totals.unseen, 1);
    const row = rows('population.csv').find(({ key_id }) => key_id === 'AKIAUNSEEN00000001');
    assert.deepEqual([row?.['made_by'], row?.['first_seen']], [bob, '']);
  });

  it('says of an account that was not read on which days and why, and calls none of its keys deleted', async () => {
    const keys = [alice, { ...alice, id: 'AKIAPROD00000000001', account: production.id }];
    const reports = reportsOf('2026-07-01', '2026-07-10', keys).map((report) => {
      if (report.on < '2026-07-06' || report.on > '2026-07-08') return report;
      const isOf = ({ accountId }: { accountId: string }) => accountId === identity.id;
      const unread = { ...production, outcome: 'unread' as const, reason: 'access-denied' };
      return {
        ...report,
        accounts: report.accounts.map((each) => (each.id === production.id ? unread : each)),
        keys: report.keys.filter(isOf),
        users: report.users.filter(isOf),
      };
    });
    const { code, json, text } = await over(chained(reports));
    assert.equal(code, 4);
    const expected =
      'production (222222222222) was not read: 2026-07-06 to 2026-07-08: access-denied';
    assert.deepEqual(textsOf(json, 'missing'), [expected]);
    assert.ok(text('evidence.html').includes(expected));
    assert.ok(
      keysIn(json).every(({ atEnd, events }) => atEnd === 'enabled' && events.length === 1),
    );
  });

  it('follows 366 days over a change of version, whose older reports name nothing', async () => {
    const keys = Array.from({ length: 6 }, (_, i) => {
      const made = new Date(Date.UTC(2025, 5, 20 + i * 80)).toISOString().slice(0, 10);
      const gone = new Date(Date.UTC(2025, 5, 22 + (i + 1) * 80)).toISOString().slice(0, 10);
      return { ...alice, id: `AKIAALICE000000000${i}`, made, gone };
    });
    const reports = reportsOf('2025-07-01', '2026-07-01', keys, (on) =>
      on < '2026-01-01' ? { keyturnVersion: OLD_VERSION, deeds: undefined } : {},
    );
    const found = await over(chained(reports), [], { from: '2025-07-01', to: '2026-07-01' });
    assert.equal(found.code, 0, found.stderr);
    const { json } = found;
    assert.equal(json.days.length, 366);
    assert.deepEqual(textsOf(json, 'broken'), []);
    const notes = textsOf(json, 'note');
    const unchained =
      'the reports of 2025-07-01 to 2025-12-31 name none before them: keyturn 0.0.9 wrote none of that';
    assert.deepEqual(
      notes.filter((text) => text.includes('wrote none of that')),
      [unchained],
    );
    assert.ok(notes.includes('keyturn 0.0.9 wrote the reports of 2025-07-01 to 2025-12-31'));
    assert.ok(notes.includes('keyturn 0.1.0 wrote the reports of 2026-01-01 to 2026-07-01'));
    assert.equal(keysIn(json).length, 5);
    assert.equal(json.trend.rotations.all, 4);
    assert.equal(json.trend.rotations.beforeReminder, 4);
  });

  describe('with a page an account', () => {
    const keys = [alice, { ...alice, id: 'AKIAPROD00000000001', account: production.id }];
    function pages(reports: readonly Report[]) {
      const files = new Map<string, string>();
      let link: ReportBefore = { none: 'no report of the 45 days before' };
      for (const report of reports) {
        const of = paged(report, link);
        for (const [name, body] of of.files) files.set(name, body);
        link = of.link;
      }
      return files;
    }

    it('finds the same as in whole reports', async () => {
      const reports = reportsOf('2026-07-01', '2026-07-10', keys);
      const [whole, inPages] = [await over(chained(reports)), await over(pages(reports))];
      assert.equal(inPages.code, 0, inPages.stderr);
      assert.deepEqual(inPages.json.population, whole.json.population);
      assert.deepEqual(inPages.json.trend, whole.json.trend);
      assert.deepEqual(inPages.json.accounts, whole.json.accounts);
    });

    it('finds the same where days of pages stand among whole ones', async () => {
      const reports = reportsOf('2026-07-01', '2026-07-10', keys);
      const files = new Map<string, string>();
      let link: ReportBefore = { none: 'no report of the 45 days before' };
      for (const [i, report] of reports.entries()) {
        const of =
          i % 3 === 0 ? paged(report, link) : { files: chained([report], link), link: undefined };
        for (const [name, body] of of.files) files.set(name, body);
        const body = files.get(`${report.on}/keyturn-report.json`) ?? '';
        link = { on: report.on, sha256: sha256(body) };
      }
      const [whole, mixed] = [await over(chained(reports)), await over(files)];
      assert.equal(mixed.code, 0, mixed.stderr);
      assert.deepEqual(mixed.json.population, whole.json.population);
      assert.deepEqual(mixed.json.trend, whole.json.trend);
    });

    it('opens no file that is not the page of an account', async () => {
      const files = pages(reportsOf('2026-07-01', '2026-07-10', keys));
      const name = '2026-07-10/keyturn-report.json';
      const path = '../../../secret';
      const body = (files.get(name) ?? '').replace(`accounts/${identity.id}`, path);
      files.set(name, body);
      const { json } = await over(files);
      const day = json.days.find(({ on }) => on === '2026-07-10');
      assert.equal(day?.is, 'unreadable');
      assert.match(day.problem ?? '', /accounts\.0\.path: expected accounts\/ and the account/);
    });

    it('names a page that was changed, or is gone', async () => {
      const files = pages(reportsOf('2026-07-01', '2026-07-10', keys));
      const changed = `2026-07-05/accounts/${production.id}.json`;
      files.set(changed, (files.get(changed) ?? '').replace('"Active"', '"Inactive"'));
      files.delete(`2026-07-07/accounts/${identity.id}.json`);
      const { code, json } = await over(files);
      assert.equal(code, 1);
      const broken = textsOf(json, 'broken').join('\n');
      assert.match(broken, /the page of production in the report of 2026-07-05 was changed/);
      assert.match(broken, /the page of identity in the report of 2026-07-07 is gone/);
      assert.match(
        textsOf(json, 'missing').join('\n'),
        /identity.*2026-07-07: its page is missing/,
      );
    });
  });

  it('takes the same sample for the same seed, with each key’s life', async () => {
    const keys = Array.from({ length: 40 }, (_, i) => ({
      ...alice,
      user: `user-${i}`,
      id: `AKIASAMPLE0000000${100 + i}`,
    }));
    const files = chained(reportsOf('2026-07-01', '2026-07-10', keys));
    const taken = async (seed: string) => {
      const { json, text } = await over(files, ['--sample', '5', '--seed', seed]);
      const ids = json.sample?.keys.map(({ keyId }) => keyId) ?? [];
      for (const id of ids) assert.ok(text('evidence.html').includes(`Events of ${id}`));
      return ids;
    };
    const [one, again, other] = [await taken('a'), await taken('a'), await taken('b')];
    const lowest = keys.map(({ id }) => [sha256(`a/${id}`), id] as const).sort();
    assert.deepEqual(
      one,
      lowest.slice(0, 5).map(([, id]) => id),
    );
    assert.deepEqual(again, one);
    assert.notDeepEqual(other, one);
  });

  it('tells a key that got too old from one that was exempt, and both from what machines have', async () => {
    const keys: MadeUpKey[] = [
      { ...alice, id: 'AKIAOLD000000000001', made: '2026-04-01' },
      {
        ...alice,
        id: 'AKIAEXEMPT000000001',
        user: 'bob',
        made: '2026-04-01',
        exempt: { from: '2026-06-01', until: '2026-07-31' },
      },
      { ...alice, id: 'AKIAMACHINE00000001', user: 'ci', type: 'machine', made: '2026-03-01' },
    ];
    const { code, json, rows } = await over(chained(reportsOf('2026-07-01', '2026-07-10', keys)));
    assert.equal(code, 0);
    const counted = (number: string) => {
      const { exceptions, exempt } = json.controls.find((each) => each.number === number) ?? {};
      return [exceptions, exempt];
    };
    assert.deepEqual(['IAM.3', '8.3.9', '8.6.3'].map(counted), [
      [3, 1],
      [2, 1],
      [1, 0],
    ]);
    // Made at 10:00 on 1 April: at 8:00 on 1 July 90 days old, and 91 a day later.
    const old = keysIn(json).find(({ userName }) => userName === 'alice');
    assert.deepEqual(old?.over90, { from: '2026-07-02', to: '2026-07-10', days: 9, exempt: 0 });
    const exceptions = rows('exceptions.csv').map((row) => [
      row['exception'],
      row['user'],
      row['exempt_until'],
    ]);
    assert.deepEqual(exceptions, [
      ['enabled at more than 90 days', 'alice', ''],
      ['enabled at more than 90 days', 'bob', '2026-07-31'],
      ['exempt', 'bob', '2026-07-31'],
      ['enabled at more than 90 days', 'ci', ''],
    ]);
  });

  it('gives each exemption with its reason and who allowed it, and says where neither is known', async () => {
    const until = '2026-07-31';
    const bob: MadeUpKey = {
      ...{ ...alice, id: 'AKIAEXEMPT000000001', user: 'bob' },
      exempt: { from: '2026-06-01', until },
    };
    const stated = { reason: '=1+1', approvedBy: '@<b>cto</b>' };
    const keysOn = (on: string): MadeUpKey[] => {
      // Of an older version, then by a tag that somebody set by hand, then by engineers.yaml.
      if (on < '2026-07-03') return [bob];
      const exempt = { from: '2026-06-01', until, stated: on < '2026-07-05' ? {} : stated };
      return [{ ...bob, exempt }];
    };
    const days = reportsOf('2026-07-01', '2026-07-10', []);
    const reports = days.map(({ on }) => reportOf(on, keysOn(on)));
    const { code, json, rows, text } = await over(chained(reports));
    assert.equal(code, 0);
    assert.deepEqual(keysIn(json)[0]?.exemptions, [
      { until, from: '2026-07-01', to: '2026-07-02' },
      { until, from: '2026-07-03', to: '2026-07-04', stated: {} },
      { until, from: '2026-07-05', to: '2026-07-10', stated },
    ]);
    const cells = (name: string, ...columns: string[]) =>
      rows(name).map((row) => columns.map((column) => row[column]));
    assert.deepEqual(
      cells('exceptions.csv', 'exception', 'from', 'exempt_reason', 'exempt_approved_by'),
      [
        ['exempt', '2026-07-01', 'not known', 'not known'],
        ['exempt', '2026-07-03', 'none given', 'nobody named'],
        // As text, whatever a spreadsheet would make of it.
        ['exempt', '2026-07-05', "'=1+1", "'@<b>cto</b>"],
      ],
    );
    assert.deepEqual(cells('population.csv', 'exempt_reason', 'exempt_approved_by'), [
      ['not known; none given; =1+1', 'not known; nobody named; @<b>cto</b>'],
    ]);
    const page = text('evidence.html');
    for (const words of [
      'until 2026-07-31, reason and who allowed it not known, seen 2026-07-01 to 2026-07-02',
      'until 2026-07-31, no reason given, nobody named who allowed it, seen 2026-07-03',
      'until 2026-07-31, “=1+1”, allowed by @&lt;b&gt;cto&lt;/b&gt;, seen 2026-07-05 to 2026-07-10',
    ])
      assert.ok(page.includes(words), words);
  });

  it('tells an exemption that was taken off and granted anew from one that held all the time', async () => {
    const [from, until] = ['2026-06-01', '2026-07-31'];
    const stated = { reason: 'On leave', approvedBy: 'cto' };
    const exempt: MadeUpKey = { ...alice, exempt: { from, until, stated } };
    const isOff = (on: string) => on >= '2026-07-04' && on <= '2026-07-06';
    const days = reportsOf('2026-07-01', '2026-07-10', []);
    const reports = days.map(({ on }) => reportOf(on, [isOff(on) ? alice : exempt]));
    const { json } = await over(chained(reports));
    assert.deepEqual(keysIn(json)[0]?.exemptions, [
      { until, from: '2026-07-01', to: '2026-07-03', stated },
      { until, from: '2026-07-07', to: '2026-07-10', stated },
    ]);
  });

  it('can not read a report in which the reason is something else than text', async () => {
    const wrong = ['On leave', { reason: 7 }, { approvedBy: {} }, null];
    for (const exemption of wrong) {
      const exempt = { from: '2026-06-01', until: '2026-07-31', stated: {} };
      const files = chained(reportsOf('2026-07-01', '2026-07-10', [{ ...alice, exempt }]));
      const name = '2026-07-10/keyturn-report.json';
      files.set(
        name,
        (files.get(name) ?? '').replace(
          '"exemption":{}',
          `"exemption":${JSON.stringify(exemption)}`,
        ),
      );
      const { json } = await over(files);
      const problem = json.days.find(({ on }) => on === '2026-07-10');
      assert.equal(problem?.is, 'unreadable');
      assert.match(problem.problem ?? '', /exemption/);
    }
  });

  const wrong: [string, readonly string[], RegExp][] = [
    [
      'a day that no calendar has',
      ['--from', '2026-02-30', '--to', '2026-03-01', '--folder', '.'],
      /2026-02-30/,
    ],
    [
      'days in the wrong order',
      ['--from', '2026-03-02', '--to', '2026-03-01', '--folder', '.'],
      /--from is 2026-03-02, after --to/,
    ],
    [
      'more days than anybody means',
      ['--from', '0206-07-01', '--to', '2026-07-31', '--folder', '.'],
      /--from 0206-07-01 --to 2026-07-31 are 664773 days: expected 3660 at most/,
    ],
    [
      'days to come',
      ['--from', '2026-03-01', '--to', '2035-03-01', '--folder', '.'],
      /--to is 2035-03-01: expected \d{4}-\d\d-\d\d at most/,
    ],
    [
      'a seed that is empty',
      [...['--from', '2026-03-01', '--to', '2026-03-02', '--folder', '.'], '--sample=3', '--seed='],
      /--seed: found an empty value/,
    ],
    ['no source', ['--from', '2026-03-01', '--to', '2026-03-02'], /found neither/],
    [
      'two sources',
      ['--from', '2026-03-01', '--to', '2026-03-02', '--folder', '.', '--bucket', 'b'],
      /found both/,
    ],
    [
      "a bucket's address",
      ['--from', '2026-03-01', '--to', '2026-03-02', '--bucket', 's3://keyturn-reports/reports'],
      /--bucket.*Expected a bucket's name, without s3:/,
    ],
    [
      'an ARN for the name of a role',
      [
        ...['--from', '2026-03-01', '--to', '2026-03-02', '--bucket', 'b', '--with-cloudtrail'],
        ...['--role-name', 'arn:aws:iam::111111111111:role/audit'],
      ],
      /--role-name.*Expected a role's name, not its ARN/,
    ],
    [
      'a sample without a seed',
      ['--from', '2026-03-01', '--to', '2026-03-02', '--folder', '.', '--sample', '3'],
      /--sample needs --seed/,
    ],
    [
      'a folder that is none',
      ['--from', '2026-03-01', '--to', '2026-03-02', '--folder', 'nowhere'],
      /--folder is nowhere/,
    ],
  ];
  for (const [what, args, expected] of wrong)
    it(`refuses ${what}`, async () => {
      const { code, stderr } = await keyturn.start(['evidence', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, expected);
    });

  it('refuses a file in the place of the folder that it makes', async () => {
    const out = path.join(keyturn.folder, 'a-file');
    writeFileSync(out, '');
    const period = ['--from', '2026-03-01', '--to', '2026-03-02', '--folder', '.'];
    const { code, stderr } = await keyturn.start(['evidence', ...period, '--out', out]);
    assert.equal(code, 2);
    assert.match(stderr, /a-file, which can't be written \(a file has that name\): name another/);
  });

  it('refuses a period of which there is nothing, and a folder that holds something else', async () => {
    const files = chained(reportsOf('2026-05-01', '2026-05-02', [alice]));
    const { code, stderr, out } = await over(files);
    assert.equal(code, 2);
    assert.match(stderr, /found no report of 2026-07-01 to 2026-07-10/);
    assert.deepEqual(readdirSync(out), []);
    const { code: second, stderr: why } = await over(files, ['--out', keyturn.folder]);
    assert.equal(second, 2);
    assert.match(why, /expected an empty folder/);
  });

  it('says of a report that it can’t read which it is, what was found and expected', async () => {
    const files = chained(reportsOf('2026-07-01', '2026-07-10', [alice]));
    const change = (on: string, change: (report: Report) => object) => {
      const name = `${on}/keyturn-report.json`;
      files.set(name, JSON.stringify(change(JSON.parse(files.get(name) ?? '') as Report)));
    };
    change('2026-07-03', (report) => ({ ...report, format: 'keyturn-report/2' }));
    change('2026-07-05', (report) => ({ ...report, keys: [{ ...report.keys[0], age: 'old' }] }));
    change('2026-07-06', (report) => ({ ...report, obtainedBy: 'audit' }));
    files.set('2026-07-07/keyturn-report.json', 'no json');
    const createdAt = 'xxxxxxxxxxxxxxxxxxxxxxxZ';
    change('2026-07-08', (report) => ({ ...report, keys: [{ ...report.keys[0], createdAt }] }));
    const { json } = await over(files);
    const missing = textsOf(json, 'missing').join('\n');
    assert.match(
      missing,
      /2026-07-03 can't be read: it is keyturn-report\/2, which a newer version/,
    );
    assert.match(missing, /2026-07-05 can't be read: keys\.0\.age: .*expected number/);
    assert.match(missing, /2026-07-06 can't be read: obtainedBy: found audit, expected monitor/);
    assert.match(missing, /2026-07-07 can't be read: found no JSON/);
    assert.match(missing, /2026-07-08 can't be read: keys\.0\.createdAt: Invalid ISO datetime/);
    assert.ok(
      textsOf(json, 'note').includes(
        "which one the report of 2026-07-07 names before it is not known: it can't be read",
      ),
    );
  });
});
