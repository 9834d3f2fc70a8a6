import { markdownTable } from '../../bench/report/markdown-table';
import type { DayPlayed } from './accounts/play-company';
import { priceOf, usedByRun, usedByStorm } from './cost';
import { quotas, type QuotasSeen } from './quotas';
import { seenOf } from './storm/judge';
import type { StormPlayed } from './storm/play-storm';

const MB = 1024 * 1024;

/** A day of the large company, a row each. */
export function daysInWords(days: readonly DayPlayed[]): string {
  const columns: readonly (readonly [string, (day: DayPlayed) => string])[] = [
    ['accounts read', ({ result }) => number(result['accountsRead'])],
    ['unread', ({ result }) => number(result['accountsUnread'])],
    ['calls of AWS', ({ calls }) => number(sumOf(Object.values(calls)))],
    ['of IAM', ({ calls }) => number(callsOf(calls, 'iam:'))],
    ['invocations', ({ steps }) => number(sumOf(all(steps, 'invocations')))],
    ['state transitions', ({ transitions }) => number(transitions)],
    ['messages', ({ messages }) => number(messages)],
    ['memory of an account, MB', ({ steps }) => number(steps.account.peakMemory / MB)],
    ['of the end, MB', ({ steps }) => number(steps.finish.peakMemory / MB)],
    ['processor of an account, s', ({ steps }) => (perCall(steps.account) / 1000).toFixed(3)],
    ['of the end, s', ({ steps }) => number(steps.finish.cpu / 1000)],
    ['the whole, reckoned, s', ({ seconds }) => number(seconds)],
    ['reports, MB', ({ reportBytes }) => number(reportBytes / MB)],
    ['USD', (day) => priceOf(usedByRun(day)).toFixed(2)],
  ];
  return markdownTable(
    ['', ...days.map(({ what }) => what)],
    columns.map(([name, of]) => [name, ...days.map(of)]),
  );
}

export function stormInWords(played: StormPlayed): string {
  const { made, use, limited, queue } = played;
  const { inChannel, inThreads, runWaited, newsWaited, last } = seenOf(played);
  return markdownTable(
    ['a storm', ''],
    [
      ['events, some of them twice', number(use.events)],
      ['keys made', number(made.length)],
      ['messages in the channel', number(inChannel)],
      ['messages in its threads', number(inThreads)],
      ['told of the last after, s', number(last / 1000)],
      ['the longest that news waited, s', number(newsWaited / 1000)],
      ['the longest that a notice of the run waited, s', (runWaited / 1000).toFixed(1)],
      ['calls that Slack limited', number(limited)],
      ['messages of the queue', number(queue.counts.taken)],
      ['kept out by SQS as told already', number(queue.counts.deduplicated)],
      ['invocations of notify', number(use.notify)],
      ['requests of SQS', number(use.sqsRequests)],
      ['USD', priceOf(usedByStorm(use)).toFixed(3)],
    ],
  );
}

/** The most that was seen of each quota that something came near enough to be named. */
export function quotasInWords(seen: readonly QuotasSeen[]): string {
  const rows = Object.entries(quotas).flatMap(([name, most]) => {
    const values = seen.flatMap((each) => each.most.get(name as keyof typeof quotas) ?? []);
    return values.length > 0 ? [[inWords(name), number(Math.max(...values)), number(most)]] : [];
  });
  return markdownTable(['quota', 'seen', 'AWS allows'], rows);
}

function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function all(steps: DayPlayed['steps'], what: 'invocations'): readonly number[] {
  return Object.values(steps).map((each) => each[what]);
}

function perCall({ cpu, invocations }: DayPlayed['steps']['account']): number {
  return cpu / Math.max(1, invocations);
}

function callsOf(calls: DayPlayed['calls'], service: string): number {
  return sumOf(
    Object.entries(calls).map(([name, count]) => (name.startsWith(service) ? count : 0)),
  );
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

const format = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

function number(value: unknown): string {
  return format.format(Number(value));
}
