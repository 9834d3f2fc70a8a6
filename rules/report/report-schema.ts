import { z } from 'zod';
import type { Report } from './report';
import { REPORT_FORMAT } from './report-format';
import { ruleNames } from './rule-names';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const instant = z.iso.datetime();
const accountId = z.string().regex(/^\d{12}$/);
const days = z.number().int();
const count = z.number().int().nonnegative();
const userType = z.enum(['engineer', 'machine']);
/** What could not be seen: neither yes nor no. */
const unknown = z.literal('unknown');
const user = { accountId, userName: z.string() };
const entry = { ...user, keyId: z.string().optional(), text: z.string() };

const breach = z.object({
  accountId,
  userName: z.string().optional(),
  groupName: z.string().optional(),
  roleName: z.string().optional(),
  keyId: z.string().optional(),
  text: z.string(),
});

const account = z.discriminatedUnion('outcome', [
  z.object({
    id: accountId,
    name: z.string(),
    outcome: z.literal('read'),
    users: count,
    enabledKeys: count,
    credentialReportAt: z.union([instant, z.object({ unknown: z.string() })]),
  }),
  z.object({
    id: accountId,
    name: z.string(),
    outcome: z.literal('unread'),
    reason: z.string(),
  }),
]);

const reportUser = z.object({
  ...user,
  type: userType.optional(),
  fullName: z.string().optional(),
  slackId: z.string().optional(),
  createdAt: instant,
  hasMfa: z.union([z.boolean(), unknown]),
  mfaAsOf: instant.optional(),
  password: z
    .union([
      z.object({
        changedAt: z.union([instant, unknown]),
        age: z.union([days, unknown]),
        lastUsedAt: instant.optional(),
        expiresAt: instant.optional(),
        asOf: instant.optional(),
      }),
      unknown,
    ])
    .optional(),
  keys: unknown.optional(),
  tagProblems: z.array(z.string()),
});

const reportKey = z.object({
  ...user,
  keyId: z.string(),
  status: z.enum(['Active', 'Inactive']),
  createdAt: instant,
  age: days,
  lastUsed: z
    .union([
      z.object({
        at: instant,
        daysAgo: days,
        service: z.string().optional(),
        region: z.string().optional(),
      }),
      z.object({ unknown: z.string() }),
    ])
    .optional(),
  exemptUntil: date.optional(),
  next: z.string(),
});

const events = ['remind', 'disable', 'held-back', 'password-reminder', 'exemption-ends'] as const;

/** The report as JSON; docs/schemas/report.schema.json says the same as JSON Schema. */
export const reportSchema: z.ZodType<Report> = z.object({
  format: z.literal(REPORT_FORMAT),
  keyturnVersion: z.string(),
  generatedAt: instant,
  on: date,
  timeZone: z.string(),
  obtainedBy: z.enum(['audit', 'monitor']),
  untaggedAs: userType.optional(),
  limits: z.object({
    reminderAges: z.array(days),
    disableAge: days,
    graceDays: days,
    secondKeyGraceDays: days,
    rotationDays: days,
  }),
  accounts: z.array(account),
  users: z.array(reportUser),
  keys: z.array(reportKey),
  rules: z.array(
    z.object({
      rule: z.enum(ruleNames),
      title: z.string(),
      cis: z.object({ '5.0.0': z.string(), '7.0.0': z.string().optional() }).optional(),
      notSeen: z.string().optional(),
      breaches: z.array(breach),
      notSeenOf: z.array(breach),
    }),
  ),
  forecast: z.array(z.object({ on: date, event: z.enum(events), ...entry })),
  deeds: z
    .object({
      from: date,
      to: date,
      entries: z.array(z.object({ at: instant, ...entry })),
    })
    .optional(),
});
