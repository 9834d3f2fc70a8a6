import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number';
import { playCompany } from './accounts/play-company';
import { daysInWords, quotasInWords, stormInWords } from './in-words';
import { judge } from './storm/judge';
import { playStorm } from './storm/play-storm';

/** Execution environments of the monitor at a time. */
const WORKERS = 2;
/** Accounts at a time, as `concurrency` of KeyMonitor: at its most, 1,000, the notice queue would be asked too often. */
const CONCURRENCY = 250;

/**
 * `npm run test:load -- --accounts 10000 --users 50 --events 10000`: three days of a large organization in distributed
 * runs, and a storm of events of keys. Either is left out with 0.
 * @returns the exit code: 1 where a promise is broken
 * @throws parseArgs' TypeError, or RangeError
 */
export async function loadCommand(
  args: readonly string[],
  print: (text: string) => void,
): Promise<0 | 1> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      accounts: { type: 'string', default: '10000' },
      users: { type: 'string', default: '50' },
      events: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(WORKERS) },
      concurrency: { type: 'string', default: String(CONCURRENCY) },
    },
  });
  const of = (option: keyof typeof values) => wholeNumber(option, values[option]);
  const broken = [
    ...(of('events') > 0 ? await storm(of('events'), of('seed'), print) : []),
    ...(of('accounts') > 0
      ? await company(
          of('accounts'),
          of('users'),
          { workers: of('workers'), concurrency: of('concurrency') },
          print,
        )
      : []),
  ];
  for (const each of broken) print(`BROKEN: ${each}`);
  print(broken.length === 0 ? 'No promise was broken.' : `${broken.length} promises were broken.`);
  return broken.length === 0 ? 0 : 1;
}

async function storm(events: number, seed: number, print: (text: string) => void) {
  const played = await playStorm(events, seed);
  print(`${stormInWords(played)}\n\n${quotasInWords([played.quotas])}\n`);
  return judge(played);
}

async function company(
  accounts: number,
  users: number,
  options: { readonly workers: number; readonly concurrency: number },
  print: (text: string) => void,
) {
  const days = await playCompany(accounts, users, options, ({ what, broken }) =>
    print(`${what}: ${broken.length === 0 ? 'as it must be' : broken.join('; ')}`),
  );
  print(`\n${daysInWords(days)}\n\n${quotasInWords(days.map(({ quotas }) => quotas))}\n`);
  return days.flatMap(({ what, broken }) => broken.map((each) => `${what}: ${each}`));
}
