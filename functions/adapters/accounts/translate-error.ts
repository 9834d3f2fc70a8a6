import { AccountError, type AccountErrorCode } from '../../account-error';

/** AWS's names of errors, as far as they mean something to a run. With and without `Exception`: APIs differ. */
const codes: readonly [RegExp, AccountErrorCode][] = [
  [/^(AccessDenied|Unauthorized\w*|RegionDisabled|OptInRequired)(Exception)?$/, 'access-denied'],
  [/^(ExpiredToken|RequestExpired)(Exception)?$/, 'expired-credentials'],
  [
    /^(InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|AuthFailure|MissingAuthenticationToken|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|CredentialsProviderError|TokenProviderError)(Exception)?$/,
    'invalid-credentials',
  ],
  [
    /^(Throttl\w+|LimitExceeded|RequestLimitExceeded|TooManyRequests|SlowDown|ReportGenerationLimitExceeded)(Exception)?$/,
    'throttled',
  ],
  [/^NoSuchEntity(Exception)?$/, 'not-found'],
  [/^CredentialReport\w+$/, 'report-failed'],
  [
    /^(TimeoutError|AbortError|NotOfAws|SyntaxError|RequestTimeout|InternalFailure|InternalError|InternalServer\w*|InternalService\w*|ServiceUnavailable|ServiceFailure)(Exception)?$/,
    'unreachable',
  ],
];

/** Node's codes of a connection that broke, or never came about: ECONNREFUSED, EAI_AGAIN, CERT_HAS_EXPIRED, … */
const ofConnection =
  /^(E(?!RR_)[A-Z_]+|CERT_\w+|UNABLE_TO_\w+|(DEPTH_ZERO_)?SELF_SIGNED_\w+|ERR_TLS_\w+)$/;

/** What an error of the SDK means to a run. */
export function errorCodeOf(error: unknown): AccountErrorCode {
  if (!(error instanceof Error)) return 'unexpected';
  const named = codes.find(([names]) => names.test(error.name));
  if (named) return named[1];
  const isOfConnection = 'code' in error && ofConnection.test(String(error.code));
  return isOfConnection || statusOf(error) >= 500 ? 'unreachable' : 'unexpected';
}

/** The SDK's error in Keyturn's words; what is one already stays as it is. */
export function translateError(accountId: string, operation: string, cause: unknown): AccountError {
  if (cause instanceof AccountError) return cause;
  const { message } = cause instanceof Error ? cause : new Error(String(cause));
  const code = errorCodeOf(cause);
  return new AccountError(code, accountId, operation, message.slice(0, 300), { cause });
}

/** HTTP's, as the SDK notes it; 0 where there was no answer. */
function statusOf(error: Error & { readonly $metadata?: { readonly httpStatusCode?: number } }) {
  return error.$metadata?.httpStatusCode ?? 0;
}
