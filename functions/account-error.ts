import { withoutKeyIds } from './without-key-ids';

/** What kept an account from being read or a key from being disabled. The codes are stable. */
export type AccountErrorCode =
  | 'access-denied'
  | 'expired-credentials'
  | 'invalid-credentials'
  | 'throttled'
  | 'not-found'
  | 'report-failed'
  | 'unreachable'
  | 'unexpected';

const ofCredentials: ReadonlySet<AccountErrorCode> = new Set([
  'expired-credentials',
  'invalid-credentials',
]);

/** An AWS call in one account that failed for good: the adapter has tried again where that is worth it. */
export class AccountError extends Error {
  override readonly name = 'AccountError';

  /** @param operation in IAM's words, such as `iam:ListAccessKeys`. */
  constructor(
    readonly code: AccountErrorCode,
    readonly accountId: string,
    readonly operation: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${code} at ${operation}: ${withoutKeyIds(problem)}`, options);
  }

  /** Whether AWS has refused the call before it did anything. */
  get isRefusal(): boolean {
    return this.code === 'access-denied' || this.isOfCredentials;
  }

  /** Whether no other call with the same credentials would fare better. */
  get isOfCredentials(): boolean {
    return ofCredentials.has(this.code);
  }
}
