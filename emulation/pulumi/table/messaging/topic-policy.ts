import {
  GetTopicAttributesCommand,
  SNSClient,
  SetTopicAttributesCommand,
} from '@aws-sdk/client-sns';
import { z } from 'zod';
import type { Aws } from '../../aws';
import { unlessGone } from '../gone';
import { json, regional } from '../inputs';
import { defineResource } from '../resource-type';

export const topicPolicy = defineResource({
  token: 'aws:sns/topicPolicy:TopicPolicy',
  inputs: z.strictObject({ arn: z.string(), policy: json, ...regional }),
  computed: ['owner'],
  replaceOn: ['arn', 'region'],

  async create({ arn, policy }, aws) {
    await set(aws, arn, policy);
    return arn;
  },

  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(SNSClient).send(new GetTopicAttributesCommand({ TopicArn: id })),
    );
    const found = answer?.Attributes;
    return found?.['Policy']
      ? { arn: found['TopicArn'], owner: found['Owner'], policy: found['Policy'] }
      : undefined;
  },

  async update(id, { policy }, aws) {
    await set(aws, id, policy);
  },

  /** A topic always has a policy: what is left is SNS's own default, which lets the owner alone in. */
  async delete(id, aws) {
    await unlessGone(set(aws, id, JSON.stringify(defaultPolicy(id, aws.accountId))));
  },
});

async function set(aws: Aws, TopicArn: string, AttributeValue: string): Promise<void> {
  await aws
    .client(SNSClient)
    .send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
}

function defaultPolicy(topicArn: string, accountId: string) {
  const actions = [
    'GetTopicAttributes',
    'SetTopicAttributes',
    'AddPermission',
    'RemovePermission',
    'DeleteTopic',
    'Subscribe',
    'ListSubscriptionsByTopic',
    'Publish',
  ];
  return {
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: actions.map((action) => `SNS:${action}`),
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  };
}
