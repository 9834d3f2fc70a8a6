import { z } from 'zod';
import { datePattern } from '../formats';

const count = z.number().int().nonnegative();

/** How keys were rotated that are gone. All are counts of them. */
export const rotatedSchema = z.object({
  all: count,
  /** Before any reminder had arrived. */
  beforeReminder: count,
  /** After the first one, the second one and so on. */
  afterReminder: z.array(count),
  /** Once Keyturn had disabled the key. */
  afterDisabling: count,
});

/** Ages in days. The last band has no end. */
export const bandSchema = z.object({ from: count, to: count.optional() });

/** A day's enabled keys. */
export const trendDaySchema = z.object({
  on: z.string().regex(datePattern),
  enabled: count,
  /** In days; absent where there was no key. */
  medianAge: count.optional(),
  /** How many, a band each. */
  bands: z.array(count),
  /** Of keys that this day's run was the first to miss; absent of days of which it is not known. */
  rotated: rotatedSchema.optional(),
  /** Accounts that were not read, whose keys are not in it; absent where all were. */
  accountsUnread: count.optional(),
});

export const reportTrendSchema = z.object({
  bands: z.array(bandSchema),
  /** The newest last; days without a report are missing. */
  days: z.array(trendDaySchema),
});
