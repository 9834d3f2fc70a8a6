import { z } from 'zod';
import { accountIdPattern } from '../formats';
import { reportLimitsSchema, reportSchema } from './report-schema';

const days = z.number().int();
const instant = z.iso.datetime();
const unknown = z.literal('unknown');

/** A long-lived credential besides users' keys and passwords. */
export const reportOtherCredentialSchema = z.object({
  accountId: z.string().regex(accountIdPattern),
  /** Absent of root's. */
  userName: z.string().optional(),
  kind: z.enum(['access-key', 'service-specific', 'signing-certificate']),
  /** Absent where only the credential report knows of it, which has none. */
  id: z.string().optional(),
  /** Of a service-specific one: `bedrock.amazonaws.com`. */
  service: z.string().optional(),
  status: z.enum(['Active', 'Inactive', 'Expired', 'unknown']),
  /** Of what only the credential report knows, when it was made or last changed. */
  createdAt: z.union([instant, unknown]),
  age: z.union([days, unknown]),
  /** Absent where it has no end. */
  expiresAt: instant.optional(),
  /** When the credential report was made that tells of it; absent where IAM itself was asked. */
  asOf: instant.optional(),
});

export const auditLimitsSchema = reportLimitsSchema.extend({
  /** After so many days without use a credential is unused; absent where nobody looked at that. */
  unusedAge: days.optional(),
});

/**
 * The report as JSON, an audit's or a daily run's; docs/schemas/report.schema.json says the same as JSON Schema. Apart,
 * since a daily run's bundle is without what only an audit has.
 */
export const auditReportSchema = reportSchema.extend({
  limits: auditLimitsSchema,
  /** Long-lived credentials besides users' keys and passwords; absent in a daily run's report. */
  otherCredentials: z.array(reportOtherCredentialSchema).optional(),
});
