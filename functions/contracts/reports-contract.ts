import assert from 'node:assert/strict';
import type { ReportsPort } from '../ports/reports';

/** What every keeper of reports keeps to. `open` gives an empty one each time. */
export function reportsContract(name: string, open: () => Promise<ReportsPort>): void {
  describe(`the reports ${name}`, () => {
    const key = 'reports/2026-01-02/keyturn-report.html';
    const file = (body: string) => ({ contentType: 'text/html; charset=utf-8', body }) as const;
    let reports: ReportsPort;
    beforeEach(async () => (reports = await open()));

    it('give back what was put, as it was', async () => {
      await reports.put(key, file('<p>Ünder & Söhne \u2028'));
      assert.equal(await reports.get(key), '<p>Ünder & Söhne \u2028');
    });

    it('know nothing of what was not put', async () =>
      assert.equal(await reports.get('parts/2026-01-02/111111111111.json'), undefined));

    it('give the last of what was put twice', async () => {
      await reports.put(key, file('one'));
      await reports.put(key, file('two'));
      assert.equal(await reports.get(key), 'two');
    });

    it('name the folders in one from a name on, in order, each once, and nothing beside or below them', async () => {
      const names = ['2026-01-03', '2026-01-01', '2025-12-31', '2026-01-02'];
      for (const name of names)
        for (const own of ['a.json', 'b.json', 'below/c.json'])
          await reports.put(`reports/${name}/${own}`, file(''));
      await reports.put('reports/2026-01-04.html', file(''));
      await reports.put('parts/2026-01-05/x.json', file(''));
      assert.deepEqual(await reports.folders('reports/', '2026-01-01'), [
        '2026-01-01',
        '2026-01-02',
        '2026-01-03',
      ]);
      assert.deepEqual(await reports.folders('reports/', '2026-02-01'), []);
    });

    it('link each file by an address of its own', () => {
      const links = [key, `${key}x`].map((each) => new URL(reports.linkTo(each)).href);
      assert.equal(new Set(links).size, 2);
      assert.ok(links.every((link) => link.startsWith('https://')));
    });
  });
}
