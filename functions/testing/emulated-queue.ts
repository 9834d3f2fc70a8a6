import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { queueMessageSchema, type QueueMessage } from '../../rules/notices/team-copies';

/** Makes an empty notice queue; its URL. */
export async function createNoticeQueue(sqs: SQSClient, name: string): Promise<string> {
  const Attributes = { FifoQueue: 'true' };
  const command = new CreateQueueCommand({ QueueName: `${name}.fifo`, Attributes });
  return (await sqs.send(command)).QueueUrl ?? '';
}

/** Receives and deletes everything that waits. */
export async function receiveNotices(
  sqs: SQSClient,
  QueueUrl: string,
): Promise<readonly QueueMessage[]> {
  const received: QueueMessage[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return received;
    received.push(...Messages.map(({ Body = '' }) => queueMessageSchema.parse(JSON.parse(Body))));
    const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
