import type { Resource } from './define-policy';
import { addDays, isDate, today } from './dates';
import { withoutCase } from './without-case';
import {
  exemptionTextPattern,
  exemptionTextTakes,
  rotationTools,
  slackChannelIdPattern,
  slackUserIdPattern,
  tagKeys,
  userTypes,
  waysIn,
  type UserType,
  type WayIn,
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
  if (found === undefined) {
    const beside = [tagKeys.exemptReason, tagKeys.exemptBy].find((key) => saidIn(user, key));
    const expected = `a date, YYYY-MM-DD, or take ${beside} away`;
    return beside === undefined ? undefined : problem(user, tagKeys.exemptUntil, expected);
  }
  if (!isDate(found)) return problem(user, tagKeys.exemptUntil, 'a date, YYYY-MM-DD');
  if (found <= addDays(today(), maximumDays)) return undefined;
  return problem(
    user,
    tagKeys.exemptUntil,
    `a date at most ${maximumDays} ${maximumDays === 1 ? 'day' : 'days'} ahead`,
  );
}

/**
 * What is expected of the tags that say why there is an exemption, and who allowed it. The monitor heeds one without
 * them: no key is disabled for want of words. Here it is still to be made.
 */
export function exemptionTextProblem(
  user: Tagged,
  key: typeof tagKeys.exemptReason | typeof tagKeys.exemptBy,
): string | undefined {
  const found = tagOf(user, key);
  if (found === undefined && tagOf(user, tagKeys.exemptUntil) === undefined) return undefined;
  if (found !== undefined && exemptionTextPattern.test(found)) return undefined;
  const what = key === tagKeys.exemptReason ? 'why there is an exemption' : 'who allowed it';
  return problem(user, key, `${what}, in ${exemptionTextTakes}`);
}

/** What is expected of the tag `rotate-with`, which nobody needs to have. */
export function rotateWithProblem(user: Tagged): string | undefined {
  const found = tagOf(user, tagKeys.rotateWith);
  if (found === undefined || rotationTools.some((known) => known === found)) return undefined;
  return problem(user, tagKeys.rotateWith, `"${rotationTools.join('", "')}", or no such tag`);
}

/** The ways in that an engineer's tags name: where they name none, or something else, it is `key`, as the monitor reads it. */
export function accessOf(user: Tagged): readonly WayIn[] {
  return readAccess(tagOf(user, tagKeys.access)) ?? ['key'];
}

/** What is expected of the tag `access`, which nobody needs to have. */
export function accessProblem(user: Tagged): string | undefined {
  const found = tagOf(user, tagKeys.access);
  if (found === undefined || readAccess(found)) return undefined;
  return problem(
    user,
    tagKeys.access,
    `one or more of "${waysIn.join('", "')}", joined by +, or no such tag`,
  );
}

/** What is expected of the tag `key-until`, which nobody needs to have. */
export function keyUntilProblem(user: Tagged): string | undefined {
  const found = tagOf(user, tagKeys.keyUntil);
  if (found === undefined || isDate(found)) return undefined;
  return problem(user, tagKeys.keyUntil, 'a date, YYYY-MM-DD, or no such tag');
}

/** Undefined where the text names no way, another one, or one twice. */
function readAccess(text = ''): readonly WayIn[] | undefined {
  const named = text.split('+');
  const known = waysIn.filter((way) => named.includes(way));
  return known.length === named.length ? known : undefined;
}

function problem(user: Tagged, key: string, expected: string): string {
  const found = findTag(user, key);
  return found === undefined
    ? `The tag ${key} is missing: set tags["${key}"] to ${expected}.`
    : `The tag ${found.key} is ${JSON.stringify(found.value)}: set tags["${found.key}"] to ${expected}.`;
}

function saidIn(user: Tagged, key: string): boolean {
  return (tagOf(user, key) ?? '').trim() !== '';
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
