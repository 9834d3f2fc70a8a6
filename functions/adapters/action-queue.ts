import type { Action } from '../../rules/presses/press';
import type { ActionQueuePort } from '../ports/action-queue';
import { actionMessage } from './action-message';
import { AwsCallError, JsonService, type JsonServiceOptions } from './aws/json-service';

/** The action queue on SQS FIFO. */
export class SqsActionQueue implements ActionQueuePort {
  readonly #sqs: JsonService;

  constructor(
    private readonly queueUrl: string,
    where: Pick<JsonServiceOptions, 'endpoint' | 'region' | 'keys'>,
  ) {
    this.#sqs = new JsonService({ ...where, service: 'sqs', target: 'AmazonSQS', version: '1.0' });
  }

  /**
   * Sends what SQS takes from nobody, an empty message of no group.
   * @throws AwsCallError, always
   */
  async putNothing(signal?: AbortSignal): Promise<void> {
    await this.#sqs.call('SendMessage', { QueueUrl: this.queueUrl, MessageBody: '' }, signal);
  }

  /** @throws AwsCallError where it may not be in the queue. */
  async put(action: Action, signal?: AbortSignal): Promise<void> {
    const input = actionMessage(action, this.queueUrl);
    const answer = await this.#sqs.call('SendMessage', input, signal);
    // Slack is told that it was taken: for that SQS must have said so.
    if (!('MessageId' in answer) || typeof answer.MessageId !== 'string')
      throw new AwsCallError('NotOfAws', 'SendMessage', false);
  }
}
