import type { EventBridgeEvent } from 'aws-lambda';

/** A call about a user's or root's credential, or that made or deleted a user, as CloudTrail has EventBridge deliver it. */
export type IamEvent = EventBridgeEvent<'AWS API Call via CloudTrail', IamEventDetail>;

/** One about an access key. */
export type KeyEvent = EventBridgeEvent<'AWS API Call via CloudTrail', KeyEventDetail>;

/** CloudTrail's record of the call, as far as the emulation makes it. */
export interface IamEventDetail {
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
  readonly eventName: string;
  readonly awsRegion: 'us-east-1';
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  /** As the caller gave them, but secrets: without `userName` where they meant themselves. */
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  /** What was answered, but secrets; only calls that make something, and a reset, have any. */
  readonly responseElements: Readonly<Record<string, unknown>> | null;
  readonly requestID: string;
  readonly eventID: string;
  readonly recipientAccountId: string;
}

export interface KeyEventDetail extends IamEventDetail {
  readonly eventName: 'CreateAccessKey' | 'UpdateAccessKey' | 'DeleteAccessKey';
  readonly requestParameters: {
    readonly userName?: string;
    readonly accessKeyId?: string;
    readonly status?: 'Active' | 'Inactive';
  } | null;
  readonly responseElements: {
    readonly accessKey: {
      /** Not of root's. */
      readonly userName?: string;
      readonly accessKeyId: string;
      readonly status: string;
      readonly createDate: string;
    };
  } | null;
}

export function isKeyEvent(event: IamEvent): event is KeyEvent {
  return event.detail.eventName.endsWith('AccessKey');
}
