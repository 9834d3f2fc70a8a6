import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { LambdaFunction } from '../lambda/lambda-function';
import type { Moto } from '../moto/start';
import { awsOf, type Place } from './aws-of';

/** One event source mapping, as Lambda polls it: a batch in, what failed stays in the queue. */
export class NoticePump {
  private constructor(
    private readonly sqs: SQSClient,
    private readonly queueUrl: string,
    private readonly queueArn: string,
    private readonly target: LambdaFunction,
    private readonly batchSize: number,
  ) {}

  static async between(
    moto: Moto,
    place: Place,
    mapping: {
      readonly queueArn: string;
      readonly batchSize: number;
      readonly target: LambdaFunction;
    },
  ): Promise<NoticePump> {
    const aws = await awsOf(moto, place);
    const QueueName = mapping.queueArn.split(':').at(-1);
    const { QueueUrl = '' } = await new SQSClient(aws).send(new GetQueueUrlCommand({ QueueName }));
    // As Lambda does: it polls as the function's role.
    const sqs = new SQSClient({ ...aws, credentials: mapping.target.credentials });
    return new NoticePump(sqs, QueueUrl, mapping.queueArn, mapping.target, mapping.batchSize);
  }

  /** Hands over batch after batch until nothing can be received at that instant. @returns how many messages it were */
  async drain(now: Date): Promise<number> {
    let count = 0;
    for (;;) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.queueUrl,
          MaxNumberOfMessages: this.batchSize,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) return count;
      count += Messages.length;
      const failed = await this.handOver(Messages, now);
      for (const { MessageId, ReceiptHandle } of Messages)
        if (!failed.has(MessageId ?? ''))
          await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
    }
  }

  /** Messages that are waiting, or invisible after a failure. */
  async backlog(): Promise<number> {
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.queueUrl, AttributeNames: ['All'] }),
    );
    return (
      Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0) +
      Number(Attributes?.['ApproximateNumberOfMessagesNotVisible'] ?? 0)
    );
  }

  private async handOver(messages: readonly Message[], now: Date): Promise<ReadonlySet<string>> {
    const Records = messages.map((message) => this.recordOf(message));
    try {
      const response = (await this.target.invoke({ Records }, now)) as SQSBatchResponse | undefined;
      return new Set(response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    } catch {
      // As Lambda: an invocation that fails has handled nothing.
      return new Set(Records.map(({ messageId }) => messageId));
    }
  }

  private recordOf(message: Message): SQSRecord {
    return {
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: (message.Attributes ?? {}) as unknown as SQSRecord['attributes'],
      messageAttributes: {},
      md5OfBody: message.MD5OfBody ?? '',
      eventSource: 'aws:sqs',
      eventSourceARN: this.queueArn,
      awsRegion: this.queueArn.split(':')[3] ?? '',
    };
  }
}
