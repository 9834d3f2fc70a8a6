import { asPartition, iamArn, iamEventsRegion, type Home } from '../arn';
import { tagKeys } from '../tags';
import { policyDocument, type PolicyDocument } from './document';

/**
 * What the monitor may do in an account: read its IAM users, and disable (IAM can't tell it from enabling) the
 * keys of engineers.
 * @param allowDisable false: it may only read
 */
export function auditRolePermissions(home: Home, allowDisable: boolean): PolicyDocument {
  const users = iamArn(home, 'user/*');
  const eventsRegion = iamEventsRegion(asPartition(home.partition));
  return policyDocument(
    {
      Sid: 'ReadAccount',
      Effect: 'Allow',
      Action: [
        'iam:GenerateCredentialReport',
        'iam:GetAccountAuthorizationDetails',
        'iam:GetCredentialReport',
        // For all users at once, so of no one user.
        'iam:ListServiceSpecificCredentials',
      ],
      Resource: '*',
    },
    {
      Sid: 'ReadUsers',
      Effect: 'Allow',
      Action: [
        'iam:GetAccessKeyLastUsed',
        'iam:ListAccessKeys',
        'iam:ListSSHPublicKeys',
        'iam:ListUserTags',
      ],
      Resource: users,
    },
    {
      Sid: 'FindWhoMadeKeys',
      Effect: 'Allow',
      Action: 'cloudtrail:LookupEvents',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': eventsRegion } },
    },
    allowDisable
      ? {
          Sid: 'DisableKeysOfEngineers',
          Effect: 'Allow',
          Action: 'iam:UpdateAccessKey',
          Resource: users,
          Condition: { StringEquals: { [`aws:ResourceTag/${tagKeys.type}`]: 'engineer' } },
        }
      : undefined,
  );
}
