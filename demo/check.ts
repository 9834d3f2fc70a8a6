import { isDeepStrictEqual } from 'node:util';

/** One thing that must be true when a story is over. */
export interface Check {
  readonly what: string;
  readonly found: unknown;
  readonly expected: unknown;
}

export function holds({ found, expected }: Check): boolean {
  return isDeepStrictEqual(found, expected);
}
