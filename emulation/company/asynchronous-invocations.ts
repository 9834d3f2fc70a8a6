import {
  GetFunctionEventInvokeConfigCommand,
  LambdaClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LambdaFunction } from '../lambda/lambda-function';
import type { Moto } from '../moto/start';
import { awsOf, type Place } from './aws-of';

/**
 * Events that nobody waits for the answer of. Where a function fails, Lambda puts the event where the stack said,
 * as the function's role; what Lambda does before that, trying again, is left out.
 */
export class AsynchronousInvocations {
  constructor(
    private readonly moto: Moto,
    private readonly place: Place,
  ) {}

  /** @throws FunctionError after the event is where failed ones go */
  async invoke(target: LambdaFunction, event: unknown, now: Date): Promise<void> {
    try {
      await target.invoke(event, now);
    } catch (error) {
      await this.#report(target, event);
      throw error;
    }
  }

  async #report(target: LambdaFunction, requestPayload: unknown): Promise<void> {
    const aws = await awsOf(this.moto, this.place);
    const queueArn = await onFailure(new LambdaClient(aws), target.arn);
    if (queueArn === undefined) return;
    const QueueName = queueArn.split(':').at(-1);
    const { QueueUrl } = await new SQSClient(aws).send(new GetQueueUrlCommand({ QueueName }));
    const sqs = new SQSClient({ ...aws, credentials: target.credentials });
    const MessageBody = JSON.stringify({ version: '1.0', requestPayload });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }
}

/** The ARN of the queue; undefined where the stack names none. */
async function onFailure(lambda: LambdaClient, functionArn: string): Promise<string | undefined> {
  const FunctionName = functionArn.split(':')[6];
  try {
    const found = await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
    return found.DestinationConfig?.OnFailure?.Destination;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
