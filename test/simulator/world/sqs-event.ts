import type { SQSEvent } from 'aws-lambda';
import type { Message } from './fifo-queue';

/**
 * The batch as Lambda hands it over.
 * @param onRead hears of each message when its handling begins
 */
export function sqsEvent<Content>(
  messages: readonly Message<Content>[],
  groupOf: (content: Content) => string,
  onRead: (message: Message<Content>) => void,
): SQSEvent {
  return {
    Records: messages.map((message) => ({
      messageId: message.id,
      receiptHandle: message.id,
      get body() {
        onRead(message);
        return message.body;
      },
      attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: '0',
        SenderId: 'simulator',
        ApproximateFirstReceiveTimestamp: '0',
        MessageGroupId: groupOf(message.content),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-central-1:111111111111:keyturn-notices.fifo',
      awsRegion: 'eu-central-1',
    })),
  };
}
