import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { IamEvent, KeyEvent } from './key-event';
import type { RootState } from './root-state';

/** An emulated AWS with any number of accounts, and a clock. */
export interface Moto {
  readonly url: string;
  /** What a process needs to talk to it with the AWS SDK; the credentials are root's of account 123456789012. */
  readonly env: Readonly<Record<string, string>>;
  /** The emulated time. It goes on at the pace of the real one. */
  now(): Promise<Date>;
  setClock(to: Date): Promise<void>;
  /** Whether answers have the emulated time for their Date, as AWS's have its own; until then they have the caller's. */
  tellTime(is: boolean): Promise<void>;
  /** Forgets everything but the time. */
  reset(): Promise<void>;
  /** Credentials of that account's root: what is made with them is in that account. */
  credentialsFor(accountId: string): Promise<AwsCredentialIdentity>;
  /**
   * Signs an IAM user in to the console: credentials of such a session.
   * @param signIn.code of the user's MFA device; needed if there is one.
   * @throws MotoError `SignInFailed`
   */
  signIn(
    accountId: string,
    signIn: { readonly userName: string; readonly password: string; readonly code?: string },
  ): Promise<{ credentials: AwsCredentialIdentity; passwordResetRequired: boolean }>;
  /**
   * What the browser does for `aws login`: signs an IAM user in, and lets the client have a code, which whoever waits at the
   * redirect URI is given. Recorded as AuthorizeOAuth2Access.
   * @throws MotoError `SignInFailed`; `AccessDeniedException` where `signin:AuthorizeOAuth2Access` is refused
   */
  authorizeSignIn(accountId: string, asked: SignInRequest): Promise<{ readonly code: string }>;
  /**
   * Enables IAM Identity Center in an organization's management account: its only instance.
   * @param of.source `internal`: its own directory. `external`: an identity provider, which alone has people and groups there.
   */
  enableIdentityCenter(
    accountId: string,
    of: { readonly region: string; readonly source: 'internal' | 'external' },
  ): Promise<{ readonly instanceArn: string; readonly identityStoreId: string }>;
  /**
   * What an outside source does by itself: makes people and groups that are not there, and gives a named group these members.
   * @returns the ids of all, by name
   */
  provision(
    accountId: string,
    of: {
      readonly region: string;
      readonly users?: readonly string[];
      readonly groups?: Readonly<Record<string, readonly string[]>>;
    },
  ): Promise<Record<'users' | 'groups', Readonly<Record<string, string>>>>;
  /**
   * Credentials of an hour of a role, for somebody who has signed in to Identity Center and asks account access manager for it.
   * @throws MotoError `AccessDeniedException`: they are not entitled to it, or the role's trust does not let the application in
   */
  roleCredentials(asked: {
    readonly applicationArn: string;
    readonly userName: string;
    readonly roleArn: string;
    /** By default the user's id. */
    readonly sessionName?: string;
  }): Promise<AwsCredentialIdentity>;
  /** What an account's root has from now on; what is not given stays. Until then: a password, MFA, no keys. */
  setRoot(accountId: string, has: RootState): Promise<void>;
  /**
   * What EventBridge would be given, in all accounts, at or after `since`, oldest first: of access keys, login
   * profiles, service-specific credentials, signing certificates, SSH keys, deactivated MFA devices, and users made
   * and deleted.
   */
  iamEvents(since?: Date): Promise<readonly IamEvent[]>;
  /** Those of access keys alone. */
  keyEvents(since?: Date): Promise<readonly KeyEvent[]>;
  /**
   * From now on every call in these accounts is refused with AccessDenied, and these calls in every account; no other is.
   * Of S3 only calls that read, by SDK's names such as `s3:ListObjectsV2`, and with no `error`.
   * @param what accounts' ids, and calls such as `iam:ListMFADevices`, or `iam:ListMFADevices/alice` about that user
   * @param error AWS's code for what they are answered with instead, such as `LimitExceeded`
   */
  refuse(what: readonly string[], error?: string): Promise<void>;
  /**
   * Who runs the functions from now on: `POST /<the function's ARN, encoded>` with the event there is answered with 200 and
   * what the function answers, or 500 and Lambda's `errorType` and `errorMessage`.
   */
  runFunctionsAt(url: string): Promise<void>;
  /** Every call since the start or the last reset, in the order of their answers; but those of S3. */
  recordedCalls(): Promise<readonly RecordedCall[]>;
  stop(): Promise<void>;
}

/** Who signs in in which browser, and what `aws login` has put into the page's address. */
export interface SignInRequest {
  readonly userName: string;
  readonly password: string;
  /** Of the user's MFA device; needed if there is one. */
  readonly code?: string;
  /** The region of the profile: CloudTrail has the events there. */
  readonly region: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** SHA-256 of the client's secret, in base64url. */
  readonly codeChallenge: string;
  readonly sourceAddress: string;
  readonly userAgent: string;
}

/** One call that somebody made of the emulated AWS. */
export interface RecordedCall {
  readonly at: Date;
  /** The account in which it was answered. */
  readonly account: string;
  readonly region: string;
  /** As in ARNs and endpoints: `iam`, `sts`, `dynamodb`. */
  readonly service: string;
  readonly action: string;
  readonly accessKeyId: string;
  /** The caller's ARN; null where nobody is behind the access key. */
  readonly principal: string | null;
  /** What the caller's session was made with as its source identity, if with any. */
  readonly sourceIdentity?: string;
  /** HTTP's. */
  readonly status: number;
  /**
   * Those of its parameters that name what it is about: `UserName`, `GroupName`, `PolicyName`, `PolicyArn`,
   * `TableName` (or `RequestItems`: the tables; `TransactItems`: `Update:table`), `QueueUrl`, `SecretId`, `RoleArn`, `RoleSessionName`, `ExternalId`,
   * `SourceIdentity`, `Policy` (of STS: to what a session is held), `SerialNumber` (of STS: the device whose code comes with
   * the call).
   */
  readonly about: Readonly<Record<string, string>>;
}
