import { DateTime } from 'luxon';
import { z } from 'zod';
import { accountIdPattern, iamNamePattern } from '../rules/formats';
import { credentialEvents } from '../rules/credentials';
import type { Maker } from '../rules/notices';
import { isSameName } from '../rules/without-case';

/** CloudTrail writes null where there is nothing. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);

/** CloudTrail keeps no more of a user agent; whatever comes, neither a notice nor the ledger grows beyond its limits. */
const LONGEST_TEXT = 1000;

/** What callers choose themselves, such as the user agent: text, and no more than can be stored. */
const text = z.string().transform((given) => given.toWellFormed().slice(0, LONGEST_TEXT));

/** As IAM's API takes them: they are parts of notices' ids, and of commands that people copy. */
const userName = z.string().regex(iamNamePattern);
const keyId = z.string().regex(/^\w{16,128}$/);

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
  eventName: z.enum(credentialEvents),
  recipientAccountId: z.string().regex(accountIdPattern),
  /** Set where the call failed. */
  errorCode: optional(z.string()),
  userIdentity: identitySchema,
  sourceIPAddress: optional(text),
  userAgent: optional(text),
  requestParameters: optional(
    z.object({
      userName: optional(userName),
      accessKeyId: optional(keyId),
      status: optional(z.string()),
    }),
  ),
  responseElements: optional(
    z.object({
      accessKey: optional(
        z.object({
          accessKeyId: keyId,
          userName: optional(userName),
          createDate: optional(z.string()),
        }),
      ),
    }),
  ),
});
export type KeyCall = z.infer<typeof keyCallSchema>;

/** What IAM calls the root user in the credential report; no user may have such a name. */
export const rootUserName = '<root_account>';

/**
 * Whose key the call is about: the user it names, or else the caller's own. As IAM has the name, where it has
 * answered with it; callers may write it in any case.
 */
export function ownerOf({ requestParameters, responseElements, userIdentity }: KeyCall) {
  return (
    responseElements?.accessKey?.userName ?? requestParameters?.userName ?? callerOf(userIdentity)
  );
}

/** Who made the call. A role is never the owner of a key, whoever assumed it. */
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

/**
 * When the key was made. CloudTrail has it as Java prints it, `Jul 30, 2024 9:53:13 PM` in UTC; newer Javas put
 * a comma after the year and a narrow space before the PM.
 */
export function createdAtOf({ responseElements, eventTime }: KeyCall): Date {
  const text = responseElements?.accessKey?.createDate ?? '';
  const plain = text.replace(/\s/gu, ' ').replace(/(?<=\d{4}),/, '');
  const utc = { zone: 'utc', locale: 'en-US' };
  const made = [
    DateTime.fromFormat(plain, 'MMM d, yyyy h:mm:ss a', utc),
    DateTime.fromISO(text, utc),
  ].find(({ isValid }) => isValid);
  return made?.toJSDate() ?? new Date(eventTime);
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
