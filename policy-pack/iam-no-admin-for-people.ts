import { isAdmin, isAdministratorAccess } from './core/admin';
import { definePolicy, type Report, type Resource } from './core/define-policy';
import { rememberPerDeployment } from './core/deployment-memory';
import { checkAllowed } from './core/document-check';
import { cis } from './core/frameworks';
import { checkEach } from './core/not-yet-known';
import { documentProblem, listOf, readStatements, textOf, textsOf } from './core/policy-document';
import { iam } from './core/resource-types';

/** The managed policies of a stack, by the end of their ARNs: `policy/path/name`. */
const stackPolicies = rememberPerDeployment(() => new Map<string, Resource>());

const inline: readonly string[] = [iam.userPolicy, iam.groupPolicy];

export const iamNoAdminForPeople = definePolicy({
  name: 'iam-no-admin-for-people',
  displayName: 'No administrators by day',
  description:
    'No user and no group has all permissions: people get them from a role that they assume with MFA.',
  level: 'mandatory',
  severity: 'critical',
  framework: cis(
    '1.16',
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
    if (resource.type === iam.policy)
      stackPolicies(resource).set(resourceOfPolicy(resource), resource);
  },
  check(resource, report) {
    // A managed policy may be for roles: what counts is whom it is attached to.
    if (resource.type === iam.policy || !isForPeople(resource)) return;
    if (inline.includes(resource.type)) checkInline(resource, report);
    else
      checkEach(policyArnsOf(resource), (arn) =>
        checkAttached(resource, textOf(arn, 'the policy ARN'), report),
      );
  },
});

function isForPeople({ type, props }: Resource): boolean {
  if (type !== iam.policyAttachment) return true;
  const count = (key: string) => ((props[key] ?? []) as readonly unknown[]).length;
  return count('users') + count('groups') > 0;
}

function checkInline({ name, props }: Resource, report: Report): void {
  checkAllowed(
    () => props['policy'],
    report,
    (statement) => {
      if (isAdmin(statement))
        report(
          `Statement ${statement.label} of ${name} allows everything on everything. Name the actions and resources, or put it on a role that people assume with MFA.`,
        );
    },
  );
}

function policyArnsOf({ props }: Resource): readonly unknown[] {
  return listOf(props['policyArns'] ?? props['policyArn'] ?? []);
}

function checkAttached(resource: Resource, arn: string, report: Report): void {
  if (isAdministratorAccess(arn) || isAdminOfStack(resource, arn))
    report(
      `${resource.name} attaches ${arn}, which allows everything, to a user or a group. Attach it to a role that people assume with MFA.`,
    );
}

/** Whether the ARN is of a policy that this stack makes and that allows everything. */
function isAdminOfStack(resource: Resource, arn: string): boolean {
  const policy = stackPolicies(resource).get(arn.split(':').slice(5).join(':'));
  if (!policy) return false;
  let admin = false;
  const problem = documentProblem(() => {
    const statements = readStatements(policy.props['policy']);
    checkEach(statements, (each) => {
      admin ||= each.allows && isAdmin(each);
    });
  });
  // What nobody can read, nobody can say to be harmless.
  return admin || problem !== undefined;
}

/** IAM tells policies apart by name alone, but their ARNs have the path too. */
function resourceOfPolicy({ props }: Resource): string {
  return ['policy', ...textsOf([props['path'] ?? '/', props['name'] ?? ''], 'the policy')].join('');
}
