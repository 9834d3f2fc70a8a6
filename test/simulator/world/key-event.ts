import type { UserHistory } from './aws';

/** CloudTrail's event of a call that a user made for a key of their own, as EventBridge brings it. */
export function keyEvent(
  { accountId, now: user }: UserHistory,
  eventName: 'CreateAccessKey' | 'UpdateAccessKey',
  accessKeyId: string,
  at: number,
): object {
  const eventTime = new Date(at).toISOString();
  const userName = user?.name ?? '';
  const made = { accessKeyId, userName, status: 'Active', createDate: eventTime };
  return {
    id: `event-${accessKeyId}-${at}`,
    source: 'aws.iam',
    'detail-type': 'AWS API Call via CloudTrail',
    account: accountId,
    detail: {
      eventID: `event-${at}`,
      eventTime,
      eventSource: 'iam.amazonaws.com',
      eventName,
      recipientAccountId: accountId,
      userIdentity: { type: 'IAMUser', arn: user?.arn, accountId, userName },
      requestParameters:
        eventName === 'CreateAccessKey'
          ? { userName }
          : { userName, accessKeyId, status: 'Active' },
      responseElements: eventName === 'CreateAccessKey' ? { accessKey: made } : null,
    },
  };
}
