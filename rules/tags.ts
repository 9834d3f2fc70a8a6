import { addDays, dateIn, isLocalDate } from './calendar';
import { counted } from './counted';
import type { LocalDate } from './model';

/** The tags on IAM users, one vocabulary for stacks, monitor and policy pack. */
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
  readonly tag: string;
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

/** Reads a user's tags. Never throws: what is wrong is in `problems`. */
export function readTags(
  tags: Readonly<Record<string, string>>,
  now: Date,
  limits: { readonly timeZone: string; readonly maximumExemptionDays: number },
): UserTags {
  const type = userTypes.find((known) => known === tags[tagKeys.type]);
  const slackId = readSlackId(tags[tagKeys.slackId], type);
  const exemption = readExemption(tags[tagKeys.exemptUntil], now, limits);
  const problems = [
    type ? undefined : problem(tagKeys.type, tags, `one of ${userTypes.join(', ')}`),
    slackId ? undefined : slackIdProblem(tags, type),
    exemption.expected ? problem(tagKeys.exemptUntil, tags, exemption.expected) : undefined,
  ];
  return {
    type,
    slackId,
    fullName: tags[tagKeys.fullName],
    exemptUntil: exemption.until,
    problems: problems.filter((each) => each !== undefined),
  };
}

/** One plain sentence for a problem. */
export function describeTagProblem({ tag, found, expected }: TagProblem): string {
  return found === undefined
    ? `the tag ${tag} is missing: expected ${expected}`
    : `the tag ${tag} is ${JSON.stringify(found)}: expected ${expected}`;
}

function problem(
  tag: string,
  tags: Readonly<Record<string, string>>,
  expected: string,
): TagProblem {
  return { tag, found: tags[tag], expected };
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
  const found = tags[tagKeys.slackId];
  if (type === undefined || (type === 'machine' && found === undefined)) return undefined;
  const channels = type === 'machine' ? ` or a channel's (C… or G…)` : '';
  return problem(tagKeys.slackId, tags, `a Slack user id (U… or W…)${channels}`);
}

function readExemption(
  found: string | undefined,
  now: Date,
  { timeZone, maximumExemptionDays }: { timeZone: string; maximumExemptionDays: number },
): { until?: LocalDate; expected?: string } {
  if (found === undefined) return {};
  if (!isLocalDate(found)) return { expected: 'a date, YYYY-MM-DD' };
  const latest = addDays(dateIn(timeZone, now), maximumExemptionDays);
  if (found > latest)
    return { expected: `a date at most ${counted(maximumExemptionDays, 'day')} ahead` };
  return { until: found };
}
