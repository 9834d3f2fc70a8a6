import { setImmediate as everythingElseIsDone } from 'node:timers/promises';
import type { Random } from '../story/random';

/** Lets several processes run at once, one call at a time, in an order that only the seed decides. */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly random: Random) {}

  turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Hands out turns until all of it is done. */
  async drive<T>(all: Promise<T>): Promise<T> {
    let isDone = false;
    const done = () => (isDone = true);
    all.then(done, done);
    for (;;) {
      await everythingElseIsDone();
      if (isDone) return all;
      const [next] = this.#waiting.splice(this.random.below(this.#waiting.length), 1);
      next?.();
    }
  }
}
