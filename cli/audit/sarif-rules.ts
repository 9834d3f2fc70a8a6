import { keyturnCommands } from '../../rules/rotation-commands';
import type { ReportingDescriptor } from 'sarif';
import { homepage } from '../../package.json';
import type { CisNumbers, RuleName } from '../../rules/report/report';
import { rulesInShort } from '../../rules/report/audit-rules';
import { ruleNames } from '../../rules/report/rule-names';

/** What code scanning shows of a rule, the same in every run: what a run counts stands in its results. */
interface RuleInWords {
  /** Which of the five rules it is, or is seen by. */
  readonly of: 1 | 2 | 3 | 4 | 5;
  /** One word, as SARIF asks for beside the id. */
  readonly name: string;
  readonly description: string;
  /** How it is put right. */
  readonly help: string;
  /** SARIF knows errors, warnings and notes. */
  readonly level: 'error' | 'warning';
}

export const rulesInWords: Readonly<Record<RuleName, RuleInWords>> = {
  'one-user': {
    of: 1,
    name: 'OneUserPerEngineer',
    description:
      'An engineer has one IAM user, in the account that holds all of them, and assumes roles in the others.',
    help: 'Keep the user in the identity account, give it the roles that the others were for, and delete the others once nothing uses their keys.',
    level: 'warning',
  },
  'role-caller': {
    of: 1,
    name: 'RoleNamesItsCaller',
    description:
      'A role trusts nobody in particular with "*", another account only with an external id, an organization or MFA, and who lets people in only on behalf of its own application.',
    help: "Name the principals by ARN. For another account add a condition to the trust policy: StringEquals sts:ExternalId for a third party, StringEquals aws:PrincipalOrgID for an account of one's own organization, Bool aws:MultiFactorAuthPresent for people. For account-access.amazonaws.com add StringEquals on aws:SourceArn and aws:SourceAccount, for a provider of identities that AWS has built in StringEquals on its audience.",
    level: 'error',
  },
  root: {
    of: 1,
    name: 'RootIsNobodysWayIn',
    description:
      "An account's root has no access keys and no signing certificates, which nothing bounds, and its password asks for MFA.",
    help: 'Sign in as root: its name, Security credentials; delete what the result names there, and assign an MFA device. In an organization, centralized root access deletes the root credentials of member accounts altogether.',
    level: 'error',
  },
  'self-management': {
    of: 2,
    name: 'SelfManagementOnly',
    description:
      "What an engineer's IAM user may do by itself is manage that user: its password, its access keys, its MFA devices. All else comes from roles.",
    help: 'Take the policies that the result names off the user, and give the engineer a role that may do the same.',
    level: 'error',
  },
  'group-permissions': {
    of: 2,
    name: 'GroupsGiveRolesOnly',
    description:
      'What groups give engineers is to manage their own user and to assume roles. All else is a role that asks for MFA.',
    help: 'Put the policies that the result names on a role that asks for MFA, let the group assume it, and take them off the group.',
    level: 'warning',
  },
  'no-admin': {
    of: 2,
    name: 'NoAdministratorsByDay',
    description:
      'No user and no group may do everything, or give themselves what they may: people get that from a role that they assume with MFA.',
    help: 'Give the administrators a role with these permissions, which asks for MFA, let their users assume it, and take the policy off the user or the group.',
    level: 'error',
  },
  mfa: {
    of: 3,
    name: 'NoRoleWithoutMfa',
    description: 'An engineer has an MFA device, without which they can assume no role.',
    help: 'The engineer adds an authenticator app in the console: their name, Security credentials, Assign MFA device.',
    level: 'error',
  },
  'role-mfa': {
    of: 3,
    name: 'RoleAsksForMfa',
    description:
      "A role that IAM users, or an account's root, may assume asks for MFA: else a stolen access key is enough.",
    help: 'Add the condition {"Bool": {"aws:MultiFactorAuthPresent": "true"}} to the statement of the trust policy; not BoolIfExists, which lets a call without MFA pass. If only roles are to come, trust their ARNs.',
    level: 'error',
  },
  'one-key': {
    of: 4,
    name: 'OneEnabledAccessKey',
    description: 'An engineer has one enabled access key at a time.',
    help: 'The engineer finishes the rotation: once the newer key works, the older one is deleted.',
    level: 'warning',
  },
  rotation: {
    of: 5,
    name: 'RotationInTime',
    description: 'Access keys and the console password are renewed before they are too old.',
    help: `For a key: ${keyturnCommands({ profile: 'PROFILE' }).rotate}; for a machine's, make a second key, give it to the machine, and disable the first. For the password: their name, Security credentials, Update console password.`,
    level: 'error',
  },
  unused: {
    of: 5,
    name: 'NoUnusedCredentials',
    description:
      'An enabled access key or a console password that nobody has used for 45 days (or as --unused-after says) is disabled.',
    help: 'Ask its owner. A key: set it to inactive, wait whether something fails, and delete it. A password: their name, Security credentials, Manage console access.',
    level: 'warning',
  },
  'service-credentials': {
    of: 5,
    name: 'ServiceCredentialsEnd',
    description:
      'A service-specific credential (an API key for Bedrock, CloudWatch or CloudWatch Logs, a password for CodeCommit or Keyspaces) has an end, or is made anew in time.',
    help: 'Run the commands that the result names; where a program can sign its requests with a role, it needs none.',
    level: 'warning',
  },
  'signing-certificates': {
    of: 5,
    name: 'NoSigningCertificates',
    description:
      'A signing certificate of a user lasts until it is deleted, and hardly anything takes one today.',
    help: 'Ask its owner, set it to inactive (aws iam update-signing-certificate), wait whether something fails, and delete it.',
    level: 'warning',
  },
  'ssh-keys': {
    of: 5,
    name: 'SshKeysRotate',
    description:
      "A user's SSH key, with which CodeCommit takes Git's connections, is made anew by the age at which a key is to be: 90 days, or as the settings say.",
    help: 'Run the commands that the result names; with git-remote-codecommit Git needs no SSH key.',
    level: 'warning',
  },
};

/** By each of the five rules, the heading of docs/rules.md that says what enforces it. */
const headings = {
  1: '1-one-iam-user-per-engineer-in-one-account-other-accounts-are-reached-by-assuming-roles',
  2: '2-by-default-an-engineer-may-manage-their-own-user-and-nothing-else-password-access-keys-mfa',
  3: '3-no-role-without-mfa',
  4: '4-one-enabled-access-key-at-a-time',
  5: '5-access-keys-and-the-console-password-rotate-every-90-days-and-on-day-91-a-key-is-disabled',
} as const;

/** Where the tool and its rules are explained. */
export const repository = homepage.replace(/#.*$/, '');

/** The rules as SARIF's descriptors, in their order. */
export function sarifRules(): ReportingDescriptor[] {
  return ruleNames.map((rule) => {
    const { of, name, description, help, level } = rulesInWords[rule];
    const { title, cis } = rulesInShort[rule];
    return {
      id: rule,
      name,
      shortDescription: { text: `${title}.` },
      fullDescription: { text: description },
      help: { text: help },
      helpUri: `${repository}/blob/main/docs/rules.md#${headings[of]}`,
      defaultConfiguration: { level },
      ...(cis && { properties: { tags: tagsOf(cis) } }),
    };
  });
}

/** As code scanning shows them beside the rule: `cis-aws-foundations-7.0.0/2.14`. */
function tagsOf(cis: CisNumbers): string[] {
  return Object.entries(cis).flatMap(([version, numbers]: [string, string]) =>
    numbers.split(', ').map((number) => `cis-aws-foundations-${version}/${number}`),
  );
}
