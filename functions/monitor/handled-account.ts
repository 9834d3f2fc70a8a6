import { z } from 'zod';
import type { Immutable } from '../../rules/immutable';
import {
  accountOutcomeSchema,
  quietOutcome,
  type AccountOutcome,
} from '../../rules/summary/account-outcome';

const handledAccount = z.object({
  outcome: accountOutcomeSchema,
  keysDisabled: z.number(),
  keysHeldBack: z.number(),
  /** What people see of it in Slack could not be written; absent where it was, or nobody sees anything. */
  homesNotWritten: z.literal(true).optional(),
  /** Absent where the account was not read, and of what an older version has handled. */
  health: z
    .object({
      oldestKeyAge: z.number().optional(),
      keysPastDay: z.number(),
      deliveryLagSeconds: z.number(),
    })
    .optional(),
});

/** What a run keeps of an account that it is done with, for its end. */
export type HandledAccount = Immutable<z.infer<typeof handledAccount>>;

/** The same, as one step of a distributed run leaves it for another. */
export const handledAccountSchema: z.ZodType<HandledAccount> = handledAccount;

/** An account that a newer version has handled, whose words this one can't read: its ledger has all that was done. */
export function handledByNewer(
  account: AccountOutcome['account'],
  isDryRun: boolean,
): HandledAccount {
  const key = 'account#handled-by-newer';
  const sentence =
    "handled by a newer version of Keyturn: what it did stands in its log, and this version can't read it";
  const outcome = { ...quietOutcome(account, isDryRun), findings: [{ key, sentence }] };
  return { outcome, keysDisabled: 0, keysHeldBack: 0 };
}

/** An account that nothing more is known of than why it was not read, or not handled to its end. */
export function unreadAccount(
  account: AccountOutcome['account'],
  unread: string,
  isDryRun: boolean,
): HandledAccount {
  const outcome = { ...quietOutcome(account, isDryRun), unread };
  return { outcome, keysDisabled: 0, keysHeldBack: 0 };
}
