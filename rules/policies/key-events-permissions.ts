import { policyDocument, type PolicyDocument } from './document';
import { sendMessages, writeLogs } from './statements';

export interface KeyEventsPermissions {
  readonly noticeQueueArn: string;
  readonly failedRunsQueueArn: string;
  readonly logGroupArn: string;
}

/** The function `key-events`: puts notices in the queue, and nothing else. */
export function keyEventsPermissions(may: KeyEventsPermissions): PolicyDocument {
  return policyDocument(
    sendMessages('PutNotices', may.noticeQueueArn),
    sendMessages('ReportFailedRuns', may.failedRunsQueueArn),
    writeLogs(may.logGroupArn),
  );
}
