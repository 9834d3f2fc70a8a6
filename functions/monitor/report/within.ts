import { setTimeout as sleep } from 'node:timers/promises';

/** What the work comes to, unless it takes longer. The work itself goes on: nothing waits for it. */
export async function within<Answer>(milliseconds: number, work: Promise<Answer>): Promise<Answer> {
  const patience = new AbortController();
  try {
    const tooLong = sleep(milliseconds, undefined, { signal: patience.signal }).then(() => {
      throw new Error(`not written within ${milliseconds / 1000} seconds`);
    });
    return await Promise.race([work, tooLong]);
  } finally {
    patience.abort();
  }
}
