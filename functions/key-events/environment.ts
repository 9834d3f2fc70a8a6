import { z } from 'zod';
import { fifoQueueUrlPattern } from '../../rules/formats';
import { accountsSettingSchema } from '../accounts-setting';

/** The environment of `key-events`, as the component KeyMonitor sets it. */
export const keyEventsEnvironment = z.object({
  KEYTURN_NOTICE_QUEUE_URL: z
    .string("expected the notice queue's URL")
    .regex(fifoQueueUrlPattern, "expected a FIFO queue's URL"),
  KEYTURN_ACCOUNTS: accountsSettingSchema,
  /** Absent: nobody is asked whose a new key is. */
  KEYTURN_ACTION_QUEUE_URL: z
    .string()
    .regex(fifoQueueUrlPattern, "expected a FIFO queue's URL")
    .optional(),
});
