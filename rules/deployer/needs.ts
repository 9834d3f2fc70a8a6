import type { Condition } from '../policies/document';
import { eventCalls } from './event-calls';
import { functionCalls } from './function-calls';
import { iamCalls } from './iam-calls';
import { identityCenterCalls } from './identity-center-calls';
import { keyCalls } from './key-calls';
import { storageCalls } from './storage-calls';

/** By the type of the resource in Pulumi. */
export const providerCalls = {
  ...iamCalls,
  ...identityCenterCalls,
  ...eventCalls,
  ...functionCalls,
  ...keyCalls,
  ...storageCalls,
};
export type ProvidedType = keyof typeof providerCalls;

/** What one thing, or several of a kind, need: IAM's actions, and on what. */
export interface Need {
  /** What the statement is called. */
  readonly area: string;
  readonly actions: readonly string[];
  /** ARNs, `*` and `?` in them as IAM takes them. */
  readonly resources: readonly string[];
  readonly condition?: Condition;
}

/**
 * IAM judges these by no resource: AWS's Service Authorization Reference has none for them. What that leaves open;
 * docs/security.md has the same table.
 */
export const withoutResource: ReadonlyMap<string, string> = new Map([
  ['account-access:CreateApplication', 'an instance of IAM Identity Center takes one'],
  ['cloudformation:CreateStackSet', 'makes StackSets of any name; where they go is narrowed'],
  ['cloudtrail:DescribeTrails', 'reads'],
  ['events:PutPermission', "changes the policy of any event bus of the account's"],
  ['events:RemovePermission', "changes the policy of any event bus of the account's"],
  ['iam:DeleteAccountPasswordPolicy', 'an account has one'],
  ['iam:GetAccountPasswordPolicy', 'an account has one'],
  ['iam:ListVirtualMFADevices', 'reads'],
  ['iam:UpdateAccountPasswordPolicy', 'an account has one'],
  ['kms:CreateKey', 'makes keys, of which each costs a dollar a month'],
  ['kms:ListAliases', 'reads'],
  ['lambda:CreateEventSourceMapping', 'a condition holds it to the functions `notify` and `act`'],
  ['logs:DescribeLogGroups', 'reads'],
  ['organizations:DescribeOrganization', 'reads'],
  ['organizations:ListAWSServiceAccessForOrganization', 'reads'],
  ['organizations:ListDelegatedAdministrators', 'reads'],
  ['sso-directory:DescribeGroup', 'reads'],
  ['sso:ListInstances', 'reads'],
  ['states:ValidateStateMachineDefinition', 'reads nothing: it judges what it is given'],
]);

export interface Made {
  readonly arns: readonly string[];
  /** Whether Pulumi refuses to delete it. */
  readonly isProtected?: boolean;
  /** Whether the stack gives tags to all that it makes. */
  readonly isTagged: boolean;
  readonly condition?: Condition;
}

/** What the provider needs to make such a thing, read it, change it, and delete it if it may be. */
export function needsOf(
  type: ProvidedType,
  { arns, isProtected = false, isTagged, condition }: Made,
): readonly Need[] {
  const calls = providerCalls[type];
  const { area } = calls;
  const actions = [
    ...calls.create,
    ...calls.read,
    ...calls.update,
    ...(isProtected ? [] : calls.delete),
    ...(isTagged ? calls.tag : []),
  ];
  return [
    {
      area,
      actions: actions.filter((each) => !withoutResource.has(each)),
      resources: arns,
      condition,
    },
    {
      area: `Any${area}`,
      actions: actions.filter((each) => withoutResource.has(each)),
      resources: ['*'],
      condition,
    },
  ].filter((need) => need.actions.length > 0);
}
