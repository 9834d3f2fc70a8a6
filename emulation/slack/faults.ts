/** What goes wrong on demand. */
export type Fault =
  /** A refusal with HTTP status 200, as most of Slack's are: `user_not_found`, `fatal_error`, … */
  | { readonly kind: 'error'; readonly code: string }
  /** 429; with no Retry-After where nothing is given, as what stands before Slack answers. */
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds?: number }
  /** 500, 503, … with a page that is no JSON. */
  | { readonly kind: 'http'; readonly status: number }
  /** The call is done, and its answer is held back until the caller has hung up. */
  | { readonly kind: 'no-answer'; readonly done: boolean }
  /** The connection breaks instead of an answer. */
  | { readonly kind: 'connection-lost'; readonly done: boolean }
  /** Status, headers and the beginning of an answer come; then the connection breaks. */
  | { readonly kind: 'answer-broken-off'; readonly done: boolean }
  /** Status, headers and the beginning of an answer come; the rest is held back until the caller has hung up. */
  | { readonly kind: 'answer-stuck'; readonly done: boolean };

/** Which calls a fault is for. What is not given is any. */
export interface FaultTarget {
  /** chat.postMessage, auth.test, … */
  readonly method?: string;
  /** The argument `channel`, `user` or `user_id` of the call. */
  readonly recipient?: string;
  /** How many calls; all from now on if not given. */
  readonly times?: number;
}

export class Faults {
  private planned: { readonly target: FaultTarget; readonly fault: Fault; left: number }[] = [];

  plan(fault: Fault, target: FaultTarget = {}): void {
    this.planned.push({ target, fault, left: target.times ?? Infinity });
  }

  clear(): void {
    this.planned = [];
  }

  /** What goes wrong with this call; the fault that was planned first. */
  take(method: string, recipient: string | undefined): Fault | undefined {
    const next = this.planned.find(
      ({ target, left }) =>
        left > 0 &&
        (target.method ?? method) === method &&
        (target.recipient ?? recipient) === recipient,
    );
    if (next) next.left--;
    return next?.fault;
  }
}
