import { z } from 'zod';

/** What `keyturn slack check --format json` writes. */
export const slackCheckSchema = z.strictObject({
  format: z.literal('keyturn-slack-check/1'),
  keyturnVersion: z.string(),
  checkedAt: z.iso.datetime(),
  /** The Slack that was asked. */
  apiUrl: z.string(),
  /** Where the token was found; never the token. */
  tokenFrom: z.string(),
  workspace: z.string(),
  workspaceUrl: z.string(),
  /** The name of the app's own user, by which it is invited. */
  appUser: z.string(),
  /** The project whose channels and people were checked; absent where there was none. */
  project: z.string().optional(),
  /** What the requests were sent to; absent where none was given. */
  requestUrl: z.string().optional(),
  checks: z.array(
    z.strictObject({
      what: z.enum(['scope', 'channel', 'user', 'request']),
      /** The scope's name, or Slack's id; of a request how it was signed. */
      id: z.string(),
      /** Who or what needs it. */
      usedBy: z.array(z.string()),
      outcome: z.enum(['fine', 'wrong', 'not-checked']),
      /** What was found; of what is fine, what Slack calls it. */
      found: z.string(),
      /** Of what is not checked: the scopes of which one would do; absent where it is not for want of one. */
      needsOneOf: z.array(z.string()).optional(),
      /** What to do about it; absent where there is nothing to do. */
      todo: z.string().optional(),
    }),
  ),
  /** Scopes that the token has and that nothing of Keyturn uses. */
  unusedScopes: z.array(z.string()),
});
export type SlackCheck = z.infer<typeof slackCheckSchema>;
export type Check = SlackCheck['checks'][number];
