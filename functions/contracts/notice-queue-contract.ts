import assert from 'node:assert/strict';
import type { Notice } from '../../rules/notices';
import type { QueueMessage } from '../../rules/notices/team-copies';
import type { NoticeQueuePort } from '../ports/notice-queue';

/** A queue and the hand that empties it. */
export interface OpenedQueue {
  readonly queue: NoticeQueuePort;
  /** Receives and deletes everything that waits, in any order. */
  receive(): Promise<readonly QueueMessage[]>;
}

function notice(id: string, text = 'Ünder & Söhne <x>'): Notice {
  return {
    kind: 'key-created',
    id,
    account: { id: '111111111111', name: text },
    plannedAt: '2026-01-02T09:00:00.000Z',
    owner: { userName: 'alice' },
    key: { id: 'AKIAOLD0000000000001', createdAt: '2026-01-01T09:00:00.000Z', age: 1 },
  };
}

const day = (n: number) => new Date(Date.UTC(2026, 0, n, 9));
const ids = (notices: readonly QueueMessage[]) => notices.map(({ id }) => id).toSorted();

/** What every notice queue keeps to. `open` gives an empty one each time. */
export function noticeQueueContract(name: string, open: () => Promise<OpenedQueue>): void {
  describe(`the notice queue ${name}`, () => {
    let opened: OpenedQueue;
    beforeEach(async () => (opened = await open()));

    it('gives back what was put, as it was', async () => {
      await opened.queue.put([notice('key/A/created')], day(2));
      assert.deepEqual(await opened.receive(), [notice('key/A/created')]);
      assert.deepEqual(await opened.receive(), []);
    });

    it('takes none, and more than a batch', async () => {
      await opened.queue.put([], day(2));
      const many = Array.from({ length: 23 }, (_, i) => notice(`key/A${i}/created`));
      await opened.queue.put(many, day(2));
      assert.deepEqual(ids(await opened.receive()), ids(many));
    });

    it('queues a notice once for one run, and again for the next', async () => {
      await opened.queue.put([notice('key/A/created')], day(2));
      await opened.queue.put([notice('key/A/created'), notice('key/B/created')], day(2));
      assert.deepEqual(ids(await opened.receive()), ['key/A/created', 'key/B/created']);
      await opened.queue.put([notice('key/A/created')], day(3));
      assert.deepEqual(ids(await opened.receive()), ['key/A/created']);
    });

    it('takes notices that are large together', async () => {
      const many = Array.from({ length: 5 }, (_, i) =>
        notice(`key/A${i}/created`, 'x'.repeat(90_000)),
      );
      await opened.queue.put(many, day(2));
      assert.deepEqual(ids(await opened.receive()), ids(many));
    });
  });
}
