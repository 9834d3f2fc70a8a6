import { definePolicy } from './core/define-policy';
import { checkAllowed } from './core/document-check';
import { keyturnRule } from './core/frameworks';
import { usersWithoutMfa } from './core/judging/trust';
import { iam } from './core/resource-types';

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
        const users = usersWithoutMfa(statement);
        if (users.length === 0) return;
        const whom = users.map(({ value }) => value).join(', ');
        report(
          `Statement ${statement.label} of the trust policy lets ${whom} in without MFA. Add "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}} (plain Bool, on this Allow).`,
        );
      },
    );
  },
});
