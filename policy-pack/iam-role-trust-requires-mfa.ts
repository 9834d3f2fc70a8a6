import { requiresMfa } from './core/judging/conditions';
import { definePolicy } from './core/define-policy';
import { checkAllowed } from './core/document-check';
import { keyturnRule } from './core/frameworks';
import { isCertain } from './core/not-yet-known';
import { iam } from './core/resource-types';
import { isForRolesOnly, letsUsersIn, principalsOf } from './core/trust';

export const iamRoleTrustRequiresMfa = definePolicy({
  name: 'iam-role-trust-requires-mfa',
  displayName: 'No role without MFA',
  description:
    "A role that IAM users, or an account's root, may assume asks for MFA: else a stolen access key is enough.",
  level: 'mandatory',
  severity: 'critical',
  framework: keyturnRule(3),
  remediationSteps:
    'Add the condition {"Bool": {"aws:MultiFactorAuthPresent": "true"}} to the statement of the trust policy; not BoolIfExists, which lets a call without MFA pass. If only roles are to come, trust their ARNs, or ask for them with ArnEquals aws:PrincipalArn. Or use the component AssumableRole.',
  types: [iam.role],
  check(role, report) {
    checkAllowed(
      () => role.props['assumeRolePolicy'],
      report,
      (statement) => {
        if (!statement.concernsAction('sts:AssumeRole')) return;
        const isSafe = () => requiresMfa(statement) || isForRolesOnly(statement);
        // Either is enough, even where the other is not known yet.
        if (isCertain(isSafe)) return;
        const users = principalsOf(statement).filter(letsUsersIn);
        if (users.length === 0 || isSafe()) return;
        const whom = users.map(({ value }) => value).join(', ');
        report(
          `Statement ${statement.label} of the trust policy lets ${whom} in without MFA. Add "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}} (plain Bool, on this Allow).`,
        );
      },
    );
  },
});
