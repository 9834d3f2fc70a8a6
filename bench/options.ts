import { parseArgs } from 'node:util';

export const help = `npm run bench -- [--users N,N] [--accounts N,N] [--rounds N] [--prowler] [--json]

Keyturn beside Cloud Custodian, on the same emulated accounts, in one run: IAM calls, time, memory; and what the
bundles take to start. Every answer of AWS takes 20 ms more. The first time it installs what it compares with.

  --users N,N     users of the one account (100,1000,5000); "" leaves it out
  --accounts N,N  accounts of 100 users each in one run (1,10,100,1000); "" leaves them out
  --rounds N      Keyturn's rounds, of which the medians count (3)
  --prowler       Prowler too, up to 1000 users: minutes
  --no-throttled  leave out the account that is throttled to 15 calls a second
  --no-report     leave out the day's report, with which a run ends: reading, planning and remembering alone
  --picture       draw docs/performance.svg anew
  --json          print the figures as JSON
  --help          print this

A quick look: npm run bench -- --users 100 --accounts 1,10 --rounds 1`;

export interface Options {
  readonly users: readonly number[];
  readonly accounts: readonly number[];
  readonly rounds: number;
  readonly prowler: boolean;
  readonly throttled: boolean;
  readonly report: boolean;
  readonly picture: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws Error that names the option, what was found and what is expected */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      users: { type: 'string', default: '100,1000,5000' },
      accounts: { type: 'string', default: '1,10,100,1000' },
      rounds: { type: 'string', default: '3' },
      prowler: { type: 'boolean', default: false },
      throttled: { type: 'boolean', default: true },
      report: { type: 'boolean', default: true },
      picture: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    ...values,
    users: countsOf('users', values.users),
    accounts: countsOf('accounts', values.accounts),
    rounds: countOf('rounds', values.rounds),
  };
}

function countsOf(option: string, text: string): readonly number[] {
  return text === '' ? [] : text.split(',').map((each) => countOf(option, each));
}

export function countOf(option: string, text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new RangeError(
    `--${option}: expected a number from 1 to 99999, found ${JSON.stringify(text)}`,
  );
}
