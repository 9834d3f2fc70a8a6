import { z } from 'zod';
import { account, anyNotice, instant } from './fields';

/** What its owner has said of a new key, to be shown in the messages that were sent of it. */
export const showAnswerSchema = z.object({
  kind: z.literal('show-answer'),
  ...anyNotice,
  accountId: account.shape.id,
  answer: z.object({
    said: z.enum(['mine', 'not-mine']),
    /** Their Slack id. */
    by: z.string(),
    at: instant,
  }),
  /** Of the questions and of the news of the key, as far as the ledger has them. */
  noticeIds: z.array(anyNotice.id).min(1),
});
export type ShowAnswer = z.infer<typeof showAnswerSchema>;

/** Of the same press however often it is done. */
export function showAnswerId(pressId: string): string {
  return `answer/${pressId}`;
}
