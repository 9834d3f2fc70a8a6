import type { Company } from '../company';
import type { Allowance } from './allowance';
import { byHandAllowances } from './by-hand';
import { credentialReportAllowances } from './credential-report';
import { rolesAllowances } from './roles';

/** Everything in which MiniStack 1.5.33 must be allowed for. What is not here holds as it does on AWS. */
export const allowances: readonly Allowance[] = [
  ...rolesAllowances,
  ...byHandAllowances,
  ...credentialReportAllowances,
];

/**
 * Grants what must be granted.
 * @returns what is wrong: an allowance that MiniStack does not need any more, or that does not help
 */
export async function makeAllowances(
  company: Company,
  wanted: readonly Allowance[] = allowances,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { id, isNeeded, grant } of wanted) {
    if (!(await isNeeded(company)))
      wrong.push(
        `the allowance ${id} is no longer needed: take it out of test/second-aws/allowances/`,
      );
    else if (grant) {
      await grant(company);
      if (await isNeeded(company)) wrong.push(`the allowance ${id} is granted, and does not help`);
    }
  }
  return wrong;
}
