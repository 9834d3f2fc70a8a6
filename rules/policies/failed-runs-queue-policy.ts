import { policyDocument, type PolicyDocument } from './document';

/** EventBridge may put the events that it could not hand to `key-events` here, those of one rule only. */
export function failedRunsQueuePolicy(may: {
  readonly queueArn: string;
  readonly ruleArn: string;
}): PolicyDocument {
  return policyDocument({
    Sid: 'KeepUndeliveredEvents',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: may.queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': may.ruleArn } },
  });
}
