import {
  GetQueueAttributesCommand,
  SQSClient,
  SetQueueAttributesCommand,
  type QueueAttributeName,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { Aws } from '../../aws';
import { unlessGone } from '../gone';
import { json, regional } from '../inputs';
import { defineResource } from '../resource-type';

export const queuePolicy = defineResource({
  token: 'aws:sqs/queuePolicy:QueuePolicy',
  inputs: z.strictObject({ policy: json, queueUrl: z.string(), ...regional }),
  computed: [],
  replaceOn: ['queueUrl', 'region'],
  create: ({ queueUrl, policy }, aws) => set(aws, queueUrl, 'Policy', policy),
  read: (id, aws) => read(aws, id, 'Policy', 'policy'),
  async update(id, { policy }, aws) {
    await set(aws, id, 'Policy', policy);
  },
  delete: (id, aws) => clear(aws, id, 'Policy'),
});

export const redrivePolicy = defineResource({
  token: 'aws:sqs/redrivePolicy:RedrivePolicy',
  inputs: z.strictObject({ queueUrl: z.string(), redrivePolicy: json, ...regional }),
  computed: [],
  replaceOn: ['queueUrl', 'region'],
  create: ({ queueUrl, redrivePolicy }, aws) => set(aws, queueUrl, 'RedrivePolicy', redrivePolicy),
  read: (id, aws) => read(aws, id, 'RedrivePolicy', 'redrivePolicy'),
  async update(id, { redrivePolicy }, aws) {
    await set(aws, id, 'RedrivePolicy', redrivePolicy);
  },
  delete: (id, aws) => clear(aws, id, 'RedrivePolicy'),
});

/** The queue's URL is the id of each. */
async function set(aws: Aws, QueueUrl: string, name: QueueAttributeName, value: string) {
  const Attributes = { [name]: value };
  await aws.client(SQSClient).send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  return QueueUrl;
}

async function read(aws: Aws, QueueUrl: string, name: QueueAttributeName, property: string) {
  const answer = await unlessGone(
    aws
      .client(SQSClient)
      .send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })),
  );
  const value = answer?.Attributes?.[name];
  return value ? { queueUrl: QueueUrl, [property]: value } : undefined;
}

async function clear(aws: Aws, QueueUrl: string, name: QueueAttributeName): Promise<void> {
  await unlessGone(set(aws, QueueUrl, name, ''));
}
