import type { Condition } from '../policies/document';
import { eventCalls } from './event-calls';
import { functionCalls } from './function-calls';
import { iamCalls } from './iam-calls';
import { storageCalls } from './storage-calls';

/** By the type of the resource in Pulumi. */
export const providerCalls = { ...iamCalls, ...eventCalls, ...functionCalls, ...storageCalls };
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
 * IAM judges these by no resource: AWS's Service Authorization Reference has none for them. They read, but for the
 * password policy, of which an account has one; the policy of an event bus; and an event source mapping, which a
 * condition holds to the function.
 */
export const withoutResource: ReadonlySet<string> = new Set([
  'cloudformation:CreateStackSet',
  'cloudtrail:DescribeTrails',
  'events:PutPermission',
  'events:RemovePermission',
  'iam:DeleteAccountPasswordPolicy',
  'iam:GetAccountPasswordPolicy',
  'iam:ListVirtualMFADevices',
  'iam:UpdateAccountPasswordPolicy',
  'lambda:CreateEventSourceMapping',
  'logs:DescribeLogGroups',
  'states:ValidateStateMachineDefinition',
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
    ...(calls.update ?? []),
    ...(isProtected ? [] : calls.delete),
    ...(isTagged ? (calls.tag ?? []) : []),
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
