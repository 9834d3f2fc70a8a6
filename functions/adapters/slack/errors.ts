import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { SlackAppError, SlackContentError, SlackUnavailableError } from '../../slack-errors';
import { OWN_WAIT_SECONDS } from './client';
import { contentCodes, limitCodes, transientCodes } from './codes';

/** Slack's own code of a refused call; undefined where it is not that. */
export function slackCodeOf(error: unknown): string | undefined {
  // For an answer that is no JSON, such as a proxy's page, the SDK gives the whole of it as the code.
  const code: unknown = error instanceof WebAPIPlatformError ? error.data.error : undefined;
  return typeof code === 'string' && /^\w{1,80}$/.test(code) ? code : undefined;
}

/** With `missing_scope`: the scopes of which one would do. */
export function neededScopesOf(error: unknown): readonly string[] {
  const data: object = error instanceof WebAPIPlatformError ? error.data : {};
  const needed: unknown = 'needed' in data ? data.needed : undefined;
  return typeof needed === 'string' ? needed.split(',') : [];
}

/** The seconds that a limited call must wait; undefined where the error is no limit. */
export function limitOf(error: unknown): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter;
  const code = slackCodeOf(error);
  return code !== undefined && limitCodes.has(code) ? OWN_WAIT_SECONDS : undefined;
}

/**
 * The SDK's error as ours. It is not kept as the cause: it may hold what was sent, the token and whole key ids.
 * Other errors stay as they are.
 */
export function translated(error: unknown): unknown {
  if (limitOf(error) !== undefined) return new SlackUnavailableError('rate_limited');
  if (error instanceof WebAPIHTTPError)
    return new SlackUnavailableError(`http_${error.statusCode}`);
  if (error instanceof WebAPIRequestError) return new SlackUnavailableError(requestCode(error));
  if (!(error instanceof WebAPIPlatformError)) return error;
  const code = slackCodeOf(error);
  if (code === undefined) return new SlackUnavailableError('unexpected_answer');
  if (contentCodes.has(code)) return new SlackContentError(code);
  return transientCodes.has(code) ? new SlackUnavailableError(code) : new SlackAppError(code);
}

/**
 * Whether the same call may be made again at once: the server said that it failed, or was never reached.
 * @param isRepeatable twice is as once, so that it may be made again whatever came of it
 */
export function isWorthRetrying(error: unknown, isRepeatable: boolean): boolean {
  const ours = translated(error);
  const { code } = ours instanceof SlackUnavailableError ? ours : { code: '' };
  const isUnknown = code === 'timed_out' || code === 'connection_lost';
  return (
    code === 'unreachable' ||
    code.startsWith('http_5') ||
    transientCodes.has(code) ||
    (isRepeatable && isUnknown)
  );
}

/** Node's codes of a connection that never came about. */
const neverSent: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function requestCode({ original }: WebAPIRequestError): string {
  if (original.name === 'TimeoutError' || original.name === 'AbortError') return 'timed_out';
  const { cause } = original;
  const isNeverSent = cause instanceof Error && 'code' in cause && neverSent.has(cause.code);
  return isNeverSent ? 'unreachable' : 'connection_lost';
}
