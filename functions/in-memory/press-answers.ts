import type { PressAnswer } from '../../rules/presses/press-answer';
import type { PressAnswersPort } from '../ports/press-answers';

/** The answers in this process's memory. */
export class InMemoryPressAnswers implements PressAnswersPort {
  readonly #known = new Set<string>();
  #waiting: PressAnswer[] = [];

  async put(answer: PressAnswer): Promise<void> {
    const id = `${answer.id} ${answer.outcome}`;
    if (!this.#known.has(id)) this.#waiting.push(answer);
    this.#known.add(id);
    return Promise.resolve();
  }

  /** Receives and deletes everything that waits, oldest first. */
  take(): readonly PressAnswer[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
