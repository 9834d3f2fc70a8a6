import { listSetting, type Settings } from './core/config';
import { definePolicy, type Report, type Resource } from './core/define-policy';
import { checkAllowed } from './core/document-check';
import { keyturnRule } from './core/frameworks';
import { checkAll } from './core/not-yet-known';
import { ownAccounts } from './core/own-accounts';
import type { Statement } from './core/judging/policy-document';
import { gatekeepersOfAnybody } from './core/judging/gatekeepers';
import { callersNotNamed } from './core/judging/trust';
import { iam } from './core/resource-types';

const settings: Settings = {
  accountIds: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description:
      "Accounts whose principals may be trusted without such a condition: the stack's own, where its provider does not say it with allowedAccountIds.",
  },
};

export const iamRoleTrustNamesItsCaller = definePolicy({
  name: 'iam-role-trust-names-its-caller',
  displayName: 'A role says whom it trusts',
  description:
    'A role trusts nobody in particular with "*", another account only with an external id, an organization or MFA, and who lets people in only on behalf of its own application.',
  level: 'mandatory',
  severity: 'critical',
  framework: keyturnRule(1),
  remediationSteps:
    "Name the principals by ARN. For another account add a condition: StringEquals sts:ExternalId for a third party, StringEquals aws:PrincipalOrgID for an account of one's own organization, Bool aws:MultiFactorAuthPresent for people. For account-access.amazonaws.com add StringEquals on aws:SourceArn and aws:SourceAccount, for a provider of identities that AWS has built in StringEquals on its audience. Set allowedAccountIds on the provider, so that the policy knows which account is one's own.",
  types: [iam.role],
  settings,
  check(role, report) {
    checkAllowed(
      () => role.props['assumeRolePolicy'],
      report,
      (statement) =>
        checkAll(
          () => checkCallers(role, statement, report),
          () => checkGatekeepers(statement, report),
        ),
    );
  },
});

function checkGatekeepers(statement: Statement, report: Report): void {
  for (const { principal, wanted } of gatekeepersOfAnybody(statement))
    report(
      `Statement ${statement.label} of the trust policy lets ${principal.value} bring anybody in, not only one's own people. Add ${wanted}.`,
    );
}

function checkCallers(role: Resource, statement: Statement, report: Report): void {
  const own = () => [...listSetting(settings, role.config, 'accountIds'), ...ownAccounts(role)];
  const foreign = callersNotNamed(statement, own);
  if (foreign === 'everybody') {
    report(
      `Statement ${statement.label} of the trust policy trusts everybody ("*", or NotPrincipal). Name the accounts, roles or services that may come.`,
    );
    return;
  }
  if (foreign.length === 0) return;
  const whom = foreign.map(({ value }) => value).join(', ');
  const condition =
    'Add StringEquals on sts:ExternalId or aws:PrincipalOrgID, or Bool aws:MultiFactorAuthPresent "true".';
  report(
    own().length > 0
      ? `Statement ${statement.label} of the trust policy trusts ${whom} of another account without a condition. ${condition}`
      : `Statement ${statement.label} of the trust policy trusts ${whom}, maybe of another account, without a condition. ${condition} If that is the role's own account, say so with allowedAccountIds of the provider, or accountIds in this policy's config.`,
  );
}
