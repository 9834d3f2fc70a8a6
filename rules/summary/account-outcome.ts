import { z } from 'zod';
import type { Immutable } from '../immutable';
import type { Account } from '../model';
import { movesByStepSchema } from '../person/moves-by-step';

const dueFinding = z.object({
  /** As the ledger remembers it: `userId#kind`; of the account as a whole `account#kind`. */
  key: z.string(),
  sentence: z.string(),
  /** Where the sentence is about many users: the others of which it tells. */
  others: z.array(z.string()).optional(),
});
/** What is wrong, and is due to be named in the summary. */
export type DueFinding = Immutable<z.infer<typeof dueFinding>>;

/** Without the account's name. */
const sentences = z.array(z.string());

/** What one run did in one account: all that is kept of it for the summary. */
export const accountOutcomeSchema = z.object({
  account: z.object({ id: z.string(), name: z.string() }),
  /** Why it was not read, or not handled to the end; absent where it was. */
  unread: z.string().optional(),
  /** Enabled keys by age band, in the order of the bands. */
  ageBands: z.array(z.number()),
  done: sentences,
  heldBack: sentences,
  undelivered: sentences,
  findings: z.array(dueFinding),
  /** Keys whose owners were asked whether they had made them, and have not answered; absent where there are none. */
  unanswered: sentences.optional(),
  /** Absent where nobody is on the way from keys to another way in. */
  moves: movesByStepSchema.optional(),
  /** The ids of notices that the run's end brings to the team's channel. */
  teamCopies: z.array(z.string()),
  isDryRun: z.boolean(),
});
export type AccountOutcome = Immutable<z.infer<typeof accountOutcomeSchema>>;

/** Of an account in which nothing was done and nothing found. */
export function quietOutcome(account: Account, isDryRun: boolean): AccountOutcome {
  return {
    account,
    ageBands: [],
    done: [],
    heldBack: [],
    undelivered: [],
    findings: [],
    teamCopies: [],
    isDryRun,
  };
}
