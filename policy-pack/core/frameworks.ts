import type { PolicyComplianceFramework } from '@pulumi/policy';

/** The versions of the CIS AWS Foundations Benchmark that count: the newest, and the newest of AWS Security Hub. */
interface Numbers {
  readonly '5.0.0': string;
  /** Absent where the newest does not have it any more. */
  readonly '7.0.0'?: string;
}

/**
 * A recommendation of the CIS AWS Foundations Benchmark.
 * @param numbers of the recommendation, by version; several with a comma
 * @param specification its title
 */
export function cis(numbers: Numbers, specification: string): PolicyComplianceFramework {
  const { '5.0.0': before, '7.0.0': newest } = numbers;
  return {
    name: 'CIS AWS Foundations Benchmark',
    version: newest === undefined ? '5.0.0' : '7.0.0',
    reference: newest === undefined ? `${before} (5.0.0 alone)` : `${newest} (5.0.0: ${before})`,
    specification,
  };
}

const rules = {
  1: 'One IAM user per engineer, in one account; other accounts are reached by assuming roles.',
  2: 'By default an engineer may only manage their own IAM user.',
  3: 'No role without MFA.',
  5: 'Access keys and the console password rotate every 90 days.',
} as const;

/** One of Keyturn's own five rules, where CIS has no recommendation. */
export function keyturnRule(rule: keyof typeof rules): PolicyComplianceFramework {
  return { name: 'Keyturn', version: '1', reference: `rule ${rule}`, specification: rules[rule] };
}
