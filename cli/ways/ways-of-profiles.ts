import { isSameName } from '../../rules/without-case';
import type { WayIn } from '../../rules/ways-in';
import type { Profiles, Settings } from '../rotate/profiles';

/** A profile by which somebody comes to AWS, as the files have it. */
export interface WayProfile {
  readonly profile: string;
  readonly way: WayIn;
  /** Itself, or the one that it gets its credentials from in the end. */
  readonly source: string;
  /** The access key that tools use in place of the way: undefined where none stands there. */
  readonly shadow?: StandingKey;
  /** Why it can't be tried without a person. */
  readonly notTried?: string;
}

/** A long-term key in a file. */
export interface StandingKey {
  readonly profile: string;
  /** Its last four characters. */
  readonly end: string;
}

/** The AWS CLI, as it gives another profile's credentials to tools that know no `login_session`, or no account access. */
const bridgeTo =
  /\b(?:configure export-credentials|account-access-runtime)\b.*?--profile[ =](?:"(?<quoted>[^"]+)"|(?<plain>\S+))/;
/** Account access manager has no setting of its own in a profile. */
const accountAccess = /\baccount-access-runtime\b/;

/** Of the profiles those that are a way, in the files' order; what is no way of Keyturn's, such as a machine's, is left out. */
export function waysOfProfiles(profiles: Profiles): readonly WayProfile[] {
  return profiles.names().flatMap((name) => wayOf(name, profiles) ?? []);
}

function wayOf(profile: string, profiles: Profiles): WayProfile | undefined {
  const chain = chainOf(profile, profiles);
  const source = chain.at(-1) ?? profile;
  const own = profiles.settingsOf(source);
  const way = wayOfSettings(own);
  if (way === undefined || isSignInAlone(profiles.settingsOf(profile))) return undefined;
  if (way !== 'key') {
    const shadow = chain.map((each) => standingKey(each, profiles)).find((each) => each);
    return { profile, way, source, ...(shadow && { shadow }) };
  }
  const notTried = whyNot(profile, source, profiles);
  return { profile, way, source, ...(notTried !== undefined && { notTried }) };
}

/** Of Identity Center without a role: it has no credentials. */
function isSignInAlone(settings: Settings): boolean {
  return settings['sso_session'] !== undefined && settings['sso_account_id'] === undefined;
}

/** By roles and bridges to the one that has credentials of its own. */
function chainOf(profile: string, profiles: Profiles): readonly string[] {
  const chain: string[] = [];
  for (let next: string | undefined = profile; next !== undefined && !chain.includes(next);) {
    chain.push(next);
    next = sourceOf(profiles.settingsOf(next));
  }
  return chain;
}

function sourceOf(settings: Settings): string | undefined {
  if (settings['role_arn'] !== undefined) return settings['source_profile'];
  const found = bridgeTo.exec(settings['credential_process'] ?? '')?.groups;
  return found?.['quoted'] ?? found?.['plain'];
}

function wayOfSettings(settings: Settings): WayIn | undefined {
  if (settings['login_session'] !== undefined) return 'sign-in';
  if (settings['sso_session'] !== undefined || settings['sso_start_url'] !== undefined)
    return 'identity-center';
  const program = settings['credential_process'];
  if (program !== undefined) return accountAccess.test(program) ? 'identity-center' : undefined;
  if (settings['aws_session_token'] !== undefined) return undefined;
  // A key in aws-vault leaves the device alone in the file.
  return settings['aws_access_key_id'] !== undefined || settings['mfa_serial'] !== undefined
    ? 'key'
    : undefined;
}

function whyNot(profile: string, source: string, profiles: Profiles): string | undefined {
  if (profile !== source) return 'a role by a key takes an MFA code';
  return standingKey(source, profiles) === undefined
    ? "the key is not in AWS's files: aws-vault may have it"
    : undefined;
}

function standingKey(profile: string, profiles: Profiles): StandingKey | undefined {
  const { aws_access_key_id: id, aws_session_token: token } = profiles.settingsOf(profile);
  return id === undefined || token !== undefined ? undefined : { profile, end: id.slice(-4) };
}

/** A long-term key's id, as against that of a session. */
export function isLongTerm(accessKeyId: string): boolean {
  return isSameName(accessKeyId.slice(0, 4), 'AKIA');
}
