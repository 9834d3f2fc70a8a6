import { definePolicy, type Report, type Resource } from './core/define-policy';
import { rememberPerDeployment } from './core/deployment-memory';
import { checkReadable } from './core/document-check';
import { cis } from './core/frameworks';
import { administrators, isAdministratorPolicyOfAws } from './core/judging/administrator';
import type { Holder } from './core/judging/own-resources';
import { documentProblem, listOf, readStatements, textOf } from './core/judging/policy-document';
import { checkAll, checkEach, unlessUnknown } from './core/not-yet-known';
import { ownAccounts } from './core/own-accounts';
import { iam } from './core/resource-types';
import { StackPolicies } from './core/stack-policies';

const stackPolicies = rememberPerDeployment(() => new StackPolicies());

const inline: readonly string[] = [iam.userPolicy, iam.groupPolicy];

export const iamNoAdminForPeople = definePolicy({
  name: 'iam-no-admin-for-people',
  displayName: 'No administrators by day',
  description:
    'No user and no group may do everything, or give themselves what they may: people get that from a role that they assume with MFA.',
  level: 'mandatory',
  severity: 'critical',
  framework: cis(
    { '5.0.0': '1.15', '7.0.0': '2.14' },
    'Ensure IAM policies that allow full "*:*" administrative privileges are not attached',
  ),
  remediationSteps:
    'Give the administrators a role with these permissions, which asks for MFA (the component AssumableRole), and let their users assume it.',
  types: [
    ...inline,
    iam.policy,
    iam.userPolicyAttachment,
    iam.groupPolicyAttachment,
    iam.policyAttachment,
    iam.userPolicyAttachmentsExclusive,
    iam.groupPolicyAttachmentsExclusive,
  ],
  observe(resource) {
    if (resource.type === iam.policy) stackPolicies(resource).see(resource);
  },
  check(resource, report) {
    if (inline.includes(resource.type)) return checkInline(resource, report);
    const policies = stackPolicies(resource);
    // A managed policy may be for roles: what counts is whom it is attached to.
    if (resource.type === iam.policy)
      checkEach(policies.attachmentsOf(resource), ({ resource: attachment }) =>
        checkManaged(resource, attachment, (how) =>
          report(
            `${resource.name} makes administrators (${how}), and ${attachment.name} attaches it to a user or a group. ${instead}`,
          ),
        ),
      );
    else checkAttachment(resource, policies, report);
  },
  checkInTheEnd(resource, report) {
    if (!stackPolicies(resource).isUndecided(resource)) return;
    const policies = ['policyArn', 'policyArns']
      .flatMap(resource.dependenciesOf)
      .filter(({ type }) => type === iam.policy);
    for (const policy of policies)
      // What nobody knows yet either, an update will know.
      unlessUnknown(() => {
        if (isForPeople(resource))
          checkManaged(policy, resource, (how) =>
            reportAttached(resource, policy.name, how, report),
          );
      });
  },
});

const instead = 'Attach it to a role that people assume with MFA.';

function checkInline(resource: Resource, report: Report): void {
  const { name, props } = resource;
  const holder = {
    userName: ifKnown(() => props['user']),
    groupName: ifKnown(() => props['group']),
    accountIds: ownAccounts(resource),
  };
  checkAll(
    () => checkReadable(() => props['policy'], report),
    () =>
      documentProblem(() => {
        const found = administrators(readStatements(props['policy']), holder);
        if (found)
          report(
            `Statement ${found.statement.label} of ${name} makes administrators (it allows ${found.action}). Name the actions and resources that are needed, or put it on a role that people assume with MFA.`,
          );
      }),
  );
}

function checkAttachment(resource: Resource, policies: StackPolicies, report: Report): void {
  policies.leaveForTheEnd(resource);
  if (isForPeople(resource))
    checkEach(policyArnsOf(resource), (each) => {
      const policyArn = textOf(each, 'the policy ARN');
      policies.attach({ resource, policyArn });
      if (isAdministratorPolicyOfAws(policyArn))
        reportAttached(resource, policyArn, "it is AWS's own for them", report);
      checkEach(policies.named(policyArn), (policy) =>
        checkManaged(policy, resource, (how) => reportAttached(resource, policyArn, how, report)),
      );
    });
  policies.settle(resource);
}

function reportAttached({ name }: Resource, policy: string, how: string, report: Report): void {
  report(
    `${name} attaches ${policy}, which makes administrators (${how}), to a user or a group. ${instead}`,
  );
}

/** Says how a managed policy makes administrators of those to whom it is attached, if it does. */
function checkManaged(policy: Resource, attachment: Resource, say: (how: string) => void): void {
  let how: string | undefined;
  const problem = documentProblem(() => {
    const statements = readStatements(policy.props['policy']);
    checkEach(holdersOf(policy, attachment), (holder) => {
      const found = administrators(statements, holder);
      if (found) how ??= `it allows ${found.action}`;
    });
  });
  // What nobody can read, nobody can say to be harmless.
  if (problem !== undefined) how = `maybe: it can't be read, for ${problem}`;
  if (how !== undefined) say(how);
}

/** Each user and each group that gets a managed policy by an attachment. */
function holdersOf(policy: Resource, attachment: Resource): readonly Holder[] {
  const { path = '/', name } = policy.props;
  const known = {
    accountIds: ownAccounts(policy),
    policyName: ifKnown(() => name) && ifKnown(() => `${String(path)}${String(name)}`.slice(1)),
  };
  const named = (keys: readonly string[], of: 'userName' | 'groupName') =>
    keys
      .flatMap((key) => listOf(attachment.props[key] ?? []))
      .map((each) => ({ ...known, [of]: ifKnown(() => each) }));
  const holders = [
    ...named(['user', 'userName', 'users'], 'userName'),
    ...named(['group', 'groupName', 'groups'], 'groupName'),
  ];
  return holders.length > 0 ? holders : [known];
}

function isForPeople({ type, props }: Resource): boolean {
  if (type !== iam.policyAttachment) return true;
  const count = (key: string) => ((props[key] ?? []) as readonly unknown[]).length;
  return count('users') + count('groups') > 0;
}

function policyArnsOf({ props }: Resource): readonly unknown[] {
  return listOf(props['policyArns'] ?? props['policyArn'] ?? []);
}

function ifKnown(read: () => unknown): string | undefined {
  let text: string | undefined;
  unlessUnknown(() => {
    const found = read();
    if (typeof found === 'string') text = found;
  });
  return text;
}
