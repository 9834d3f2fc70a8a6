import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../../emulation/browser/start';
import type { Report, ReportKey } from '../../rules/report/report';
import { exampleReport } from '../../rules/report/testing/example-report';
import { renderReportHtml } from '.';

const example = exampleReport();

/** As an audit has them. */
const answers: Report['withoutKeys'] = (['could', 'machine', 'not-known'] as const).map(
  (verdict) => ({
    accountId: '111111111111',
    userName: verdict,
    verdict,
    reason: 'unclear',
    text: 'used by aws-cli/2.31.0, which may be a person or a machine',
    restsOn: ["IAM's last uses, those of the credential report as of 2027-01-15 06:00 UTC"],
    notKnown: ['what a key was used for before its last use'],
  }),
);

/** A report of so many keys in two accounts, of ages 0 to 119. */
function reportOf(count: number): Report {
  const key = (i: number): ReportKey => ({
    accountId: i % 2 === 0 ? '111111111111' : '222222222222',
    userName: `engineer-${i}`,
    keyId: `AKIAMANY${String(i).padStart(12, '0')}`,
    status: i % 10 === 0 ? 'Inactive' : 'Active',
    createdAt: '2026-10-01T08:00:00.000Z',
    age: (i * 37) % 120,
    ...(i % 3 === 0 ? {} : { lastUsed: { at: '2027-01-10T08:00:00.000Z', daysAgo: i % 80 } }),
    next: 'nothing in the next 30 days',
  });
  const keys = Array.from({ length: count }, (_, i) => key(i));
  const users = keys.map(({ accountId, userName }) => {
    const rest = { createdAt: '2026-01-01T08:00:00.000Z', hasMfa: true, tagProblems: [] };
    return { accountId, userName, type: 'engineer' as const, ...rest };
  });
  return { ...example, users, keys };
}

describe('the report’s page, in a browser', () => {
  let browser: Browser;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-page-'));
    browser = await startBrowser();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page, does something with it, and holds it to errors and requests: there may be none. */
  async function visit(
    report: Report,
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
    const file = path.join(folder, 'report.html');
    writeFileSync(file, renderReportHtml(report));
    await page.goto(pathToFileURL(file).href);
    await look(page);
    await context.close();
    assert.deepEqual(wrong, []);
  }

  /** The texts of a column's shown rows. */
  const column = (page: Page, nth: number) =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll('#keys-table tbody tr')]
        .filter((row) => row.offsetParent !== null)
        .map((row) => row.cells[${nth}].textContent.trim())`,
    );

  it('sorts, either way, what has no value last', () =>
    visit(example, async (page) => {
      const age = page.locator('#keys-table th', { hasText: 'Age' });
      await age.getByRole('button').click();
      assert.equal(await age.getAttribute('aria-sort'), 'ascending');
      const ages = example.keys.map((key) => key.age).sort((a, b) => a - b);
      assert.deepEqual((await column(page, 6)).map(Number), ages);
      await age.getByRole('button').press('Enter');
      assert.equal(await age.getAttribute('aria-sort'), 'descending');
      assert.deepEqual((await column(page, 6)).map(Number), ages.toReversed());
      const used = page.locator('#keys-table th', { hasText: 'Last used' });
      for (const direction of ['ascending', 'descending']) {
        await used.getByRole('button').click();
        assert.equal(await used.getAttribute('aria-sort'), direction);
        assert.equal((await column(page, 7)).at(-1), 'never');
      }
      assert.equal(await age.getAttribute('aria-sort'), null);
      assert.equal(await page.locator('[aria-sort]').count(), 1);
    }));

  it('filters by text and by choice, says how many are left, and clears', () =>
    visit(example, async (page) => {
      const status = page.getByRole('status');
      const all = `${example.keys.length} keys`;
      assert.equal(await status.textContent(), all);
      await page.getByLabel('Find').fill('BOB identity');
      assert.deepEqual(await column(page, 0), ['bob']);
      assert.equal(await status.textContent(), `1 of ${all}`);
      await page.getByLabel('Find').fill('');
      await page.getByRole('combobox', { name: 'Account' }).selectOption('production');
      assert.equal((await column(page, 0)).length, 1);
      await page.getByRole('combobox', { name: 'Account' }).selectOption('all');
      await page.getByRole('combobox', { name: 'Status' }).selectOption('off');
      assert.deepEqual(await column(page, 0), ['grace']);
      await page.getByRole('combobox', { name: 'Status' }).selectOption('enabled');
      await page.getByRole('combobox', { name: 'Age' }).selectOption('91 days or older');
      assert.deepEqual((await column(page, 6)).map(Number), [700, 412, 300, 120]);
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.getByRole('status').getByText(all, { exact: true }).waitFor();
      assert.equal((await column(page, 0)).length, example.keys.length);
    }));

  it('has 5,000 keys at hand: shows the first, finds each, sorts all, prints all', () =>
    visit(reportOf(5000), async (page) => {
      assert.equal((await column(page, 0)).length, 200);
      await page.getByRole('button', { name: 'Show 1,000 more' }).click();
      assert.equal((await column(page, 0)).length, 1200);
      await page.getByLabel('Find').fill('AKIAMANY000000004321');
      assert.deepEqual(await column(page, 0), ['engineer-4321']);
      await page.getByLabel('Find').fill('');
      await page.getByRole('button', { name: 'User' }).click();
      assert.deepEqual(
        await column(page, 0),
        Array.from({ length: 200 }, (_, i) => `engineer-${i}`),
      );
      await page.emulateMedia({ media: 'print' });
      assert.equal((await column(page, 0)).length, 5000);
    }));

  it('prints as a PDF: every row, the head of the table on each page, everything open', () =>
    visit(reportOf(400), async (page) => {
      const pages = (pdf: Buffer) =>
        pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      const all = pages(await page.pdf({ format: 'A4' }));
      await page.getByLabel('Find').fill('engineer-399');
      const one = pages(await page.pdf({ format: 'Letter' }));
      assert.ok(one >= 1 && all > one + 5, `${all} pages of 400 keys, ${one} of one`);
      await page.emulateMedia({ media: 'print' });
      const display = (selector: string) =>
        page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).display`);
      assert.equal(await display('#keys-table thead'), 'table-header-group');
      assert.equal(await display('.filters'), 'none');
      assert.equal(await page.locator('.calendar + details table').isVisible(), true);
    }));

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390])
      it(`is accessible: ${colorScheme}, ${width} pixels wide`, () =>
        visit(
          { ...example, withoutKeys: answers },
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

  it('follows the reader’s theme until it is switched, and remembers the switch', () =>
    visit(
      example,
      async (page) => {
        const background = () =>
          page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
        const dark = await background();
        await page.getByRole('button', { name: 'Light theme' }).click();
        const light = await background();
        assert.notEqual(light, dark);
        await page.reload();
        assert.equal(await background(), light);
        await page.getByRole('button', { name: 'Dark theme' }).click();
        assert.equal(await background(), dark);
        await page.emulateMedia({ media: 'print' });
        assert.equal(await background(), 'rgb(255, 255, 255)');
      },
      { colorScheme: 'dark' },
    ));

  it('takes what tags and AWS say for text', async () => {
    const nasty = [
      '</script><script>window.hacked=1</script>',
      '"><img src=x onerror=window.hacked=1>',
      "'onmouseover='window.hacked=1' x='",
      '<!--<script>\u2028window.hacked=1//\u2029',
      '&lt;b&gt;</td></table><h1>x</h1>',
      '</style></title><base href=//evil.test>',
      '\u202egnp.exe',
    ];
    const all = nasty.join(' ');
    const hostile = JSON.parse(JSON.stringify(example), (key, value: unknown) =>
      typeof value === 'string' &&
      [
        'userName',
        'fullName',
        'text',
        'reason',
        'name',
        'next',
        'service',
        'region',
        'notSeen',
        'keyId',
        'slackId',
        'keyturnVersion',
      ].includes(key)
        ? `${all} ${value}`
        : key === 'tagProblems'
          ? [all]
          : value,
    ) as Report;
    const shape = (page: Page) =>
      page.evaluate<string>(
        "[...document.querySelectorAll('*')].map(({ tagName }) => tagName).join(' ')",
      );
    let right = '';
    const fewer = {
      ...example,
      users: example.users.map((user) => ({ ...user, fullName: 'x', tagProblems: ['x'] })),
    };
    const more = { ...hostile, users: hostile.users.map((user) => ({ ...user, fullName: all })) };
    await visit(fewer, async (page) => {
      right = await shape(page);
    });
    await visit(more, async (page) => {
      assert.equal(await page.evaluate('window.hacked'), undefined);
      assert.equal((await shape(page)).length > 0, true);
      assert.equal(await shape(page), right);
      const text = await page.locator('body').innerText();
      assert.ok(nasty.slice(0, 3).every((each) => text.includes(each)));
      assert.ok(!/[\u2028\u2029\u202e]/.test(text));
    });
  });

  it('is all there without scripts', () =>
    visit(
      reportOf(300),
      async (page) => {
        assert.equal((await column(page, 0)).length, 300);
        assert.equal(await page.locator('.filters').isVisible(), false);
      },
      { javaScriptEnabled: false },
    ));
});
