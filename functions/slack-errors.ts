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
 * `unreachable`, `token_unanswered`, `http_` and the status, or Slack's own; `timed_out`, `connection_lost` and
 * `unexpected_answer` where the message may have arrived.
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
