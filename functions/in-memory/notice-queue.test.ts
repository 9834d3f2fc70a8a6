import { noticeQueueContract } from '../contracts/notice-queue-contract';
import { InMemoryNoticeQueue } from './notice-queue';

noticeQueueContract('in memory', () => {
  const queue = new InMemoryNoticeQueue();
  return Promise.resolve({ queue, receive: () => Promise.resolve(queue.take()) });
});
