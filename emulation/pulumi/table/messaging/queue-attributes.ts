import {
  GetQueueAttributesCommand,
  SQSClient,
  SetQueueAttributesCommand,
  type QueueAttributeName,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { json, regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

// The queue's URL is the id of each.

export const queuePolicy = defineSubResource({
  token: 'aws:sqs/queuePolicy:QueuePolicy',
  inputs: z.strictObject({ policy: json, queueUrl: z.string(), ...regional }),
  key: ['queueUrl'],
  client: () => SQSClient,
  put: (sqs, { queueUrl, policy }) => set(sqs, queueUrl, 'Policy', policy),
  async get(sqs, { queueUrl }) {
    const policy = await read(sqs, queueUrl, 'Policy');
    return policy ? { policy } : undefined;
  },
  remove: (sqs, { queueUrl }) => set(sqs, queueUrl, 'Policy', ''),
});

export const redrivePolicy = defineSubResource({
  token: 'aws:sqs/redrivePolicy:RedrivePolicy',
  inputs: z.strictObject({ queueUrl: z.string(), redrivePolicy: json, ...regional }),
  key: ['queueUrl'],
  client: () => SQSClient,
  put: (sqs, { queueUrl, redrivePolicy }) => set(sqs, queueUrl, 'RedrivePolicy', redrivePolicy),
  async get(sqs, { queueUrl }) {
    const redrivePolicy = await read(sqs, queueUrl, 'RedrivePolicy');
    return redrivePolicy ? { redrivePolicy } : undefined;
  },
  remove: (sqs, { queueUrl }) => set(sqs, queueUrl, 'RedrivePolicy', ''),
});

function set(sqs: SQSClient, QueueUrl: string, name: QueueAttributeName, value: string) {
  return sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { [name]: value } }));
}

async function read(sqs: SQSClient, QueueUrl: string, name: QueueAttributeName) {
  const answer = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return answer.Attributes?.[name];
}
