import type { QueueMessage } from '../../rules/notices/team-copies';

/** The notice queue: FIFO, one message group a notice id, so that a notice is never handled twice at a time. */
export interface NoticeQueuePort {
  /** `at` is the run's scheduled time: the same message of the same run is queued once. */
  put(messages: readonly QueueMessage[], at: Date): Promise<void>;
}
