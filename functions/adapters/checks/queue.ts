import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Tried } from '../../../rules/checks/tried';
import { isOfEmptyMessage, takesMessages } from './empty-message';
import { triedWithout } from './tried-call';

/** Whether a FIFO queue is there and lets itself be sent to, as far as a message shows it that SQS takes from nobody. */
export async function tryQueue(sqs: SQSClient, QueueUrl: string): Promise<Tried> {
  try {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '' }));
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (!isOfEmptyMessage(name)) return triedWithout(error);
  }
  return takesMessages;
}
