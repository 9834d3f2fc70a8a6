import { policyDocument, type PolicyDocument } from './document';
import {
  sendMessages,
  tableAndLogsKeyActions,
  useKey,
  writeKeyActions,
  writeLogs,
  writeTraces,
} from './statements';

export interface KeyEventsPermissions {
  readonly noticeQueueArn: string;
  readonly failedRunsQueueArn: string;
  /** Where presses in Slack are taken: that owners are asked about new keys is an action, too. */
  readonly actionsQueueArn?: string;
  readonly logGroupArn: string;
  /** The KMS key of queues and logs, if they have one. */
  readonly keyArn?: string;
  readonly isTraced?: boolean;
}

/** The function `key-events`: puts notices in the queue, and what is to be asked about in that of actions; nothing else. */
export function keyEventsPermissions(may: KeyEventsPermissions): PolicyDocument {
  return policyDocument(
    sendMessages('PutNotices', may.noticeQueueArn),
    may.actionsQueueArn === undefined ? undefined : sendMessages('PutActions', may.actionsQueueArn),
    sendMessages('ReportFailedRuns', may.failedRunsQueueArn),
    writeLogs(may.logGroupArn),
    writeTraces(may.isTraced),
    useKey('UseKeyOfLogs', may.keyArn, ['logs'], tableAndLogsKeyActions),
    useKey('UseKeyOfQueues', may.keyArn, ['sqs'], writeKeyActions),
  );
}
