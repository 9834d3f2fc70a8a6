import { policyDocument, type PolicyDocument } from './document';
import { useScheduleKey, type ScheduleKey } from './schedule-key';
import { sendMessages } from './statements';

/** EventBridge Scheduler's role: wakes the monitor, or says that it could not. */
export function schedulePermissions(may: {
  readonly functionArn: string;
  readonly missedSchedulesQueueArn: string;
  readonly key?: ScheduleKey;
}): PolicyDocument {
  return policyDocument(
    {
      Sid: 'WakeMonitor',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: may.functionArn,
    },
    sendMessages('ReportMissedSchedules', may.missedSchedulesQueueArn),
    ...useScheduleKey(may.key),
  );
}
