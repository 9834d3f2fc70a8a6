import { homeOfRole } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

/**
 * Assuming exactly these roles, and only with MFA.
 * @throws RangeError for no roles, or an ARN that is not one role's.
 */
export function assumeListedRoles(roleArns: readonly string[]): PolicyDocument {
  const wrong = roleArns.find((arn) => !homeOfRole(arn));
  if (wrong !== undefined)
    throw new RangeError(`${JSON.stringify(wrong)} is not the ARN of one role`);
  if (roleArns.length === 0) throw new RangeError('a policy needs at least one role');
  return policyDocument({
    Sid: 'AssumeListedRolesWithMfa',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: [...new Set(roleArns)].sort(),
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  });
}
