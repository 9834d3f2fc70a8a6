import { subjectIdOf } from '../../../rules/notices';
import { isPressMessage, type QueueMessage } from '../../../rules/notices/team-copies';
import type { PressAnswer } from '../../../rules/presses/press-answer';
import type { NoticeQueuePort } from '../../../functions/ports/notice-queue';
import type { Chronicle } from './chronicle';
import type { Clock } from './clock';
import type { NoticeQueue } from './notice-queue';
import { isTry, type PressTry } from './press-record';
import type { Process } from './process';
import { isRun, type Actor } from './run-record';

/** The notice queue as whoever plans notices meets it. */
export class RunQueue implements NoticeQueuePort {
  constructor(
    private readonly queue: NoticeQueue,
    private readonly chronicle: Chronicle,
    private readonly clock: Clock,
    private readonly actor: Actor,
    private readonly process: Process,
  ) {}

  async put(notices: readonly QueueMessage[], at: Date): Promise<void> {
    const put = (some: readonly QueueMessage[]) => {
      for (const notice of some) this.#note(notice);
      this.queue.put(some, at, this.clock.now);
      return Promise.resolve();
    };
    const half = notices.slice(0, notices.length / 2);
    return this.process.call(
      'queue.put',
      () => put(notices),
      notices.length > 1 ? () => put(half) : undefined,
    );
  }

  #note(message: QueueMessage): void {
    this.chronicle.queuedBy.set(message, this.actor);
    if (message.kind === 'daily-summary') {
      if (isRun(this.actor)) this.actor.summary = message;
      return;
    }
    if (message.kind === 'press-answer' && isTry(this.actor)) this.#noteAnswer(message, this.actor);
    if (message.kind === 'team-copies' || isPressMessage(message)) return;
    const notice = message.kind === 'private-message' ? message.notice : message;
    const visit = this.actor.visits.get(notice.account.id);
    if (visit?.reading?.outcome === 'unread') visit.afterUnread.push(subjectIdOf(notice.id));
  }

  #noteAnswer(answer: PressAnswer, { of }: PressTry): void {
    of.answers.push({ at: this.clock.now, answer });
    this.chronicle.count(`press answered: ${answer.outcome}, ${answer.code}`);
  }
}
