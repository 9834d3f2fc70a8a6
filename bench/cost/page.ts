import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { billAsText } from './as-text';
import { assumptions } from './assumptions';
import { billOf, type BillLine } from './bill';
import { readPriceList } from './price-list';
import { usageSchema, type Usage } from './usage';

/** The company that the page has. */
export const COMPANY_ACCOUNTS = 1000;
export const usageFile = path.join(__dirname, 'measured-day.json');
export const pageFile = path.join(__dirname, '..', '..', 'docs', 'performance.md');
const [begin, end] = [
  '<!-- Made by `npm run bench:cost -- --page`. -->',
  '<!-- The end of it. -->',
];

export function readUsage(): Usage {
  return usageSchema.parse(JSON.parse(readFileSync(usageFile, 'utf8')));
}

export function bill(accounts: number): { lines: readonly BillLine[]; text: string } {
  const [usage, list] = [readUsage(), readPriceList()];
  const lines = billOf(accounts, usage, list, assumptions);
  return { lines, text: billAsText(accounts, lines, usage, list, assumptions) };
}

/**
 * The page as it should be: what people wrote, and the bill between its marks.
 * @throws Error where the page has no such marks
 */
export async function withBill(page: string): Promise<string> {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`${pageFile} has no place for the bill: ${begin} … ${end}`);
  const { text } = bill(COMPANY_ACCOUNTS);
  const whole = `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`;
  return format(whole, { ...(await resolveConfig(pageFile)), filepath: pageFile });
}
