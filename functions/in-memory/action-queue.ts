import type { Action } from '../../rules/presses/press';
import type { ActionQueuePort } from '../ports/action-queue';

/** The action queue in this process's memory. */
export class InMemoryActionQueue implements ActionQueuePort {
  readonly #known = new Set<string>();
  #waiting: Action[] = [];
  /** What it says instead of taking anything. */
  failure: Error | undefined;

  async put(action: Action): Promise<void> {
    if (this.failure) throw this.failure;
    if (!this.#known.has(action.id)) this.#waiting.push(action);
    this.#known.add(action.id);
    return Promise.resolve();
  }

  /** Receives and deletes everything that waits, oldest first. */
  take(): readonly Action[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
