import type { Notice } from '../../rules/notices';
import { deduplicationId } from '../deduplication-id';
import type { NoticeQueuePort } from '../ports';

/** The notice queue in this process's memory. What was put once is not queued a second time. */
export class InMemoryNoticeQueue implements NoticeQueuePort {
  readonly #known = new Set<string>();
  #waiting: Notice[] = [];

  async put(notices: readonly Notice[], at: Date): Promise<void> {
    for (const notice of notices) {
      const id = deduplicationId(notice.id, at);
      if (!this.#known.has(id)) this.#waiting.push(notice);
      this.#known.add(id);
    }
    return Promise.resolve();
  }

  /** What waits to be received, oldest first. */
  get waiting(): readonly Notice[] {
    return this.#waiting;
  }

  /** Receives and deletes everything that waits. */
  take(): readonly Notice[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
