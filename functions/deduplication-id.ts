import { createHash } from 'node:crypto';
import { identityOf, type QueueMessage } from '../rules/notices/team-copies';

/**
 * SQS's MessageDeduplicationId of a notice: the same notice of the same run is queued once, however often
 * that run is repeated within SQS's five minutes; the next run may queue it again.
 */
export function deduplicationId(message: QueueMessage, at: Date): string {
  return createHash('sha256')
    .update(`${identityOf(message)} ${at.toISOString()}`)
    .digest('hex');
}
