import { z } from 'zod';
import { rotationTools } from '../tags';
import { account, anyNotice, date, instant, key, person, timeZone, waysInstead } from './fields';

/** How it stands with a key, by the last run; the order is that in which keys are shown. */
export const keyStates = [
  /** Its day has come, and the circuit breaker holds it back. */
  'held',
  /** A reminder's age is reached. */
  'rotate-soon',
  /** The older of two enabled ones. */
  'second',
  /** Nobody uses it, and such keys are disabled. */
  'unused',
  /** Disabled by Keyturn since the last run read it. */
  'disabled-since',
  /** Another key of its user was, so what the run said of this one holds no more. */
  'other-disabled',
  /** Off, and its user has no other that works. */
  'disabled',
  /** Off, and its user has another that works. */
  'left-over',
  /** A machine's, which is never disabled: to be replaced. */
  'machine-old',
  'fine',
  'exempt',
  'machine',
  /** Its user has no valid type. */
  'untouched',
  /** A newer version of Keyturn knows more of it. */
  'unclear',
] as const;
export type KeyState = (typeof keyStates)[number];

/** A key as a run found it. */
export const keyAtHomeSchema = z.object({
  key,
  status: z.enum(['Active', 'Inactive']),
  state: z.enum(keyStates),
  /** The day on which it stops, where one is known: of one of which nobody was warned yet, by its age. */
  stopsOn: date.optional(),
  /** The last day of its exemption, where one holds. */
  exemptUntil: date.optional(),
  /** The newer one that is enabled, where this one has to go. */
  newer: key.optional(),
  /** The other key of its user, where that is off and takes the second of two places. */
  deadKeyId: z.string().optional(),
  /** Where its owner can make no new one: the ways in that they have in its place. */
  ...waysInstead,
});
export type KeyAtHome = z.infer<typeof keyAtHomeSchema>;

/** A key as its owner sees it in the app's home. */
export const homeKeySchema = z.object({
  account,
  userName: person.shape.userName,
  type: person.shape.type,
  /** With what they rotate it; absent where they have said nothing of their own. */
  rotateWith: z.enum(rotationTools).optional(),
  ...keyAtHomeSchema.shape,
  /** In its account nothing is disabled yet: the days are those that would be. */
  isDryRun: z.literal(true).optional(),
});
export type HomeKey = z.infer<typeof homeKeySchema>;

/** What is shown to who opened the app's home: each of their keys, by the ledger alone. */
export const homeViewSchema = z.object({
  kind: z.literal('home-view'),
  ...anyNotice,
  /** Their Slack id. */
  to: z.string(),
  /** The most urgent first. */
  keys: z.array(homeKeySchema),
  /** As of the oldest reading that is shown; absent where no user is known to be theirs. */
  readAt: instant.optional(),
  /** Keys that there was no room for. */
  leftOut: z.number().int().nonnegative(),
  /** Of so many of their users the keys could not be read, so that they are not among these. */
  usersNotSeen: z.number().int().positive().optional(),
  timeZone,
});
export type HomeView = z.infer<typeof homeViewSchema>;

/** Of the same opening however often it is done. */
export function homeViewId(actionId: string): string {
  return `home/${actionId}`;
}
