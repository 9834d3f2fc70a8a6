import { policyDocument, type PolicyDocument } from './document';

export type TrustedService = 'lambda' | 'events' | 'scheduler' | 'states';

/** The thing of one's own for which the service takes on the role, so that it does so for nobody else. */
export interface Source {
  readonly accountId: string;
  /** A rule of EventBridge, a schedule group of EventBridge Scheduler, a state machine of Step Functions and its maps. */
  readonly arn: string | readonly string[];
}

/** A role that an AWS service takes on. */
export function serviceTrust(service: TrustedService, source?: Source): PolicyDocument {
  return policyDocument({
    Sid: 'TrustService',
    Effect: 'Allow',
    // The same in all partitions.
    Principal: { Service: `${service}.amazonaws.com` },
    Action: 'sts:AssumeRole',
    ...(source && {
      Condition: {
        ArnEquals: { 'aws:SourceArn': source.arn },
        StringEquals: { 'aws:SourceAccount': source.accountId },
      },
    }),
  });
}
