/** So many a second, and as many at once after a second of rest: how AWS throttles an API. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  /** @param now in milliseconds, as of every later call */
  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.#tokens = perSecond;
    this.#at = now;
  }

  /** Whether one more may pass. */
  take(now: number): boolean {
    const refilled = this.#tokens + ((now - this.#at) / 1000) * this.perSecond;
    this.#tokens = Math.min(this.perSecond, refilled);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
