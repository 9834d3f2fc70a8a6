import type { UserTags } from '../read-tags';
import type { ReportExemption } from './report';

/** What a user's tags say of their exemption beside its end. */
export function exemptionOf({
  exemptReason: reason,
  exemptBy: approvedBy,
}: Pick<UserTags, 'exemptReason' | 'exemptBy'>): ReportExemption {
  return {
    ...(reason !== undefined && { reason }),
    ...(approvedBy !== undefined && { approvedBy }),
  };
}

/**
 * Why somebody is exempt, and who allowed it, in words that a tag's value can't be taken for: of a tag that says nothing
 * and of a report that did not say, too.
 * @param exemption undefined of an exemption in a report of an older version
 */
export function exemptionInWords(exemption: ReportExemption | undefined): string {
  if (!exemption) return 'reason and who allowed it not known';
  const { reason, approvedBy } = exemption;
  const why = reason === undefined ? 'no reason given' : `“${reason}”`;
  const who = approvedBy === undefined ? 'nobody named who allowed it' : `allowed by ${approvedBy}`;
  return `${why}, ${who}`;
}

/** The same as two cells of a table. */
export function exemptionCells(exemption: ReportExemption | undefined): {
  readonly reason: string;
  readonly approvedBy: string;
} {
  if (!exemption) return { reason: 'not known', approvedBy: 'not known' };
  const { reason = 'none given', approvedBy = 'nobody named' } = exemption;
  return { reason, approvedBy };
}
