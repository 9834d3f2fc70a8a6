import { deduplicationId } from '../../../functions/deduplication-id';
import { groupOf, type QueueMessage } from '../../../rules/notices/team-copies';
import type { Chronicle } from './chronicle';
import { FifoQueue } from './fifo-queue';

/** The notice queue and its dead letters: one message group a notice. */
export class NoticeQueue extends FifoQueue<QueueMessage> {
  constructor(chronicle: Chronicle) {
    super(chronicle, {
      ...{ called: 'message', groupOf, bodyOf: JSON.stringify },
      onBuried: (message) => {
        if (message.kind === 'press-answer')
          chronicle.buriedAnswers.add(`${message.id}/${message.outcome}`);
      },
    });
  }

  put(contents: readonly QueueMessage[], scheduled: Date, now: number): void {
    for (const content of contents) this.add(content, deduplicationId(content, scheduled), now);
  }
}
