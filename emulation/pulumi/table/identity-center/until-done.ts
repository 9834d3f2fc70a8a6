import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 50;
/** Longer than anything here takes. */
const MOST_LOOKS = 200;

/** What AWS tells of a request. */
export interface Progress {
  readonly Status?: string | undefined;
  readonly FailureReason?: string | undefined;
}

/**
 * Looks until it is no longer in progress, as the provider does.
 * @throws Error with AWS's reason where it failed
 */
export async function untilDone(
  what: string,
  look: () => Promise<Progress | undefined>,
): Promise<void> {
  for (let i = 0; i < MOST_LOOKS; i++) {
    const { Status, FailureReason } = (await look()) ?? {};
    if (Status === 'SUCCEEDED') return;
    if (Status !== 'IN_PROGRESS') throw new Error(`${what}: ${Status}: ${FailureReason}`);
    await pause(PAUSE_MS);
  }
  throw new Error(`${what} is still in progress`);
}
