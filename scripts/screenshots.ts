import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBrowser } from '../emulation/browser/start';
import { renderReportHtml } from '../reports/html';
import { renderOffboardCertificateHtml } from '../reports/html/offboard-certificate';
import { exampleCertificate } from '../rules/offboarding/testing/example-certificate';
import { exampleReport } from '../rules/report/testing/example-report';
import { evidenceScreenshots } from './evidence-screenshots';

const images = path.join(__dirname, '..', 'docs', 'images');

/** The report's page of the example company, the certificate of somebody who has left it, and the evidence of a quarter, as the documentation shows them. */
async function takeScreenshots(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-screenshots-'));
  const file = path.join(folder, 'report.html');
  writeFileSync(file, renderReportHtml(exampleReport()));
  const certificate = path.join(folder, 'certificate.html');
  writeFileSync(certificate, renderOffboardCertificateHtml(exampleCertificate));
  const browser = await startBrowser();
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1180, height: 1080 } });
      await page.goto(pathToFileURL(file).href);
      await page.screenshot({ path: path.join(images, `report-${colorScheme}.png`) });
      await page.locator('section:has(> #keys)').screenshot({
        path: path.join(images, `report-keys-${colorScheme}.png`),
      });
      await page.goto(pathToFileURL(certificate).href);
      await page.screenshot({ path: path.join(images, `offboard-certificate-${colorScheme}.png`) });
    }
    await evidenceScreenshots(browser, images);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

void takeScreenshots();
