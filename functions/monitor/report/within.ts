import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 1_000;

/**
 * What the work comes to, unless it takes longer. The work itself goes on: nothing waits for it.
 * @param mayGoOn whether it may take more time still
 */
export async function within<Answer>(
  milliseconds: number,
  work: Promise<Answer>,
  mayGoOn: () => boolean = () => false,
): Promise<Answer> {
  const patience = new AbortController();
  try {
    return await Promise.race([work, tooLong(milliseconds, mayGoOn, patience.signal)]);
  } finally {
    patience.abort();
  }
}

async function tooLong(
  milliseconds: number,
  mayGoOn: () => boolean,
  signal: AbortSignal,
): Promise<never> {
  const start = performance.now();
  await sleep(milliseconds, undefined, { signal });
  while (mayGoOn()) await sleep(LOOK_AGAIN_MS, undefined, { signal });
  throw new Error(`not written within ${Math.round((performance.now() - start) / 1000)} seconds`);
}
