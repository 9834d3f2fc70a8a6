import type { PressAnswer } from '../../rules/presses/press-answer';
import type { NoticeQueuePort } from '../ports/notice-queue';
import type { PressAnswersPort } from '../ports/press-answers';

/** The answers as messages of the notice queue, those to one person in a group of their own: nobody waits for what another presses. */
export class QueuedPressAnswers implements PressAnswersPort {
  constructor(private readonly queue: NoticeQueuePort) {}

  /** @throws what the queue throws: the press is then to be delivered again */
  async put(answer: PressAnswer): Promise<void> {
    await this.queue.put([answer], new Date(answer.plannedAt));
  }
}
