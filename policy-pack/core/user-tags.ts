import type { Resource } from './define-policy';
import { addDays, isDate, today } from './dates';
import {
  slackChannelIdPattern,
  slackUserIdPattern,
  tagKeys,
  userTypes,
  type UserType,
} from './vocabulary.generated';

/** What a policy needs of a resource to know its tags. */
export type Tagged = Pick<Resource, 'props' | 'provider'>;

/**
 * The value of one tag of a resource; its own goes before the provider's default.
 * @returns undefined where there is no such tag. Throws where it is not known yet.
 */
export function tagOf({ props, provider }: Tagged, key: string): string | undefined {
  const own = recordOf(props['tags']);
  // A key is known even where its value is not.
  const value = Object.keys(own).includes(key) ? own[key] : undefined;
  return textOf(value ?? recordOf(defaultTagsOf(provider)['tags'])[key]);
}

/** The type of an IAM user; undefined where the tag is missing or is none of the types. */
export function typeOf(user: Tagged): UserType | undefined {
  const found = tagOf(user, tagKeys.type);
  return userTypes.find((known) => known === found);
}

/** What is expected of the tag `type`, if it is not as expected. */
export function typeProblem(user: Tagged): string | undefined {
  if (typeOf(user) !== undefined) return undefined;
  return problem(user, tagKeys.type, `"${userTypes.join('" or "')}"`);
}

/** What is expected of the tag `slack-id`: an engineer has one, a machine may. */
export function slackIdProblem(user: Tagged): string | undefined {
  const type = typeOf(user);
  if (type === undefined) return undefined;
  const found = tagOf(user, tagKeys.slackId);
  if (type === 'engineer') {
    if (found !== undefined && slackUserIdPattern.test(found)) return undefined;
    return problem(user, tagKeys.slackId, 'the Slack member id of the person (U… or W…)');
  }
  if (found === undefined || slackUserIdPattern.test(found) || slackChannelIdPattern.test(found))
    return undefined;
  return problem(
    user,
    tagKeys.slackId,
    "the Slack member id of the owner (U… or W…), a channel's id (C… or G…), or no such tag",
  );
}

/** What is expected of the tag `key-exempt-until`, which nobody needs to have. */
export function exemptUntilProblem(user: Tagged, maximumDays: number): string | undefined {
  const found = tagOf(user, tagKeys.exemptUntil);
  if (found === undefined) return undefined;
  if (!isDate(found)) return problem(user, tagKeys.exemptUntil, 'a date, YYYY-MM-DD');
  if (found <= addDays(today(), maximumDays)) return undefined;
  return problem(
    user,
    tagKeys.exemptUntil,
    `a date at most ${maximumDays} ${maximumDays === 1 ? 'day' : 'days'} ahead`,
  );
}

function problem(user: Tagged, key: string, expected: string): string {
  const found = tagOf(user, key);
  return found === undefined
    ? `The tag ${key} is missing: set tags["${key}"] to ${expected}.`
    : `The tag ${key} is ${JSON.stringify(found)}: set tags["${key}"] to ${expected}.`;
}

/** A provider's nested inputs are JSON texts. */
function defaultTagsOf(provider: Tagged['provider']): Readonly<Record<string, unknown>> {
  const found = (provider?.props as Record<string, unknown> | undefined)?.['defaultTags'];
  return recordOf(typeof found === 'string' ? JSON.parse(found) : found);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
