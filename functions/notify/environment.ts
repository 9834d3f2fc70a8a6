import { z } from 'zod';
import { rotationSchema } from '../../rules/rotation';
import { json } from '../environment';
import { isSlackChannelId, secretArnPattern, slackApiUrlPattern } from '../../rules/formats';

/** The environment of `notify`, as the component KeyMonitor sets it. */
export const notifyEnvironment = z.object({
  KEYTURN_SLACK_TOKEN_SECRET_ARN: z
    .string("expected a Secrets Manager secret's ARN")
    .regex(secretArnPattern, "expected a Secrets Manager secret's ARN"),
  KEYTURN_TEAM_CHANNEL: z
    .string("expected a Slack channel's id (C… or G…)")
    .refine(isSlackChannelId, "expected a Slack channel's id (C… or G…)"),
  KEYTURN_LEDGER_TABLE: z.string("expected the ledger table's name").min(1),
  KEYTURN_SLACK_API_URL: z
    .string()
    .regex(slackApiUrlPattern, 'expected the https URL of a Slack API, ending in /api/')
    .optional(),
  /** Absent: as by the defaults, and with no profile known. */
  KEYTURN_ROTATION: json(rotationSchema).optional(),
  /** Absent: nothing can be pressed, and no message has a button. */
  KEYTURN_PRESSES: json(z.strictObject({ canDisable: z.boolean() })).optional(),
});
