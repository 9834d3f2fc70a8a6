import { z } from 'zod';

/** What belongs together, in the order in which it is shown. */
export const groups = [
  'deployment',
  'schedule',
  'queues',
  'alarms',
  'events',
  'accounts',
  'monitor',
  'notify',
  'key-events',
  'slack-in',
  'act',
  'canary',
] as const;

/** What `keyturn doctor --format json` writes. */
export const doctorSchema = z.strictObject({
  format: z.literal('keyturn-doctor/1'),
  keyturnVersion: z.string(),
  checkedAt: z.iso.datetime(),
  /** The account and region in which the monitor is. */
  accountId: z.string(),
  region: z.string(),
  /** The monitor's name, with which the names of all that it is made of begin. */
  monitor: z.string(),
  /** The stack whose file it was compared with; absent where the function was named. */
  stack: z.string().optional(),
  checks: z.array(
    z.strictObject({
      group: z.enum(groups),
      /** Which kind of check, such as `alarm`: a word with hyphens. */
      what: z.string(),
      /** An account's id, an ARN or a name. */
      id: z.string(),
      /** `not-known`: it could not be seen. */
      outcome: z.enum(['fine', 'wrong', 'not-known']),
      found: z.string(),
      /** What to do about it; absent where there is nothing to do. */
      todo: z.string().optional(),
      /** The page of docs/ that says the rest. */
      page: z.string().optional(),
    }),
  ),
});
export type DoctorDocument = z.infer<typeof doctorSchema>;
export type Check = DoctorDocument['checks'][number];
export type Group = Check['group'];
