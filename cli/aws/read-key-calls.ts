import type { Event } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import type { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { recordOf } from '../../functions/adapters/trail/record-of';
import { createdAtOf, makerOf, ownerOf, type KeyCall } from '../../functions/cloudtrail-record';
import type { AccountTrail, TrailChange, TrailExemption } from '../../rules/evidence/account-trail';
import { datePattern, rootUserName } from '../../rules/formats';
import { jsonIn } from '../../rules/json-in';
import { inOrder } from '../../rules/order';
import { tagKeys } from '../../rules/tags';
import { TrailQuestions } from './trail-questions';

const keyCalls = ['CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey'] as const;

const taggingSchema = z.object({
  eventID: z.string(),
  eventTime: z.iso.datetime(),
  eventSource: z.literal('iam.amazonaws.com'),
  errorCode: z.string().nullish(),
  userIdentity: z.object({ arn: z.string().nullish(), type: z.string() }),
  requestParameters: z.object({
    userName: z.string(),
    tags: z.array(z.object({ key: z.string(), value: z.string() })),
  }),
});

interface Window {
  readonly since: Date;
  readonly until: Date;
}

/**
 * What CloudTrail has of an account's access keys and of the exemptions of their users, four questions in the region that
 * has IAM's events, of 50 calls a page, two pages a second.
 * @param role through which the account is asked
 * @throws AccountError where it can't be asked
 */
export async function readKeyCalls(
  accountId: string,
  role: AuditRole,
  { since, until }: Window,
): Promise<Omit<AccountTrail, 'from'>> {
  const questions = new TrailQuestions(accountId, role);
  // CloudTrail counts whole seconds.
  const window = { since: new Date(Math.floor(since.getTime() / 1000) * 1000), until };
  const changes: TrailChange[] = [];
  const exemptions: TrailExemption[] = [];
  let unread = 0;
  const ask = async (name: string, take: (event: Event) => boolean) => {
    for await (const event of questions.all({ by: 'EventName', value: name, ...window }))
      if (!take(event)) unread += 1;
  };
  for (const name of keyCalls)
    await ask(name, (event) => {
      const call = recordOf(event);
      const change = call && changeOf(call);
      if (change) changes.push(change);
      return call !== undefined;
    });
  await ask('TagUser', (event) => {
    const exemption = exemptionOf(event);
    if (exemption) exemptions.push(exemption);
    // Of tags that are none of Keyturn's nothing need be said.
    return true;
  });
  return { changes: inTime(changes), exemptions: inTime(exemptions), unread };
}

/** Undefined of what failed, changed no status, or was root's own, which no user has. */
function changeOf(call: KeyCall): TrailChange | undefined {
  const { eventID: eventId, requestParameters, responseElements } = call;
  const keyId = responseElements?.accessKey?.accessKeyId ?? requestParameters?.accessKeyId;
  const userName = ownerOf(call);
  const what = whatOf(call);
  if (call.errorCode !== undefined || keyId === undefined || what === undefined) return undefined;
  if (userName === undefined || userName === rootUserName) return undefined;
  const at = what === 'made' ? createdAtOf(call) : new Date(call.eventTime);
  return { what, at: at.toISOString(), userName, keyId, by: makerOf(call).arn, eventId };
}

function whatOf({ eventName, requestParameters }: KeyCall): TrailChange['what'] | undefined {
  if (eventName === 'CreateAccessKey') return 'made';
  if (eventName === 'DeleteAccessKey') return 'deleted';
  const status = requestParameters?.status;
  return status === 'Inactive' ? 'disabled' : status === 'Active' ? 'enabled' : undefined;
}

function exemptionOf({ CloudTrailEvent = '' }: Event): TrailExemption | undefined {
  const call = taggingSchema.safeParse(jsonIn(CloudTrailEvent)).data;
  if (!call || call.errorCode) return undefined;
  const { eventID: eventId, userIdentity, requestParameters } = call;
  const { userName, tags } = requestParameters;
  const until = tags.find(({ key }) => key.toLowerCase() === tagKeys.exemptUntil)?.value;
  if (until === undefined || !datePattern.test(until)) return undefined;
  const at = new Date(call.eventTime).toISOString();
  return { at, userName, until, by: userIdentity.arn ?? userIdentity.type, eventId };
}

function inTime<Call extends { readonly at: string }>(calls: readonly Call[]): readonly Call[] {
  return calls.toSorted((a, b) => inOrder(a.at, b.at));
}
