import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../emulation/browser/start';
import {
  chained,
  deed,
  identity,
  production,
  type MadeUpKey,
} from '../rules/evidence/testing/days';
import type { Report } from '../rules/report/report';
import { Keyturn } from './testing/keyturn';
import { reportsOf, writeDays } from './testing/report-folder';

const nasty = '"><img src=x onerror=window.hacked=1><script>window.hacked=1</script>';
const KEYS = 60;
const SAMPLE = 12;

/** Some of them too old, some exempt, some rotated; one of a user whose name is markup. */
const keys: readonly MadeUpKey[] = Array.from({ length: KEYS }, (_, i): MadeUpKey => ({
  id: `AKIAPAGE000000000${100 + i}`,
  user: i === 0 ? nasty : `engineer-${i}`,
  account: i % 4 === 0 ? production.id : identity.id,
  type: i % 7 === 0 ? 'machine' : 'engineer',
  made: i % 5 === 0 ? '2026-03-20' : '2026-06-10',
  ...(i % 6 === 0 && { gone: '2026-07-06' }),
  ...(i % 10 === 0 && {
    exempt: {
      ...{ from: '2026-07-02', until: '2026-07-20' },
      ...(i > 0 && { stated: i === 10 ? { reason: nasty, approvedBy: nasty } : {} }),
    },
  }),
}));

/** A period in which everything went wrong that a page tells of. */
function files(): ReadonlyMap<string, string> {
  const told = deed('2026-07-03T08:00:05.000Z', keys[5]?.id ?? '', 'engineer-5');
  const off = deed('2026-07-08T08:00:05.000Z', keys[5]?.id ?? '', 'engineer-5', 'key-disabled');
  const made = chained(
    reportsOf('2026-06-30', '2026-07-11', keys, (on) => ({
      deeds: { from: '2026-04-01', to: on, entries: on > '2026-07-08' ? [told, off] : [told] },
    })),
  );
  const name = '2026-07-05/keyturn-report.json';
  made.set(name, (made.get(name) ?? '').replace('"Active"', '"Inactive"'));
  const unread = '2026-07-07/keyturn-report.json';
  const report = JSON.parse(made.get(unread) ?? '') as Report;
  made.set(unread, JSON.stringify({ ...report, format: 'keyturn-report/9' }));
  return made;
}

describe('the page of evidence, in a browser', () => {
  let keyturn: Keyturn;
  let browser: Browser;
  let file: string;
  before(async () => {
    keyturn = await Keyturn.build();
    const folder = writeDays(path.join(keyturn.folder, 'days'), files());
    const out = path.join(keyturn.folder, 'evidence');
    const period = ['--from', '2026-07-01', '--to', '2026-07-10'];
    const sample = ['--sample', String(SAMPLE), '--seed', nasty];
    const { code, stderr } = await keyturn.run([
      ...['evidence', ...period, ...sample, '--folder', folder, '--out', out],
    ]);
    assert.equal(code, 1, stderr);
    file = path.join(out, 'evidence.html');
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    keyturn.remove();
  });

  /** Opens the page and looks at it; it may say nothing to the console, and ask for nothing. */
  async function visit(
    look: (page: Page) => Promise<void>,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<void> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('console', (message) => wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) wrong.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    await look(page);
    await context.close();
    assert.deepEqual(wrong, []);
  }

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390])
      it(`is accessible: ${colorScheme}, ${width} pixels wide`, () =>
        visit(
          async (page) => {
            await page.evaluate(
              "document.querySelectorAll('details').forEach((each) => (each.open = true))",
            );
            await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
            const { violations } = await page.evaluate<axeCore.AxeResults>('axe.run()');
            const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
            assert.deepEqual(found, []);
            const wide = await page.evaluate('document.documentElement.scrollWidth');
            assert.ok(Number(wide) <= width, `${String(wide)} pixels wide`);
          },
          // axe is evaluated in the page, which the page's own policy forbids.
          { colorScheme, viewport: { width, height: 900 }, bypassCSP: true },
        ));

  it('says first, above the fold, what it lacks', () =>
    visit(async (page) => {
      const heading = page.locator('main h2').first();
      assert.equal(await heading.textContent(), 'What this evidence lacks');
      const warning = page.getByText('The chain of daily reports is broken.');
      assert.ok(((await warning.boundingBox())?.y ?? Infinity) < 720);
    }));

  it('prints as a PDF on white: everything open, each key of the sample on a page of its own', () =>
    visit(
      async (page) => {
        const pdf = await page.pdf({ format: 'A4' });
        const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        assert.ok(pages > SAMPLE, `${pages} pages`);
        await page.emulateMedia({ media: 'print' });
        const background = 'getComputedStyle(document.body).backgroundColor';
        assert.equal(await page.evaluate(background), 'rgb(255, 255, 255)');
        for (const details of await page.locator('details table').all())
          assert.ok(await details.isVisible());
        assert.equal(await page.locator('nav').isVisible(), false);
      },
      { colorScheme: 'dark' },
    ));

  it('takes names and the seed for text, and is all there without scripts', async () => {
    await visit(async (page) => {
      assert.equal(await page.evaluate('window.hacked'), undefined);
      assert.equal(await page.locator('img').count(), 0);
      assert.ok((await page.locator('body').innerText()).includes(nasty));
    });
    await visit(
      async (page) => assert.equal(await page.locator('#sample ~ article table').count(), SAMPLE),
      { javaScriptEnabled: false },
    );
  });
});
