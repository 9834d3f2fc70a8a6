import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { Keyturn } from '../cli/testing/keyturn';
import { reportsOf, writeDays } from '../cli/testing/report-folder';
import { addDays } from '../rules/calendar';
import { chained, identity, production, type MadeUpKey } from '../rules/evidence/testing/days';

const FROM = '2026-07-01';
const TO = '2026-09-30';
const people = ['ada', 'ben', 'cleo', 'dan', 'eve', 'frank', 'gina', 'hal'];

/** Each turns their key three times, some of them late; a machine's is old, and one of the keys is exempt for a while. */
function keys(): readonly MadeUpKey[] {
  const own = people.flatMap((user, i) =>
    Array.from({ length: 3 }, (_, n): MadeUpKey => {
      const made = addDays('2026-03-10', n * (78 + i) + i * 6);
      const isExempt = user === 'hal' && n === 1;
      const stated = { reason: 'On leave until October', approvedBy: 'erin' };
      return {
        ...{ id: `AKIA${user.toUpperCase()}${n}`, user, account: identity.id, made },
        gone: addDays(made, 79 + i),
        ...(isExempt && { exempt: { from: '2026-08-20', until: '2026-09-20', stated } }),
      };
    }),
  );
  const deploy = { id: 'AKIADEPLOY0', user: 'deploy', account: production.id } as const;
  return [...own, { ...deploy, type: 'machine', made: '2026-05-20' }];
}

/** The page of evidence of a quarter of a made-up company, of which one day's report is missing. */
export async function evidenceScreenshots(browser: Browser, images: string): Promise<void> {
  const keyturn = await Keyturn.build();
  try {
    const files = chained(reportsOf(addDays(FROM, -1), addDays(TO, 1), keys()));
    files.delete('2026-08-12/keyturn-report.json');
    const folder = writeDays(path.join(keyturn.folder, 'days'), files);
    const out = path.join(keyturn.folder, 'evidence');
    const { stderr } = await keyturn.run([
      ...['evidence', '--from', FROM, '--to', TO, '--folder', folder, '--out', out],
      ...['--sample', '3', '--seed', 'the auditor names it'],
    ]);
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1180, height: 1400 } });
      const { href } = pathToFileURL(path.join(out, 'evidence.html'));
      await page.goto(href).catch((cause: unknown) => {
        throw new Error(stderr, { cause });
      });
      await page.screenshot({ path: path.join(images, `evidence-${colorScheme}.png`) });
    }
  } finally {
    keyturn.remove();
  }
}
