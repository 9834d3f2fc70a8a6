import { z } from 'zod';
import { datePattern } from '../formats';

/** Of the bytes of a file, in hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal');

/**
 * The newest daily report of a day before, as the run found it: the JSON of the day `on`. `none`: why there is none;
 * `unknown`: why that could not be seen.
 */
export const reportBeforeSchema = z.union([
  z.object({ on: z.string().regex(datePattern), sha256 }),
  z.object({ none: z.string() }),
  z.object({ unknown: z.string() }),
]);
