import { createHash } from 'node:crypto';

/**
 * SQS's MessageDeduplicationId of a notice: the same notice of the same run is queued once, however often
 * that run is repeated within SQS's five minutes; the next run may queue it again.
 */
export function deduplicationId(noticeId: string, at: Date): string {
  return createHash('sha256').update(`${noticeId} ${at.toISOString()}`).digest('hex');
}
