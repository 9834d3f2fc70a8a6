import { markdownTable } from '../../bench/report/markdown-table';
import type { Report } from './simulate';

/** In how many processes, and how long it took. */
export interface Pace {
  readonly jobs: number;
  readonly seconds: number;
  /** Companies that a file knew before. */
  readonly known: number;
}

const number = (value: number) => value.toLocaleString('en-US');

/** What the companies came to, as docs/reliability.md shows it. */
export function figures(report: Report, seeds: string, pace: Pace): string {
  const { companies, credentialDays, tally, failed } = report;
  const runs = markdownTable(
    ['seeds', 'companies', 'credential-days', 'promises broken', 'how long'],
    [[seeds, number(companies), number(credentialDays), number(failed.length), inWords(pace)]],
  );
  const occurred = markdownTable(
    ['what really occurred', 'times'],
    lines.map(([what, count]) => [what, number(count(tally))]),
  );
  return `${runs}\n\n${occurred}`;
}

function inWords({ jobs, seconds, known }: Pace): string {
  const time = `${jobs > 1 ? `${jobs} processes` : '1 process'}, ${number(Math.round(seconds))} s`;
  if (known === 0) return time;
  return `${time}, ${known === 1 ? '1 company' : `${number(known)} companies`} known before`;
}

const LEFT_KEY = 'key disabled since its owner has another way in';

type Count = (tally: ReadonlyMap<string, number>) => number;

const of =
  (name: string): Count =>
  (tally) =>
    tally.get(name) ?? 0;
/** The sum of what begins so. */
const all =
  (opening: string): Count =>
  (tally) =>
    [...tally].reduce((sum, [what, times]) => sum + (what.startsWith(opening) ? times : 0), 0);
const kinds =
  (opening: string): Count =>
  (tally) =>
    [...tally.keys()].filter((what) => what.startsWith(opening)).length;

const lines: readonly (readonly [what: string, count: Count])[] = [
  ['runs that completed', of('run completed')],
  ['runs that did not', of('run not completed')],
  ['runs for an older day', of('caught-up run')],
  ['pairs of runs at the same time', of('overlapping runs')],
  ['processes that died', all('crash ')],
  ['points at which they died', kinds('crash ')],
  ['accounts that could not be read', of('account unread')],
  ['times that IAM showed an older state', of('older state shown')],
  ['keys that Keyturn disabled', of('key disabled')],
  ['buttons that were pressed', all('pressed: ')],
  ['presses that were tried again', of('press tried again')],
  ['keys that a press disabled', of('key disabled by a press')],
  ['uses of a way in without a key', of('other way in used')],
  ['keys disabled since their owners have another way in', of(LEFT_KEY)],
  ['times that key was given back', of('deed: give-back')],
  ['questions whose a new key is', of('notice shown: key-question')],
  ['accounts that the circuit breaker held on a run', of('circuit breaker held an account')],
  ['readings that found a user exempt', of('key exempt on a day')],
  ['messages shown', all('message shown: ')],
  ['digests', of('digest')],
  ['messages that SQS gave out again', of('message received again')],
  ['dead letters', of('dead letter')],
  ['answers of Slack that were lost', of('answer of Slack lost')],
  ['second messages, for a lost answer or record', all('second message,')],
  ['records of notices that came to their end', of('record of a notice dropped')],
];
