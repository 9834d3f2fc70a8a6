import { asPartition, iamArn } from '../../rules/arn';
import { roleSessionNamePattern } from '../../rules/formats';
import type { DeclaredAccount } from '../../stacks/config/declared-account';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import type { Part, Profile } from './config';

export interface SignInOptions {
  readonly identity: DeclaredAccount;
  readonly accounts: readonly DeclaredAccount[];
  /** The profile that the user has with a key, or would have. */
  readonly home: string;
  readonly prefix: string;
  /** Whether the engineer has profiles with a key besides, so that roles need two names. */
  readonly isSecondWay: boolean;
}

/**
 * The profiles of somebody who signs in with `aws login`. Their own has another name than the one with a key ever had:
 * a key that is left under that name in ~/.aws/credentials would be used in its place, and nothing would say so.
 */
export function signInPart(engineer: DeclaredEngineer, options: SignInOptions): Part {
  const { identity, accounts, home, prefix, isSecondWay } = options;
  const signIn = `${home}-sign-in`;
  const bridge = `${signIn}-process`;
  const roles = engineer.roles.map(({ reference, arn }): Profile => {
    const account = accounts.find(({ name }) => reference.startsWith(`${name}/`));
    return {
      name: `${prefix}${reference.replace('/', '-')}${isSecondWay ? '-sign-in' : ''}`,
      notes: [],
      settings: [
        ['source_profile', bridge],
        ['role_arn', arn],
        ...sessionName(engineer),
        ['region', account?.region ?? identity.region],
      ],
    };
  });
  return {
    notes: [
      `By aws login, without a key: aws login --profile ${signIn}`,
      'It takes the AWS CLI, 2.32 or newer, and a browser on the same machine, in which you give password and MFA code. It',
      'lasts twelve hours at most, and ends when the password is changed.',
      ...(roles.length > 0 ? aboutRoles(isSecondWay) : []),
    ],
    profiles: [
      ownProfile(engineer, signIn, identity),
      bridgeProfile(signIn, bridge, identity),
      ...roles,
    ],
  };
}

function ownProfile(
  { userName, path = '/' }: DeclaredEngineer,
  name: string,
  { id, partition, region }: DeclaredAccount,
): Profile {
  const owner = { partition: asPartition(partition), accountId: id };
  return {
    name,
    notes: [
      `The IAM user ${userName} in account ${id}. Nothing else here may give credentials, neither a key (also in`,
      '~/.aws/credentials) nor role_arn, sso_session or credential_process: tools would take that. mfa_serial would ask for',
      'another code.',
    ],
    settings: [
      ['login_session', iamArn(owner, `user${path}${userName}`)],
      ['region', region],
    ],
  };
}

function bridgeProfile(signIn: string, name: string, { region }: DeclaredAccount): Profile {
  return {
    name,
    notes: [
      "The same for tools that do not know login_session, such as Terraform's S3 backend, aws-vault, and boto3 without",
      'awscrt: they have the AWS CLI fetch the credentials, for which it must be on the PATH.',
    ],
    settings: [
      [
        'credential_process',
        `aws configure export-credentials --profile ${signIn} --format process`,
      ],
      ['region', region],
    ],
  };
}

function aboutRoles(isSecondWay: boolean): readonly string[] {
  return [
    'The roles have no mfa_serial: the code is asked for in the browser. They have no duration_seconds: a session lasts an',
    'hour, and a tool has the next one without a code.',
    ...(isSecondWay
      ? ['Their names end with -sign-in, as the others are those with the key.']
      : [
          'Take profiles of the same names with a key out of this file first: where a name stands twice, the AWS CLI reads none.',
        ]),
  ];
}

/** By it CloudTrail of the role's account names the person. */
function sessionName({ userName }: DeclaredEngineer): Profile['settings'] {
  return roleSessionNamePattern.test(userName) ? [['role_session_name', userName]] : [];
}
