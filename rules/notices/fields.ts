import { z } from 'zod';
import { accountIdPattern, datePattern } from '../formats';
import { rotationTools } from '../tags';
import { newWays } from '../ways-in';

/** What notices of several kinds are made of. */

/** A day; whether the calendar has it, only who reads a message from the queue asks. */
export const date = z.string().regex(datePattern, 'expected a date, YYYY-MM-DD');
export const instant = z.iso.datetime();
/** An IANA time zone's name; whether there is one, as with a day. */
export const timeZone = z.string();

export const account = z.object({ id: z.string().regex(accountIdPattern), name: z.string() });

export const person = z.object({
  userName: z.string().min(1),
  type: z.enum(['engineer', 'machine']).optional(),
  fullName: z.string().optional(),
  /** Whom to message: a Slack user's id, for a machine also a channel's. */
  slackId: z.string().optional(),
  /** With what they rotate their keys; absent where they have said nothing of their own. */
  rotateWith: z.enum(rotationTools).optional(),
});
/** Whom a notice is about. */
export type Person = z.infer<typeof person>;

export const key = z.object({
  id: z.string().min(4),
  createdAt: instant,
  /** Whole days, when the notice was last planned. */
  age: z.number().int(),
  /** Absent where it never was, and where that could not be seen. */
  lastUsed: z
    .object({ at: instant, service: z.string().optional(), region: z.string().optional() })
    .optional(),
  /** Why the last use could not be seen. */
  lastUseUnknown: z.string().optional(),
});
/** A key as a message shows it. */
export type KeyFacts = z.infer<typeof key>;

/** A credential other than a key or a password. */
export const credential = z.object({
  kind: z.enum(['service-specific', 'ssh-key', 'signing-certificate']),
  id: z.string().min(4),
  createdAt: instant,
  /** Whole days, when the notice was last planned. */
  age: z.number().int(),
  /** `bedrock.amazonaws.com`, where it is of one service. */
  service: z.string().optional(),
  /** When it ends by itself; absent where it does not. */
  endsAt: instant.optional(),
});
/** The same as a message shows it. */
export type CredentialFacts = z.infer<typeof credential>;

/** Who has said that a key must be disabled at once. */
export const reporter = z.object({
  /** U… or W…: who it was, in Slack. */
  slackId: z.string().min(1),
  as: z.enum(['owner', 'responder']),
});
export type Reporter = z.infer<typeof reporter>;

/** Who made a call, by CloudTrail. */
export const maker = z.object({
  arn: z.string(),
  /** Absent where CloudTrail did not say. */
  mfa: z.boolean().optional(),
  sourceAddress: z.string().optional(),
  userAgent: z.string().optional(),
  at: instant.optional(),
  /** The maker is the key's own user. False is what the team must look at. */
  isOwner: z.boolean(),
});
/** Who made, or re-enabled, a key. */
export type Maker = z.infer<typeof maker>;

/** What every notice has. */
export const anyNotice = { id: z.string().min(1), plannedAt: instant };
/** What a notice about one user has. */
export const aboutUser = {
  id: anyNotice.id,
  account,
  plannedAt: anyNotice.plannedAt,
  owner: person,
};
/** What a notice has that names the day on which something stops. */
export const namedDay = {
  ...aboutUser,
  /** The day on which it stops, if the message is delivered on the day of its run. */
  stopsOn: date,
  /**
   * Calendar days that must lie between the delivery and that day. 0 where an earlier warning named the day
   * already: a late reminder of a known day doesn't move it.
   */
  graceDays: z.number().int().nonnegative(),
  timeZone,
};
/** The same of a key. */
export const warning = { ...aboutUser, key, ...namedDay };

/** A way in that needs no key, and when it was last seen in use; absent where it was not. */
export const otherWay = z.object({
  way: z.enum(newWays),
  lastUsedAt: instant.optional(),
});
export type OtherWay = z.infer<typeof otherWay>;
/** Of somebody to whom `key` is closed: the ways that are open to them. Absent where `key` is open. */
export const waysInstead = { ways: z.array(otherWay).optional() };
