import { z } from 'zod';
import { sha256 } from './before-schema';
import { REPORT_INDEX_FORMAT } from './report-format';
import { reportAccountSchema, reportSchema } from './report-schema';

const count = z.number().int().nonnegative();

/** What stands in place of a daily report that is too large for one page: a line an account, whose page has its own JSON. */
export const reportIndexSchema = reportSchema
  .pick({
    keyturnVersion: true,
    generatedAt: true,
    on: true,
    timeZone: true,
    obtainedBy: true,
    limits: true,
    dryRun: true,
    before: true,
    trend: true,
  })
  .extend({
    format: z.literal(REPORT_INDEX_FORMAT),
    accounts: z.array(
      z.object({
        account: reportAccountSchema,
        /** From the index's folder, without extension; absent where the account was not read. */
        path: z
          .string()
          .regex(/^accounts\/\d{12}$/, 'expected accounts/ and the account’s id')
          .optional(),
        /** Of the page's JSON; absent in indexes of older versions. */
        sha256: sha256.optional(),
        breaches: count.optional(),
        notSeenOf: count.optional(),
        late: count.optional(),
      }),
    ),
  });
