import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { actionSchema } from '../../rules/presses/press-schema';
import type { Action } from '../../rules/presses/press';

/** Receives and deletes all actions that wait, in their order. */
export async function receiveActions(sqs: SQSClient, QueueUrl: string): Promise<readonly Action[]> {
  const received: Action[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return received;
    for (const { Body = '', ReceiptHandle } of Messages) {
      const { v, ...action } = JSON.parse(Body) as Action & { v: unknown };
      if (v !== 1) throw new Error(`an action of version ${String(v)}`);
      // A field too many is an error as well.
      received.push(actionSchema.parse(action));
      if (JSON.stringify(received.at(-1)).length !== JSON.stringify(action).length)
        throw new Error(`the schema leaves something out of ${Body}`);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
