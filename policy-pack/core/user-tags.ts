import type { Resource } from './define-policy';
import { addDays, isDate, today } from './dates';
import { withoutCase } from './without-case';
import {
  rotationTools,
  slackChannelIdPattern,
  slackUserIdPattern,
  tagKeys,
  userTypes,
  type UserType,
} from './vocabulary.generated';

/** What a policy needs of a resource to know its tags. */
export type Tagged = Pick<Resource, 'props' | 'provider'>;

/** The keys of a resource's tags, and of the provider's that it gets besides, each as it is written. */
export function tagKeysOf({ props, provider }: Tagged): readonly string[] {
  return [...new Set([...keysOf(props['tags']), ...keysOf(defaultTagsOf(provider)['tags'])])];
}

/**
 * The value of one tag of a resource, whatever the case of its key; its own goes before the provider's default.
 * @returns undefined where there is no such tag. Throws where it is not known yet.
 */
export function tagOf(resource: Tagged, key: string): string | undefined {
  return findTag(resource, key)?.value;
}

function findTag(
  { props, provider }: Tagged,
  key: string,
): { readonly key: string; readonly value: string } | undefined {
  return tagIn(props['tags'], key) ?? tagIn(defaultTagsOf(provider)['tags'], key);
}

/** Of two that differ by case only, the one that is as wanted: `iam-unique-without-case` refuses both. */
function tagIn(tags: unknown, wanted: string) {
  // A key is known even where its value is not.
  const keys = keysOf(tags).filter((each) => withoutCase(each) === withoutCase(wanted));
  const key = keys.includes(wanted) ? wanted : keys[0];
  const value = key === undefined ? undefined : textOf(recordOf(tags)[key]);
  return key === undefined || value === undefined ? undefined : { key, value };
}

function keysOf(tags: unknown): readonly string[] {
  return Object.keys(recordOf(tags));
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

/** What is expected of the tag `rotate-with`, which nobody needs to have. */
export function rotateWithProblem(user: Tagged): string | undefined {
  const found = tagOf(user, tagKeys.rotateWith);
  if (found === undefined || rotationTools.some((known) => known === found)) return undefined;
  return problem(user, tagKeys.rotateWith, `"${rotationTools.join('", "')}", or no such tag`);
}

function problem(user: Tagged, key: string, expected: string): string {
  const found = findTag(user, key);
  return found === undefined
    ? `The tag ${key} is missing: set tags["${key}"] to ${expected}.`
    : `The tag ${found.key} is ${JSON.stringify(found.value)}: set tags["${found.key}"] to ${expected}.`;
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
