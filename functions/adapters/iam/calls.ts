import { setTimeout as sleep } from 'node:timers/promises';
import { translateError } from './translate-error';

/** Waits; rejects when the signal says so. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const realPause: Pause = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal });

/** The calls of one task in one account: their errors are translated, and all that are under way end with it. */
export class Calls {
  readonly #abort = new AbortController();

  constructor(
    readonly accountId: string,
    private readonly waitFor: Pause = realPause,
  ) {}

  /**
   * @param operation as IAM's policies name it, such as `iam:ListAccessKeys`
   * @throws AccountError
   */
  async make<Answer>(
    operation: string,
    send: (options: { readonly abortSignal: AbortSignal }) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await send({ abortSignal: this.#abort.signal });
    } catch (error) {
      throw translateError(this.accountId, operation, error);
    }
  }

  async pause(milliseconds: number): Promise<void> {
    await this.waitFor(milliseconds, this.#abort.signal);
  }

  end(): void {
    this.#abort.abort();
  }
}
