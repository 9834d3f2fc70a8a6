import { z } from 'zod';
import { accountIdPattern, datePattern } from '../formats';
import { recentUses } from '../notices/recent-uses';
import { withoutKeyReasons, withoutKeyVerdicts } from '../without-key/answer';
import { reportBeforeSchema } from './before-schema';
import { reportMovesSchema } from './moves-schema';
import { exemptionSchema, reportKeyUseSchema } from './key-schemas';
import { REPORT_FORMAT } from './report-format';
import { ruleNames } from './rule-names';
import { reportTrendSchema, rotatedSchema } from './trend-schema';

/** YYYY-MM-DD, in the report's time zone. */
const date = z.string().regex(datePattern);
/** ISO 8601, in UTC. */
const instant = z.iso.datetime();
const accountId = z.string().regex(accountIdPattern);
const days = z.number().int();
const count = z.number().int().nonnegative();
const userType = z.enum(['engineer', 'machine']);
/** What could not be seen: neither yes nor no. */
const unknown = z.literal('unknown');
/** Which user: the account's id, and the name in it. */
const user = { accountId, userName: z.string() };
const entry = {
  ...user,
  /** Absent where it is about the user, or a password. */
  keyId: z.string().optional(),
  text: z.string(),
};

export const userReferenceSchema = z.object(user);

export const reportAccountSchema = z.discriminatedUnion('outcome', [
  z.object({
    id: accountId,
    name: z.string(),
    outcome: z.literal('read'),
    users: count,
    enabledKeys: count,
    /**
     * When AWS made the credential report: as of when everything is known that IAM was not asked since.
     * `unknown`: why there is none, and nothing is known but what IAM was asked.
     */
    credentialReportAt: z.union([instant, z.object({ unknown: z.string() })]),
  }),
  z.object({
    id: accountId,
    name: z.string(),
    outcome: z.literal('unread'),
    reason: z.string(),
  }),
]);

export const reportPasswordSchema = z.object({
  /** `unknown` where no date could be read; then the age is, too. */
  changedAt: z.union([instant, unknown]),
  age: z.union([days, unknown]),
  /** Absent where the password was never used. */
  lastUsedAt: z.union([instant, unknown]).optional(),
  expiresAt: instant.optional(),
  /** When the credential report was made that tells of the change; absent where the password is younger. */
  asOf: instant.optional(),
});

export const reportUserSchema = z.object({
  ...user,
  /** By the tag `type`; absent where it is missing or wrong. */
  type: userType.optional(),
  fullName: z.string().optional(),
  slackId: z.string().optional(),
  createdAt: instant,
  hasMfa: z.union([z.boolean(), unknown]),
  /** When the credential report was made that says so; absent where IAM itself was asked. */
  mfaAsOf: instant.optional(),
  /** Absent where the user has no console password. */
  password: z.union([reportPasswordSchema, unknown]).optional(),
  /** Whether the user has any could not be seen; absent where they stand among the report's keys. */
  keys: unknown.optional(),
  /** What is wrong with the user's tags, one sentence each. */
  tagProblems: z.array(z.string()),
});

export const reportKeySchema = z.object({
  ...user,
  /** In full: the reader has to find it. */
  keyId: z.string(),
  status: z.enum(['Active', 'Inactive']),
  createdAt: instant,
  age: days,
  /** Absent where the key was never used; `unknown`: why that could not be seen. */
  lastUsed: z.union([reportKeyUseSchema, z.object({ unknown: z.string() })]).optional(),
  /** The end of a valid exemption. */
  exemptUntil: date.optional(),
  /** Of that exemption; absent where none holds, and in reports of older versions. */
  exemption: exemptionSchema.optional(),
  /** What comes next for this key, in one sentence, with the reason. */
  next: z.string(),
});

/** A long-lived credential besides users' keys and passwords. */
export const reportOtherCredentialSchema = z.object({
  accountId,
  /** Absent of root's. */
  userName: z.string().optional(),
  kind: z.enum(['access-key', 'service-specific', 'ssh-key', 'signing-certificate']),
  /** Absent where only the credential report knows of it, which has none. */
  id: z.string().optional(),
  /** Of a service-specific one: `bedrock.amazonaws.com`. */
  service: z.string().optional(),
  status: z.enum(['Active', 'Inactive', 'Expired', 'unknown']),
  /** Of what only the credential report knows, when it was made or last changed. */
  createdAt: z.union([instant, unknown]),
  age: z.union([days, unknown]),
  /** Absent where it has no end. */
  expiresAt: instant.optional(),
  /** When the credential report was made that tells of it; absent where IAM itself was asked. */
  asOf: instant.optional(),
});

export const breachSchema = z.object({
  ...entry,
  /** Absent, as are the group and the role, where it is about the account itself. */
  userName: z.string().optional(),
  groupName: z.string().optional(),
  roleName: z.string().optional(),
});

export const reportRuleSchema = z.object({
  rule: z.enum(ruleNames),
  title: z.string(),
  /**
   * The recommendations of the CIS AWS Foundations Benchmark that ask for it, by version. Absent where there are none,
   * and in reports of older versions of the program.
   */
  cis: z.object({ '5.0.0': z.string(), '7.0.0': z.string().optional() }).optional(),
  /** What this report can't see of the rule, and who checks it instead; absent where it sees all. */
  notSeen: z.string().optional(),
  breaches: z.array(breachSchema),
  /** Of whom it can't be said whether they break it, and why not: neither broken nor kept. */
  notSeenOf: z.array(breachSchema),
});

/** Whether a user with keys could do without them: an advice, and no breach of a rule. */
export const reportWithoutKeysSchema = z.object({
  ...user,
  /** `could` do without; looks like, or is, a `machine`; `not-known`, wherever anything is open. */
  verdict: z.enum(withoutKeyVerdicts),
  reason: z.enum(withoutKeyReasons),
  /** Why, key by key. */
  text: z.string(),
  restsOn: z.array(z.string()),
  /** What the answer can't rest on. */
  notKnown: z.array(z.string()),
  /** By CloudTrail, where it was asked and knows some: the newest few ways in which the keys were used. */
  ...recentUses,
});

export const forecastEntrySchema = z.object({
  on: date,
  /** `held-back`: due to be disabled, and kept by the circuit breaker. `exemption-ends`: its last day. */
  event: z.enum(['remind', 'disable', 'held-back', 'password-reminder', 'exemption-ends']),
  ...entry,
});

export const deedSchema = z.object({
  at: instant,
  ...entry,
  /** Its notice's id and kind: `key/AKIA…/reminder-76`, `key-reminder`; absent in reports of older versions. */
  notice: z.object({ id: z.string(), kind: z.string() }).optional(),
  /** Who made or enabled it, as CloudTrail has them, of news of that. */
  by: z.string().optional(),
});

export const reportLimitsSchema = z.object({
  reminderAges: z.array(days),
  disableAge: days,
  graceDays: days,
  secondKeyGraceDays: days,
  rotationDays: days,
  /** After so many days without use a credential is unused; absent in reports of older versions. */
  unusedAge: days.optional(),
});

/** The report as JSON, an audit's or a daily run's; docs/schemas/report.schema.json says the same as JSON Schema. */
export const reportSchema = z.object({
  format: z.literal(REPORT_FORMAT),
  /** Of the program that made it. */
  keyturnVersion: z.string(),
  generatedAt: instant,
  /** The day that the ages and the forecast are reckoned for. */
  on: date,
  timeZone: z.string(),
  /** Whose eyes: a person's own credentials, or the monitor's daily run. */
  obtainedBy: z.enum(['audit', 'monitor']),
  /** Users without the tag `type` were taken for these in forecast and `next`; absent where for neither. */
  untaggedAs: userType.optional(),
  limits: reportLimitsSchema,
  /** In the order of their names. */
  accounts: z.array(reportAccountSchema),
  users: z.array(reportUserSchema),
  keys: z.array(reportKeySchema),
  /** Long-lived credentials besides users' keys and passwords; absent in daily reports of older versions. */
  otherCredentials: z.array(reportOtherCredentialSchema).optional(),
  /**
   * The five rules, in their order, each with who breaks it. What shows in root and other credentials, and in groups
   * and roles where these were read, has rules of its own beside them.
   */
  rules: z.array(reportRuleSchema),
  /** An audit's, of every user with keys; absent in daily reports, and in audits of older versions. */
  withoutKeys: z.array(reportWithoutKeysSchema).optional(),
  /** Those on the way from keys to another way in; absent where nobody is, and where the monitor's ledger was not read. */
  moves: reportMovesSchema.optional(),
  /** What the rules will do in the next 30 days if every message arrives and nobody acts, by day. */
  forecast: z.array(forecastEntrySchema),
  /** What the monitor did; absent where its ledger was not read. */
  deeds: z
    .object({
      from: date,
      to: date,
      entries: z.array(deedSchema),
      /** What was to be told, with when it was planned, and had not arrived; absent in reports of older versions. */
      undelivered: z.array(deedSchema).optional(),
    })
    .optional(),
  /** The accounts in which the run was a rehearsal; absent where in none, and in reports of older versions. */
  dryRun: z.union([z.literal('all'), z.array(accountId)]).optional(),
  /** What the daily report is chained to; absent in audits, and in reports of older versions. */
  before: reportBeforeSchema.optional(),
  /** Of the keys that this run was the first to miss; absent in audits, and in reports of older versions. */
  rotated: rotatedSchema.optional(),
  /**
   * The last 90 days, carried on from the report before; absent in audits, on accounts' pages and in reports of older
   * versions. The last field of a daily report.
   */
  trend: reportTrendSchema.optional(),
});
