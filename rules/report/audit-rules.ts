import { credentialRules, fiveRules, type RuleInShort, type RuleName } from './rule-names';

/** All rules in short: what a daily run's bundle is without is here. */
export const rulesInShort: Readonly<Record<RuleName, RuleInShort>> = {
  ...fiveRules,
  ...credentialRules,
  'role-caller': { title: 'A role names whom it trusts' },
  'group-permissions': { title: 'Groups give engineers roles, and nothing else' },
  'no-admin': {
    title: 'No user and no group may do everything',
    cis: { '5.0.0': '1.15', '7.0.0': '2.14' },
  },
  'role-mfa': { title: 'Roles for people ask for MFA' },
};

const ofGroupsAndRoles: ReadonlySet<RuleName> = new Set([
  'role-caller',
  'group-permissions',
  'no-admin',
  'role-mfa',
] as const);

/** Whether a rule is judged only where groups and roles were read. */
export function isOfGroupsAndRoles(rule: RuleName): boolean {
  return ofGroupsAndRoles.has(rule);
}
