import type { Rules } from '../story/story';
import { plusDays } from '../world/calendar';

/** The simulator's own reading of the tags, on purpose not that of the rules. */
type Limits = Pick<Rules, 'maximumExemptionDays'>;
type Tags = Readonly<Record<string, string>>;

export function isEngineer(tags: Tags): boolean {
  return tags['type'] === 'engineer';
}

export function isMachine(tags: Tags): boolean {
  return tags['type'] === 'machine';
}

/** The last day of the exemption that holds on that date. */
export function exemptionOn(tags: Tags, date: string, limits: Limits): string | undefined {
  const until = validEnd(tags, date, limits);
  return until !== undefined && date <= until ? until : undefined;
}

/** The last day of an exemption that is over on that date. */
export function exemptionEndedBy(tags: Tags, date: string, limits: Limits): string | undefined {
  const until = validEnd(tags, date, limits);
  return until !== undefined && until < date ? until : undefined;
}

/** There is a tag, and it exempts from nothing: no date, or one too far ahead. */
export function hasVoidExemption(tags: Tags, date: string, limits: Limits): boolean {
  return tags['key-exempt-until'] !== undefined && validEnd(tags, date, limits) === undefined;
}

function validEnd(tags: Tags, date: string, { maximumExemptionDays }: Limits): string | undefined {
  const until = tags['key-exempt-until'];
  if (until === undefined || !/^\d{4}-\d\d-\d\d$/.test(until)) return undefined;
  const exists = !Number.isNaN(Date.parse(until)) && plusDays(until, 0) === until;
  return exists && until <= plusDays(date, maximumExemptionDays) ? until : undefined;
}
