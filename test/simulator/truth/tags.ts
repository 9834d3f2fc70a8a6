import type { Rules } from '../story/story';
import { plusDays } from '../world/calendar';

/** The simulator's own reading of the tags, on purpose not that of the rules. */
type Limits = Pick<Rules, 'maximumExemptionDays'>;
type Tags = Readonly<Record<string, string>>;

/** A run's look at a tag: the date that the run is for, and the date on which it really looked. */
export interface Look {
  readonly date: string;
  readonly seenOn: string;
}

export function isEngineer(tags: Tags): boolean {
  return tags['type'] === 'engineer';
}

export function isMachine(tags: Tags): boolean {
  return tags['type'] === 'machine';
}

/** The last day of the exemption that holds on the run's date. */
export function exemptionOn(tags: Tags, look: Look, limits: Limits): string | undefined {
  const until = validEnd(tags, look, limits);
  return until !== undefined && look.date <= until ? until : undefined;
}

/** The last day of an exemption that is over on the run's date. */
export function exemptionEndedBy(tags: Tags, look: Look, limits: Limits): string | undefined {
  const until = validEnd(tags, look, limits);
  return until !== undefined && until < look.date ? until : undefined;
}

/** There is a tag, and it exempts from nothing: no date, or one too far ahead. */
export function hasVoidExemption(tags: Tags, look: Look, limits: Limits): boolean {
  return tags['key-exempt-until'] !== undefined && validEnd(tags, look, limits) === undefined;
}

/** Whoever set the tag counted from their own day. A run for an older day makes the end no farther away. */
function validEnd(tags: Tags, look: Look, { maximumExemptionDays }: Limits): string | undefined {
  const date = look.seenOn > look.date ? look.seenOn : look.date;
  const until = tags['key-exempt-until'];
  if (until === undefined || !/^\d{4}-\d\d-\d\d$/.test(until)) return undefined;
  const exists = !Number.isNaN(Date.parse(until)) && plusDays(until, 0) === until;
  return exists && until <= plusDays(date, maximumExemptionDays) ? until : undefined;
}
