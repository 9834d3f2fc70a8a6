import { createHash } from 'node:crypto';
import { answering } from './gate';
import type { AwsRequest, AwsResponse } from './request';
import { StandInDynamoDb } from './stand-in-dynamodb';
import { StandInIam, type Population } from './stand-in-iam';
import { StandInS3 } from './stand-in-s3';

/**
 * A small fast AWS for a thousand accounts, where moto would be what is measured: as much of IAM, STS, DynamoDB,
 * SQS and S3 as Keyturn asks for. A test holds it against moto, call by call.
 */
export class StandIn {
  readonly dynamoDb = new StandInDynamoDb();
  readonly s3 = new StandInS3();
  readonly #notices: string[] = [];
  #iam: StandInIam;

  constructor(population: Population) {
    this.#iam = new StandInIam(population);
  }

  /** From now on the accounts have these users; what the ledger and the bucket hold stays. */
  become(population: Population): void {
    this.#iam = new StandInIam(population);
  }

  keyIdOf(accountId: string, user: number): string {
    return this.#iam.keyIdOf(accountId, user);
  }

  /** The bodies of the queue's messages, oldest first. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  readonly answer = answering((request) => this.answerTo(request));

  answerTo(request: AwsRequest): AwsResponse | undefined {
    switch (request.service) {
      case 'iam':
      case 'sts':
        return this.#iam.answer(request);
      case 'dynamodb':
        return this.dynamoDb.answer(request.action, request.body);
      case 'sqs':
        return request.action === 'SendMessageBatch'
          ? take(request.body, this.#notices)
          : undefined;
      case 's3':
        return this.s3.answer(request);
    }
    return undefined;
  }
}

function take(body: string, notices: string[]): AwsResponse {
  const { Entries } = JSON.parse(body) as { Entries: { Id: string; MessageBody: string }[] };
  notices.push(...Entries.map(({ MessageBody }) => MessageBody));
  const Successful = Entries.map(({ Id, MessageBody }) => ({
    Id,
    MessageId: Id,
    MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
  }));
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ Successful, Failed: [] }),
  };
}
