import type { ToolName } from './tool-names';

/** Keys of a profile with their values, in the order in which they are written. */
export type Settings = readonly (readonly [key: string, value: string])[];

/** What the profile of a role takes, for all tools alike. */
export interface RoleSettings {
  /** The name of the user's own profile. */
  readonly home: string;
  readonly roleArn: string;
  /** Undefined: STS would not take the user's name for one. */
  readonly sessionName?: string;
  readonly mfaSerial: string;
  readonly region: string;
  /** The longest session that the role allows. */
  readonly maxSessionSeconds: number;
}

/** How a tool reads profiles; what is said of it holds in test/tools/, where the tools themselves are asked. */
export interface Tool {
  readonly called: string;
  /** How many MFA codes it asks for with profiles that all tools can use. */
  readonly codes: string;
  /** The same with its own, and what else there is to know of these, one line each. */
  readonly codesOfItsOwn: (home: string) => readonly string[];
  /** Where it looks for the user's access key. */
  readonly keyIs: (home: string) => string;
  readonly role: (settings: RoleSettings) => Settings;
  /** What it can't do with them. */
  readonly warningsOf: (home: string) => readonly string[];
}

const HOUR_SECONDS = 60 * 60;

/** What every tool reads as it is meant. */
export function settingsForAll(role: RoleSettings): Settings {
  return [
    ['source_profile', role.home],
    ['role_arn', role.roleArn],
    ...sessionNameOf(role),
    // Not inherited from the source profile by all that read this file.
    ['mfa_serial', role.mfaSerial],
    ['region', role.region],
    ['duration_seconds', String(role.maxSessionSeconds)],
  ];
}

/** By it CloudTrail of the role's account names the person; each tool makes one up where there is none. */
function sessionNameOf({ sessionName }: RoleSettings): Settings {
  return sessionName === undefined ? [] : [['role_session_name', sessionName]];
}

const inCredentialsFile = (home: string) =>
  `The access key is in ~/.aws/credentials, under [${home}].`;

export const tools: Readonly<Record<ToolName, Tool>> = {
  'aws-vault': {
    called: 'aws-vault',
    codes:
      'one for each role with sessions over an hour, one for all the rest; the next when a session ends',
    codesOfItsOwn: (home) => [
      'aws-vault asks for one MFA code for each role with sessions over an hour, and one for all the rest; for the next',
      'when a session ends.',
      `include_profile is aws-vault's own: mfa_serial, and an mfa_process, stand once, in ${home}. For other tools these`,
      'roles have no MFA, and AWS refuses them.',
    ],
    keyIs: (home) => `The access key is in aws-vault: aws-vault add ${home}`,
    role: (role) => [
      ['source_profile', role.home],
      ['include_profile', role.home],
      ['role_arn', role.roleArn],
      ...sessionNameOf(role),
      ['region', role.region],
      ['duration_seconds', String(role.maxSessionSeconds)],
    ],
    warningsOf: () => [],
  },
  awsume: {
    called: 'awsume',
    codes:
      'one for each role with sessions over an hour, at every switch; one in 12 hours for all the rest',
    codesOfItsOwn: () => [
      'awsume asks for one MFA code in 12 hours, for all of them together.',
      'Sessions last an hour: for a longer one awsume would ask for a code at every switch. awsume -a renews them.',
    ],
    keyIs: inCredentialsFile,
    role: (role) =>
      settingsForAll({
        ...role,
        maxSessionSeconds: Math.min(role.maxSessionSeconds, HOUR_SECONDS),
      }),
    warningsOf: () => [],
  },
  'aws-cli': {
    called: 'AWS CLI',
    codes: 'one for each role, the next when its session ends; none for your own user, see --for',
    codesOfItsOwn: () => [
      'The AWS CLI asks for one MFA code for each role, and for the next when its session ends.',
    ],
    keyIs: inCredentialsFile,
    role: settingsForAll,
    warningsOf: (home) => [
      `the AWS CLI uses ${home} without MFA, and AWS refuses nearly all that it asks so: with version 2, aws configure mfa-login --profile ${home} makes a profile with MFA of it`,
    ],
  },
};
