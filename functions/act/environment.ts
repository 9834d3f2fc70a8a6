import { z } from 'zod';
import { slackUserIdPattern } from '../../rules/formats';
import { actingVariables } from '../acting/environment';
import { json } from '../environment';

const slackUserId = z.string().regex(slackUserIdPattern, "expected a Slack user's id (U… or W…)");

/** The environment of `act`, as the component KeyMonitor sets it. */
export const actEnvironment = z.object({
  ...actingVariables,
  /** Absent: nobody disables keys but their owners. */
  KEYTURN_RESPONDERS: json(z.array(slackUserId).min(1)).optional(),
});
export type ActEnvironment = z.infer<typeof actEnvironment>;
