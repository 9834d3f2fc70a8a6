import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { DynamoDeliveries } from '../../../functions/adapters/ledger/deliveries';
import type { DeliveryState } from '../../../functions/ports/deliveries';
import { noticeId } from '../../../rules/notices';
import { requestHandler } from '../../aws/credentials';
import { isCliError } from '../../cli-error';
import { SlackClient, standardApiUrl } from '../../slack/slack-client';
import { findToken, tokenVariable } from '../../slack/token';
import { fine, notKnown, wrong, type Finding } from '../finding';
import type { Looking } from '../looks/looking';

/** A message of Slack's: where it is, and its time stamp there. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
}

/** What the ledger has of the announcement of a key. */
export class Announcement {
  readonly #deliveries: DynamoDeliveries;
  readonly #noticeId: string;

  constructor(
    { deployment }: Looking,
    private readonly accountId: string,
    keyId: string,
  ) {
    const { caller, names } = deployment;
    const documents = DynamoDBDocumentClient.from(
      new DynamoDBClient({ ...caller.client, requestHandler }),
    );
    this.#deliveries = new DynamoDeliveries(documents, names.ledger);
    this.#noticeId = noticeId.keyCreated(keyId);
  }

  /** Whether the event has come through to the function `notify`. */
  async isKnown(): Promise<true | undefined> {
    const { notice, team, owner } = await this.#state();
    return notice !== undefined || team !== undefined || owner !== undefined ? true : undefined;
  }

  /** The team's message, once Slack has taken it. */
  async told(): Promise<Message | undefined> {
    const { team, copy } = await this.#state();
    return team ?? copy;
  }

  #state(): Promise<DeliveryState> {
    return this.#deliveries.find(this.accountId, this.#noticeId);
  }
}

const permalinkSchema = z.object({ permalink: z.string() });

/** Whether Slack itself has the message, where its token can be had: it asks for no scope. */
export async function lookAtMessage(
  { functions, deployment }: Looking,
  { channel, ts }: Message,
  profile: string | undefined,
): Promise<Finding> {
  const subject = { what: 'canary-message', id: channel };
  const variables = functions.get('notify')?.Environment?.Variables ?? {};
  const tokenSecret = process.env[tokenVariable]
    ? undefined
    : variables['KEYTURN_SLACK_TOKEN_SECRET_ARN'];
  try {
    const monitors = deployment.declared ? [deployment.declared.plan] : [];
    const { token } = await findToken({ tokenSecret, profile }, monitors);
    const apiUrl = variables['KEYTURN_SLACK_API_URL'] ?? standardApiUrl;
    const slack = new SlackClient(token, apiUrl, () => undefined);
    const asked = { channel, message_ts: ts };
    const answer = await slack.call('chat.getPermalink', permalinkSchema, asked);
    return answer.is === 'given'
      ? fine(subject, `Slack has it: ${answer.data.permalink}`)
      : wrong(subject, `Slack does not have the message that the ledger names: ${answer.code}`, {
          todo: 'was it deleted there? Look into the channel',
          page: 'docs/runbooks/undelivered.md',
        });
  } catch (error) {
    if (!isCliError(error)) throw error;
    return notKnown(subject, `Slack was not asked: ${error.message}`);
  }
}
