import { iamArn, type Home } from '../arn';
import { policyDocument, type PolicyDocument } from './document';

/**
 * What works without MFA: changing the password at the first sign-in, and enrolling a first MFA device as AWS
 * documents it ("Allows MFA-authenticated IAM users to manage their own credentials"). A device that got its
 * codes late is enrolled but out of step, and useless until it is resynced; that takes two of its codes.
 * Of users who have a device, IAM itself asks for MFA before another one is enabled (bulletin AWS-2023-001).
 */
const allowedWithoutMfa = [
  'iam:ChangePassword',
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:GetAccountPasswordPolicy',
  'iam:GetMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice',
  // It is how one gets MFA.
  'sts:GetSessionToken',
];

/**
 * An engineer manages their own password, access keys and MFA devices, in the console ("Security credentials")
 * and with aws-vault, and needs MFA for nearly everything.
 *
 * Not granted: UpdateAccessKey, because who may disable a key may also enable it again; TagUser, because tags
 * say who somebody is; ListUsers.
 */
export function engineerSelfManagement(home: Home): PolicyDocument {
  return policyDocument(
    {
      Sid: 'ViewAccount',
      Effect: 'Allow',
      Action: [
        'iam:GetAccountPasswordPolicy',
        'iam:GetAccountSummary',
        'iam:ListVirtualMFADevices',
      ],
      Resource: '*',
    },
    {
      Sid: 'ManageOwnUser',
      Effect: 'Allow',
      Action: [
        'iam:ChangePassword',
        'iam:CreateAccessKey',
        'iam:DeactivateMFADevice',
        'iam:DeleteAccessKey',
        'iam:EnableMFADevice',
        'iam:GetAccessKeyLastUsed',
        'iam:GetMFADevice',
        'iam:GetUser',
        'iam:ListAccessKeys',
        'iam:ListMFADevices',
        'iam:ResyncMFADevice',
      ],
      // The second for users under a path.
      Resource: [iamArn(home, 'user/${aws:username}'), iamArn(home, 'user/*/${aws:username}')],
    },
    {
      Sid: 'CreateMfaDeviceOfAnyName',
      Effect: 'Allow',
      Action: 'iam:CreateVirtualMFADevice',
      Resource: iamArn(home, 'mfa/*'),
    },
    {
      // A device that nobody has enabled has no owner, so this goes by name.
      Sid: 'DeleteOwnMfaDevice',
      Effect: 'Allow',
      Action: 'iam:DeleteVirtualMFADevice',
      Resource: iamArn(home, 'mfa/${aws:username}'),
    },
    {
      Sid: 'DenyMostWithoutMfa',
      Effect: 'Deny',
      NotAction: allowedWithoutMfa,
      Resource: '*',
      // A call signed with the access key itself does not have the key at all: hence IfExists.
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  );
}
