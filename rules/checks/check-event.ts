import { z } from 'zod';
import { accountIdPattern, slackChannelIdPattern, slackUserIdPattern } from '../formats';
import { CHECK_FORMAT } from './check-format';

const accountId = z.string().regex(accountIdPattern, 'expected an account id of 12 digits');
const channelId = z
  .string()
  .regex(slackChannelIdPattern, "expected a Slack channel's id (C… or G…)");
const userId = z.string().regex(slackUserIdPattern, "expected a Slack user's id (U… or W…)");

/**
 * What a function is invoked with to say whether it can do its work, without doing any of it. Each takes the same event
 * and heeds what is for it.
 */
export const checkEventSchema = z.strictObject({
  check: z.literal(CHECK_FORMAT),
  /** Of monitor and act: these alone; absent: each account of theirs. */
  accounts: z.array(accountId).optional(),
  /** Of notify, beside the team's own channel. */
  channels: z.array(channelId).optional(),
  /** Of notify: persons of Slack, and what each is told for, such as the name of an IAM user. */
  people: z.array(z.strictObject({ id: userId, usedBy: z.string() })).optional(),
});
export type CheckEvent = z.infer<typeof checkEventSchema>;
