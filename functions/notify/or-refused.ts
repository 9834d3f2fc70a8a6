import type { PostFailed } from '../ports/slack';
import { SlackContentError } from '../slack-errors';

/** What Slack refuses for what it holds is so for good, too: for what nobody misses as they would a notice. */
export async function orRefused<Answer>(call: () => Promise<Answer>): Promise<Answer | PostFailed> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof SlackContentError) return { failed: error.code };
    throw error;
  }
}
