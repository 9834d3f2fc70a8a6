import { createHash } from 'node:crypto';

/** Which companies are played: one a seed. */
export interface Seeds {
  /** Where they are from, in words. */
  readonly source: string;
  /** That of the n-th company, from 0 on. */
  at(n: number): number;
  /** The seeds of the first so many companies, in words. */
  inWords(count: number): string;
}

/** One after the other. */
export function seedsFrom(first: number): Seeds {
  return {
    source: `from ${first} on`,
    at: (n) => first + n,
    inWords: (count) => `${first} to ${first + count - 1}`,
  };
}

/**
 * Drawn from a time, so that nobody has chosen them, and anybody can draw them again: that of the n-th company is the
 * first 32 bits of the SHA-256 of the time, a space and n.
 */
export function seedsOf(clock: Date): Seeds {
  const time = clock.toISOString();
  const source = `drawn from the clock at ${time}`;
  return {
    source,
    at: (n) => createHash('sha256').update(`${time} ${n}`).digest().readUInt32BE(),
    inWords: () => source,
  };
}
