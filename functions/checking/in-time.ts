import pMap from 'p-map';

/** For whoever has to answer before their time is over. */
export interface TimeLimit {
  /** In milliseconds; none is left where it is not above 0. */
  readonly timeLeft: () => number;
  /** So many at a time. */
  readonly concurrency: number;
}

/** In the place of an answer that did not come in time. */
export const noTime = Symbol('no time');

/**
 * Asks each, in order, as long as there is time. What has no answer by then is not waited for; what was not begun is not
 * begun.
 * @throws what one of them throws, in time
 */
export async function inTime<Asked, Answer>(
  asked: readonly Asked[],
  ask: (each: Asked) => Promise<Answer>,
  { timeLeft, concurrency }: TimeLimit,
): Promise<readonly (Answer | typeof noTime)[]> {
  const over = new AbortController();
  const { promise: end, resolve } = Promise.withResolvers<typeof noTime>();
  const timer = setTimeout(
    () => {
      over.abort();
      resolve(noTime);
    },
    Math.max(0, timeLeft()),
  );
  const askInTime = async (each: Asked) =>
    over.signal.aborted || timeLeft() <= 0 ? noTime : Promise.race([ask(each), end]);
  try {
    return await pMap(asked, askInTime, { concurrency });
  } finally {
    clearTimeout(timer);
  }
}
