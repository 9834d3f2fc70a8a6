import { lastFour } from '../../../rules/credentials/credential';
import { findTag, tagKeys, userTypeOf } from '../../../rules/tags';

/** What IAM says of the user who is named as the canary. */
export interface UserFacts {
  readonly tags: Readonly<Record<string, string>>;
  /** The names of those that are its own, attached or inline. */
  readonly policies: readonly string[];
  readonly groups: readonly string[];
  readonly keys: readonly { readonly id: string; readonly isEnabled: boolean }[];
  readonly hasPassword: boolean;
}

/** As many keys as IAM gives a user. */
const MOST_KEYS = 2;

/**
 * Why no key is made for a user: only for one that may do nothing and is used by nobody a key does no harm, whoever sees
 * it. Undefined where one may be made.
 */
export function whyRefused({ tags, policies, groups, keys, hasPassword }: UserFacts) {
  if (userTypeOf(tags) !== 'machine') {
    const found = findTag(tags, tagKeys.type);
    const is = found ? `the tag ${found.key}=${found.value}` : 'no tag type';
    return `it has ${is}: expected type=machine`;
  }
  if (groups.length > 0) return `it is in the groups ${groups.join(', ')}: expected none`;
  if (policies.length > 0) return `it has the policies ${policies.join(', ')}: expected none`;
  if (hasPassword) return 'it has a console password: expected none';
  const enabled = keys.find(({ isEnabled }) => isEnabled);
  if (enabled) return `it has an enabled key, …${lastFour(enabled.id)}: expected none`;
  return keys.length < MOST_KEYS
    ? undefined
    : 'it has two keys already, and IAM gives no third: expected one at most, disabled';
}
