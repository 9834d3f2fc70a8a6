import { loadSharedConfigFiles } from '@smithy/core/config';
import { suggest } from '../../stacks/config/suggest';
import { badUse } from '../cli-error';

/** More names are no help. */
const MOST_SHOWN = 10;
/** Sections of the config file that are no profiles: `sso-session.acme`, `services.local`. */
const notProfiles = /^(sso-session|services)\./;

/**
 * Says that a profile is not there, of which the SDK would only say that it found no credentials.
 * @param option as --profile names it; else it is the environment's
 * @throws CliError
 */
export async function checkProfile(option: string | undefined): Promise<void> {
  const profile = option ?? process.env['AWS_PROFILE'] ?? '';
  if (profile === '') return;
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
    .filter((name) => !notProfiles.test(name))
    .sort();
  if (names.includes(profile)) return;
  const shown = names.slice(0, MOST_SHOWN).join(', ');
  const more = names.length > MOST_SHOWN ? ` and ${names.length - MOST_SHOWN} more` : '';
  const there = names.length === 0 ? 'they have none' : `they have ${shown}${more}`;
  throw badUse(
    `${option === undefined ? 'AWS_PROFILE' : '--profile'} is ${profile}, a profile that AWS's config and credentials files don't have${suggest(profile, names)}: ${there}`,
  );
}
