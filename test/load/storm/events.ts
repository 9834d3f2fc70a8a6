import { Random } from '../../simulator/story/random';

/** An event of CloudTrail's as EventBridge delivers it, and when. */
export interface Arrival {
  /** Milliseconds from the storm's beginning. */
  readonly after: number;
  readonly event: object;
}

/** A key that somebody has made, of whom the team must hear. */
export interface MadeKey {
  readonly keyId: string;
  readonly accountId: string;
  readonly userName: string;
}

export interface Storm {
  readonly made: readonly MadeKey[];
  readonly arrivals: readonly Arrival[];
}

const MINUTE = 60_000;
const ACCOUNTS = 10;
const USERS = 500;
/** CloudTrail's delays, of all but the last of these: EventBridge may deliver again, and hours later. */
const DELAY = 20_000;
const AGAIN_AT_ONCE = 0.03;
const AGAIN_LATER = 0.01;
const LATER = 10 * MINUTE;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Somebody with an administrator's session makes keys and deletes them, so many events within a minute. They arrive
 * in any order, some of them twice.
 */
export function stormOf(events: number, seed: number, at: Date): Storm {
  const random = new Random(seed);
  const made: MadeKey[] = [];
  const arrivals: Arrival[] = [];
  for (let i = 0; i < events; i++) {
    const n = Math.floor(i / 2);
    const key = {
      keyId: `AKIASTORM0000000${endOf(n)}`,
      accountId: accountOf(n),
      userName: `user${Math.floor(n / ACCOUNTS) % USERS}`,
    };
    const isMade = i % 2 === 0;
    if (isMade) made.push(key);
    const calledAt = (i * MINUTE) / events;
    const event = eventOf(isMade ? 'CreateAccessKey' : 'DeleteAccessKey', key, i, at, calledAt);
    const after = calledAt + random.below(DELAY);
    arrivals.push({ after, event });
    if (random.chance(AGAIN_AT_ONCE)) arrivals.push({ after: after + random.below(DELAY), event });
    if (random.chance(AGAIN_LATER)) arrivals.push({ after: after + LATER, event });
  }
  return { made, arrivals: arrivals.toSorted((a, b) => a.after - b.after) };
}

export const accounts = Array.from({ length: ACCOUNTS }, (_, i) => ({
  id: accountOf(i),
  name: `account-${i}`,
}));

function accountOf(n: number): string {
  return String(100_000_000_000 + (n % ACCOUNTS));
}

/** The last four characters, by which the team tells keys apart. */
function endOf(n: number): string {
  return [3, 2, 1, 0].map((place) => letters[Math.floor(n / 32 ** place) % 32]).join('');
}

function eventOf(
  eventName: 'CreateAccessKey' | 'DeleteAccessKey',
  { keyId, accountId, userName }: MadeKey,
  i: number,
  at: Date,
  calledAt: number,
): object {
  const isMade = eventName === 'CreateAccessKey';
  return {
    id: `event-${i}`,
    source: 'aws.iam',
    'detail-type': 'AWS API Call via CloudTrail',
    account: accountId,
    detail: {
      eventID: `event-${i}`,
      eventTime: `${new Date(at.getTime() + calledAt).toISOString().slice(0, 19)}Z`,
      eventSource: 'iam.amazonaws.com',
      eventName,
      recipientAccountId: accountId,
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${accountId}:assumed-role/admin/nobody`,
        accountId,
        sessionContext: { attributes: { mfaAuthenticated: 'false' } },
      },
      sourceIPAddress: '198.51.100.66',
      userAgent: 'Boto3/1.34 md/Botocore#1.34',
      requestParameters: isMade ? { userName } : { userName, accessKeyId: keyId },
      responseElements: isMade ? { accessKey: { accessKeyId: keyId, userName } } : null,
    },
  };
}
