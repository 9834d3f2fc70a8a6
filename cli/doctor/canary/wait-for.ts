import { setTimeout as sleep } from 'node:timers/promises';

/** How often is asked. */
const EVERY_MS = 2000;

/** What was waited for, and how long it took since the start; undefined where it did not come. */
export interface Waited<Value> {
  readonly value: Value;
  readonly afterMs: number;
}

/**
 * Asks until there is an answer, the time is over, or the signal comes.
 * @param since when it began, by performance.now()
 */
export async function waitFor<Value>(
  ask: () => Promise<Value | undefined>,
  { since, untilMs, signal }: { since: number; untilMs: number; signal: AbortSignal },
): Promise<Waited<Value> | undefined> {
  while (!signal.aborted) {
    const value = await ask();
    const afterMs = performance.now() - since;
    if (value !== undefined) return { value, afterMs };
    if (afterMs >= untilMs) return undefined;
    await sleep(Math.min(EVERY_MS, untilMs - afterMs), undefined, { signal }).catch(
      () => undefined,
    );
  }
  return undefined;
}

/** `0.4 s`, `42 s`, `3 min 5 s`. */
export function inTime(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
