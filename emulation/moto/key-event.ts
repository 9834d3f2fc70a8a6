import type { EventBridgeEvent } from 'aws-lambda';

/** A call about an access key, as CloudTrail has EventBridge deliver it. */
export type KeyEvent = EventBridgeEvent<'AWS API Call via CloudTrail', KeyEventDetail>;

/** CloudTrail's record of the call, as far as the emulation makes it. */
export interface KeyEventDetail {
  readonly eventVersion: string;
  readonly userIdentity: {
    readonly type: 'Root' | 'IAMUser' | 'AssumedRole';
    readonly principalId: string;
    readonly arn: string;
    readonly accountId: string;
    readonly accessKeyId: string;
    readonly userName?: string;
    /** Only for temporary credentials. */
    readonly sessionContext?: {
      readonly attributes: {
        readonly creationDate: string;
        readonly mfaAuthenticated: 'true' | 'false';
      };
      readonly sessionIssuer?: { readonly arn: string; readonly userName: string };
    };
  };
  readonly eventTime: string;
  readonly eventSource: 'iam.amazonaws.com';
  readonly eventName: 'CreateAccessKey' | 'UpdateAccessKey' | 'DeleteAccessKey';
  readonly awsRegion: 'us-east-1';
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  /** As the caller gave them: without `userName` where they meant themselves. */
  readonly requestParameters: {
    readonly userName?: string;
    readonly accessKeyId?: string;
    readonly status?: 'Active' | 'Inactive';
  } | null;
  /** Only CreateAccessKey has any. */
  readonly responseElements: {
    readonly accessKey: {
      readonly userName: string;
      readonly accessKeyId: string;
      readonly status: string;
      readonly createDate: string;
    };
  } | null;
  readonly requestID: string;
  readonly eventID: string;
  readonly recipientAccountId: string;
}
