import { z } from 'zod';

/**
 * What people are told, as data: the monitor and key-events put notices in the queue, notify renders and
 * delivers them. A notice's id says what it is about, so that the same news, found twice, is told once.
 */
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date, YYYY-MM-DD');
const instant = z.iso.datetime();

const account = z.object({ id: z.string().regex(/^\d{12}$/), name: z.string() });

const person = z.object({
  userName: z.string().min(1),
  type: z.enum(['engineer', 'machine']).optional(),
  fullName: z.string().optional(),
  /** Whom to message: a Slack user's id, for a machine also a channel's. */
  slackId: z.string().optional(),
});
/** Whom a notice is about. */
export type Person = z.infer<typeof person>;

const key = z.object({
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

/** Who made a call, by CloudTrail. */
const maker = z.object({
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

const base = { id: z.string().min(1), account, plannedAt: instant };
const warning = {
  ...base,
  owner: person,
  key,
  /** The day on which the key stops, if the message is delivered on the day of its run. */
  stopsOn: date,
  /**
   * Calendar days that must lie between the delivery and that day. 0 where an earlier warning named the day
   * already: a late reminder of a known day doesn't move it.
   */
  graceDays: z.number().int().nonnegative(),
  timeZone: z.string(),
};

const keyReminder = z.object({
  kind: z.literal('key-reminder'),
  ...warning,
  /** The reminder's age in days: 76, 81, 86. */
  stage: z.number().int(),
  /** The user's other key, which is off and takes the second of two places: a rotation fails until it is deleted. */
  deadKeyId: z.string().min(4).optional(),
});
const secondKey = z.object({
  kind: z.literal('second-key'),
  ...warning,
  /** The newer of the two enabled keys; `key` is the older, which will be disabled. */
  newer: key,
});
const keyDisabled = z.object({
  kind: z.literal('key-disabled'),
  ...base,
  owner: person,
  key,
  cause: z.enum(['age', 'second-key', 're-enabled']),
  /** It was enabled again before anybody could be told, and the rules leave it so. */
  isEnabledAgain: z.boolean().optional(),
  /** Who had enabled it again, where that is so or is the cause, and CloudTrail knows. */
  reenabledBy: maker.optional(),
});
const keyCreated = z.object({
  kind: z.literal('key-created'),
  ...base,
  owner: person,
  key,
  maker: maker.optional(),
});
const keyReenabled = z.object({
  kind: z.literal('key-reenabled'),
  ...base,
  owner: person,
  keyId: z.string().min(4),
  maker: maker.optional(),
});
const machineKeyOld = z.object({
  kind: z.literal('machine-key-old'),
  ...base,
  owner: person,
  key,
  stage: z.number().int(),
});
const passwordReminder = z.object({
  kind: z.literal('password-reminder'),
  ...base,
  owner: person,
  age: z.number().int(),
  stage: z.number().int(),
  /** When IAM's own password policy expires it. */
  expiresOn: date,
  /** When the credential report was made that the age is from. */
  asOf: instant.optional(),
});

const lines = z.array(z.string());
/** The lists of a summary, which names no more of each than fits in a message of the queue. */
const summaryList = z.enum([
  'accountsRead',
  'accountsUnread',
  'done',
  'heldBack',
  'undelivered',
  'findings',
]);
export type SummaryList = z.infer<typeof summaryList>;
const dailySummary = z.object({
  kind: z.literal('daily-summary'),
  id: z.string().min(1),
  plannedAt: instant,
  date,
  dryRun: z.boolean(),
  accountsRead: z.array(account),
  accountsUnread: z.array(z.object({ account, reason: z.string() })),
  /** Enabled keys by age band, in the order of the bands. */
  ageBands: z.array(z.object({ label: z.string(), keys: z.number().int() })),
  /** Done, held back (and why), not delivered, found: one plain sentence each, not yet escaped. */
  done: lines,
  heldBack: lines,
  undelivered: lines,
  findings: lines,
  /** How many there are in a list besides those that it names. */
  more: z.partialRecord(summaryList, z.number().int().positive()).optional(),
  /** The day's report, or why there is none; absent where none was to be written. */
  report: z.union([z.object({ link: z.url() }), z.object({ failed: z.string() })]).optional(),
});

/** How many there are in a list of a summary, named or not. */
export function countIn(summary: z.infer<typeof dailySummary>, list: SummaryList): number {
  return summary[list].length + (summary.more?.[list] ?? 0);
}

/** A notice about one user's key or password: all but the summary. */
export const userNoticeSchema = z.discriminatedUnion('kind', [
  keyReminder,
  secondKey,
  keyDisabled,
  keyCreated,
  keyReenabled,
  machineKeyOld,
  passwordReminder,
]);
export type UserNotice = z.infer<typeof userNoticeSchema>;

export const noticeSchema = z.discriminatedUnion('kind', [
  ...userNoticeSchema.options,
  dailySummary,
]);
export type Notice = z.infer<typeof noticeSchema>;
export type NoticeOf<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>;
/** A notice that names the day on which a key stops. */
export type Warning = Extract<Notice, { readonly stopsOn: unknown }>;

/** The ids of notices, in one place: two runs, or a run and an event, must arrive at the same one. */
export const noticeId = {
  keyReminder: (keyId: string, stage: number | '') => `key/${keyId}/reminder-${stage}`,
  secondKey: (olderId: string, newerId: string) => `key/${olderId}/second-key/${newerId}`,
  keyDisabled: (keyId: string, on: string) => `key/${keyId}/disabled/${on}`,
  keyCreated: (keyId: string) => `key/${keyId}/created`,
  keyReenabled: (keyId: string, eventId: string) => `key/${keyId}/reenabled/${eventId}`,
  machineKeyOld: (keyId: string, stage: number) => `key/${keyId}/machine-${stage}`,
  passwordReminder: (userId: string, changedOn: string, stage: number) =>
    `password/${userId}/${changedOn}/reminder-${stage}`,
  dailySummary: (date: string) => `summary/${date}`,
};

/** The key's, user's or day's own id within a notice's id. */
export function subjectIdOf(id: string): string {
  return id.split('/')[1] ?? id;
}

/** Who, besides the team's channel, is told: nobody, or one Slack id. */
export function addresseeOf(notice: Notice): string | undefined {
  switch (notice.kind) {
    case 'key-reminder':
    case 'second-key':
    case 'key-disabled':
    case 'machine-key-old':
    case 'password-reminder':
      return notice.owner.slackId;
    case 'key-created':
    case 'key-reenabled':
    case 'daily-summary':
      return undefined;
  }
}

/** What a message shows of a key's id. */
export function lastFour(keyId: string): string {
  return keyId.slice(-4);
}
