/** The recommendations of the CIS AWS Foundations Benchmark that ask for a rule, by version. */
export interface CisNumbers {
  readonly '5.0.0': string;
  /** Absent where the newest does not have it any more. */
  readonly '7.0.0'?: string;
}

interface RuleInShort {
  /** Which of the five rules it is, or is seen by. */
  readonly of: 1 | 2 | 3 | 4 | 5;
  readonly title: string;
  readonly cis?: CisNumbers;
}

/** The five rules, in their order. Beside each is what shows in groups and roles alone. */
const rules = {
  'one-user': { of: 1, title: 'One IAM user per engineer, in one account' },
  'role-caller': { of: 1, title: 'A role names whom it trusts' },
  'self-management': {
    of: 2,
    title: 'An engineer may manage their own user, and nothing else',
    cis: { '5.0.0': '1.14', '7.0.0': '2.13' },
  },
  'group-permissions': {
    of: 2,
    title: 'Groups let engineers manage themselves and assume roles, and nothing else',
  },
  'no-admin': {
    of: 2,
    title: 'No user and no group may do everything',
    cis: { '5.0.0': '1.15', '7.0.0': '2.14' },
  },
  mfa: { of: 3, title: 'No role without MFA', cis: { '5.0.0': '1.9', '7.0.0': '2.10' } },
  'role-mfa': { of: 3, title: 'Roles that people may assume ask for MFA' },
  'one-key': { of: 4, title: 'One enabled access key at a time', cis: { '5.0.0': '1.12' } },
  rotation: {
    of: 5,
    title: 'Access keys and the console password rotate in time',
    cis: { '5.0.0': '1.13', '7.0.0': '2.12' },
  },
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
