import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type * as axeCore from 'axe-core';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../emulation/browser/start';
import type { OffboardCertificate } from '../../rules/offboarding/certificate';
import { exampleCertificate } from '../../rules/offboarding/testing/example-certificate';
import type { Certificate } from '../../rules/person/certificate';
import type { MoveStatus, PersonStatus } from '../../rules/person/move-status';
import { renderCertificateHtml } from './certificate';
import { renderMoveStatusHtml } from './move-status';
import { renderOffboardCertificateHtml } from './offboard-certificate';

const at = '2027-01-10T08:00:00.000Z';
const evil = '<script>alert(1)</script>';
const account = { id: '111111111111', name: 'identity' };

const person = (userName: string, step: PersonStatus['step']): PersonStatus => ({
  ...{ accountId: account.id, userName, fullName: evil, step, missing: evil },
  ...{ proof: 'said', keyUntil: '2027-03-31', enabledKeys: 1 },
  ways: [
    { way: 'key', isOpen: true, lastUsed: { at, service: 's3', region: 'eu-central-1' } },
    { way: 'sign-in', isOpen: true, lastUsed: { at, program: evil, address: evil } },
    { way: 'identity-center', isOpen: false },
  ],
});

const status: MoveStatus = {
  ...{ format: 'keyturn-move-status/1', keyturnVersion: '1.0.0', generatedAt: at },
  ...{ on: '2027-01-10', timeZone: 'Europe/Berlin', ledgerRead: false },
  ...{ provedDays: 3, quietDays: 14 },
  accounts: [
    { ...account, credentialReportAt: { unknown: evil } },
    { id: '222222222222', name: 'sandbox', unread: evil },
  ],
  people: [
    person('ben', 'quiet'),
    { ...person('cleo', 'closed'), enabledKeys: { unknown: evil } },
    person('ada', 'not-moving'),
  ],
};

const certificate: Certificate = {
  ...{ format: 'keyturn-move-certificate/1', keyturnVersion: '1.0.0', generatedAt: at },
  ...{ timeZone: 'Europe/Berlin', account, stays: false, proof: 'forced' },
  user: { name: 'ben', id: 'AIDABEN', arn: 'arn:aws:iam::111111111111:user/ben', fullName: evil },
  forced: { at, by: 'arn:aws:iam::111111111111:user/admin', reason: evil },
  ways: [
    { way: 'key', isOpen: false, seenOn: [] },
    {
      ...{ way: 'sign-in', isOpen: true, seenOn: ['2027-01-10'] },
      lastUse: { at, program: evil, address: evil, eventId: 'event-1' },
      said: { at, by: evil },
    },
  ],
  credentials: [
    {
      ...{ kind: 'access-key', id: 'AKIABEN0000000000001', status: 'deleted', createdAt: at },
      end: { is: 'ended', at, by: evil, eventId: 'event-2', restsOn: 'CloudTrail' },
    },
    {
      ...{ kind: 'password', id: 'AIDABEN', status: 'Active', createdAt: { unknown: evil } },
      lastUsed: { unknown: evil },
      end: { is: 'with-the-user', restsOn: 'pulumi up' },
    },
    {
      ...{ kind: 'ssh-key', id: 'APKABEN0000000000001', status: 'Inactive', createdAt: at },
      end: { is: 'not-known', restsOn: 'IAM' },
    },
  ],
  trailSince: at,
  notKnown: [evil],
};

const notOut: OffboardCertificate = {
  ...exampleCertificate,
  result: 'left',
  user: { name: evil, ids: [] },
  accounts: [{ ...account, unread: evil }],
  left: [{ what: 'policy', text: evil }],
  toLook: [evil],
  notSeen: [evil],
  iamUser: { is: 'there', restsOn: evil },
  namesake: { id: 'AIDABEN', createdAt: at },
  credentials: [
    {
      ...{ kind: 'access-key', id: 'AKIABEN0000000000001', status: 'Active', createdAt: at },
      end: { is: 'left', restsOn: evil },
    },
  ],
  sources: [],
  reports: { source: evil, from: '2027-01-01', to: '2027-01-10' },
  notKnown: [evil],
};

describe('the pages of moves and of who has left, in a browser', () => {
  let browser: Browser;
  before(async () => (browser = await startBrowser()));
  after(() => browser.close());

  const pages = {
    'who is how far': renderMoveStatusHtml(status),
    'the certificate': renderCertificateHtml(certificate),
    'the certificate of somebody who has left': renderOffboardCertificateHtml(exampleCertificate),
    'that somebody is not out': renderOffboardCertificateHtml(notOut),
  };
  for (const [what, page] of Object.entries(pages))
    for (const width of [360, 1280])
      for (const colorScheme of ['light', 'dark'] as const)
        it(`can be read by everybody: ${what}, ${width} pixels wide, ${colorScheme}`, async () => {
          const viewport = { width, height: 900 };
          // axe is evaluated in the page, which the page's own policy forbids.
          const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true });
          const shown = await context.newPage();
          await shown.setContent(page);
          assert.equal(await shown.locator('main script').count(), 0);
          await shown.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
          const { violations } = await shown.evaluate<axeCore.AxeResults>('axe.run()');
          assert.deepEqual(
            violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
            [],
          );
          const wide = await shown.evaluate('document.documentElement.scrollWidth');
          assert.ok(Number(wide) <= width, `${String(wide)} pixels wide`);
          await context.close();
        });
});
