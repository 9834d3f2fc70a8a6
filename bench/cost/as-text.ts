import { markdownTable } from '../report/markdown-table';
import type { Assumptions } from './assumptions';
import { totalOf, type BillLine } from './bill';
import type { PriceList } from './price-list';
import type { Usage } from './usage';

/** The bill and all that went into it, in Markdown. */
export function billAsText(
  accounts: number,
  lines: readonly BillLine[],
  usage: Usage,
  list: PriceList,
  given: Assumptions,
): string {
  const total = totalOf(lines);
  const users = accounts * usage.usersEach;
  const title = `A company of ${number(accounts)} accounts × ${number(usage.usersEach)} users, one month, list prices of ${list.region}: **${money(total)}**, or ${money((total / users) * 1000)} for a thousand users.`;
  return [
    title,
    markdownTable(
      ['service', 'what', 'quantity', 'USD', 'for', 'USD a month'],
      lines.map(({ service, price, quantity, usd }) => {
        const { usd: each, per, unit } = list.prices[price];
        const [amount, unitPrice] = [number(quantity), String(each)];
        return [service, unit, amount, unitPrice, number(per), usd.toFixed(2)];
      }),
    ),
    'A day of it, as measured:',
    markdownTable(['in a day', `${usage.accounts} accounts`], usageRows(usage)),
    'What was not measured, and is assumed or set by the components (`bench/cost/assumptions.ts`):',
    markdownTable(
      ['assumed', 'value'],
      Object.entries(given).map(([name, value]) => [inWords(name), String(value)]),
    ),
    `Where the prices were read, on ${list.readOn} (\`bench/cost/prices.json\`); AWS's own pages fill them in by a script, and are named there too:`,
    markdownTable(
      ['price', 'read in', 'dated'],
      Object.values(list.prices).map(({ unit, readIn, dated }) => [unit, readIn, dated]),
    ),
  ].join('\n\n');
}

function usageRows(usage: Usage): [string, string][] {
  const { steps, dynamoDb, queue, bucket } = usage;
  const timed = Object.entries(steps).map(
    ([name, { invocations, milliseconds }]): [string, string] => [
      `step ${name}`,
      `${number(invocations)} times ${(milliseconds / 1000).toFixed(1)} s of a processor`,
    ],
  );
  return [
    ['users of an account', number(usage.usersEach)],
    ['of them reminded', number(usage.remindedEach)],
    ['of them with a new key', number(usage.rotatedEach)],
    ...timed,
    ['read request units', number(dynamoDb.readUnits)],
    ['write request units', number(dynamoDb.writeUnits)],
    ['ledger without notices, bytes', number(dynamoDb.recordBytes)],
    ['records of notices, bytes', number(dynamoDb.noticeBytes)],
    ['records of the run, bytes', number(dynamoDb.runBytes)],
    ['calls to put messages in the queue', number(queue.sends)],
    ['messages', number(queue.messages)],
    ['PUT', number(bucket.puts)],
    ['GET', number(bucket.gets)],
    ['parts of the report, bytes', number(bucket.partBytes)],
    ['reports, bytes', number(bucket.reportBytes)],
    ['log of the monitor, bytes', number(usage.logBytes)],
  ];
}

/** `timesSlower` → `times slower`. */
function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function number(value: number): string {
  return numbers.format(value >= 100 ? Math.round(value) : value);
}

function money(usd: number): string {
  return `${usd.toFixed(2)} USD`;
}
