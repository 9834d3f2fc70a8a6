import { z } from 'zod';
import { movesByStepSchema } from '../person/moves-by-step';
import { account, anyNotice, date } from './fields';

const lines = z.array(z.string());
const count = z.number().int().positive().optional();
/** The lists of a summary, which names no more of each than fits in a message of the queue. */
const beyond = z.object({
  accountsRead: count,
  accountsUnread: count,
  done: count,
  heldBack: count,
  undelivered: count,
  findings: count,
  unanswered: count,
});
export type SummaryList = keyof z.infer<typeof beyond>;

const schema = z.object({
  kind: z.literal('daily-summary'),
  ...anyNotice,
  date,
  dryRun: z.boolean(),
  accountsRead: z.array(account),
  accountsUnread: z.array(z.object({ account, reason: z.string() })),
  /** Enabled keys by age band, in the order of the bands. */
  ageBands: z.array(z.object({ label: z.string(), keys: z.number().int() })),
  /** Done, held back (and why), not delivered, found: one plain sentence each, not yet escaped. */
  done: lines,
  heldBack: lines,
  undelivered: lines,
  findings: lines,
  /** Keys of which nobody has said whose they are, in the same way; absent where there are none. */
  unanswered: lines.optional(),
  /** Absent where nobody is on the way from keys to another way in. */
  moves: movesByStepSchema.optional(),
  /** How many there are in a list besides those that it names. */
  more: beyond.optional(),
  /** The day's report, or why there is none; absent where none was to be written. */
  report: z.union([z.object({ link: z.url() }), z.object({ failed: z.string() })]).optional(),
});

/** What a run did: to the team alone, and about nobody. */
export const dailySummary = {
  schema,
  id: (on: string) => `summary/${on}`,
  version: 1,
};

/** How many there are in a list of a summary, named or not. */
export function countIn(summary: z.infer<typeof schema>, list: SummaryList): number {
  return (summary[list]?.length ?? 0) + (summary.more?.[list] ?? 0);
}
