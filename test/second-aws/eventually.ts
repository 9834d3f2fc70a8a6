import { setTimeout as sleep } from 'node:timers/promises';

const STEP_MS = 100;
/** Long after anything that works: who waits for longer waits for nothing. */
const LONGEST_MS = 120_000;

/** Looks again and again until it is so. */
export async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const start = performance.now();
  while (!(await isSo())) {
    if (performance.now() - start > LONGEST_MS)
      throw new Error(`waited ${LONGEST_MS / 1000} s in vain for ${what}`);
    await sleep(STEP_MS);
  }
}
