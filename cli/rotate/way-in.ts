import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { badUse } from '../cli-error';
import { findCredentials } from '../aws/credentials';
import { asWord } from './files';
import type { KeyPair } from './ini';
import type { Place } from './places/place';
import type { Profiles, Settings } from './profiles';

/** Of somebody's profiles: more are no help. */
const MOST_NAMES = 5;

/** With what the command comes to AWS: the key itself, for which a code is asked, or a session that is there already. */
export type WayIn =
  | {
      readonly is: 'key';
      readonly key: KeyPair;
      /** What gave it, where that is a program. */
      readonly from?: string;
      readonly serial?: string;
      readonly mfaProcess?: string;
    }
  | {
      readonly is: 'session';
      readonly credentials: AwsCredentialIdentity;
      /** As a person knows it. */
      readonly from: string;
    };

export interface Surroundings {
  readonly profiles: Profiles;
  readonly env: Readonly<Partial<Record<string, string>>>;
  readonly region: string;
  /** Of `--aws-vault`. */
  readonly vault?: Place;
  readonly awsVault?: string;
}

/**
 * The credentials of a profile as AWS's tools find them, but that of a role only the user behind it is looked for.
 * @param name undefined: the environment's keys, else the profile `default`
 * @throws CliError where there are none
 */
export async function findWayIn(name: string | undefined, where: Surroundings): Promise<WayIn> {
  const { profiles, env, vault, awsVault, region } = where;
  const ofVault =
    awsVault !== undefined && env['AWS_VAULT'] === awsVault ? sessionOfShell(env) : undefined;
  const ofShell = ofVault ?? (name === undefined ? keysOfShell(env) : undefined);
  if (ofShell?.sessionToken !== undefined)
    return { is: 'session', credentials: ofShell, from: "the session of this shell's environment" };
  const asked = name ?? 'default';
  if (name === undefined && !ofShell && !profiles.has(asked)) throw nothingNamed(profiles);
  const chain = vault && !profiles.has(asked) ? [] : ofShell ? [] : profiles.chainOf(asked);
  // The user's own profile says most of their device; else the role's does.
  const settings = [...chain].reverse().map((each) => profiles.settingsOf(each));
  const mfa = {
    serial: first(settings, 'mfa_serial'),
    mfaProcess: first(settings, 'mfa_process'),
  };
  if (ofShell) return { is: 'key', key: ofShell, ...ofProfileWith(ofShell.accessKeyId, profiles) };
  const own: Settings = settings[0] ?? {};
  const {
    aws_access_key_id: accessKeyId,
    aws_secret_access_key: secretAccessKey,
    aws_session_token: sessionToken,
  } = own;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    if (sessionToken === undefined)
      return { is: 'key', key: { accessKeyId, secretAccessKey }, ...mfa };
    // Such as aws-mfa puts there, with the key itself in another profile.
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    return { is: 'session', credentials, from: `the session in the profile ${chain.at(-1)}` };
  }
  const [key] = (await vault?.keys()) ?? [];
  if (key) return { is: 'key', key, ...mfa };
  const { credentials, from } = await credentialsOf(chain.at(-1) ?? asked, own, region);
  if (credentials.sessionToken !== undefined) return { is: 'session', credentials, from };
  return { is: 'key', key: credentials, from, ...mfa };
}

function nothingNamed(profiles: Profiles) {
  const names = profiles.names().filter((name) => !('role_arn' in profiles.settingsOf(name)));
  return badUse(
    `no profile is named, and AWS's config and credentials files have none that is called default: ${names.length === 0 ? 'put your key in one, or name that of aws-vault with --aws-vault' : `name yours (there are ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ', …' : ''})`}`,
  );
}

async function credentialsOf(
  profile: string,
  settings: Settings,
  region: string,
): Promise<{ credentials: AwsCredentialIdentity; from: string }> {
  const isProgram = settings['credential_process'] !== undefined;
  const isSignIn = settings['login_session'] !== undefined;
  if (!isProgram && !isSignIn)
    throw badUse(
      `the profile ${profile} has no access key of an IAM user${ofSso(settings)}: expected aws_access_key_id and aws_secret_access_key, credential_process or login_session; a key in aws-vault is named with --aws-vault`,
    );
  const from = `the ${isProgram ? 'credential_process' : 'login_session'} of the profile ${profile}`;
  try {
    return { credentials: await findCredentials(profile, region)(), from };
  } catch (cause) {
    const todo = isProgram
      ? `see that aws sts get-caller-identity --profile ${asWord(profile)} works`
      : `sign in with aws login --profile ${asWord(profile)}`;
    throw badUse(`${from} gave no credentials: ${todo}, then run this again`, { cause });
  }
}

function ofSso(settings: Settings): string {
  const isSso = Object.keys(settings).some((name) => name.startsWith('sso_'));
  return isSso ? ', but signs in with SSO, where there is nothing to rotate' : '';
}

function keysOfShell(env: Surroundings['env']): AwsCredentialIdentity | undefined {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_SESSION_TOKEN = '',
  } = env;
  if (accessKeyId === '' || secretAccessKey === '') return undefined;
  return { accessKeyId, secretAccessKey, sessionToken: AWS_SESSION_TOKEN || undefined };
}

/** What `aws-vault exec` gives a program. */
function sessionOfShell(env: Surroundings['env']): AwsCredentialIdentity | undefined {
  const found = keysOfShell(env);
  return found?.sessionToken === undefined ? undefined : found;
}

/** What the profiles with that key say of its user's device. */
function ofProfileWith(keyId: string, profiles: Profiles) {
  const settings = profiles
    .names()
    .map((name) => profiles.settingsOf(name))
    .filter((each) => each['aws_access_key_id'] === keyId);
  return { serial: first(settings, 'mfa_serial'), mfaProcess: first(settings, 'mfa_process') };
}

function first(settings: readonly Settings[], name: string): string | undefined {
  return settings.map((each) => each[name]).find((value) => value !== undefined);
}
