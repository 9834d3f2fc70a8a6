import { z } from 'zod';
import { account, anyNotice, date, instant, key } from './fields';

/** A key as its owner sees it in the app's home. */
export const homeKeySchema = z.object({
  account,
  userName: z.string(),
  key,
  status: z.enum(['Active', 'Inactive']),
  /** The day on which it stops, where that is known. */
  stopsOn: date.optional(),
  /** The last day of its exemption. */
  exemptUntil: date.optional(),
  /** What is to be done, by the last run. */
  state: z.enum(['fine', 'rotate-soon', 'second', 'disabled']),
});
export type HomeKey = z.infer<typeof homeKeySchema>;

/** What is shown to who opened the app's home: each of their keys, by the ledger alone. */
export const homeViewSchema = z.object({
  kind: z.literal('home-view'),
  ...anyNotice,
  /** Their Slack id. */
  to: z.string(),
  keys: z.array(homeKeySchema),
  /** As of the oldest run that is shown; absent where there is nothing to show. */
  readAt: instant.optional(),
  /** Keys that there was no room for. */
  leftOut: z.number().int().nonnegative(),
});
export type HomeView = z.infer<typeof homeViewSchema>;

/** Of the same opening however often it is done. */
export function homeViewId(actionId: string): string {
  return `home/${actionId}`;
}
