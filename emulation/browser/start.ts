import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sparticuz, { inflate } from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** Beside the program in its package: libraries such as NSS, for machines that lack them. */
const libraries = path.join(
  path.dirname(createRequire(__filename).resolve('@sparticuz/chromium')),
  '../bin/al2023.tar.br',
);

/** The Chromium that npm brought, unpacked once into the folder for temporary files. Whoever starts it closes it. */
export async function startBrowser(): Promise<Browser> {
  mkdirSync(tmpdir(), { recursive: true });
  const [executablePath, unpacked] = await Promise.all([
    sparticuz.executablePath(),
    inflate(libraries),
  ]);
  return chromium.launch({
    executablePath,
    // Its own fonts, so that a page looks the same everywhere.
    env: {
      ...process.env,
      FONTCONFIG_PATH: path.join(tmpdir(), 'fonts'),
      LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, path.join(unpacked, 'lib')]
        .filter((each) => each !== undefined && each !== '')
        .join(':'),
    },
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-gpu'],
  });
}
