import type { Resource, StackResource } from './define-policy';
import { administrators, isAdministratorPolicyOfAws } from './judging/administrator';
import { documentProblem, listOf, readStatements } from './judging/policy-document';
import { isCertain, unlessUnknown } from './not-yet-known';
import { ownAccounts } from './own-accounts';
import { iam } from './resource-types';
import { hasArn } from './stack-policies';
import { withoutCase } from './without-case';

/** How whoever has it is an administrator, in words; undefined where they are not, or nobody can say yet. */
type How = string | undefined;

/** How a document makes administrators of whoever comes in by a role, in whatever account. */
export function howDocumentDoes(read: () => unknown): How {
  let how: How;
  const problem = documentProblem(() =>
    unlessUnknown(() => {
      const found = administrators(readStatements(read()));
      if (found) how = `it allows ${found.action}`;
    }),
  );
  // What nobody can read, nobody can say to be harmless.
  return problem === undefined ? how : `maybe: it can't be read, for ${problem}`;
}

/** The managed policies of a stack that have a path and a name. */
export function policiesNamed(
  path: string,
  name: string,
  stack: readonly StackResource[],
): readonly Resource[] {
  const arn = `arn:aws:iam::000000000000:policy${path}${name}`;
  return stack.filter((each) => each.type === iam.policy && hasArn(each, arn));
}

/** The roles of a stack that an ARN may be of, or on which it rests where it is not known yet. */
export function rolesOf(
  resource: StackResource,
  property: string,
  readArn: () => unknown,
): readonly StackResource[] {
  const roles = resource.stack().filter(({ type }) => type === iam.role);
  let arn: unknown;
  unlessUnknown(() => {
    arn = readArn();
  });
  if (typeof arn === 'string') return roles.filter((each) => isRoleOf(each, String(arn)));
  const urns = resource.dependenciesOf(property).map(({ urn }) => urn);
  return roles.filter(({ urn }) => urns.includes(urn));
}

function isRoleOf(role: Resource, arn: string): boolean {
  const [, , , , account = '', ...rest] = arn.split(':');
  const accounts = ownAccounts(role);
  const { path, name } = role.props as Record<string, string | undefined>;
  return (
    (accounts.length === 0 || accounts.includes(account)) &&
    isCertain(() => withoutCase(rest.join(':')) === withoutCase(`role${path ?? '/'}${name}`))
  );
}

/** How a role makes administrators, and which resource of the stack gives it that. */
export function howRoleDoes(
  role: StackResource,
): { readonly how: string; readonly by: Resource } | undefined {
  for (const by of [role, ...role.stack().filter((each) => isOfRole(each, role))]) {
    const how = howGrantDoes(by);
    if (how !== undefined) return { how, by };
  }
  return undefined;
}

/** What gives a role its policies, and the properties by which each names roles, policies and documents. */
export const grantsToRoles: readonly string[] = [
  iam.policyAttachment,
  iam.rolePolicy,
  iam.rolePolicyAttachment,
  iam.rolePolicyAttachmentsExclusive,
];
const namesOfRoles = ['role', 'roleName', 'roles'];
const namesOfPolicies = ['policyArn', 'policyArns', 'managedPolicyArns'];

function isOfRole(grant: StackResource, role: Resource): boolean {
  if (!grantsToRoles.includes(grant.type)) return false;
  return namesOfRoles.some(
    (key) =>
      isCertain(() => {
        const name = withoutCase(String(role.props['name']));
        return listOf(grant.props[key] ?? []).some((each) => withoutCase(String(each)) === name);
      }) || grant.dependenciesOf(key).some(({ urn }) => urn === role.urn),
  );
}

function howGrantDoes(grant: StackResource): How {
  const documents = [
    ...(grant.type === iam.rolePolicy ? [() => grant.props['policy']] : []),
    ...inlineOf(grant).map((each) => () => each['policy']),
    ...attachedBy(grant).map((policy) => () => policy.props['policy']),
  ];
  if (attachesAdministratorPolicyOfAws(grant)) return "it has AWS's own policy for them";
  return documents.map(howDocumentDoes).find((how) => how !== undefined);
}

function inlineOf({ props }: Resource): readonly Record<string, unknown>[] {
  let found: readonly Record<string, unknown>[] = [];
  unlessUnknown(() => {
    found = listOf(props['inlinePolicies'] ?? []) as typeof found;
  });
  return found;
}

function attachesAdministratorPolicyOfAws({ props }: Resource): boolean {
  return namesOfPolicies.some((key) =>
    isCertain(() =>
      listOf(props[key] ?? []).some((arn) =>
        isCertain(() => isAdministratorPolicyOfAws(String(arn))),
      ),
    ),
  );
}

/** The managed policies of the stack that it attaches, by their ARNs or by what those rest on. */
function attachedBy(grant: StackResource): readonly Resource[] {
  const policies = grant.stack().filter(({ type }) => type === iam.policy);
  return namesOfPolicies.flatMap((key) => {
    const urns = grant.dependenciesOf(key).map(({ urn }) => urn);
    return policies.filter(
      (policy) =>
        urns.includes(policy.urn) ||
        isCertain(() =>
          listOf(grant.props[key] ?? []).some((arn) =>
            isCertain(() => hasArn(policy, String(arn))),
          ),
        ),
    );
  });
}
