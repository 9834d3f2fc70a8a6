import { z } from 'zod';
import { reportLimitsSchema, reportSchema } from './report-schema';

const days = z.number().int();

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
});
