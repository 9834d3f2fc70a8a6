import { iamArn, type Home } from '../arn';
import type { ServiceWithCredentialAge } from '../credential-services';
import { policyDocument, type PolicyDocument, type Statement } from './document';

/** The service-specific credentials that engineers may make for themselves. */
export interface OwnServiceCredentials {
  readonly services: readonly ServiceWithCredentialAge[];
  /** The greatest age that one may be made with, in days. */
  readonly maximumAgeDays: number;
}

const none: OwnServiceCredentials = { services: [], maximumAgeDays: 0 };

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
 * What is asked of AWS with an API key, which comes without MFA: the calls that it is for, of those that AWS's own
 * policies for such keys allow (AmazonBedrockLimitedAccess, AmazonBedrockMantleInferenceAccess, AnthropicLimitedAccess,
 * CloudWatchAPIKeyAccess, CloudWatchLogsAPIKeyAccess). No statement here allows them.
 */
const calledWithApiKey: Readonly<Record<ServiceWithCredentialAge, readonly string[]>> = {
  'aws-external-anthropic.amazonaws.com': [
    'aws-external-anthropic:CallWithBearerToken',
    'aws-external-anthropic:CountTokens',
    'aws-external-anthropic:CreateInference',
  ],
  'bedrock.amazonaws.com': [
    'bedrock:CallWithBearerToken',
    'bedrock:InvokeModel',
    'bedrock:InvokeModelWithResponseStream',
    'bedrock-mantle:CallWithBearerToken',
    'bedrock-mantle:CreateInference',
  ],
  'cloudwatch.amazonaws.com': ['cloudwatch:CallWithBearerToken', 'cloudwatch:PutMetricData'],
  'logs.amazonaws.com': ['logs:CallWithBearerToken', 'logs:PutLogEvents'],
};

/**
 * An engineer manages their own password, access keys and MFA devices, in the console ("Security credentials")
 * and with aws-vault, and needs MFA for nearly everything.
 *
 * Not granted: UpdateAccessKey, because who may disable a key may also enable it again; TagUser, because tags
 * say who somebody is; ListUsers.
 * @param own of no service by default
 */
export function engineerSelfManagement(
  home: Home,
  own: OwnServiceCredentials = none,
): PolicyDocument {
  // The second for users under a path.
  const ownUser = [iamArn(home, 'user/${aws:username}'), iamArn(home, 'user/*/${aws:username}')];
  const hasServices = own.services.length > 0;
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
        ...(hasServices ? ['iam:ListServiceSpecificCredentials'] : []),
        'iam:ResyncMFADevice',
      ],
      Resource: ownUser,
    },
    ...(hasServices ? ownServiceCredentials(ownUser, own) : []),
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
      NotAction: [
        ...allowedWithoutMfa,
        ...own.services.flatMap((service) => calledWithApiKey[service]),
      ],
      Resource: '*',
      // A call signed with the access key itself does not have the key at all: hence IfExists.
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  );
}

/**
 * Not granted either: UpdateServiceSpecificCredential, by which a credential that was disabled is enabled again; and
 * ResetServiceSpecificCredential, which asks for no age, so that a credential that never ends would be had anew for
 * ever, by an id and a creation date that stay. Two of a service may stand beside each other: another one is made, and
 * the old one deleted.
 */
function ownServiceCredentials(
  ownUser: readonly string[],
  { services, maximumAgeDays }: OwnServiceCredentials,
): readonly Statement[] {
  const ofThese = { 'iam:ServiceSpecificCredentialServiceName': services };
  const age = 'iam:ServiceSpecificCredentialAgeDays';
  return [
    {
      Sid: 'CreateOwnServiceCredentialsThatEnd',
      Effect: 'Allow',
      Action: 'iam:CreateServiceSpecificCredential',
      Resource: ownUser,
      Condition: {
        StringEquals: ofThese,
        NumericLessThanEquals: { [age]: String(maximumAgeDays) },
        // A request for one that never ends does not have the key at all.
        Null: { [age]: 'false' },
      },
    },
    {
      Sid: 'DeleteOwnServiceCredentials',
      Effect: 'Allow',
      Action: 'iam:DeleteServiceSpecificCredential',
      Resource: ownUser,
      Condition: { StringEquals: ofThese },
    },
  ];
}
