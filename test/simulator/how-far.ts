import type { Report } from './simulate';

const MINUTE_MS = 60_000;

/** Says once a minute how far it is, and about how long it will take. */
export function howFar(
  keyDays: number,
  say: (text: string) => void,
  now: () => number = () => performance.now(),
): (report: Report) => void {
  const start = now();
  let before = { at: start, keyDays: 0 };
  let isFirst = true;
  return (report) => {
    // What a file knew is there at once.
    if (isFirst) before = { at: now(), keyDays: report.keyDays };
    isFirst = false;
    const at = now();
    if (at - before.at < MINUTE_MS) return;
    const rate = (report.keyDays - before.keyDays) / (at - before.at);
    before = { at, keyDays: report.keyDays };
    const left = Math.ceil((keyDays - report.keyDays) / rate / MINUTE_MS);
    const parts = [
      `${number(report.keyDays)} of ${number(keyDays)} key-days`,
      `${number(report.companies)} companies`,
      `${report.failed.length} promises broken`,
      `${number(rate * 1000)} key-days a second`,
      `about ${left} minutes left`,
    ];
    say(parts.join(', '));
  };
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
