import type { QuotasSeen } from '../quotas';

/** Requests of one action of SQS, and how many there were in a second. */
export class Requests {
  #count = 0;
  #second = 0;
  #inSecond = 0;

  constructor(private readonly quotas: QuotasSeen) {}

  note(now: number): void {
    const second = Math.floor(now / 1000);
    this.#inSecond = second === this.#second ? this.#inSecond + 1 : 1;
    this.#second = second;
    this.#count += 1;
    this.quotas.see('fifoCallsPerSecond', this.#inSecond);
  }

  get count(): number {
    return this.#count;
  }
}
