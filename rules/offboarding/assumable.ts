import { documentProblem, readStatements } from '../judging/policy-document';
import { isSameName } from '../without-case';
import type { AccountPolicies, PlacedPolicy, UserInAccount } from './account-policies';

/**
 * Which roles the user's policies and those of their groups let them assume, as these write them: ARNs, or patterns. A role's
 * trust has a word in it, too, and a denial; AWS's own managed policies are not read.
 */
export function assumableBy(
  { groups, attached, name }: UserInAccount,
  { policies, attachedToGroups }: Extract<AccountPolicies, { outcome: 'read' }>,
): readonly string[] {
  const managed = new Set([
    ...attached,
    ...groups.flatMap((group) => attachedToGroups.get(group) ?? []),
  ]);
  const isTheirs = ({ holder, name: of }: PlacedPolicy) =>
    (holder === 'user' && isSameName(of, name)) ||
    (holder === 'group' && groups.some((group) => isSameName(group, of))) ||
    (holder === 'account' && managed.has(of));
  const resources = policies.filter(isTheirs).flatMap(({ document }) => assumedIn(document));
  return [...new Set(resources)].sort();
}

function assumedIn(document: string | undefined): readonly string[] {
  const found: string[] = [];
  if (document === undefined) return found;
  documentProblem(() => {
    for (const statement of readStatements(document))
      if (statement.allows && statement.concernsAction('sts:AssumeRole'))
        found.push(...(statement.texts('Resource') ?? ['*']));
  });
  return found;
}
