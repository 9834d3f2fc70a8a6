import { z } from 'zod';

/** As much of the queue's messages as says whom they are about. */
export const messageSchema = z.looseObject({
  kind: z.string(),
  notice: z.looseObject({ account: z.looseObject({ id: z.string() }) }).optional(),
  items: z.array(z.looseObject({ accountId: z.string() })).optional(),
  report: z.looseObject({}).optional(),
});
