import { roleSessionNamePattern } from '../../rules/formats';
import type { DeclaredAccount } from '../../stacks/config/declared-account';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import type { Part, Profile } from './config';

/** Where the company's IAM Identity Center is. */
export interface Portal {
  /** Of the AWS access portal: https://d-1234567890.awsapps.com/start */
  readonly startUrl: string;
  readonly region: string;
  /** Of account access manager, which lets people into the roles that are there; undefined: permission sets do. */
  readonly tenantId?: string;
  /** What permission sets are called, by role; those that are not here have the role's name. */
  readonly permissionSets: ReadonlyMap<string, string>;
}

export interface IdentityCenterOptions {
  readonly portal: Portal;
  readonly accounts: readonly DeclaredAccount[];
  /** The account of the IAM users, whose region roles have of which nothing else is known. */
  readonly identity: DeclaredAccount;
  readonly prefix: string;
  /** Whether the engineer has other profiles besides, so that roles need two names. */
  readonly isSecondWay: boolean;
}

/** The profiles of somebody who comes through IAM Identity Center: one for each role, and the sign-in that they share. */
export function identityCenterPart(
  engineer: DeclaredEngineer,
  options: IdentityCenterOptions,
): Part {
  const { portal, prefix } = options;
  const session = `${prefix}identity-center`;
  return {
    notes: [
      `Through IAM Identity Center, without a key: aws sso login --sso-session ${session}`,
      'It takes the AWS CLI, version 2, and a browser. It is Identity Center that asks for MFA, at the sign-in.',
      ...(portal.tenantId === undefined
        ? ['The roles are those of permission sets of the same names.']
        : accountAccessNotes),
    ],
    profiles: [
      sessionSection(session, portal),
      ...(portal.tenantId === undefined ? [] : [tokenProfile(session, portal)]),
      ...engineer.roles.map((role) => roleProfile(engineer, role, { ...options, session })),
    ],
  };
}

const accountAccessNotes = [
  'The roles are let into by account access manager. No tool has a setting for it: they have the AWS CLI fetch the',
  'credentials, for which it must be on the PATH, and new enough to know aws account-access-runtime. awsume can not use',
  'them: it heeds no quotes in a credential_process.',
];

function sessionSection(name: string, { startUrl, region, tenantId }: Portal): Profile {
  return {
    section: 'sso-session',
    name,
    notes: [],
    settings: [
      ['sso_start_url', startUrl],
      ['sso_region', region],
      [
        'sso_registration_scopes',
        tenantId === undefined
          ? 'sso:account:access'
          : 'account_access:read_only,account_access:assume',
      ],
    ],
  };
}

function tokenProfile(session: string, { region }: Portal): Profile {
  return {
    name: session,
    notes: ['The sign-in itself, for the profiles of roles. It has no credentials of its own.'],
    settings: [
      ['sso_session', session],
      ['region', region],
    ],
  };
}

function roleProfile(
  { userName, identityCenterName = userName }: DeclaredEngineer,
  { reference, arn }: DeclaredEngineer['roles'][number],
  options: IdentityCenterOptions & { readonly session: string },
): Profile {
  const { portal, accounts, identity, prefix, isSecondWay, session } = options;
  const account = accounts.find(({ name }) => reference.startsWith(`${name}/`));
  const region = account?.region ?? identity.region;
  const sessionName = roleSessionNamePattern.test(identityCenterName)
    ? [`--session-name ${identityCenterName}`]
    : [];
  return {
    name: `${prefix}${reference.replace('/', '-')}${isSecondWay ? '-identity-center' : ''}`,
    notes: [],
    settings:
      portal.tenantId === undefined
        ? [
            ['sso_session', session],
            ['sso_account_id', arn.split(':')[4] ?? ''],
            [
              'sso_role_name',
              portal.permissionSets.get(reference) ?? arn.slice(arn.lastIndexOf('/') + 1),
            ],
            ['region', region],
          ]
        : [
            [
              'credential_process',
              [
                'aws account-access-runtime get-role-credentials',
                `--tenant-id ${portal.tenantId} --role-arn ${arn} --access-type PROGRAMMATIC_ACCESS`,
                ...sessionName,
                `--profile ${session} --region ${portal.region} --output json --query '${asCredentials}'`,
              ].join(' '),
            ],
            ['region', region],
          ],
  };
}

/**
 * What a credential_process is to write, of GetRoleCredentials' answer.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
const asCredentials =
  'credentialsDetails.programmaticAccess.{Version: `1`, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: expiresAt}';
