import { exemptionTextPattern } from '../../rules/formats';
import { isLocalDate } from '../../rules/local-date';
import { findTag, tagKeys } from '../../rules/tags';

/** What a user's tags say of an exemption. */
export interface TaggedExemption {
  /** YYYY-MM-DD */
  readonly until: string;
  /** Each undefined where no tag says it, or one whose value engineers.yaml does not take: to be filled in. */
  readonly reason?: string | undefined;
  readonly approvedBy?: string | undefined;
}

/** Undefined where no tag names a day: why and who alone exempt nobody. */
export function taggedExemption(
  tags: Readonly<Record<string, string>>,
): TaggedExemption | undefined {
  const until = findTag(tags, tagKeys.exemptUntil)?.value;
  if (until === undefined || !isLocalDate(until)) return undefined;
  return {
    until,
    reason: textIn(tags, tagKeys.exemptReason),
    approvedBy: textIn(tags, tagKeys.exemptBy),
  };
}

function textIn(tags: Readonly<Record<string, string>>, key: string): string | undefined {
  const found = findTag(tags, key)?.value;
  return found !== undefined && exemptionTextPattern.test(found) ? found : undefined;
}
