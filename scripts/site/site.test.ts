import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBrowser } from '../../emulation/browser/start';
import { root } from '../project-files';
import { groupOrder, sitePages } from './pages';
import { withTypeScript } from '../typescript/options';

describe('the documentation’s site', () => {
  let folder: string;
  let site: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'keyturn-site-'));
    site = path.join(folder, 'site');
    const { status, output } = build('--out', site);
    assert.equal(status, 0, output);
  });
  after(() => rmSync(folder, { recursive: true }));

  function build(...args: readonly string[]): { status: number | null; output: string } {
    const program = [...withTypeScript, 'scripts/site/build-site.ts'];
    const options = { cwd: root, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], options);
    return { status, output: stdout + stderr };
  }

  const read = (file: string) => readFileSync(path.join(site, file), 'utf8');
  const htmlFiles = () =>
    readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.html'),
    );
  /** The values of an attribute in a page. */
  const valuesOf = (attribute: string, html: string) =>
    [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) =>
      value.replaceAll('&amp;', '&'),
    );

  it('has every page where its file is, in a group that the navigation knows', () => {
    const pages = sitePages();
    for (const { file, title, group } of pages) {
      assert.ok(existsSync(path.join(site, file.replace(/\.md$/, '.html'))), file);
      assert.ok(title !== '' && groupOrder.includes(group), file);
    }
    for (const file of ['docs/cli.md', 'docs/policies.md', 'docs/runbooks/heartbeat.md'])
      assert.ok(pages.some((page) => page.file === file));
  });

  it('has the components, the rules and the program of the stacks, with their docstrings', () => {
    for (const [file, text] of [
      ['classes/keyturn.KeyMonitor.html', 'Watches the access keys of the engineers'],
      ['interfaces/keyturn.EngineerArgs.html', 'slackId'],
      ['functions/keyturn_rules.planDay.html', 'ledger'],
      ['modules/keyturn_stacks.html', 'The program that'],
    ] as const)
      assert.ok(read(file).includes(text), file);
  });

  it('has no link that leads nowhere', () => {
    const ids = new Map(htmlFiles().map((file) => [file, new Set(valuesOf('id', read(file)))]));
    const broken: string[] = [];
    for (const file of ids.keys())
      for (const link of [...valuesOf('href', read(file)), ...valuesOf('src', read(file))]) {
        if (/^(https?|mailto):/.test(link) || link === '#') continue;
        const [target = '', anchor] = link.split('#');
        const to =
          target === '' ? file : (path.join(path.dirname(file), target).split('?')[0] ?? '');
        if (!existsSync(path.join(site, to))) broken.push(`${file}: ${link}`);
        // The icons are put into the page by its script.
        else if (anchor !== undefined && to.endsWith('.html') && !ids.get(to)?.has(anchor))
          broken.push(`${file}: ${link}`);
      }
    assert.deepEqual(broken, []);
  });

  it('names no folder of the machine that made it', () => {
    const telling = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(html|js)$/.test(file) && read(file).includes(root),
    );
    assert.deepEqual(telling, []);
  });

  it('is searched, in a browser without a network', async () => {
    const browser = await startBrowser();
    const wrong: string[] = [];
    try {
      const page = await browser.newPage();
      page.on('console', (message) => wrong.push(message.text()));
      page.on('pageerror', (error) => wrong.push(error.message));
      await page.route('**/*', (route) => {
        const { host, pathname } = new URL(route.request().url());
        if (host === 'site.test') return route.fulfill({ path: path.join(site, pathname) });
        wrong.push(route.request().url());
        return route.abort();
      });
      await page.goto('http://site.test/index.html');
      const results = page.locator('#tsd-search-results');
      for (const [words, address] of [
        ['KeyMonitor', 'classes/keyturn.KeyMonitor.html'],
        ['circuit breaker holds', 'docs/runbooks/keys-held-back.html'],
        ['iam-no-admin-for-people', 'docs/policies.html'],
      ] as const) {
        await page.locator('#tsd-search-trigger').click();
        await page.locator('#tsd-search-input').fill(words);
        await results.locator(`a[href*="${address}"]`).first().waitFor();
        await page.keyboard.press('Escape');
      }
      await page.locator('.site-menu').getByText('Runbooks', { exact: true }).first().click();
      await page.locator('.site-menu').getByText('heartbeat', { exact: true }).click();
      await page.getByRole('heading', { level: 1, name: /^heartbeat/ }).waitFor();
    } finally {
      await browser.close();
    }
    assert.deepEqual(wrong, []);
  });

  it('is not made where a page links to a file, a heading or a thing that is not there', () => {
    const file = path.join(folder, 'broken.md');
    writeFileSync(file, '# T\n\n[x](no-such.md) [y](broken.md#such) {@link NoSuchComponent}\n');
    const { status, output } = build('--out', path.join(folder, 'broken'), '--only', file);
    assert.equal(status, 1);
    assert.match(output, /no-such\.md, which is no file/);
    assert.match(output, /broken\.md#such.*anchor does not exist/);
    assert.match(output, /NoSuchComponent/);
  });
});
