import { z } from 'zod';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import type { SlackClient } from '../slack/slack-client';

/** Whom Slack knows by an e-mail address. */
export interface Person {
  readonly slackId: string;
  /** As the person wrote it. */
  readonly name?: string;
}

const foundSchema = z.object({
  user: z.object({
    id: z.string(),
    real_name: z.string().optional(),
    is_bot: z.boolean().default(false),
  }),
});

/**
 * Asks Slack who is behind each address.
 * @returns by address; without those whom Slack does not know, or who have left
 * @throws CliError where Slack refuses the app, or can't be had
 */
export async function findPeople(
  slack: SlackClient,
  emails: readonly string[],
  onFound: (asked: number) => void,
): Promise<ReadonlyMap<string, Person>> {
  const people = new Map<string, Person>();
  for (const [i, email] of emails.entries()) {
    const answer = await slack.call('users.lookupByEmail', foundSchema, { email });
    if (answer.is === 'refused' && answer.code !== 'users_not_found')
      throw new CliError(exitCodes.noAnswer, `Slack refuses to look up people: ${inWords(answer)}`);
    if (answer.is === 'given') {
      const { id, real_name: name, is_bot: isBot } = answer.data.user;
      if (!isBot) people.set(email, { slackId: id, name });
    }
    onFound(i + 1);
  }
  return people;
}

function inWords({ code, needed }: { code: string; needed: readonly string[] }): string {
  if (code !== 'missing_scope') return code;
  return `the app lacks the scope ${needed.join(' or ') || 'users:read.email'}. Add it, install the app anew, and take it away again afterwards; or unset KEYTURN_SLACK_TOKEN, and fill in the ids by hand`;
}
