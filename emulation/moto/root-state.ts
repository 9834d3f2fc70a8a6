type Status = 'Active' | 'Inactive';

/** What a test says of an account's root, for the credential report and GetAccountSummary. */
export interface RootState {
  readonly mfa?: boolean;
  /** False as with member accounts whose root has no credentials. */
  readonly password?: boolean;
  readonly passwordLastUsed?: Date;
  /** All of them: none where it is empty. At most two. */
  readonly accessKeys?: readonly {
    readonly createdAt: Date;
    /** By default active. */
    readonly status?: Status;
    readonly lastUsed?: { readonly at: Date; readonly region: string; readonly service: string };
  }[];
  /** All of them, at most two. */
  readonly certificates?: readonly { readonly uploadedAt: Date; readonly status?: Status }[];
}
