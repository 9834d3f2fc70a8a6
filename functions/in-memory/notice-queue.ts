import type { QueueMessage } from '../../rules/notices/team-copies';
import { deduplicationId } from '../deduplication-id';
import type { NoticeQueuePort } from '../ports/notice-queue';

/** The notice queue in this process's memory. What was put once is not queued a second time. */
export class InMemoryNoticeQueue implements NoticeQueuePort {
  readonly #known = new Set<string>();
  #waiting: QueueMessage[] = [];

  async put(messages: readonly QueueMessage[], at: Date): Promise<void> {
    for (const message of messages) {
      const id = deduplicationId(message, at);
      if (!this.#known.has(id)) this.#waiting.push(message);
      this.#known.add(id);
    }
    return Promise.resolve();
  }

  /** What waits to be received, oldest first. */
  get waiting(): readonly QueueMessage[] {
    return this.#waiting;
  }

  /** Receives and deletes everything that waits. */
  take(): readonly QueueMessage[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
