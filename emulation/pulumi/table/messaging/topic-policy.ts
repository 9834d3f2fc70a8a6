import {
  GetTopicAttributesCommand,
  SNSClient,
  SetTopicAttributesCommand,
} from '@aws-sdk/client-sns';
import { z } from 'zod';
import { json, regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

export const topicPolicy = defineSubResource({
  token: 'aws:sns/topicPolicy:TopicPolicy',
  inputs: z.strictObject({ arn: z.string(), policy: json, ...regional }),
  computed: ['owner'],
  key: ['arn'],
  client: () => SNSClient,
  put: (sns, { arn, policy }) => set(sns, arn, policy),
  async get(sns, { arn: TopicArn }) {
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    const { Owner: owner, Policy: policy } = Attributes ?? {};
    return policy ? { owner, policy } : undefined;
  },
  /** A topic always has a policy: what is left is SNS's own default, which lets the owner alone in. */
  remove: (sns, { arn }, { accountId }) =>
    set(sns, arn, JSON.stringify(defaultPolicy(arn, accountId))),
});

function set(sns: SNSClient, TopicArn: string, AttributeValue: string) {
  return sns.send(
    new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }),
  );
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
