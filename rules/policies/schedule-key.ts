import type { Statement } from './document';
import { useKey, writeKeyActions } from './statements';

/** The KMS key of a schedule and of the queue for what it could not wake. */
export interface ScheduleKey {
  readonly keyArn: string;
  readonly scheduleArn: string;
}

/**
 * EventBridge Scheduler decrypts a schedule's payload as the schedule's own role, and calls KMS by itself: there is no
 * service in between that a condition could name, but the schedule is in the encryption context.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html
 */
export function useScheduleKey(key: ScheduleKey | undefined): readonly (Statement | undefined)[] {
  if (key === undefined) return [];
  const { keyArn, scheduleArn } = key;
  return [
    {
      Sid: 'DecryptSchedule',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
      Condition: {
        ArnEquals: { 'kms:EncryptionContext:aws:scheduler:schedule:arn': scheduleArn },
      },
    },
    useKey('UseKeyOfMissedSchedules', keyArn, ['sqs'], writeKeyActions),
  ];
}
