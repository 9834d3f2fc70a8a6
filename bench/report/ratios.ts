import { median } from '../figures';
import type { Trial, Work } from '../trials/trial';

/** One program's work on so many users, over all rounds, beside the peers. */
export interface Row {
  readonly users: number;
  readonly work: Work;
  readonly iamCalls: number;
  readonly throttled: number;
  /** Of `users`; undefined where it failed. */
  readonly seen: number | undefined;
  readonly milliseconds: number;
  /** Of them, the ones in which a call waited for AWS. */
  readonly waiting: number;
  /** How many times as long, and as many calls, the peers took in the same run. */
  readonly timesFaster: Readonly<Partial<Record<Work, number>>>;
  readonly timesFewer: Readonly<Partial<Record<Work, number>>>;
}

/**
 * The medians of the rounds, and what the peers took as multiples of them.
 * @param trials of one latency and throttle, in any order
 */
export function rowsOf(trials: readonly Trial[], peers: readonly Work[]): readonly Row[] {
  const groups = [...Map.groupBy(trials, ({ users, work }) => `${users} ${work}`).values()];
  const medians = groups.map((same) => {
    const [first] = same;
    if (!first) throw new RangeError('a group of no trials');
    const { users, work } = first;
    const of = (value: (trial: Trial) => number) => median(same.map(value));
    return {
      users,
      work,
      iamCalls: of(({ iamCalls }) => iamCalls),
      throttled: of(({ throttled }) => throttled),
      milliseconds: of(({ milliseconds }) => milliseconds),
      waiting: of(({ waiting }) => waiting),
      seen: leastSeen(same),
    };
  });
  return medians.map((row) => {
    const beside = medians.filter(({ users, work }) => users === row.users && peers.includes(work));
    const times = (value: (other: (typeof medians)[number]) => number) =>
      Object.fromEntries(beside.map((other) => [other.work, value(other) / value(row)]));
    return {
      ...row,
      timesFaster: times(({ milliseconds }) => milliseconds),
      timesFewer: times(({ iamCalls }) => iamCalls),
    };
  });
}

/** Of rounds that differ the worst one, and a failure before all. */
function leastSeen(same: readonly Trial[]): number | undefined {
  const seen = same.map((trial) => trial.seen);
  return seen.includes(undefined) ? undefined : Math.min(...seen.map((each) => each ?? 0));
}
