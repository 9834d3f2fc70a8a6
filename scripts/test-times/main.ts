/** `npm run test:times`: what the last `npm test` spent its time on. */
import { parseArgs } from 'node:util';
import { readTestTimes } from './file';
import { tableOf } from './test-times';

const help = `npm run test:times -- [--rows N]

The slowest files and folders of tests in the last \`npm test\` or \`npm run unit\`, tests and hooks counted. The tests
run beside each other: the sum is more than the run took.

  --rows N  files and folders to print (15)
  --help    print this`;

function main(): void {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '15' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  if (!/^[1-9]\d{0,3}$/.test(values.rows))
    throw new RangeError(`--rows: expected a number from 1, found ${JSON.stringify(values.rows)}`);
  const times = readTestTimes();
  if (!times) throw new Error('there was no run yet: `npm test` leaves its times behind');
  console.log(tableOf(times, Number(values.rows)));
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
