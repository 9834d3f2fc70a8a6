// Copied from rules/judging/service-credential-grants.ts by: ts-node policy-pack/testing/write-from-rules.ts
import { requires, type Requirement } from './conditions';
import { allOf, anyOf } from './decided';
import type { Statement } from './policy-document';

/** The service-specific credentials that people may be let make for themselves. */
export interface ServiceCredentialLimits {
  /** The services whose credentials end where whoever makes one says so. */
  readonly services: readonly string[];
  /** The greatest age that one may be made with, in days. */
  readonly longestAgeDays: number;
}

export const createServiceCredential = 'iam:CreateServiceSpecificCredential';

/**
 * Whether each service-specific credential that a statement's conditions let be made is of one of the services, and
 * ends in time.
 * @throws what is not known yet, where it matters
 */
export function endsInTime(statement: Statement, limits: ServiceCredentialLimits): boolean {
  return allOf(
    () => requires(statement, ofServices(limits)),
    () => hasAge(statement, limits.longestAgeDays, ''),
  );
}

function ofServices({ services }: ServiceCredentialLimits): Requirement {
  return {
    key: 'iam:ServiceSpecificCredentialServiceName',
    operators: ['StringEquals', 'StringLike'],
    // One with a wildcard is none of them.
    value: (value) => services.includes(value),
  };
}

/** A request for a credential that never ends does not have the key at all, and passes what is IfExists. */
function hasAge(statement: Statement, longestAgeDays: number, qualifier: '' | 'IfExists'): boolean {
  const key = 'iam:ServiceSpecificCredentialAgeDays';
  const ask = (most: number, ...operators: readonly string[]) =>
    requires(statement, {
      key,
      operators: operators.map((each) => `${each}${qualifier}`),
      value: (value) => value.trim() !== '' && Number(value) <= most,
    });
  const isThere: Requirement = {
    key,
    operators: ['Null'],
    value: (value) => value.toLowerCase() === 'false',
  };
  return anyOf([
    () => ask(longestAgeDays, 'NumericLessThanEquals', 'NumericEquals'),
    () => ask(longestAgeDays + 1, 'NumericLessThan'),
    () =>
      qualifier === '' &&
      allOf(
        () => requires(statement, isThere),
        () => hasAge(statement, longestAgeDays, 'IfExists'),
      ),
  ]);
}
