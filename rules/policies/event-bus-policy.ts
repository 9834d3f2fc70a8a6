import { iamArn } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

export interface EventBusPolicy {
  readonly partition: string;
  readonly eventBusArn: string;
  /** The accounts whose events are taken; or `organizationId`. */
  readonly accountIds?: readonly string[];
  /** `o-…`: every account of this organization. */
  readonly organizationId?: string;
}

/**
 * Exactly these accounts, or those of the organization, may put IAM's CloudTrail events on the monitor's bus.
 * @throws RangeError where neither is given, so that no bus is ever open to everybody.
 */
export function eventBusPolicy({
  partition,
  eventBusArn,
  accountIds,
  organizationId,
}: EventBusPolicy): PolicyDocument {
  const rootOf = (accountId: string) => iamArn({ partition, accountId }, 'root');
  if (!organizationId && !accountIds?.length)
    throw new RangeError('a bus needs accounts, or an organization, whose events it takes');
  return policyDocument({
    Sid: 'TakeKeyEvents',
    Effect: 'Allow',
    Principal: { AWS: accountIds ? [...new Set(accountIds)].sort().map(rootOf) : '*' },
    Action: 'events:PutEvents',
    Resource: eventBusArn,
    Condition: {
      // As EventBridge documents it: one call may put several events. Nobody but AWS can use a source `aws.…`.
      'ForAllValues:StringEquals': {
        'events:detail-type': 'AWS API Call via CloudTrail',
        'events:source': 'aws.iam',
      },
      ...(!accountIds && { StringEquals: { 'aws:PrincipalOrgID': organizationId ?? '' } }),
    },
  });
}
