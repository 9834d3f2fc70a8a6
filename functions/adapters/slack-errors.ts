import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/**
 * Slack refuses the app itself, or what it asks: no message to anybody can succeed until a person acts.
 * The code is Slack's own (`invalid_auth`, `missing_scope`, …) or `token_unavailable`, where there is none.
 */
export class SlackAppError extends Error {
  override readonly name = 'SlackAppError';

  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`Slack refuses the app: ${code}`, options);
  }
}

/**
 * Slack can't be had just now; a later try may succeed. The code is `rate_limited`, `out_of_time`,
 * `unreachable`, `http_` and the status, or Slack's own; `timed_out`, `connection_lost` and `unexpected_answer`
 * where the message may have arrived.
 */
export class SlackUnavailableError extends Error {
  override readonly name = 'SlackUnavailableError';

  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`Slack is not available: ${code}`, options);
  }
}

/** Slack refuses what this message holds, whoever it is for: others may succeed. The code is Slack's own. */
export class SlackContentError extends Error {
  override readonly name = 'SlackContentError';

  constructor(readonly code: string) {
    super(`Slack refuses the message: ${code}`);
  }
}

/** Slack's codes of a message that it takes from nobody. */
const contentCodes: ReadonlySet<string> = new Set([
  'attachment_payload_limit_exceeded',
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
]);

/** Slack's codes that are permanent and this recipient's alone. */
const recipientCodes: ReadonlySet<string> = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'channel_type_not_supported',
  'is_archived',
  'messages_tab_disabled',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]);

/** The token is not, or no longer, good: a rotated one may be. */
const tokenCodes: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

const transientCodes: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'rate_limited',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

export function isRecipientCode(code: string | undefined): code is string {
  return code !== undefined && recipientCodes.has(code);
}

export function isTokenCode(code: string | undefined): boolean {
  return code !== undefined && tokenCodes.has(code);
}

/** Slack's own code of a refused call; undefined where it is not that. */
export function slackCodeOf(error: unknown): string | undefined {
  // For an answer that is no JSON, such as a proxy's page, the SDK gives the whole of it as the code.
  const code: unknown = error instanceof WebAPIPlatformError ? error.data.error : undefined;
  return typeof code === 'string' && /^\w{1,80}$/.test(code) ? code : undefined;
}

/**
 * The SDK's error as ours. It is not kept as the cause: it may hold what was sent, the token and whole key ids.
 * Other errors stay as they are.
 */
export function translated(error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) return new SlackUnavailableError('rate_limited');
  if (error instanceof WebAPIHTTPError)
    return new SlackUnavailableError(`http_${error.statusCode}`);
  if (error instanceof WebAPIRequestError) return new SlackUnavailableError(requestCode(error));
  if (isTimeout(error)) return new SlackUnavailableError('timed_out');
  const code = slackCodeOf(error);
  if (code !== undefined && contentCodes.has(code)) return new SlackContentError(code);
  if (code !== undefined)
    return transientCodes.has(code) ? new SlackUnavailableError(code) : new SlackAppError(code);
  return error instanceof WebAPIPlatformError
    ? new SlackUnavailableError('unexpected_answer')
    : error;
}

/** The server said that it failed, or was never reached. Where the outcome is unknown, see SlackAdapter. */
export function isWorthRetrying(error: unknown): boolean {
  const ours = translated(error);
  const { code } = ours instanceof SlackUnavailableError ? ours : { code: '' };
  return code === 'unreachable' || code.startsWith('http_5') || transientCodes.has(code);
}

/** Node's codes of a connection that never came about. */
const neverSent: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function requestCode({ original }: WebAPIRequestError): string {
  if (isTimeout(original)) return 'timed_out';
  const { cause } = original;
  const isNeverSent = cause instanceof Error && 'code' in cause && neverSent.has(cause.code);
  return isNeverSent ? 'unreachable' : 'connection_lost';
}

/** A time-out while the answer is read comes to us as fetch throws it. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
