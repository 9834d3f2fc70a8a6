import { LookupEventsCommand, type CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUserTagsCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { CallOptions } from '../accounts/calls';

export interface InAccount {
  readonly iam: IAMClient;
  /** Where CloudTrail has IAM's events. */
  readonly trail: CloudTrailClient;
}

/** Makes one call. */
export type Send = (account: InAccount, options: CallOptions) => Promise<unknown>;

/** By the right that it tries, in IAM's words; of the account as a whole. */
export const ofAccount: Readonly<Record<string, Send>> = {
  // A report that is there and at most four hours old it leaves alone; else it has one made, as each run does.
  'iam:GenerateCredentialReport': ({ iam }, options) =>
    iam.send(new GenerateCredentialReportCommand({}), options),
  'iam:GetCredentialReport': ({ iam }, options) =>
    iam.send(new GetCredentialReportCommand({}), options),
  'iam:ListServiceSpecificCredentials': ({ iam }, options) =>
    iam.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, MaxItems: 1 }), options),
  'cloudtrail:LookupEvents': ({ trail }, options) =>
    trail.send(new LookupEventsCommand({ MaxResults: 1 }), options),
};

/** The same, about one user. */
export const ofUser: Readonly<Record<string, (userName: string) => Send>> = {
  'iam:ListSSHPublicKeys':
    (UserName) =>
    ({ iam }, options) =>
      iam.send(new ListSSHPublicKeysCommand({ UserName, MaxItems: 1 }), options),
  'iam:ListSigningCertificates':
    (UserName) =>
    ({ iam }, options) =>
      iam.send(new ListSigningCertificatesCommand({ UserName, MaxItems: 1 }), options),
  'iam:ListUserTags':
    (UserName) =>
    ({ iam }, options) =>
      iam.send(new ListUserTagsCommand({ UserName, MaxItems: 1 }), options),
};
