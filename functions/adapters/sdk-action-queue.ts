import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Action } from '../../rules/presses/press';
import type { ActionQueuePort } from '../ports/action-queue';
import { actionMessage } from './action-message';

/** The action queue on SQS FIFO, for whoever has the SDK's client of SQS at hand. */
export class SdkActionQueue implements ActionQueuePort {
  constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
  ) {}

  /** @throws what the SDK throws where it may not be in the queue */
  async put(action: Action, signal?: AbortSignal): Promise<void> {
    const command = new SendMessageCommand(actionMessage(action, this.queueUrl));
    await this.sqs.send(command, { abortSignal: signal });
  }
}
