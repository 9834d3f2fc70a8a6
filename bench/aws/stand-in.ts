import { createHash } from 'node:crypto';
import type { Answer } from './gate';
import type { AwsRequest, AwsResponse } from './request';
import { StandInDynamoDb } from './stand-in-dynamodb';
import { StandInIam, type Population } from './stand-in-iam';
import { StandInS3 } from './stand-in-s3';

/**
 * A small fast AWS for a thousand accounts, where moto would be what is measured: as much of IAM, STS, DynamoDB,
 * SQS and S3 as the monitor asks for. A test holds it against moto, call by call.
 */
export function standIn(
  population: Population,
): Answer & { readonly notices: () => readonly string[] } {
  const iam = new StandInIam(population);
  const dynamoDb = new StandInDynamoDb();
  const s3 = new StandInS3();
  const notices: string[] = [];
  const answerOf = (request: AwsRequest): AwsResponse | undefined => {
    switch (request.service) {
      case 'iam':
      case 'sts':
        return iam.answer(request);
      case 'dynamodb':
        return dynamoDb.answer(request.action, request.body);
      case 'sqs':
        return request.action === 'SendMessageBatch' ? take(request.body, notices) : undefined;
      case 's3':
        return s3.answer(request);
    }
    return undefined;
  };
  const answer = (request: AwsRequest) => {
    const found = answerOf(request);
    return found
      ? Promise.resolve(found)
      : Promise.reject(new Error(`the stand-in has no ${request.service}:${request.action}`));
  };
  return Object.assign(answer, { notices: () => notices });
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
