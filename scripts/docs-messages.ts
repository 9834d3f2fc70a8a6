import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBrowser } from '../emulation/browser/start';
import { messagesPage, pictures, type Picture } from './message-pages';

const docs = path.join(__dirname, '..', 'docs');
const images = path.join(docs, 'images', 'messages');

/** Writes docs/messages.md and takes its pictures. */
async function main(): Promise<void> {
  const all = pictures();
  mkdirSync(images, { recursive: true });
  for (const file of readdirSync(images)) rmSync(path.join(images, file));
  await take(all);
  const madeFrom = Object.fromEntries(all.map(({ name, sha256 }) => [name, sha256]));
  writeFileSync(path.join(images, 'made-from.json'), `${JSON.stringify(madeFrom, undefined, 2)}\n`);
  writeFileSync(path.join(docs, 'messages.md'), messagesPage());
  console.log(`wrote docs/messages.md and ${all.length} pictures`);
}

async function take(all: readonly Picture[]): Promise<void> {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 700, height: 500 } });
    for (const { name, html } of all) {
      await page.setContent(html);
      await page.evaluate('document.fonts.ready');
      await page.locator('article').screenshot({ path: path.join(images, `${name}.png`) });
    }
  } finally {
    await browser.close();
  }
}

void main();
