import { DAY_MS } from '../aws/seeded-moto';
import type { Population } from '../aws/stand-in-iam';

/** The first reminder comes at this age, in whole days, and everybody rotates on its day. */
const REMINDER_AGE = 76;
/** From one rotation to the next: the day's run finds a key of the day before at an age of 0. */
export const CYCLE_DAYS = REMINDER_AGE + 1;
/** A key is made some time after the day's run. */
const AFTER_RUN_MS = 2 * 3_600_000;

/** Engineers whose keys' ages are spread evenly, as they are at a day's run: from 0 to REMINDER_AGE. */
export function populationOn(on: Date, users: number): Required<Population> {
  return {
    users,
    haveMfa: true,
    createdAt: (user) => new Date(on.getTime() - (ageOn(on, user) + 1) * DAY_MS + AFTER_RUN_MS),
    rotations: (user) => Math.floor(phaseOn(on, user) / CYCLE_DAYS),
  };
}

export function isDueOn(on: Date, user: number): boolean {
  return ageOn(on, user) === REMINDER_AGE;
}

function ageOn(on: Date, user: number): number {
  return phaseOn(on, user) % CYCLE_DAYS;
}

function phaseOn(on: Date, user: number): number {
  return user + Math.floor(on.getTime() / DAY_MS);
}

/** EventBridge's event of a key that its owner made, as CloudTrail records it. */
export function keyCreated(accountId: string, user: number, keyId: string, at: Date): object {
  const userName = `user${user}`;
  return {
    id: keyId,
    source: 'aws.iam',
    'detail-type': 'AWS API Call via CloudTrail',
    account: accountId,
    detail: {
      eventID: keyId,
      eventTime: `${at.toISOString().slice(0, 19)}Z`,
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      recipientAccountId: accountId,
      userIdentity: {
        type: 'IAMUser',
        arn: `arn:aws:iam::${accountId}:user/${userName}`,
        accountId,
        userName,
        sessionContext: { attributes: { mfaAuthenticated: 'true' } },
      },
      sourceIPAddress: '192.0.2.17',
      userAgent: 'aws-sdk-go/1.44 (go1.21; linux; amd64)',
      requestParameters: { userName },
      responseElements: { accessKey: { accessKeyId: keyId, userName } },
    },
  };
}
