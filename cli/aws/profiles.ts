import { loadSharedConfigFiles } from '@smithy/core/config';
import { suggest } from '../../stacks/config/suggest';
import { badUse } from '../cli-error';

/** Of whose profile it is. */
export type ProfileOption =
  '--profile' | '--ledger-profile' | '--canary-profile' | '--cloudtrail-profile';

/** More names are no help. */
const MOST_SHOWN = 10;
/** Sections of the config file that are no profiles: `sso-session.acme`, `services.local`. */
const notProfiles = /^(sso-session|services)\./;

/**
 * Says that a profile is not there, or one that its role is assumed with, of which the SDK would only say that it
 * found no credentials.
 * @param named as an option names it; else it is the environment's
 * @throws CliError
 */
export async function checkProfile(
  named: string | undefined,
  option: ProfileOption = '--profile',
): Promise<void> {
  const profile = named ?? process.env['AWS_PROFILE'] ?? '';
  if (profile === '') return;
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
    .filter((name) => !notProfiles.test(name))
    .sort();
  const settingsOf = (name: string): Settings => ({
    ...configFile[name],
    ...credentialsFile[name],
  });
  const missing = findMissing(
    { name: profile, where: named === undefined ? 'AWS_PROFILE' : option },
    names,
    settingsOf,
  );
  if (missing === undefined) return;
  const shown = names.slice(0, MOST_SHOWN).join(', ');
  const more = names.length > MOST_SHOWN ? ` and ${names.length - MOST_SHOWN} more` : '';
  const there = names.length === 0 ? 'they have none' : `they have ${shown}${more}`;
  throw badUse(
    `${missing.where} is ${missing.name}, a profile that AWS's config and credentials files don't have${suggest(missing.name, names)}: ${there}`,
  );
}

type Settings = Partial<Record<string, string>>;

/** A profile by its name, and what names it. */
interface Reference {
  readonly name: string;
  readonly where: string;
}

/** The first that is not there: the profile itself, or one that a role of it, or of those, is assumed with. */
function findMissing(
  first: Reference,
  names: readonly string[],
  settingsOf: (name: string) => Settings,
): Reference | undefined {
  const visited = new Set<string>();
  for (let next: Reference | undefined = first; next && !visited.has(next.name);) {
    const { name }: Reference = next;
    if (!names.includes(name)) return next;
    visited.add(name);
    const { role_arn: role, source_profile: source } = settingsOf(name);
    next =
      role === undefined || source === undefined
        ? undefined
        : { name: source, where: `source_profile of ${name}` };
  }
  return undefined;
}
