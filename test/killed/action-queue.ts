import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { awsOf, type Place } from '../../emulation/company/aws-of';
import { NoticePump } from '../../emulation/company/notice-pump';
import type { LambdaFunction } from '../../emulation/lambda/lambda-function';
import type { Moto } from '../../emulation/moto/start';
import { actionSchema } from '../../rules/presses/press-schema';
import type { Action } from '../../rules/presses/press';

const ACTIONS = 'keyturn-actions.fifo';
const UNDONE = 'keyturn-undone.fifo';
/** How often SQS delivers an action before it is a dead letter. */
export const MOST_RECEIVES = 5;

/** The queue of what people press, with its dead letters, and what hands it over to `act`: one at a time. */
export class ActionQueue {
  readonly #dead: Message[] = [];

  private constructor(
    private readonly sqs: SQSClient,
    private readonly url: string,
    private readonly undoneUrl: string,
    private readonly pump: NoticePump,
  ) {}

  /** @returns its URL */
  static async make(sqs: SQSClient): Promise<string> {
    const undone = await makeFifo(sqs, UNDONE, {});
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: undone, AttributeNames: ['QueueArn'] }),
    );
    const redrive = {
      deadLetterTargetArn: Attributes?.['QueueArn'],
      maxReceiveCount: MOST_RECEIVES,
    };
    return makeFifo(sqs, ACTIONS, { RedrivePolicy: JSON.stringify(redrive) });
  }

  static async between(moto: Moto, place: Place, target: LambdaFunction): Promise<ActionQueue> {
    const sqs = new SQSClient(await awsOf(moto, place));
    const urlOf = async (QueueName: string) =>
      (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? '';
    const queueArn = `arn:aws:sqs:${place.region}:${place.accountId}:${ACTIONS}`;
    const pump = await NoticePump.between(moto, place, { queueArn, batchSize: 1, target });
    return new ActionQueue(sqs, await urlOf(ACTIONS), await urlOf(UNDONE), pump);
  }

  async drain(now: Date): Promise<void> {
    await this.pump.drain(now);
  }

  /** How many wait, or are invisible. */
  backlog(): Promise<number> {
    return this.pump.backlog();
  }

  /** What was delivered too often, and not sent again. */
  async dead(): Promise<readonly Action[]> {
    // One that is only received would hide others of its group.
    for (;;) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({
          ...{ QueueUrl: this.undoneUrl, MaxNumberOfMessages: 10 },
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) break;
      this.#dead.push(...Messages);
      for (const { ReceiptHandle } of Messages)
        await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.undoneUrl, ReceiptHandle }));
    }
    return this.#dead.map(({ Body = '' }) => actionSchema.parse(JSON.parse(Body)));
  }

  /** What a team does about dead letters: has them delivered again. */
  async redrive(): Promise<void> {
    await this.dead();
    for (const { Body: MessageBody, Attributes } of this.#dead.splice(0)) {
      const { MessageGroupId, MessageDeduplicationId } = Attributes ?? {};
      const again = { MessageBody, MessageGroupId, MessageDeduplicationId };
      await this.sqs.send(new SendMessageCommand({ QueueUrl: this.url, ...again }));
    }
  }
}

async function makeFifo(
  sqs: SQSClient,
  QueueName: string,
  more: Readonly<Record<string, string>>,
): Promise<string> {
  const Attributes = { FifoQueue: 'true', ...more };
  return (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
}
