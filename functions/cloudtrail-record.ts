import { DateTime } from 'luxon';
import { z } from 'zod';
import { accountIdPattern, rootUserName } from '../rules/formats';
import { iamEvents } from '../rules/iam-events';
import type { Maker } from '../rules/notices';
import { isSameName } from '../rules/without-case';
import { optional, requestSchema, responseSchema, rootInCalls, text } from './cloudtrail-elements';

const identitySchema = z.object({
  /** IAMUser, AssumedRole, Root, FederatedUser, AWSService, … */
  type: text,
  /** Absent for AWS's own services. */
  arn: optional(text),
  accountId: optional(text),
  accessKeyId: optional(text),
  userName: optional(text),
  invokedBy: optional(text),
  sessionContext: optional(
    z.object({
      attributes: optional(z.object({ mfaAuthenticated: optional(z.enum(['true', 'false'])) })),
    }),
  ),
});

/**
 * CloudTrail's record of a call about a credential, as far as Keyturn reads it: the `detail` of EventBridge's
 * event, and the `CloudTrailEvent` of LookupEvents.
 */
export const keyCallSchema = z.object({
  eventID: z.string().regex(/^[\w-]{1,64}$/),
  eventTime: z.iso.datetime(),
  eventSource: z.literal('iam.amazonaws.com'),
  eventName: z.enum(iamEvents),
  recipientAccountId: z.string().regex(accountIdPattern),
  /** Set where the call failed. */
  errorCode: optional(z.string()),
  userIdentity: identitySchema,
  sourceIPAddress: optional(text),
  userAgent: optional(text),
  requestParameters: optional(requestSchema),
  responseElements: optional(responseSchema),
});
export type KeyCall = z.infer<typeof keyCallSchema>;

/**
 * Whom the call is about, or whose credential: the user it names, or else the caller. As IAM has the name, where it has
 * answered with it; callers may write it in any case.
 */
export function ownerOf(call: KeyCall): string | undefined {
  const named = answeredName(call) ?? call.requestParameters?.userName;
  return named === rootInCalls ? rootUserName : (named ?? callerOf(call.userIdentity));
}

/** Whose that is which was made, as IAM answered; a call makes one thing. */
export function answeredName({ responseElements }: KeyCall): string | undefined {
  const made = Object.values(responseElements ?? {});
  return made.find((each) => each?.userName !== undefined)?.userName;
}

/** Who made the call. A role is never the owner of a credential, whoever assumed it. */
export function makerOf(call: KeyCall): Maker {
  const { userIdentity: identity } = call;
  const isOwnAccount = identity.accountId === call.recipientAccountId;
  const caller = callerOf(identity);
  return {
    arn: identity.arn ?? identity.invokedBy ?? identity.type,
    mfa: hasMfa(identity),
    sourceAddress: call.sourceIPAddress,
    userAgent: call.userAgent,
    at: call.eventTime,
    isOwner: isOwnAccount && caller !== undefined && isSameName(caller, ownerOf(call) ?? ''),
  };
}

/** When the key was made. */
export function createdAtOf({ responseElements, eventTime }: KeyCall): Date {
  return instantOf(responseElements?.accessKey?.createDate) ?? new Date(eventTime);
}

/**
 * CloudTrail has a date as Java prints it, `Jul 30, 2024 9:53:13 PM` in UTC; newer Javas put a comma after the year and
 * a narrow space before the PM. The end of a service-specific credential was seen to begin with its year.
 */
export function instantOf(written: string | undefined): Date | undefined {
  if (written === undefined) return undefined;
  const plain = written.replace(/\s/gu, ' ').replace(/(?<=\d{4}),/, '');
  const utc = { zone: 'utc', locale: 'en-US' };
  return [
    DateTime.fromFormat(plain, 'MMM d, yyyy h:mm:ss a', utc),
    DateTime.fromISO(written, utc),
    DateTime.fromSQL(written, utc),
  ]
    .find(({ isValid }) => isValid)
    ?.toJSDate();
}

function callerOf({ type, userName }: KeyCall['userIdentity']): string | undefined {
  if (type === 'Root') return rootUserName;
  return type === 'IAMUser' ? userName : undefined;
}

/** A call that a user's own key signed has no session, and so no MFA. */
function hasMfa({ sessionContext, accessKeyId }: KeyCall['userIdentity']): boolean | undefined {
  const said = sessionContext?.attributes?.mfaAuthenticated;
  if (said !== undefined) return said === 'true';
  return sessionContext === undefined && accessKeyId?.startsWith('AKIA') ? false : undefined;
}
