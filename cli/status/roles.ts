import type { Profiles } from '../rotate/profiles';

/** A role that a profile of AWS's config file assumes. */
export interface RoleProfile {
  readonly profile: string;
  readonly arn: string;
}

/** The roles of whoever has one of these profiles, by the files alone: what IAM lets them assume they can't see. */
export function rolesOf(own: ReadonlySet<string>, profiles: Profiles): readonly RoleProfile[] {
  return profiles.names().flatMap((profile) => {
    const arn = profiles.settingsOf(profile)['role_arn'];
    const source = arn === undefined ? undefined : sourceOf(profile, profiles);
    return arn !== undefined && source !== undefined && own.has(source) ? [{ profile, arn }] : [];
  });
}

/** Of a profile whose chain is broken, nobody knows. */
function sourceOf(profile: string, profiles: Profiles): string | undefined {
  try {
    return profiles.chainOf(profile).at(-1);
  } catch {
    return undefined;
  }
}

/** The profiles that are the user's own: the one that was asked for, or behind it, and those that have the key. */
export function ownProfiles(
  name: string | undefined,
  keyIds: readonly string[],
  profiles: Profiles,
): ReadonlySet<string> {
  const asked = name ?? 'default';
  const chain = profiles.has(asked) ? profiles.chainOf(asked) : [asked];
  const withKey = profiles
    .names()
    .filter((each) => keyIds.includes(profiles.settingsOf(each)['aws_access_key_id'] ?? ''));
  return new Set([...chain.slice(-1), ...withKey]);
}
