import type { PolicyComplianceFramework } from '@pulumi/policy';

/** A recommendation of the CIS AWS Foundations Benchmark, with its title. */
export function cis(reference: string, specification: string): PolicyComplianceFramework {
  return {
    name: 'CIS AWS Foundations Benchmark',
    version: '3.0.0',
    reference,
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
