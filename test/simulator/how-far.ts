import type { Report } from './simulate';

const MINUTE_MS = 60_000;

/** Says once a minute how far it is, and about how long it will take. */
export function howFar(
  credentialDays: number,
  say: (text: string) => void,
  now: () => number = () => performance.now(),
): (report: Report) => void {
  const start = now();
  let before = { at: start, credentialDays: 0 };
  let isFirst = true;
  return (report) => {
    // What a file knew is there at once.
    if (isFirst) before = { at: now(), credentialDays: report.credentialDays };
    isFirst = false;
    const at = now();
    if (at - before.at < MINUTE_MS) return;
    const rate = (report.credentialDays - before.credentialDays) / (at - before.at);
    before = { at, credentialDays: report.credentialDays };
    const left = Math.ceil((credentialDays - report.credentialDays) / rate / MINUTE_MS);
    const parts = [
      `${number(report.credentialDays)} of ${number(credentialDays)} credential-days`,
      `${number(report.companies)} companies`,
      `${report.failed.length} promises broken`,
      `${number(rate * 1000)} credential-days a second`,
      `about ${left} minutes left`,
    ];
    say(parts.join(', '));
  };
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
