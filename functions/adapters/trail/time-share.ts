import type { TimeLeft } from '../accounts/calls';

/** What a run spends on something, over its accounts; and only in the first half of the run's time. */
export class TimeShare {
  readonly #timeLeft: TimeLeft;
  readonly #clock: () => number;
  /** What must be left of the run's time. */
  readonly #reserve: number;
  #spent = 0;

  /** @param clock milliseconds since some instant */
  constructor(
    private readonly mostMs: number,
    { timeLeft = () => Infinity, clock }: { timeLeft?: TimeLeft; clock: () => number },
  ) {
    this.#timeLeft = timeLeft;
    this.#clock = clock;
    const whole = timeLeft();
    this.#reserve = whole === Infinity ? 0 : whole / 2;
  }

  /** Does what takes of the time, and is told how much of it is left. */
  async spend<Answer>(work: (left: TimeLeft) => Promise<Answer>): Promise<Answer> {
    const begun = this.#clock();
    const spent = () => this.#spent + this.#clock() - begun;
    try {
      return await work(() => Math.min(this.mostMs - spent(), this.#timeLeft() - this.#reserve));
    } finally {
      this.#spent = spent();
    }
  }
}
