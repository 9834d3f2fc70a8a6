import { addDays, dateIn } from './calendar';
import { counted } from './counted';
import { isLocalDate } from './local-date';
import type { LocalDate } from './model';
import { isSlackChannelId, isSlackUserId } from './formats';
import {
  findFormed,
  findTag,
  rotationToolOf,
  rotationTools,
  tagKeys,
  userTypeOf,
  userTypes,
  type RotationTool,
  type UserType,
} from './tags';
import { defaultAccess, newWays, readAccess, waysIn, type NewWay, type WayIn } from './ways-in';

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
  /** Why there is an exemption, and who allowed it; undefined where the tags don't say: it holds all the same. */
  readonly exemptReason: string | undefined;
  readonly exemptBy: string | undefined;
  /** Undefined: nothing, or no tool that is known. Messages then name the company's. */
  readonly rotateWith: RotationTool | undefined;
  /** The ways in that are open to an engineer; `key` alone where the tag is missing or bad, and to everybody else. */
  readonly access: readonly WayIn[];
  /** The last day on which an engineer's `key` is open, whether past or to come; undefined where there is none, or a bad one. */
  readonly keyUntil: LocalDate | undefined;
  /** Of an engineer: their user name in IAM Identity Center. */
  readonly identityCenterName: string | undefined;
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
  const slackId = readSlackId(tags, type);
  const exemption = readExemption(tags, seenAt, limits);
  const rotateWith = rotationToolOf(tags);
  const ways = readWays(tags, type);
  const problems = [
    type ? undefined : problem(tagKeys.type, tags, `one of ${userTypes.join(', ')}`),
    slackId ? undefined : slackIdProblem(tags, type),
    exemption.expected ? problem(tagKeys.exemptUntil, tags, exemption.expected) : undefined,
    rotateWith === undefined && findTag(tags, tagKeys.rotateWith) !== undefined
      ? problem(tagKeys.rotateWith, tags, `one of ${rotationTools.join(', ')}, or no such tag`)
      : undefined,
    ...ways.problems,
  ];
  return {
    type,
    slackId,
    fullName: findTag(tags, tagKeys.fullName)?.value,
    exemptUntil: exemption.until,
    exemptReason: saidIn(tags, tagKeys.exemptReason),
    exemptBy: saidIn(tags, tagKeys.exemptBy),
    rotateWith,
    access: ways.access,
    keyUntil: ways.keyUntil,
    identityCenterName: ways.identityCenterName,
    problems: problems.filter((each) => each !== undefined),
  };
}

/** The ways that need no key and are open to them. */
export function newWaysOf({ access }: Pick<UserTags, 'access'>): readonly NewWay[] {
  return newWays.filter((way) => access.includes(way));
}

/**
 * Whether they may come with access keys on that day. Where that is over and they have no other way, they still may:
 * nobody is shut out by a date.
 */
export function isKeyOpen(tags: Pick<UserTags, 'access' | 'keyUntil'>, today: LocalDate): boolean {
  return newWaysOf(tags).length === 0 || !isKeyClosed(tags, today);
}

/** Whether nothing is open to them on that day: `key` is closed by its date, and they have no other way. */
export function hasNoWayIn(tags: Pick<UserTags, 'access' | 'keyUntil'>, today: LocalDate): boolean {
  return newWaysOf(tags).length === 0 && isKeyClosed(tags, today);
}

function isKeyClosed(
  { access, keyUntil }: Pick<UserTags, 'access' | 'keyUntil'>,
  today: LocalDate,
): boolean {
  return !access.includes('key') || today > (keyUntil ?? today);
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

function readSlackId(
  tags: Readonly<Record<string, string>>,
  type: UserType | undefined,
): string | undefined {
  return findFormed(
    tags,
    tagKeys.slackId,
    (value) => isSlackUserId(value) || (type === 'machine' && isSlackChannelId(value)),
  );
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
  tags: Readonly<Record<string, string>>,
  seenAt: Date,
  { timeZone, maximumExemptionDays }: { timeZone: string; maximumExemptionDays: number },
): { until?: LocalDate; expected?: string } {
  const found = findTag(tags, tagKeys.exemptUntil)?.value;
  if (found === undefined) {
    // Whoever wrote why takes the keys for exempt.
    const beside = [tagKeys.exemptReason, tagKeys.exemptBy].find((key) => saidIn(tags, key));
    return beside === undefined ? {} : { expected: `a date, YYYY-MM-DD, beside ${beside}` };
  }
  if (!isLocalDate(found)) return { expected: 'a date, YYYY-MM-DD' };
  const latest = addDays(dateIn(timeZone, seenAt), maximumExemptionDays);
  if (found > latest)
    return { expected: `a date at most ${counted(maximumExemptionDays, 'day')} ahead` };
  return { until: found };
}

/** A tag's value in which something is said. */
function saidIn(tags: Readonly<Record<string, string>>, key: string): string | undefined {
  return findFormed(tags, key, (value) => value.trim() !== '');
}

type Ways = Pick<UserTags, 'access' | 'keyUntil' | 'identityCenterName'>;

/** Of an engineer: whoever else has a tag of that name means something else by it. */
function readWays(
  tags: Readonly<Record<string, string>>,
  type: UserType | undefined,
): Ways & { readonly problems: readonly (TagProblem | undefined)[] } {
  if (type !== 'engineer')
    return {
      access: defaultAccess,
      keyUntil: undefined,
      identityCenterName: undefined,
      problems: [],
    };
  const [access, until, name] = [tagKeys.access, tagKeys.keyUntil, tagKeys.identityCenterName].map(
    (key) => findTag(tags, key)?.value,
  );
  const open = access === undefined ? defaultAccess : readAccess(access);
  const keyUntil = findFormed(tags, tagKeys.keyUntil, isLocalDate);
  const identityCenterName = findFormed(tags, tagKeys.identityCenterName, (value) =>
    /^\S{1,128}$/.test(value),
  );
  return {
    access: open ?? defaultAccess,
    keyUntil,
    identityCenterName,
    problems: [
      open ? undefined : problem(tagKeys.access, tags, expectedAccess),
      keyUntil === until ? undefined : problem(tagKeys.keyUntil, tags, 'a date, YYYY-MM-DD'),
      identityCenterName === name
        ? undefined
        : problem(tagKeys.identityCenterName, tags, 'a user name of IAM Identity Center'),
    ],
  };
}

const expectedAccess = `ways in (${waysIn.join(', ')}), each once, joined by +`;
