import { buildArn, type Home } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

/** CloudWatch may publish the alarms of this account and region to the topic, and nobody else may. */
export function alarmTopicPolicy(
  topicArn: string,
  { partition, accountId, region }: Home & { readonly region: string },
): PolicyDocument {
  return policyDocument({
    Sid: 'PublishAlarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: {
      ArnLike: {
        'aws:SourceArn': buildArn({
          partition,
          service: 'cloudwatch',
          region,
          accountId,
          resource: 'alarm:*',
        }),
      },
      StringEquals: { 'aws:SourceAccount': accountId },
    },
  });
}
