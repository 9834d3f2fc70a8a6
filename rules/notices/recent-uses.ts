import { z } from 'zod';
import { instant } from './fields';
import { programOf, shortened } from './program';

/** How many days back CloudTrail is asked who uses a key that somebody is reminded of. */
export const RECENT_DAYS = 14;
/** For so many days CloudTrail keeps management events where nobody has made a trail. */
export const TRAIL_DAYS = 90;

/** Since when CloudTrail is asked that goes so many days back. */
export function trailSince(now: Date, days: number = TRAIL_DAYS): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
}

/** Ways in which a key was used that a message shows: a person reads no more. */
export const MOST_USES = 3;

/** One way in which a key was used of late, as CloudTrail has it. */
const recentUse = z.object({
  /** `aws-cli/2.15.0`; absent where CloudTrail does not say. */
  program: z.string().optional(),
  /** An IP address; or the service of AWS that called for whoever holds the key. Absent as above. */
  address: z.string().optional(),
  /** `ecr` */
  service: z.string(),
  /** When it was last seen so. */
  at: instant,
});
export type RecentUse = z.infer<typeof recentUse>;

/** What a notice has of it: the newest first; absent where CloudTrail was not asked, or knows none. */
export const recentUses = { recentUses: z.array(recentUse).optional() };

/** A call that a key has signed. */
export interface SignedCall {
  readonly at: Date;
  /** `ecr.amazonaws.com` */
  readonly source: string;
  readonly address?: string;
  readonly userAgent?: string;
  /** STS was given the code of an MFA device. */
  readonly withMfa?: true;
}

/** The newest few that differ in more than their time. */
export function usesIn(calls: readonly SignedCall[]): RecentUse[] {
  const newestFirst = calls.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(useOf);
  const distinct = new Map<string, RecentUse>();
  for (const use of newestFirst) {
    const way = JSON.stringify([use.program, use.address, use.service]);
    if (!distinct.has(way)) distinct.set(way, use);
  }
  return [...distinct.values()].slice(0, MOST_USES);
}

function useOf({ at, source, address, userAgent = '' }: SignedCall): RecentUse {
  const program = programOf(userAgent);
  return {
    ...(program !== undefined && { program }),
    ...(address !== undefined && address !== '' && { address: shortened(address) }),
    service: shortened(source.replace(/\.(amazonaws|aws\.amazon)\.com$/, '')),
    at: at.toISOString(),
  };
}
