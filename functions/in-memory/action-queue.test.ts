import { actionQueueContract } from '../contracts/action-queue-contract';
import { InMemoryActionQueue } from './action-queue';

actionQueueContract('in memory', () => {
  const queue = new InMemoryActionQueue();
  return Promise.resolve({ queue, receive: () => Promise.resolve(queue.take()) });
});
