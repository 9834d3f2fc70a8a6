import { policyDocument, type PolicyDocument } from './document';

/**
 * To what `keyturn doctor` is held in an account, whatever the role that it works with may do: whether a trail logs what
 * happens to keys, and whether it is forwarded. Of most of these calls IAM knows no resource.
 */
export function doctorSessionPermissions(): PolicyDocument {
  return policyDocument({
    Sid: 'SeeWhetherKeyEventsGoOut',
    Effect: 'Allow',
    Action: [
      'cloudtrail:DescribeTrails',
      'cloudtrail:GetEventSelectors',
      'cloudtrail:GetTrailStatus',
      'cloudtrail:LookupEvents',
      'events:DescribeRule',
      'events:ListRuleNamesByTarget',
    ],
    Resource: '*',
  });
}
