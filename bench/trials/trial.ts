import type { Count } from '../aws/gate';
import { callsOf } from '../aws/gate';

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
  /** Users whose keys it has seen; undefined where it failed. */
  readonly seen: number | undefined;
  /** The end of what a program that failed said. */
  readonly complaint?: string;
}

export function countsOf(count: Count): Pick<Trial, 'iamCalls' | 'throttled' | 'allCalls'> {
  const { throttled } = count;
  return { iamCalls: callsOf(count, 'iam'), throttled, allCalls: callsOf(count) };
}
