import { iamArn, parseArn, type Home } from '../arn';
import { tagKeys } from '../tags';
import { policyDocument, type PolicyDocument, type Statement } from './document';

/** Who else gets in, and how long a code is good. */
export interface AssumableRoleTrust {
  /** How long ago the MFA code may have been given; no limit where undefined. */
  readonly maxMfaAgeSeconds?: number;
  /** The application of account access manager that lets people of Identity Center in; nobody else's does. */
  readonly accountAccessApplicationArn?: string;
}

/**
 * Only IAM users of the identity account who are tagged as engineers and came with MFA. The account as the
 * principal leaves it to the engineer's own policy which roles they may assume. And, where an application is given,
 * whom that lets in, whose MFA is Identity Center's.
 * @param identity the identity account
 */
export function assumableRoleTrust(
  identity: Home,
  { maxMfaAgeSeconds, accountAccessApplicationArn }: AssumableRoleTrust = {},
): PolicyDocument {
  return policyDocument(
    {
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
    },
    ...(accountAccessApplicationArn === undefined
      ? []
      : [trustAccountAccess(accountAccessApplicationArn)]),
  );
}

/**
 * As AWS says it: https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.md. The source's account is the one that
 * the application is of, which administers Identity Center; the role's own has no application.
 */
function trustAccountAccess(applicationArn: string): Statement {
  const { accountId } = parseArn(applicationArn) ?? {};
  if (accountId === undefined) throw new RangeError(`${applicationArn} is no application's ARN`);
  return {
    Sid: 'TrustAccountAccess',
    Effect: 'Allow',
    // The same in all partitions.
    Principal: { Service: 'account-access.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': accountId, 'aws:SourceArn': applicationArn },
    },
  };
}
