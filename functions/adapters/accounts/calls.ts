import { setTimeout as sleep } from 'node:timers/promises';
import { translateError } from './translate-error';

/** Waits; rejects when the signal says so. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const realPause: Pause = (milliseconds, signal) => sleep(milliseconds, undefined, { signal });

/** How long one call may take with all its attempts: an account that hangs must not hold the run. */
export const CALL_TIMEOUT_MS = 120_000;

/** The milliseconds within which whoever asks needs all answers; none are left where it is not above 0. */
export type TimeLeft = () => number;

/** How long calls are waited for, and between them. */
export interface Patience {
  /** By default it is slept. */
  readonly pause?: Pause;
  /** For one call with all its attempts. */
  readonly timeoutMs?: number;
  readonly timeLeft?: TimeLeft;
}

/** What a call is sent with, so that it can be given up. */
export interface CallOptions {
  readonly abortSignal: AbortSignal;
}

/** The calls of one task in one account: their errors are translated, and all that are under way end with it. */
export class Calls {
  readonly #abort = new AbortController();
  readonly #underWay = new Set<(reason: unknown) => void>();

  readonly #pause: Pause;
  readonly #timeoutMs: number;
  readonly #timeLeft: TimeLeft;

  constructor(
    readonly accountId: string,
    { pause = realPause, timeoutMs = CALL_TIMEOUT_MS, timeLeft = () => Infinity }: Patience = {},
  ) {
    this.#pause = pause;
    this.#timeoutMs = timeoutMs;
    this.#timeLeft = timeLeft;
  }

  /**
   * @param operation as IAM's policies name it, such as `iam:ListAccessKeys`
   * @throws AccountError `unreachable` where there is no answer in time
   */
  async make<Answer>(
    operation: string,
    send: (options: CallOptions) => Promise<Answer>,
  ): Promise<Answer> {
    const call = new AbortController();
    // The SDK heeds the signal while it sends; not while it waits for credentials, or between two attempts.
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const end = (reason: unknown) => {
      call.abort(reason);
      reject(reason);
    };
    const left = Math.max(0, this.#timeLeft());
    if (this.#abort.signal.aborted) end(this.#abort.signal.reason);
    else if (left === 0) end(noTimeLeft());
    this.#underWay.add(end);
    // Not AbortSignal.timeout, which would be kept for its whole time after each of a hundred thousand calls.
    const timer =
      left < this.#timeoutMs
        ? setTimeout(() => end(noTimeLeft()), left)
        : setTimeout(() => end(noAnswer(this.#timeoutMs)), this.#timeoutMs);
    try {
      return await Promise.race([send({ abortSignal: call.signal }), aborted]);
    } catch (error) {
      const cause: unknown = call.signal.aborted ? call.signal.reason : error;
      throw translateError(this.accountId, operation, cause);
    } finally {
      clearTimeout(timer);
      this.#underWay.delete(end);
    }
  }

  async pause(milliseconds: number): Promise<void> {
    await this.#pause(Math.max(0, Math.min(milliseconds, this.#timeLeft())), this.#abort.signal);
  }

  end(): void {
    this.#abort.abort(taskIsOver);
    for (const end of this.#underWay) end(this.#abort.signal.reason);
  }
}

/** One for all: an AbortSignal would make its own for each account, and note where it was made. */
const taskIsOver = Object.assign(new Error('the task is over'), { name: 'AbortError' });

function noTimeLeft(): Error {
  return Object.assign(new Error('the run had no time left for it'), { name: 'TimeoutError' });
}

function noAnswer(milliseconds: number): Error {
  const message = `no answer within ${milliseconds / 1000} seconds`;
  return Object.assign(new Error(message), { name: 'TimeoutError' });
}
