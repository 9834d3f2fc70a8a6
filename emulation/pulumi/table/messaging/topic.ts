import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  SNSClient,
  SetTopicAttributesCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';

const inputs = z.strictObject({
  contentBasedDeduplication: z.boolean().default(false),
  deliveryPolicy: json.optional(),
  displayName: z.string().optional(),
  fifoTopic: z.boolean().default(false),
  kmsMasterKeyId: z.string().optional(),
  name: z.string(),
  policy: json.optional(),
  ...regional,
  tags,
});

/** Every attribute that an update may set, by the input that says so. */
const attributes = {
  deliveryPolicy: 'DeliveryPolicy',
  displayName: 'DisplayName',
  kmsMasterKeyId: 'KmsMasterKeyId',
  policy: 'Policy',
} as const;

export const topic = defineResource({
  token: 'aws:sns/topic:Topic',
  inputs,
  computed: ['arn', 'beginningArchiveTime', 'owner', 'tagsAll'],
  replaceOn: ['fifoTopic', 'name', 'region'],
  filledByAws: ['policy'],
  autoName: {
    property: 'name',
    maximumLength: 256,
    finish: (name, { fifoTopic }) => (fifoTopic === true ? `${name}.fifo` : name),
  },

  async create(inputs, aws) {
    const { fifoTopic, contentBasedDeduplication, name, tags } = inputs;
    const Attributes: Record<string, string> = {};
    for (const [input, attribute] of entriesOf(attributes))
      if (inputs[input] !== undefined) Attributes[attribute] = inputs[input];
    if (fifoTopic) {
      Attributes['FifoTopic'] = 'true';
      Attributes['ContentBasedDeduplication'] = String(contentBasedDeduplication);
    }
    const { TopicArn } = await aws
      .client(SNSClient)
      .send(new CreateTopicCommand({ Name: name, Attributes, Tags: tagList(tags) }));
    return TopicArn ?? '';
  },

  async read(id, aws) {
    const sns = aws.client(SNSClient);
    const answer = await unlessGone(sns.send(new GetTopicAttributesCommand({ TopicArn: id })));
    if (!answer) return undefined;
    const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: id }));
    const found = answer.Attributes ?? {};
    return {
      arn: found['TopicArn'],
      beginningArchiveTime: found['BeginningArchiveTime'] ?? '',
      contentBasedDeduplication: found['ContentBasedDeduplication'] === 'true',
      deliveryPolicy: found['DeliveryPolicy'] || undefined,
      displayName: found['DisplayName'] || undefined,
      fifoTopic: found['FifoTopic'] === 'true',
      kmsMasterKeyId: found['KmsMasterKeyId'] || undefined,
      name: id.split(':').at(-1),
      owner: found['Owner'],
      policy: found['Policy'] || undefined,
      tags: tagsFrom(Tags),
    };
  },

  async update(id, inputs, aws, old) {
    const sns = aws.client(SNSClient);
    for (const [input, AttributeName] of entriesOf(attributes)) {
      const AttributeValue = inputs[input] ?? '';
      if (AttributeValue !== (old[input] ?? '') && (inputs[input] || input !== 'policy'))
        await sns.send(
          new SetTopicAttributesCommand({ TopicArn: id, AttributeName, AttributeValue }),
        );
    }
    await changeTags(old['tags'], inputs.tags, {
      set: (set) => sns.send(new TagResourceCommand({ ResourceArn: id, Tags: tagList(set) })),
      remove: (TagKeys) => sns.send(new UntagResourceCommand({ ResourceArn: id, TagKeys })),
    });
  },

  async delete(id, aws) {
    await unlessGone(aws.client(SNSClient).send(new DeleteTopicCommand({ TopicArn: id })));
  },
});

function entriesOf<Key extends string, Value>(map: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(map) as [Key, Value][];
}
