import { z } from 'zod';
import { questionsSchema } from '../../rules/settings-in-short';
import { actingVariables } from '../acting/environment';
import { json } from '../environment';

const concurrency = z.coerce
  .number('expected a whole number from 1 to 64')
  .int('expected a whole number from 1 to 64')
  .min(1, 'expected a whole number from 1 to 64')
  .max(64, 'expected a whole number from 1 to 64');

/** The environment of `monitor`, as the component KeyMonitor sets it. */
export const monitorEnvironment = z.object({
  ...actingVariables,
  /** Absent: nobody is asked whose a new key is. */
  KEYTURN_QUESTIONS: json(questionsSchema).optional(),
  /** Absent: no report is written. */
  KEYTURN_REPORT_BUCKET: z.string("expected the reports' bucket").min(3).optional(),
  /** Absent in distributed runs, where the function has one account at a time. */
  KEYTURN_CONCURRENCY: concurrency.default(8),
});
export type MonitorEnvironment = z.infer<typeof monitorEnvironment>;
