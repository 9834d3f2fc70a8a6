import { AccountError, type AccountErrorCode } from '../../account-error';

/** AWS's names of errors, as far as they mean something to a run. With and without `Exception`: APIs differ. */
const codes: readonly [RegExp, AccountErrorCode][] = [
  [
    /^(AccessDenied|Unauthorized\w*|InvalidClientTokenId|ExpiredToken|SignatureDoesNotMatch|RegionDisabled)(Exception)?$/,
    'access-denied',
  ],
  [
    /^(Throttl\w+|RequestLimitExceeded|TooManyRequests|ReportGenerationLimitExceeded)(Exception)?$/,
    'throttled',
  ],
  [/^NoSuchEntity(Exception)?$/, 'not-found'],
  [/^CredentialReport\w+$/, 'report-failed'],
  [
    /^(TimeoutError|AbortError|RequestTimeout|ServiceUnavailable|ServiceFailure)(Exception)?$/,
    'unreachable',
  ],
];

/** The SDK's error in Keyturn's words; what is one already stays as it is. */
export function translateError(accountId: string, operation: string, cause: unknown): AccountError {
  if (cause instanceof AccountError) return cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const named = codes.find(([names]) => names.test(error.name));
  // The socket's errors have Node's codes: ECONNREFUSED, ENOTFOUND, …
  const isOfSocket = 'code' in error && /^E[A-Z]+$/.test(String(error.code));
  const code = named?.[1] ?? (isOfSocket ? 'unreachable' : 'unexpected');
  return new AccountError(code, accountId, operation, error.message.slice(0, 300), { cause });
}
