/** The recommendations of the CIS AWS Foundations Benchmark that ask for a rule, by version; several with a comma. */
export interface CisNumbers {
  readonly '5.0.0': string;
  /** Absent where the newest does not have it any more. */
  readonly '7.0.0'?: string;
}

interface RuleInShort {
  readonly title: string;
  readonly cis?: CisNumbers;
}

/** The five rules, in their order. Beside each is what only an audit reads: groups, roles, and other credentials. */
const rules = {
  'one-user': { title: 'One IAM user per engineer, in one account' },
  'role-caller': { title: 'A role names whom it trusts' },
  root: {
    title: 'Root has no access keys and no certificates, and no password without MFA',
    cis: { '5.0.0': '1.3, 1.4', '7.0.0': '2.4, 2.5' },
  },
  'self-management': {
    title: 'An engineer may manage their own user, and nothing else',
    cis: { '5.0.0': '1.14', '7.0.0': '2.13' },
  },
  'group-permissions': {
    title: 'Groups give engineers roles, and nothing else',
  },
  'no-admin': {
    title: 'No user and no group may do everything',
    cis: { '5.0.0': '1.15', '7.0.0': '2.14' },
  },
  mfa: { title: 'No role without MFA', cis: { '5.0.0': '1.9', '7.0.0': '2.10' } },
  'role-mfa': { title: 'Roles for people ask for MFA' },
  'one-key': { title: 'One enabled access key at a time', cis: { '5.0.0': '1.12' } },
  rotation: {
    title: 'Access keys and the console password rotate in time',
    cis: { '5.0.0': '1.13', '7.0.0': '2.12' },
  },
  unused: {
    title: 'Nobody keeps a key or a password without using it',
    cis: { '5.0.0': '1.11', '7.0.0': '2.11' },
  },
  'service-credentials': { title: 'Service-specific credentials have an end' },
  'signing-certificates': { title: 'Nobody keeps a signing certificate' },
} satisfies Readonly<Record<string, RuleInShort>>;
export type RuleName = keyof typeof rules;
export const rulesInShort: Readonly<Record<RuleName, RuleInShort>> = rules;
export const ruleNames = Object.keys(rulesInShort) as readonly RuleName[];

const ofGroupsAndRoles: readonly RuleName[] = [
  'role-caller',
  'group-permissions',
  'no-admin',
  'role-mfa',
];

/** Whether a rule is judged only where groups and roles were read. */
export function isOfGroupsAndRoles(rule: RuleName): boolean {
  return ofGroupsAndRoles.includes(rule);
}

/** `CIS 2.14 (5.0.0: 1.15)`: by the newest version, and by the newest that AWS Security Hub checks. */
export function cisInWords({ '5.0.0': before, '7.0.0': newest }: CisNumbers): string {
  return newest === undefined ? `CIS ${before} (5.0.0 alone)` : `CIS ${newest} (5.0.0: ${before})`;
}
