import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  SQSClient,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags } from '../tags';

const inputs = z.strictObject({
  contentBasedDeduplication: z.boolean().default(false),
  deduplicationScope: z.enum(['messageGroup', 'queue']).optional(),
  delaySeconds: z.number().int().default(0),
  fifoQueue: z.boolean().default(false),
  fifoThroughputLimit: z.enum(['perQueue', 'perMessageGroupId']).optional(),
  kmsDataKeyReusePeriodSeconds: z.number().int().optional(),
  kmsMasterKeyId: z.string().optional(),
  maxMessageSize: z.number().int().optional(),
  messageRetentionSeconds: z.number().int().default(345600),
  name: z.string(),
  policy: json.optional(),
  receiveWaitTimeSeconds: z.number().int().default(0),
  redrivePolicy: json.optional(),
  ...regional,
  sqsManagedSseEnabled: z.boolean().optional(),
  tags,
  visibilityTimeoutSeconds: z.number().int().default(30),
});
type Inputs = z.output<typeof inputs>;

export const queue = defineResource({
  token: 'aws:sqs/queue:Queue',
  inputs,
  computed: ['arn', 'tagsAll', 'url'],
  replaceOn: ['fifoQueue', 'name', 'region'],
  filledByAws: [
    'deduplicationScope',
    'fifoThroughputLimit',
    'kmsDataKeyReusePeriodSeconds',
    'maxMessageSize',
    'policy',
    'redrivePolicy',
    'sqsManagedSseEnabled',
  ],
  autoName: {
    property: 'name',
    maximumLength: 80,
    finish: (name, { fifoQueue }) => (fifoQueue === true ? `${name}.fifo` : name),
  },

  async create(inputs, aws) {
    const { QueueUrl } = await aws.client(SQSClient).send(
      new CreateQueueCommand({
        QueueName: inputs.name,
        Attributes: { ...attributes(inputs), ...(inputs.fifoQueue && { FifoQueue: 'true' }) },
        tags: inputs.tags,
      }),
    );
    return QueueUrl ?? '';
  },

  async read(id, aws) {
    const sqs = aws.client(SQSClient);
    const answer = await unlessGone(
      sqs.send(new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ['All'] })),
    );
    if (!answer) return undefined;
    const { Tags } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: id }));
    const found = answer.Attributes as Readonly<Record<string, string | undefined>>;
    const number = (name: string) => (found[name] ? Number(found[name]) : undefined);
    return {
      arn: found['QueueArn'],
      contentBasedDeduplication: found['ContentBasedDeduplication'] === 'true',
      deduplicationScope: found['DeduplicationScope'],
      delaySeconds: number('DelaySeconds'),
      fifoQueue: found['FifoQueue'] === 'true',
      fifoThroughputLimit: found['FifoThroughputLimit'],
      kmsDataKeyReusePeriodSeconds: number('KmsDataKeyReusePeriodSeconds'),
      kmsMasterKeyId: found['KmsMasterKeyId'] || undefined,
      maxMessageSize: number('MaximumMessageSize'),
      messageRetentionSeconds: number('MessageRetentionPeriod'),
      name: found['QueueArn']?.split(':').at(-1),
      policy: found['Policy'] || undefined,
      receiveWaitTimeSeconds: number('ReceiveMessageWaitTimeSeconds'),
      redrivePolicy: found['RedrivePolicy'] || undefined,
      sqsManagedSseEnabled: found['SqsManagedSseEnabled'] === 'true',
      tags: Tags ?? {},
      url: id,
      visibilityTimeoutSeconds: number('VisibilityTimeout'),
    };
  },

  async update(id, inputs, aws, old) {
    const sqs = aws.client(SQSClient);
    const QueueUrl = id;
    const cleared = old['kmsMasterKeyId'] === undefined ? {} : { KmsMasterKeyId: '' };
    const Attributes = { ...cleared, ...attributes(inputs) };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    await changeTags(old['tags'], inputs.tags, {
      set: (Tags) => sqs.send(new TagQueueCommand({ QueueUrl, Tags })),
      remove: (TagKeys) => sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys })),
    });
  },

  async delete(id, aws) {
    await unlessGone(aws.client(SQSClient).send(new DeleteQueueCommand({ QueueUrl: id })));
  },
});

/** What SQS can set at any time; it takes every value as text. */
function attributes(inputs: Inputs): Record<string, string> {
  const wanted = {
    ContentBasedDeduplication: inputs.fifoQueue ? inputs.contentBasedDeduplication : undefined,
    DeduplicationScope: inputs.deduplicationScope,
    DelaySeconds: inputs.delaySeconds,
    FifoThroughputLimit: inputs.fifoThroughputLimit,
    KmsDataKeyReusePeriodSeconds: inputs.kmsDataKeyReusePeriodSeconds,
    KmsMasterKeyId: inputs.kmsMasterKeyId,
    MaximumMessageSize: inputs.maxMessageSize,
    MessageRetentionPeriod: inputs.messageRetentionSeconds,
    Policy: inputs.policy,
    ReceiveMessageWaitTimeSeconds: inputs.receiveWaitTimeSeconds,
    RedrivePolicy: inputs.redrivePolicy,
    SqsManagedSseEnabled: inputs.sqsManagedSseEnabled,
    VisibilityTimeout: inputs.visibilityTimeoutSeconds,
  };
  const set = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set.map(([name, value]) => [name, String(value)]));
}
