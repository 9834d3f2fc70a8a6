import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildFunctions } from '../scripts/build-functions';
import { measureDay } from './cost/measure-day';
import { bill, COMPANY_ACCOUNTS, pageFile, usageFile, withBill } from './cost/page';
import { totalOf } from './cost/bill';
import type { Usage } from './cost/usage';
import { countOf } from './options';

const help = `npm run bench:cost -- [--accounts N] [--measure] [--page] [--json]

What Keyturn costs a company in a month, by AWS's list prices: what a day asks of AWS, as measured and kept in
bench/cost/measured-day.json, times the prices of bench/cost/prices.json.

  --accounts N  of 500 users each (${COMPANY_ACCOUNTS})
  --measure     measure a day anew, with the functions' own code before an emulated AWS: a minute
  --page        write the bill into docs/performance.md
  --json        print the bill as JSON
  --help        print this`;

/** So many that the report has a page for each account, as a large company's has. */
const MEASURED = { accounts: 11, usersEach: 500 } as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: String(COMPANY_ACCOUNTS) },
      measure: { type: 'boolean', default: false },
      page: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(help);
  const accounts = countOf('accounts', values.accounts);
  if (values.measure) writeFileSync(usageFile, `${JSON.stringify(await measured(), null, 2)}\n`);
  if (values.page) writeFileSync(pageFile, await withBill(readFileSync(pageFile, 'utf8')));
  const { lines, text } = bill(accounts);
  console.log(
    values.json ? JSON.stringify({ accounts, lines, total: totalOf(lines) }, null, 2) : text,
  );
}

async function measured(): Promise<Usage> {
  const { accounts, usersEach } = MEASURED;
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bench-cost-'));
  try {
    await buildFunctions(folder);
    const bundle = path.join(folder, 'monitor', 'index.js');
    return await measureDay(bundle, accounts, usersEach);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
