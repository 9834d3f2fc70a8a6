import { iamArn, type Home } from '../arn';
import { tagKeys } from '../tags';
import { policyDocument, type PolicyDocument } from './document';

/**
 * Only IAM users of the identity account who are tagged as engineers and came with MFA. The account as the
 * principal leaves it to the engineer's own policy which roles they may assume.
 * @param identity the identity account
 * @param maxMfaAgeSeconds how long ago the MFA code may have been given; no limit where undefined
 */
export function assumableRoleTrust(identity: Home, maxMfaAgeSeconds?: number): PolicyDocument {
  return policyDocument({
    Sid: 'TrustEngineersWithMfa',
    Effect: 'Allow',
    Principal: { AWS: iamArn(identity, 'root') },
    Action: 'sts:AssumeRole',
    Condition: {
      // Plain Bool: with IfExists a call without MFA would pass.
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      StringEquals: { [`aws:PrincipalTag/${tagKeys.type}`]: 'engineer' },
      // A role's session may carry any tags that its trust lets the caller set, a user's are the user's own.
      ArnLike: { 'aws:PrincipalArn': iamArn(identity, 'user/*') },
      ...(maxMfaAgeSeconds !== undefined && {
        NumericLessThanEquals: { 'aws:MultiFactorAuthAge': String(maxMfaAgeSeconds) },
      }),
    },
  });
}
