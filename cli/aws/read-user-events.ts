import type { Event } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { AccountError } from '../../functions/account-error';
import type { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { jsonIn } from '../../rules/json-in';
import type { Account } from '../../rules/model';
import { trailSince } from '../../rules/notices';
import { deviceCalls, type DeviceEvent } from '../../rules/offboarding/device-events';
import {
  PASSWORD,
  traitsOfCall,
  userCalls,
  type UserCall,
  type UserEvent,
  type UserEvents,
} from '../../rules/offboarding/user-events';
import { isSameName } from '../../rules/without-case';
import { deviceEventOf } from './device-event';
import { textIn, trailRecord } from './trail-record';
import { TrailQuestions } from './trail-questions';

/** Of 50 events: in 90 days few accounts have more of any of these calls. */
const PAGES = 10;

const calls = Object.keys(userCalls) as [UserCall, ...UserCall[]];

/**
 * Calls that CloudTrail need not have as events of the user whom they are about: of keys it finds the ids, and of users the
 * names, where the caller gave them.
 */
const askedByName = calls.filter((call) => traitsOfCall(call).does !== 'make');

const eventSchema = trailRecord.extend({ eventName: z.enum(calls) });
type TrailRecord = z.infer<typeof eventSchema>;

/**
 * What CloudTrail has of a user's making and deletion, and of those of their credentials, as far as its 90 days go; and of
 * all MFA devices: the call that deletes one does not say whose it was.
 */
export async function readUserEvents(
  { id: accountId }: Account,
  userName: string,
  role: AuditRole,
  now: Date,
): Promise<UserEvents> {
  const since = trailSince(now);
  const found = new Map<string, UserEvent>();
  const devices = new Map<string, DeviceEvent>();
  const failed: string[] = [];
  const questions = [
    { by: 'ResourceName' as const, value: userName },
    ...[...askedByName, ...deviceCalls].map((call) => ({ by: 'EventName' as const, value: call })),
  ];
  const trail = new TrailQuestions(accountId, role);
  for (const question of questions) {
    const what = question.value;
    try {
      const { events, isWhole } = await trail.newest({ ...question, since }, PAGES);
      for (const each of events.flatMap((event) => eventOf(event, userName) ?? []))
        found.set(each.eventId, each);
      for (const each of events.flatMap((event) => deviceEventOf(event) ?? []))
        devices.set(each.eventId, each);
      if (!isWhole) failed.push(`of ${what} CloudTrail has more events than were read`);
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      failed.push(`what CloudTrail has of ${what}: ${error.message}`);
      // The next question would only wait for the same.
      break;
    }
  }
  return { since, events: [...found.values()], devices: [...devices.values()], failed };
}

/** Records that Keyturn can't read are as good as none. */
function eventOf({ CloudTrailEvent = '' }: Event, userName: string): UserEvent | undefined {
  const record = eventSchema.safeParse(jsonIn(CloudTrailEvent)).data;
  if (!record || record.errorCode || !isSameName(ownerOf(record), userName)) return undefined;
  const { eventName: call, eventID: eventId, userIdentity, requestParameters } = record;
  const status = requestParameters?.['status'];
  const id = credentialIn(record);
  const userId = call === 'CreateUser' ? textIn(answerOf(record), 'userId') : undefined;
  return {
    ...{ at: new Date(record.eventTime), call, eventId },
    by: userIdentity.arn ?? userIdentity.type,
    ...(id !== undefined && { credentialId: id }),
    ...((status === 'Active' || status === 'Inactive') && { status }),
    ...(userId !== undefined && { userId }),
  };
}

/** Whom the call is about: the user it names, or else the caller. */
function ownerOf(record: TrailRecord): string {
  const named =
    textIn(answerOf(record), 'userName') ?? textIn(record.requestParameters, 'userName');
  return named ?? record.userIdentity.userName ?? '';
}

function credentialIn(record: TrailRecord): string | undefined {
  const { kind, idIn } = traitsOfCall(record.eventName);
  if (kind === 'password') return PASSWORD;
  if (idIn === undefined) return undefined;
  return textIn(answerOf(record), idIn) ?? textIn(record.requestParameters, idIn);
}

function answerOf({ eventName, responseElements }: TrailRecord): unknown {
  const { answer } = traitsOfCall(eventName);
  return answer === undefined ? undefined : responseElements?.[answer];
}
