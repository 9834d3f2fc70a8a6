import { inventoryOf, type RunRecord } from '../world/run-record';
import type { Disabling } from '../world/chronicle';
import type { Shown } from '../world/shown';
import type { Lived } from './lived';
import type { Look } from './tags';
import { DAY, HOUR, localDate, MINUTE } from '../world/calendar';
import type { TrueUser, UserHistory } from '../world/user-history';

/** What a promise is asked about: a day that is over. */
export interface Today {
  readonly day: number;
  /** When it began. */
  readonly start: number;
  readonly runs: readonly RunRecord[];
  readonly disablings: readonly Disabling[];
  readonly shown: readonly Shown[];
  /** Nothing went wrong: a run completed, in every account, and the queue is empty. */
  readonly isHealthy: boolean;
}

/** A finding is named again after 7 days. */
export const REPEATED_WITHIN = 8 * DAY;

/** IAM is eventually consistent: what changed so shortly before may not have been seen. */
const CONSISTENCY = 90_000;
/** The credential report may be as old as that, and what shows nothing new in it is not asked for. */
const REPORT_AGE = 4 * HOUR + 10 * MINUTE;

/** Everything that Keyturn may have seen of a user who is looked at shortly before that instant. */
export function visibleStates(user: UserHistory | undefined, at: number): readonly TrueUser[] {
  return (user?.between(at - CONSISTENCY, at) ?? []).filter((state) => state !== undefined);
}

/**
 * A user who exists, and whom a run can't have seen otherwise than they are now. What changed after the time that it
 * is for is left to the next one.
 */
export function settledUsers(
  company: Lived,
  run: RunRecord,
  accountId: string,
): readonly TrueUser[] {
  // Of what is only rehearsed nothing is expected but the report.
  if (company.story.dryRunAccounts.includes(accountId)) return [];
  const visit = run.visits.get(accountId);
  const read = (visit && inventoryOf(visit)?.users) ?? [];
  const unseen = new Set(read.flatMap(({ id, keysUnknown }) => (keysUnknown ? [id] : [])));
  return company.aws
    .usersOf(accountId)
    .filter((user) =>
      user.isUnchangedSince(Math.min(run.startedAt - REPORT_AGE, run.now.getTime())),
    )
    .flatMap((user) => user.now ?? [])
    .filter(({ id }) => !unseen.has(id));
}

/** The run's date in the schedule's time zone. */
export function dateOfRun({ story }: Pick<Lived, 'story'>, { now }: RunRecord): string {
  return localDate(story.timeZone, now.getTime());
}

/** What the run may make of a tag that it looks at then. */
export function lookOf(company: Pick<Lived, 'story'>, run: RunRecord, at: number): Look {
  return { date: dateOfRun(company, run), seenOn: localDate(company.story.timeZone, at) };
}

/** What it may make of the tags that it read in the account. */
export function lookIn(company: Pick<Lived, 'story'>, run: RunRecord, accountId: string): Look {
  return lookOf(company, run, run.visits.get(accountId)?.readAt ?? run.startedAt);
}

/** When the run loaded what is remembered of the account. */
export function loadOf(run: RunRecord, accountId: string): number {
  return run.visits.get(accountId)?.loadedAt ?? run.startedAt;
}

/** Whether a run of a later date had handled the account to its end when this one looked: nothing is left for it. */
export function isOvertaken(
  company: Pick<Lived, 'story' | 'chronicle'>,
  run: RunRecord,
  accountId: string,
): boolean {
  // Most runs are of the latest time there is.
  if (run.now.getTime() === company.chronicle.latestRun) return false;
  const loadedAt = loadOf(run, accountId);
  const date = dateOfRun(company, run);
  return company.chronicle.runs.some((other) => {
    const { finishedAt = Infinity } = other.visits.get(accountId) ?? {};
    return finishedAt <= loadedAt && dateOfRun(company, other) > date;
  });
}

/** The accounts that the run handled to their end. */
export function finishedAccounts({ visits }: RunRecord): readonly string[] {
  return [...visits].flatMap(([id, { finishedAt }]) => (finishedAt === undefined ? [] : [id]));
}

/** Whole days of 24 hours. */
export function ageOn(key: { readonly createdAt: Date }, now: Date): number {
  return Math.floor((now.getTime() - key.createdAt.getTime()) / (24 * HOUR));
}

/** The last full run of a healthy day. */
export function fullRun({ runs, isHealthy }: Today): RunRecord | undefined {
  return isHealthy ? runs.at(-1) : undefined;
}
