import { z } from 'zod';
import type { StackSetOperationPreferences } from '@aws-sdk/client-cloudformation';

/** How an operation goes through the accounts. AWS does not tell it again. */
export const operationPreferences = z
  .strictObject({
    concurrencyMode: z.enum(['STRICT_FAILURE_TOLERANCE', 'SOFT_FAILURE_TOLERANCE']).optional(),
    failureToleranceCount: z.number().int().optional(),
    failureTolerancePercentage: z.number().int().optional(),
    maxConcurrentCount: z.number().int().optional(),
    maxConcurrentPercentage: z.number().int().optional(),
  })
  .optional();

export const callAs = z.enum(['SELF', 'DELEGATED_ADMIN']).default('SELF');

export function preferencesOf(
  given: z.output<typeof operationPreferences>,
): StackSetOperationPreferences | undefined {
  return (
    given && {
      ConcurrencyMode: given.concurrencyMode,
      FailureToleranceCount: given.failureToleranceCount,
      FailureTolerancePercentage: given.failureTolerancePercentage,
      MaxConcurrentCount: given.maxConcurrentCount,
      MaxConcurrentPercentage: given.maxConcurrentPercentage,
    }
  );
}
