import { z } from 'zod';
import { partitionOfRegion } from '../../rules/arn';
import { settingsSchema } from '../../rules/settings';
import { accountsSettingSchema } from '../accounts-setting';
import { json } from '../environment';

const accountId = z.string().regex(/^\d{12}$/, 'expected an account id of 12 digits');
const concurrency = z.coerce
  .number('expected a whole number from 1 to 64')
  .int('expected a whole number from 1 to 64')
  .min(1, 'expected a whole number from 1 to 64')
  .max(64, 'expected a whole number from 1 to 64');

/** The environment of `monitor`, as the component KeyMonitor sets it. */
export const monitorEnvironment = z.object({
  KEYTURN_SETTINGS: json(settingsSchema),
  KEYTURN_ACCOUNTS: accountsSettingSchema,
  KEYTURN_AUDIT_ROLE_NAME: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, "expected a role's name")
    .default('keyturn-audit'),
  KEYTURN_EXTERNAL_ID: z
    .string('expected the external id of the audit roles')
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'expected the external id of the audit roles'),
  KEYTURN_LEDGER_TABLE: z.string("expected the ledger table's name").min(1),
  KEYTURN_NOTICE_QUEUE_URL: z
    .url({ protocol: /^https?$/, error: "expected the notice queue's URL" })
    .endsWith('.fifo', 'expected the URL of a FIFO queue, ending in .fifo'),
  /** Absent: no report is written. */
  KEYTURN_REPORT_BUCKET: z.string("expected the reports' bucket").min(3).optional(),
  KEYTURN_CONCURRENCY: concurrency.default(8),
  KEYTURN_DRY_RUN: z
    .enum(['true', 'false'], 'expected true or false')
    .default('false')
    .transform((text) => text === 'true'),
  KEYTURN_DRY_RUN_ACCOUNTS: json(z.array(accountId)).optional(),
  AWS_REGION: z.string("expected the function's region").refine(isRegion, {
    error: 'expected a region of the partitions aws, aws-cn, aws-us-gov',
  }),
});
export type MonitorEnvironment = z.infer<typeof monitorEnvironment>;

function isRegion(text: string): boolean {
  try {
    partitionOfRegion(text);
    return true;
  } catch {
    return false;
  }
}
