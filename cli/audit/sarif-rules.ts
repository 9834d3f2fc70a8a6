import type { ReportingDescriptor } from 'sarif';
import { homepage } from '../../package.json';
import type { RuleName } from '../../rules/report/report';
import { ruleNames, ruleTitles } from '../../rules/report/rule-names';

/** What code scanning shows of a rule, the same in every run: what a run counts stands in its results. */
interface RuleInWords {
  /** One word, as SARIF asks for beside the id. */
  readonly name: string;
  readonly description: string;
  /** How it is put right. */
  readonly help: string;
  /** The heading of docs/rules.md that says what enforces it. */
  readonly heading: string;
  /** SARIF knows errors, warnings and notes. */
  readonly level: 'error' | 'warning';
}

export const rulesInWords: Readonly<Record<RuleName, RuleInWords>> = {
  'one-user': {
    name: 'OneUserPerEngineer',
    description:
      'An engineer has one IAM user, in the account that holds all of them, and assumes roles in the others.',
    help: 'Keep the user in the identity account, give it the roles that the others were for, and delete the others once nothing uses their keys.',
    heading:
      '1-one-iam-user-per-engineer-in-one-account-other-accounts-are-reached-by-assuming-roles',
    level: 'warning',
  },
  'self-management': {
    name: 'SelfManagementOnly',
    description:
      "What an engineer's IAM user may do by itself is manage that user: its password, its access keys, its MFA devices. All else comes from roles.",
    help: 'Take the policies that the result names off the user, and give the engineer a role that may do the same.',
    heading:
      '2-by-default-an-engineer-may-manage-their-own-user-and-nothing-else-password-access-keys-mfa',
    level: 'error',
  },
  mfa: {
    name: 'NoRoleWithoutMfa',
    description: 'An engineer has an MFA device, without which they can assume no role.',
    help: 'The engineer adds an authenticator app in the console: their name, Security credentials, Assign MFA device.',
    heading: '3-no-role-without-mfa',
    level: 'error',
  },
  'one-key': {
    name: 'OneEnabledAccessKey',
    description: 'An engineer has one enabled access key at a time.',
    help: 'The engineer finishes the rotation: once the newer key works, the older one is deleted.',
    heading: '4-one-enabled-access-key-at-a-time',
    level: 'warning',
  },
  rotation: {
    name: 'RotationInTime',
    description: 'Access keys and the console password are renewed before they are too old.',
    help: "For a key: aws-vault rotate <profile>; for a machine's, make a second key, give it to the machine, and disable the first. For the password: their name, Security credentials, Update console password.",
    heading:
      '5-access-keys-and-the-console-password-rotate-every-90-days-and-on-day-91-a-key-is-disabled',
    level: 'error',
  },
};

/** Where the tool and its rules are explained. */
export const repository = homepage.replace(/#.*$/, '');

/** The five rules as SARIF's descriptors, in their order. */
export function sarifRules(): ReportingDescriptor[] {
  return ruleNames.map((rule) => {
    const { name, description, help, heading, level } = rulesInWords[rule];
    return {
      id: rule,
      name,
      shortDescription: { text: `${ruleTitles[rule]}.` },
      fullDescription: { text: description },
      help: { text: help },
      helpUri: `${repository}/blob/main/docs/rules.md#${heading}`,
      defaultConfiguration: { level },
    };
  });
}
