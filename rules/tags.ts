import { addDays, dateIn, isLocalDate } from './calendar';
import type { LocalDate } from './model';
import { isSameName } from './without-case';

/** The tags on IAM users, one vocabulary for stacks, monitor and policy pack. Their keys have no case. */
export const tagKeys = {
  type: 'type',
  slackId: 'slack-id',
  fullName: 'full-name',
  exemptUntil: 'key-exempt-until',
} as const;

export const userTypes = ['engineer', 'machine'] as const;
export type UserType = (typeof userTypes)[number];

/** Slack's ids: a user's begins with U or W, a channel's with C or G. */
export const slackUserIdPattern = /^[UW][A-Z0-9]{8,20}$/;
export const slackChannelIdPattern = /^[CG][A-Z0-9]{8,20}$/;
/** What IAM takes for a tag's value, as far as a person's name needs it. */
export const fullNamePattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;
/** What IAM takes for a user's name. */
export const userNamePattern = /^[\w+=,.@-]{1,64}$/;
/** What IAM takes for a path. */
export const iamPathPattern = /^\/([\x21-\x7e]{1,510}\/)?$/;

export function isSlackUserId(text: string): boolean {
  return slackUserIdPattern.test(text);
}

export function isSlackChannelId(text: string): boolean {
  return slackChannelIdPattern.test(text);
}

/** One thing wrong with a user's tags. */
export interface TagProblem {
  /** Its key, as Keyturn writes it. */
  readonly tag: string;
  /** Its key, as the user has it. */
  readonly spelling: string;
  /** What was found; undefined where the tag is missing. */
  readonly found: string | undefined;
  readonly expected: string;
}

/** Tags as the rules read them. A bad `slack-id` leaves the type valid: the channel stands in for the person. */
export interface UserTags {
  /** Undefined: missing or not one of the types. Such a user is never touched. */
  readonly type: UserType | undefined;
  readonly slackId: string | undefined;
  readonly fullName: string | undefined;
  /** The last day of an exemption, whether past or to come; undefined where there is none, or a bad one. */
  readonly exemptUntil: LocalDate | undefined;
  readonly problems: readonly TagProblem[];
}

/** A tag with its key as it is written there. */
export interface FoundTag {
  readonly key: string;
  readonly value: string;
}

/** The tag of this key in whatever case. Where IAM is not asked, two may be there: then the one that is as written. */
export function findTag(
  tags: Readonly<Record<string, string>>,
  wanted: string,
): FoundTag | undefined {
  const key = Object.hasOwn(tags, wanted)
    ? wanted
    : Object.keys(tags).find((each) => isSameName(each, wanted));
  const value = key === undefined ? undefined : tags[key];
  return key === undefined || value === undefined ? undefined : { key, value };
}

/** The type that the tags name; undefined where it is missing, or none of the types. */
export function userTypeOf(tags: Readonly<Record<string, string>>): UserType | undefined {
  const found = findTag(tags, tagKeys.type);
  // As written: in another case the audit role may not disable the user's keys.
  return userTypes.find((known) => known === found?.value);
}

/**
 * Reads a user's tags. Never throws: what is wrong is in `problems`.
 * @param seenAt when they were read: from then on an exemption may last so many days
 */
export function readTags(
  tags: Readonly<Record<string, string>>,
  seenAt: Date,
  limits: { readonly timeZone: string; readonly maximumExemptionDays: number },
): UserTags {
  const type = userTypeOf(tags);
  const slackId = readSlackId(findTag(tags, tagKeys.slackId)?.value, type);
  const exemption = readExemption(findTag(tags, tagKeys.exemptUntil)?.value, seenAt, limits);
  const problems = [
    type ? undefined : problem(tagKeys.type, tags, `one of ${userTypes.join(', ')}`),
    slackId ? undefined : slackIdProblem(tags, type),
    exemption.expected ? problem(tagKeys.exemptUntil, tags, exemption.expected) : undefined,
  ];
  return {
    type,
    slackId,
    fullName: findTag(tags, tagKeys.fullName)?.value,
    exemptUntil: exemption.until,
    problems: problems.filter((each) => each !== undefined),
  };
}

/** One plain sentence for a problem. */
export function describeTagProblem({ spelling, found, expected }: TagProblem): string {
  return found === undefined
    ? `the tag ${spelling} is missing: expected ${expected}`
    : `the tag ${spelling} is ${JSON.stringify(found)}: expected ${expected}`;
}

function problem(
  tag: string,
  tags: Readonly<Record<string, string>>,
  expected: string,
): TagProblem {
  const found = findTag(tags, tag);
  return { tag, spelling: found?.key ?? tag, found: found?.value, expected };
}

function readSlackId(found: string | undefined, type: UserType | undefined): string | undefined {
  if (found === undefined) return undefined;
  const valid = isSlackUserId(found) || (type === 'machine' && isSlackChannelId(found));
  return valid ? found : undefined;
}

/** A machine may go without: its notices go to the team's channel. */
function slackIdProblem(
  tags: Readonly<Record<string, string>>,
  type: UserType | undefined,
): TagProblem | undefined {
  const isMissing = findTag(tags, tagKeys.slackId) === undefined;
  if (type === undefined || (type === 'machine' && isMissing)) return undefined;
  const channels = type === 'machine' ? ` or a channel's (C… or G…)` : '';
  return problem(tagKeys.slackId, tags, `a Slack user id (U… or W…)${channels}`);
}

function readExemption(
  found: string | undefined,
  seenAt: Date,
  { timeZone, maximumExemptionDays }: { timeZone: string; maximumExemptionDays: number },
): { until?: LocalDate; expected?: string } {
  if (found === undefined) return {};
  if (!isLocalDate(found)) return { expected: 'a date, YYYY-MM-DD' };
  const latest = addDays(dateIn(timeZone, seenAt), maximumExemptionDays);
  if (found > latest) return { expected: `a date at most ${maximumExemptionDays} days ahead` };
  return { until: found };
}
