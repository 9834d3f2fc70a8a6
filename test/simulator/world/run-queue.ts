import { subjectIdOf } from '../../../rules/notices';
import { isPressMessage, type QueueMessage } from '../../../rules/notices/team-copies';
import type { NoticeQueuePort } from '../../../functions/ports/notice-queue';
import type { Chronicle } from './chronicle';
import type { RunRecord } from './run-record';
import type { Clock } from './clock';
import type { FifoQueue } from './notice-queue';
import type { Process } from './process';

/** The notice queue as one run meets it. */
export class RunQueue implements NoticeQueuePort {
  constructor(
    private readonly queue: FifoQueue,
    private readonly chronicle: Chronicle,
    private readonly clock: Clock,
    private readonly run: RunRecord,
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
    this.chronicle.queuedBy.set(message, this.run);
    if (message.kind === 'daily-summary') {
      this.run.summary = message;
      return;
    }
    if (message.kind === 'team-copies' || isPressMessage(message)) return;
    const notice = message.kind === 'private-message' ? message.notice : message;
    const visit = this.run.visits.get(notice.account.id);
    if (visit?.reading?.outcome === 'unread') visit.afterUnread.push(subjectIdOf(notice.id));
  }
}
