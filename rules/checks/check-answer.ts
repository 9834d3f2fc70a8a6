import { z } from 'zod';
import { functionNames, pressFunctionNames } from '../names';
import { CHECK_FORMAT, type CheckWord } from './check-format';

/**
 * `not-known`: it can be seen only by doing it, or not with the rights that the function has, or there was no time left.
 * What is so by somebody's choice is `fine`.
 */
export const checkOutcomes = ['fine', 'wrong', 'not-known'] as const;

/** One thing that was looked at. Another version of the function may say more of it, and know more words. */
export const checkLineSchema = z.object({
  /** One of `checkWords`, or of a later version's. */
  what: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  id: z.string().min(1),
  outcome: z.enum(checkOutcomes),
  /** In one line; no secret. */
  found: z.string(),
  /** In one line; absent where there is nothing to do. */
  todo: z.string().optional(),
  /** Of this repository, such as `docs/runbooks/accounts-unread.md`; with `#` and a heading's anchor, if there is one. */
  page: z.string().optional(),
});
export type CheckLineRead = z.infer<typeof checkLineSchema>;

/** As this version's functions write it. */
export interface CheckLine extends CheckLineRead {
  readonly what: CheckWord;
}

/** What a function answers to a check. */
export const checkAnswerSchema = z.object({
  format: z.literal(CHECK_FORMAT),
  function: z.enum([...functionNames, ...pressFunctionNames]),
  /** Of the package that the function is of. */
  version: z.string(),
  /** Of monitor and act: whether the whole function disables nothing and tells nobody. */
  dryRun: z.boolean().optional(),
  checks: z.array(checkLineSchema),
});
export type CheckAnswerRead = z.infer<typeof checkAnswerSchema>;

/** As this version's functions write it. */
export interface CheckAnswer extends CheckAnswerRead {
  readonly checks: CheckLine[];
}
