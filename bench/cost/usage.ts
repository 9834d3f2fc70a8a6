import { z } from 'zod';

const count = z.number().int().nonnegative();
/** Of one function. */
const step = z.strictObject({
  /** Invocations of the whole day. */
  invocations: count,
  /** Of a processor, the mean of an invocation with its start; this is a machine's, not Lambda's. */
  milliseconds: count,
});

/** What a day of a company asks of AWS in a distributed run. Counts and bytes; only the times hang on the machine. */
export const usageSchema = z.strictObject({
  accounts: count,
  usersEach: count,
  /** Users who are reminded, and users who have made themselves a new key, of an account. */
  remindedEach: count,
  rotatedEach: count,
  steps: z.strictObject({ list: step, account: step, finish: step }),
  dynamoDb: z.strictObject({
    readUnits: count,
    writeUnits: count,
    /** Of all records but those of notices and of runs. */
    recordBytes: count,
    /** Of the records of notices that the day added. */
    noticeBytes: count,
    /** Of the day's run. */
    runBytes: count,
  }),
  queue: z.strictObject({ sends: count, messages: count }),
  bucket: z.strictObject({ puts: count, gets: count, partBytes: count, reportBytes: count }),
  /** That the monitor wrote. */
  logBytes: count,
});
export type Usage = z.infer<typeof usageSchema>;
