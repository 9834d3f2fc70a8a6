import { callsOf, type Gate } from '../aws/gate';

export const keyturnWorks = ['first run', 'steady state', '1 % due'] as const;
export const peerWorks = ['access-key', 'credential', 'prowler'] as const;
export type Work = (typeof keyturnWorks)[number] | (typeof peerWorks)[number];

/** One program's work on one account. */
export interface Trial {
  readonly work: Work;
  readonly users: number;
  readonly iamCalls: number;
  /** Of them, the ones that were throttled, and had to be made again. */
  readonly throttled: number;
  readonly allCalls: number;
  readonly milliseconds: number;
  /** Of them, the ones in which a call waited for its answer: the rest is the program's own. */
  readonly waiting: number;
  /** Users whose keys it has seen; undefined where it failed. */
  readonly seen: number | undefined;
  /** The end of what a program that failed said. */
  readonly complaint?: string;
}

export function countsOf({
  count,
  waiting,
}: Gate): Pick<Trial, 'iamCalls' | 'throttled' | 'allCalls' | 'waiting'> {
  const { throttled } = count;
  return { iamCalls: callsOf(count, 'iam'), throttled, allCalls: callsOf(count), waiting };
}
