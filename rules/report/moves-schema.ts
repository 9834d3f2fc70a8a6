import { z } from 'zod';
import { accountIdPattern } from '../formats';
import { moveSteps } from '../person/move-steps';
import { waysIn } from '../ways-in';

const wayUse = z.object({
  at: z.iso.datetime(),
  /** From where, and with what, as CloudTrail has it. */
  address: z.string().optional(),
  program: z.string().optional(),
});

/** How far an engineer has come on the way from keys to another way in. */
export const reportMoveSchema = z.object({
  accountId: z.string().regex(accountIdPattern),
  userName: z.string(),
  /** The farthest step that was reached. */
  step: z.enum(moveSteps),
  /** What is missing for the next one; empty after the last, but where an IAM user is still to go. */
  missing: z.string(),
  /**
   * Why they may go without keys: another way of theirs was seen in use on enough days, they have said that it works, or
   * somebody closed `key` by name. Absent where nothing of that is known.
   */
  proof: z.enum(['seen', 'said', 'forced']).optional(),
  /** Every way in, open to them or not, with the last use that is known. */
  ways: z.array(
    z.object({ way: z.enum(waysIn), isOpen: z.boolean(), lastUsed: wayUse.optional() }),
  ),
  /** The last use of any of their keys; absent where there was none, or nobody knows. */
  lastKeyUse: z
    .object({ ...wayUse.shape, service: z.string().optional(), region: z.string().optional() })
    .optional(),
});

export const reportMovesSchema = z.object({
  people: z.array(reportMoveSchema),
  /** Why CloudTrail could not be read to its end about them: what they used may not stand here yet. */
  notRead: z.array(z.string()),
});
