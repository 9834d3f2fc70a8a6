import { asPartition, iamArn } from '../../rules/arn';
import type { DeclaredAccount } from '../../stacks/config/declared-account';
import type { DeclaredEngineer } from '../../stacks/config/engineers';

/** One section of ~/.aws/config. */
export interface Profile {
  readonly name: string;
  /** What stands above it for a person, one line each. */
  readonly notes: readonly string[];
  /** In the order in which they are written. */
  readonly settings: readonly (readonly [key: string, value: string])[];
}

export interface ProfileOptions {
  readonly identity: DeclaredAccount;
  readonly accounts: readonly DeclaredAccount[];
  readonly prefix: string;
  /** Undefined: the device is named as the user is, as the AWS console proposes. */
  readonly mfaSerial?: string;
}

/** The profile of the engineer's own user, and one for each role that they may assume. */
export function profilesOf(
  engineer: DeclaredEngineer,
  options: ProfileOptions,
): readonly Profile[] {
  const { identity, accounts, prefix } = options;
  const home = `${prefix}${identity.name}`;
  const mfaSerial =
    options.mfaSerial ??
    iamArn(
      { partition: asPartition(identity.partition), accountId: identity.id },
      `mfa/${engineer.userName}`,
    );
  const own: Profile = {
    name: home,
    notes: [
      `The IAM user ${engineer.userName} in account ${identity.id}. The access key is in aws-vault: aws-vault add ${home}`,
    ],
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
      settings: [
        ['source_profile', home],
        ['role_arn', arn],
        // Not inherited from the source profile by all that read this file.
        ['mfa_serial', mfaSerial],
        ['region', account?.region ?? identity.region],
        ['duration_seconds', String(maxSessionHours * 60 * 60)],
      ],
    };
  });
  return [own, ...roles];
}

const oneHour = 'A session lasts one hour, and no longer: that is the limit of this role.';

/** As ~/.aws/config has it. */
export function formatProfiles(profiles: readonly Profile[]): string {
  return profiles
    .map(({ name, notes, settings }) =>
      [
        ...notes.map((note) => `# ${note}`),
        `[profile ${name}]`,
        ...settings.map(([key, value]) => `${key} = ${value}`),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}
