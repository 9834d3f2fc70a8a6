import type { Work } from '../trials/trial';
import type { Results } from './results';

/** What the design aims at, and what was measured. */
export interface Target {
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const MEBIBYTE = 1024 * 1024;
const MEGABYTE = 1_000_000;

/** The targets that this run measured: a quick run with other sizes measures fewer. */
export function targetsOf({ rows, throttled, accounts, bundles }: Results): readonly Target[] {
  const targets: Target[] = [];
  const add = (target: string, measured: string, isMet: boolean) =>
    targets.push({ target, measured, isMet });
  const rowOf = (work: Work, users = 1000) =>
    rows.find((row) => row.work === work && row.users === users);
  const steady = rowOf('steady state');
  if (steady) {
    add(
      'steady state, 1,000 users: at most 5 IAM calls',
      `${steady.iamCalls}`,
      steady.iamCalls <= 5,
    );
    const { 'access-key': accessKey, credential } = steady.timesFaster;
    if (accessKey !== undefined && credential !== undefined) {
      const best = Math.min(accessKey, credential);
      add(
        "steady state, 1,000 users: 50 times faster than Cloud Custodian's best filter",
        `${best.toFixed(1)} times`,
        best >= 50,
      );
    }
  }
  const times = rowOf('first run')?.timesFaster['access-key'];
  if (times !== undefined)
    add(
      "first run, 1,000 users: 5 times faster than Cloud Custodian's filter access-key",
      `${times.toFixed(1)} times`,
      times >= 5,
    );
  const slow = throttled.filter(({ work }) => work === 'first run' || work === 'steady state');
  for (const { work, users, seen } of slow)
    add(`throttled: nothing skipped, ${work}`, `${seen ?? 0} of ${users} users`, seen === users);
  for (const { work, accounts: count, milliseconds, peakMemory, unread } of accounts)
    if (count === 1000) {
      const seconds = milliseconds / 1000;
      add(
        `1,000 accounts, ${work}: at most 60 s and 256 MB`,
        `${seconds.toFixed(1)} s, ${(peakMemory / MEBIBYTE).toFixed(0)} MB, ${unread} unread`,
        seconds <= 60 && peakMemory <= 256 * MEBIBYTE && unread === 0,
      );
    }
  for (const { name, bytes, ratio } of bundles)
    add(
      `${name}: at most 1 MB, starts in twice the time of its clients alone`,
      `${(bytes / MEGABYTE).toFixed(2)} MB, ${ratio.toFixed(2)} times`,
      bytes <= MEGABYTE && ratio <= 2,
    );
  return targets;
}
