import type { Event } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import type { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { AccountError } from '../../functions/account-error';
import { nameOf } from '../../rules/credentials';
import { accessKeyRef } from '../../rules/credentials/credential';
import { jsonIn } from '../../rules/json-in';
import type { Account } from '../../rules/model';
import type { EndsInTrail } from '../../rules/person/compose-certificate';
import { endAmong, type ChangeOfKey, type EndOfKey } from '../../rules/person/end-of-credential';
import { trailSince } from '../../rules/notices';
import { TrailQuestions } from './trail-questions';

/** Of 50 events: a key's are a handful. */
const PAGES = 4;

const changeSchema = z.object({
  eventID: z.string(),
  eventTime: z.iso.datetime(),
  eventSource: z.literal('iam.amazonaws.com'),
  eventName: z.enum(['UpdateAccessKey', 'DeleteAccessKey']),
  errorCode: z.string().nullish(),
  userIdentity: z.object({ arn: z.string().nullish(), type: z.string() }),
  requestParameters: z.object({
    accessKeyId: z.string(),
    status: z.enum(['Active', 'Inactive']).nullish(),
  }),
});

/**
 * By which call each key ended, as far as CloudTrail's 90 days go. What can't be asked is said in the answer.
 * @param role through which the account is asked
 */
export async function readKeyEnds(
  { id: accountId }: Account,
  keyIds: readonly string[],
  role: AuditRole,
  now: Date,
): Promise<EndsInTrail> {
  const trail = new TrailQuestions(accountId, role);
  const since = trailSince(now);
  const ends = new Map<string, EndOfKey>();
  const failed: string[] = [];
  for (const keyId of keyIds) {
    try {
      const { events } = await trail.newest({ by: 'ResourceName', value: keyId, since }, PAGES);
      const end = endAmong(events.flatMap((event) => changeOf(event, keyId) ?? []));
      if (end) ends.set(keyId, end);
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      failed.push(`who ended ${nameOf(accessKeyRef(keyId))}: ${error.message}`);
    }
  }
  return { since, ends, failed };
}

/** Records that Keyturn can't read are as good as none. */
function changeOf({ CloudTrailEvent = '' }: Event, keyId: string): ChangeOfKey | undefined {
  const record = changeSchema.safeParse(jsonIn(CloudTrailEvent)).data;
  if (record?.requestParameters.accessKeyId !== keyId || record.errorCode) return undefined;
  const { eventName: call, eventID: eventId, userIdentity, requestParameters } = record;
  const by = userIdentity.arn ?? userIdentity.type;
  const { status } = requestParameters;
  return { at: new Date(record.eventTime), call, by, eventId, ...(status && { status }) };
}
