import { homeOfRole, iamArn } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

/**
 * Only the monitor's exact role, with the external id. As a condition, not as the principal: the role need not
 * exist yet, and may be made anew (docs/decisions/0002-audit-role-trust.md).
 * @throws RangeError where the ARN is not one role's.
 */
export function auditRoleTrust(monitorRoleArn: string, externalId: string): PolicyDocument {
  const monitor = homeOfRole(monitorRoleArn);
  if (!monitor)
    throw new RangeError(`${JSON.stringify(monitorRoleArn)} is not the ARN of one role`);
  return policyDocument({
    Sid: 'TrustMonitor',
    Effect: 'Allow',
    Principal: { AWS: iamArn(monitor, 'root') },
    Action: 'sts:AssumeRole',
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': monitorRoleArn },
      StringEquals: { 'sts:ExternalId': externalId },
    },
  });
}
