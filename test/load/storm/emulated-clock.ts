import { setImmediate as nextTurn } from 'node:timers/promises';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still while anybody works, and goes on to the next one who waits when nobody does. So what is
 * measured by it hangs on no machine.
 */
export class EmulatedClock {
  #working = 0;
  #sleepers: Sleeper[] = [];

  constructor(private milliseconds: number) {}

  get now(): number {
    return this.milliseconds;
  }

  readonly date = (): Date => new Date(this.milliseconds);

  /** While this works, such as by a call over HTTP, no time passes, unless it waits by `pause`. */
  async work<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
    }
  }

  /** Time that passes within `work`. */
  readonly pause = async (milliseconds: number): Promise<void> => {
    this.#working -= 1;
    await this.sleep(milliseconds);
    this.#working += 1;
  };

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      const until = this.milliseconds + milliseconds;
      const after = this.#sleepers.findIndex((each) => each.until > until);
      this.#sleepers.splice(after < 0 ? this.#sleepers.length : after, 0, { until, wake });
    });
  }

  /** Lets time pass until these have come to their end. */
  async run(activities: readonly Promise<void>[]): Promise<void> {
    let isOver = false;
    const over = Promise.all(activities).finally(() => (isOver = true));
    while (!isOver) {
      await nextTurn();
      if (this.#working > 0) continue;
      // What was just woken may not have begun its work.
      await nextTurn();
      if (this.#working > 0 || isOver) continue;
      const next = this.#sleepers.shift();
      if (!next) continue;
      this.milliseconds = Math.max(this.milliseconds, next.until);
      next.wake();
    }
    await over;
  }
}
