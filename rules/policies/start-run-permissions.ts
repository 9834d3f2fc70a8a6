import { policyDocument, type PolicyDocument } from './document';
import { useScheduleKey, type ScheduleKey } from './schedule-key';
import { sendMessages } from './statements';

/** EventBridge Scheduler's role where runs are distributed: starts one, or says that it could not. */
export function startRunPermissions(may: {
  readonly stateMachineArn: string;
  readonly missedSchedulesQueueArn: string;
  readonly key?: ScheduleKey;
}): PolicyDocument {
  return policyDocument(
    {
      Sid: 'StartRun',
      Effect: 'Allow',
      Action: 'states:StartExecution',
      Resource: may.stateMachineArn,
    },
    sendMessages('ReportMissedSchedules', may.missedSchedulesQueueArn),
    ...useScheduleKey(may.key),
  );
}
