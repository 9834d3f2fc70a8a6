import { addDays, dateIn } from './calendar';
import { counted } from './counted';
import { isLocalDate } from './local-date';
import type { LocalDate } from './model';
import { isSlackChannelId, isSlackUserId } from './formats';
import {
  findTag,
  rotationToolOf,
  rotationTools,
  tagKeys,
  userTypeOf,
  userTypes,
  type RotationTool,
  type UserType,
} from './tags';

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
  /** Undefined: nothing, or no tool that is known. Messages then name the company's. */
  readonly rotateWith: RotationTool | undefined;
  readonly problems: readonly TagProblem[];
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
  const rotateWith = rotationToolOf(tags);
  const problems = [
    type ? undefined : problem(tagKeys.type, tags, `one of ${userTypes.join(', ')}`),
    slackId ? undefined : slackIdProblem(tags, type),
    exemption.expected ? problem(tagKeys.exemptUntil, tags, exemption.expected) : undefined,
    rotateWith === undefined && findTag(tags, tagKeys.rotateWith) !== undefined
      ? problem(tagKeys.rotateWith, tags, `one of ${rotationTools.join(', ')}, or no such tag`)
      : undefined,
  ];
  return {
    type,
    slackId,
    fullName: findTag(tags, tagKeys.fullName)?.value,
    exemptUntil: exemption.until,
    rotateWith,
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
  if (found > latest)
    return { expected: `a date at most ${counted(maximumExemptionDays, 'day')} ahead` };
  return { until: found };
}
