import { policyDocument, type PolicyDocument } from './document';
import { sendMessages } from './statements';

/** EventBridge Scheduler's role: wakes the monitor, or says that it could not. */
export function schedulePermissions(may: {
  readonly functionArn: string;
  readonly missedSchedulesQueueArn: string;
}): PolicyDocument {
  return policyDocument(
    {
      Sid: 'WakeMonitor',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: may.functionArn,
    },
    sendMessages('ReportMissedSchedules', may.missedSchedulesQueueArn),
  );
}
