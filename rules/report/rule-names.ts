/** The five rules, in their order. Beside each are those of root and other credentials, and those that only an audit judges. */
export const ruleNames = [
  'one-user',
  'role-caller',
  'root',
  'self-management',
  'group-permissions',
  'no-admin',
  'mfa',
  'role-mfa',
  'one-key',
  'rotation',
  'unused',
  'service-credentials',
  'signing-certificates',
  'ssh-keys',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** The recommendations of the CIS AWS Foundations Benchmark that ask for a rule, by version; several with a comma. */
export interface CisNumbers {
  readonly '5.0.0': string;
  /** Absent where the newest does not have it any more. */
  readonly '7.0.0'?: string;
}

export interface RuleInShort {
  readonly title: string;
  readonly cis?: CisNumbers;
}

/** The five. */
export const fiveRules = {
  'one-user': { title: 'One IAM user per engineer, in one account' },
  'self-management': {
    title: 'An engineer may manage their own user, and nothing else',
    cis: { '5.0.0': '1.14', '7.0.0': '2.13' },
  },
  mfa: { title: 'No role without MFA', cis: { '5.0.0': '1.9', '7.0.0': '2.10' } },
  'one-key': { title: 'One enabled access key at a time', cis: { '5.0.0': '1.12' } },
  rotation: {
    title: 'Access keys and the console password rotate in time',
    cis: { '5.0.0': '1.13', '7.0.0': '2.12' },
  },
} satisfies { readonly [Name in RuleName]?: RuleInShort };

/** Beside the five: of root, of what nobody uses, and of users' credentials besides keys and passwords. */
export const credentialRules = {
  root: {
    title: 'Root has no access keys and no certificates, and no password without MFA',
    cis: { '5.0.0': '1.3, 1.4', '7.0.0': '2.4, 2.5' },
  },
  unused: {
    title: 'Nobody keeps a key or a password without using it',
    cis: { '5.0.0': '1.11', '7.0.0': '2.11' },
  },
  'service-credentials': { title: 'Service-specific credentials have an end' },
  'signing-certificates': { title: 'Nobody keeps a signing certificate' },
  'ssh-keys': { title: 'SSH keys are made anew in time' },
} satisfies { readonly [Name in RuleName]?: RuleInShort };

/** `CIS 2.14 (5.0.0: 1.15)`: by the newest version, and by the newest that AWS Security Hub checks. */
export function cisInWords({ '5.0.0': before, '7.0.0': newest }: CisNumbers): string {
  return newest === undefined ? `CIS ${before} (5.0.0 alone)` : `CIS ${newest} (5.0.0: ${before})`;
}
