import { describeValue, type Problem } from './problem';
import type { StackFile } from './project-folder';
import type { StackConfig, StackKey } from './stack-keys';

/** Whose audit role is made by whom: nobody's twice, and nobody's not at all. */
export function checkStackSet(file: StackFile, config: StackConfig): Problem[] {
  const { accountKinds, auditRoleStackSet, coveredByStackSet, createTrail } = config;
  const wrong = (key: StackKey, found: unknown, expected: string): Problem => ({
    ...file.locate([`keyturn:${key}`], 'value'),
    found: describeValue(found),
    expected,
  });
  const problems: Problem[] = [];
  const isOrganization = accountKinds.includes('organization');
  if (isOrganization && !auditRoleStackSet)
    problems.push(wrong('auditRoleStackSet', undefined, 'a map with organizationalUnitIds'));
  if (!coveredByStackSet) return problems;
  if (isOrganization && auditRoleStackSet && !auditRoleStackSet.delegatedAdministrator)
    problems.push(wrong('coveredByStackSet', true, 'false: no StackSet reaches its own account'));
  if (createTrail)
    problems.push(wrong('createTrail', true, 'false, as the account is coveredByStackSet'));
  for (const key of ['allowDisable', 'allowDisableMachineKeys'] as const)
    if (!config[key]) {
      const expected = 'true, as the account is coveredByStackSet: auditRoleStackSet says it there';
      problems.push(wrong(key, false, expected));
    }
  return problems;
}
