import { identityCenterNamePattern } from '../../rules/formats';
import { findTag, tagKeys } from '../../rules/tags';
import { readAccess, type WayIn } from '../../rules/ways-in';

/** An engineer's ways in, as far as their tags say them: what engineers.yaml is to say too, or pulumi up takes it away. */
export interface TaggedAccess {
  readonly access?: readonly WayIn[];
  readonly identityCenterName?: string;
}

export function taggedAccess(tags: Readonly<Record<string, string>>): TaggedAccess {
  const access = readAccess(findTag(tags, tagKeys.access)?.value ?? '');
  const name = findTag(tags, tagKeys.identityCenterName)?.value ?? '';
  const hasName =
    access?.includes('identity-center') === true && identityCenterNamePattern.test(name);
  return { ...(access && { access }), ...(hasName && { identityCenterName: name }) };
}
