import { asPartition, iamArn } from '../../rules/arn';
import { roleSessionNamePattern } from '../../rules/formats';
import { ownProfile } from '../../rules/rotation';
import type { DeclaredAccount } from '../../stacks/config/declared-account';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import type { Config, Profile } from './config';
import { identityCenterPart, type Portal } from './identity-center';
import { signInPart } from './sign-in';
import type { ToolName } from './tool-names';
import { settingsForAll, tools } from './tools';

export interface ConfigOptions {
  readonly identity: DeclaredAccount;
  readonly accounts: readonly DeclaredAccount[];
  readonly prefix: string;
  /** Undefined: the device is named as the user is, as the AWS console proposes. */
  readonly mfaSerial?: string;
  /** Undefined: nobody is told how to come through Identity Center. */
  readonly portal?: Portal;
  /** Undefined: as all tools can use it. */
  readonly tool?: ToolName;
}

/** For each of the engineer's ways in the profile of their own user, and one for each role that they may assume. */
export function configOf(engineer: DeclaredEngineer, options: ConfigOptions): Config {
  const { identity, prefix } = options;
  const home = ownProfile(identity.name, prefix);
  const { userName, roles, access } = engineer;
  const hasKey = access.includes('key');
  const tool = options.tool && tools[options.tool];
  const noName =
    roles.length === 0 ||
    roleSessionNamePattern.test(userName) ||
    !(hasKey || access.includes('sign-in'))
      ? []
      : [
          `STS takes no session name of less than two signs, so there is no role_session_name: CloudTrail of the roles' accounts does not say ${userName}`,
        ];
  const warnings = [...noName, ...(hasKey ? (tool?.warningsOf(home) ?? []) : [])];
  const minded = warnings.map((each) => `Mind: ${each}.`);
  const ofKey = {
    notes: [...codesOf(options.tool, home), ...minded],
    profiles: profilesOf(engineer, home, options),
  };
  const ofSignIn = signInPart(engineer, { ...options, home, isSecondWay: hasKey });
  const parts = [
    ...(hasKey ? [ofKey] : []),
    ...(access.includes('sign-in')
      ? [hasKey ? ofSignIn : { ...ofSignIn, notes: [...ofSignIn.notes, ...minded] }]
      : []),
  ];
  const { portal } = options;
  return {
    parts: [
      ...parts,
      ...(portal && access.includes('identity-center')
        ? [identityCenterPart(engineer, { ...options, portal, isSecondWay: parts.length > 0 })]
        : []),
    ],
    warnings,
  };
}

function codesOf(name: ToolName | undefined, home: string): readonly string[] {
  if (name) return tools[name].codesOfItsOwn(home);
  return [
    'How many MFA codes each tool asks for with these profiles:',
    ...Object.values(tools).map(({ called, codes }) => `  ${called}: ${codes}`),
    'What can ask for none, such as Terraform, takes no role by itself: run it with aws-vault exec, or after awsume.',
  ];
}

function profilesOf(
  engineer: DeclaredEngineer,
  home: string,
  options: ConfigOptions,
): readonly Profile[] {
  const { identity, accounts, prefix } = options;
  const { userName } = engineer;
  const tool = options.tool && tools[options.tool];
  const owner = { partition: asPartition(identity.partition), accountId: identity.id };
  const mfaSerial = options.mfaSerial ?? iamArn(owner, `mfa/${userName}`);
  const { keyIs } = tool ?? tools['aws-vault'];
  const own: Profile = {
    name: home,
    notes: [`The IAM user ${userName} in account ${identity.id}. ${keyIs(home)}`],
    settings: [
      ['region', identity.region],
      ['mfa_serial', mfaSerial],
    ],
  };
  const roles = engineer.roles.map(({ reference, arn, maxSessionHours }): Profile => {
    const account = accounts.find(({ name }) => reference.startsWith(`${name}/`));
    return {
      name: `${prefix}${reference.replace('/', '-')}`,
      notes: maxSessionHours === 1 ? [oneHour] : [],
      settings: (tool?.role ?? settingsForAll)({
        home,
        roleArn: arn,
        sessionName: roleSessionNamePattern.test(userName) ? userName : undefined,
        mfaSerial,
        region: account?.region ?? identity.region,
        maxSessionSeconds: maxSessionHours * 60 * 60,
      }),
    };
  });
  return [own, ...roles];
}

const oneHour = 'A session lasts one hour, and no longer: that is the limit of this role.';
