import {
  GetSubscriptionAttributesCommand,
  SNSClient,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional } from '../inputs';
import { defineResource } from '../resource-type';

/** What SNS takes for no filter at all. */
const NO_FILTER = '{}';

const inputsSchema = z.strictObject({
  endpoint: z.string(),
  filterPolicy: json.optional(),
  protocol: z.enum(['sqs', 'sms', 'lambda', 'email', 'email-json', 'http', 'https']),
  rawMessageDelivery: z.boolean().default(false),
  redrivePolicy: json.optional(),
  ...regional,
  topic: z.string(),
});

export const topicSubscription = defineResource({
  token: 'aws:sns/topicSubscription:TopicSubscription',
  inputs: inputsSchema,
  computed: ['arn', 'confirmationWasAuthenticated', 'ownerId', 'pendingConfirmation'],
  replaceOn: ['endpoint', 'protocol', 'region', 'topic'],

  async create(inputs, aws) {
    const { SubscriptionArn } = await aws.client(SNSClient).send(
      new SubscribeCommand({
        TopicArn: inputs.topic,
        Protocol: inputs.protocol,
        Endpoint: inputs.endpoint,
        Attributes: attributes(inputs),
        ReturnSubscriptionArn: true,
      }),
    );
    return SubscriptionArn ?? '';
  },

  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(SNSClient).send(new GetSubscriptionAttributesCommand({ SubscriptionArn: id })),
    );
    const found = answer?.Attributes;
    return (
      found && {
        arn: found['SubscriptionArn'],
        confirmationWasAuthenticated: found['ConfirmationWasAuthenticated'] === 'true',
        endpoint: found['Endpoint'],
        filterPolicy: found['FilterPolicy'] === NO_FILTER ? undefined : found['FilterPolicy'],
        ownerId: found['Owner'],
        pendingConfirmation: found['PendingConfirmation'] === 'true',
        protocol: found['Protocol'],
        rawMessageDelivery: found['RawMessageDelivery'] === 'true',
        redrivePolicy: found['RedrivePolicy'] || undefined,
        topic: found['TopicArn'],
      }
    );
  },

  async update(id, inputs, aws, old) {
    const cleared = {
      ...(old['filterPolicy'] !== undefined && { FilterPolicy: NO_FILTER }),
      ...(old['redrivePolicy'] !== undefined && { RedrivePolicy: '' }),
    };
    const wanted = { ...cleared, ...attributes(inputs) };
    for (const [AttributeName, AttributeValue] of Object.entries(wanted))
      await aws.client(SNSClient).send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn: id,
          AttributeName,
          AttributeValue,
        }),
      );
  },

  async delete(id, aws) {
    await unlessGone(aws.client(SNSClient).send(new UnsubscribeCommand({ SubscriptionArn: id })));
  },
});

function attributes(inputs: z.output<typeof inputsSchema>): Record<string, string> {
  return {
    RawMessageDelivery: String(inputs.rawMessageDelivery),
    ...(inputs.filterPolicy !== undefined && { FilterPolicy: inputs.filterPolicy }),
    ...(inputs.redrivePolicy !== undefined && { RedrivePolicy: inputs.redrivePolicy }),
  };
}
