import { z } from 'zod';
import { isLocalDate } from './local-date';

/**
 * A zone as the database of zones writes it. Node also takes `+01:00` and `europe/berlin`, EventBridge Scheduler
 * neither, and that would fail in the middle of a deployment.
 */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(zone)) return false;
  const timeZone = nameNow(zone);
  // Of a zone that has another name now nobody knows the case of its letters.
  return (
    timeZone !== undefined && (timeZone === zone || timeZone.toLowerCase() !== zone.toLowerCase())
  );
}

/** What Node calls the zone; undefined where there is none. */
function nameNow(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const days = z.number().int().positive();

/** The numbers of the rules. Every one has the default that the documentation promises. */
export const settingsSchema = z
  .strictObject({
    /** The IANA time zone of the schedule, in which days are counted. */
    timeZone: z
      .string()
      .refine(isTimeZone, 'expected an IANA time zone such as Europe/Berlin')
      .default('Etc/UTC'),
    /** Ages of a key, in days, at which its owner is reminded. */
    reminderAges: z.array(days).min(1).default([76, 81, 86]),
    /** The age, in days, at which a key is disabled. */
    disableAge: days.default(91),
    /** Calendar days between a delivered warning and the disabling. */
    graceDays: days.default(5),
    /** Calendar days between the delivered notice of a second enabled key and the older one's disabling. */
    secondKeyGraceDays: days.default(2),
    /** How many days ahead an exemption may end. */
    maximumExemptionDays: days.default(90),
    /** A run that would disable more keys of one account than both of these disables none. */
    circuitBreaker: z
      .strictObject({
        keys: days.default(5),
        percent: z.number().min(0).max(100).default(20),
        /** The last date (YYYY-MM-DD) on which runs may go beyond the limit: the explicit release. */
        releasedThrough: z.string().refine(isLocalDate, 'expected a date, YYYY-MM-DD').optional(),
      })
      .prefault({}),
  })
  .superRefine((settings, context) => {
    const { reminderAges, disableAge, graceDays } = settings;
    const complain = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (reminderAges.some((age, i) => age <= (reminderAges[i - 1] ?? 0)))
      complain('reminderAges', `expected ascending ages, found ${reminderAges.join(', ')}`);
    const last = Math.max(...reminderAges);
    if (last >= disableAge)
      complain(
        'disableAge',
        `expected more than the last reminder's age ${last}, found ${disableAge}`,
      );
    else if (graceDays > disableAge - last)
      complain(
        'graceDays',
        `expected at most ${disableAge - last}, the days between the last reminder (${last}) and disableAge (${disableAge}), found ${graceDays}`,
      );
  });

/** Checked settings. */
export type Settings = z.infer<typeof settingsSchema>;
/** Settings as people write them: everything has a default. */
export type SettingsInput = z.input<typeof settingsSchema>;

/** The defaults that design and documentation promise. */
export const defaultSettings: Settings = settingsSchema.parse({});
