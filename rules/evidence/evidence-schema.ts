import { z } from 'zod';
import { accountIdPattern, datePattern } from '../formats';
import { exemptionSchema } from '../report/key-schemas';
import { bandSchema, rotatedSchema, trendDaySchema } from '../report/trend-schema';
import { EVIDENCE_FORMAT } from './evidence-format';

/** YYYY-MM-DD, in the time zone of the reports. */
const date = z.string().regex(datePattern);
/** ISO 8601, in UTC. */
const instant = z.iso.datetime();
const accountId = z.string().regex(accountIdPattern);
const count = z.number().int().nonnegative();
const span = { from: date, to: date };

/** What happened, once: at an instant, or between two reports that show it. */
export const evidenceEventSchema = z.object({
  /**
   * `told`: something else than a warning was told. `disabled`, `enabled` and `deleted`: the key was. `made`: as AWS has
   * it, which no report need have seen.
   */
  what: z.enum(['made', 'warned', 'told', 'disabled', 'enabled', 'deleted']),
  /** Absent where only `between` is known. */
  at: instant.optional(),
  /** The last report before it, and the first one after it. */
  between: z.tuple([instant, instant]).optional(),
  accountId,
  userName: z.string(),
  /** Absent where it is about no access key. */
  keyId: z.string().optional(),
  /** `keyturn`, or who it was by CloudTrail; absent where nobody knows. */
  by: z.string().optional(),
  /** Of what was to be told: whether it arrived. With `false`, `at` is when it was planned. */
  arrived: z.boolean().optional(),
  text: z.string(),
  /** Whence it is known. */
  source: z.enum(['report', 'ledger', 'cloudtrail']),
  /** CloudTrail's, of the call that did it, where CloudTrail was asked: also of what a report or the ledger tells. */
  eventId: z.string().optional(),
});

/** One access key of the period, with its whole life as far as it is known. */
export const evidenceKeySchema = z.object({
  accountId,
  account: z.string(),
  userName: z.string(),
  /** By the tag `type`, as it was last; absent where it is missing. */
  type: z.enum(['engineer', 'machine']).optional(),
  keyId: z.string(),
  /** Absent of a key that no report has seen, and of which nobody knows more. */
  createdAt: instant.optional(),
  /** Whence it is known that there was such a key. `notice`: people were told of it, and no report has it. */
  knownFrom: z.enum(['report', 'notice', 'cloudtrail']),
  /** The first and the last report that has it; absent of a key that came and went between two. */
  seen: z.object(span).optional(),
  /**
   * After the last report of the period, or by what CloudTrail has after that. `unknown`: its account or its user was not
   * read then.
   */
  atEnd: z.enum(['enabled', 'off', 'gone', 'unknown']),
  /** The greatest age in days at which a report saw it enabled. */
  oldestEnabled: count.optional(),
  /** The next key of its user that was made while it was still there. */
  replacedBy: z.object({ keyId: z.string(), at: instant }).optional(),
  /**
   * Exemptions: on which days reports saw each of them hold, as it was stated. Where the reason or who allowed it
   * changes, that is another one.
   */
  exemptions: z.array(
    z.object({
      until: date,
      ...span,
      /** Absent where the reports are of a version that did not say: then neither is known. */
      stated: exemptionSchema.optional(),
      /** The call that put the tag on the user, where CloudTrail was asked and has it. */
      tagged: z.object({ at: instant, by: z.string(), eventId: z.string() }).optional(),
    }),
  ),
  /** The days on which a report saw it enabled and more than 90 days old; of them, so many exempt. */
  over90: z.object({ ...span, days: count, exempt: count }).optional(),
  events: z.array(evidenceEventSchema),
});

/** How a user, a key or an account broke a rule of the daily reports, or could not be seen to keep it. */
export const evidenceBreachSchema = z.object({
  rule: z.string(),
  accountId,
  account: z.string(),
  userName: z.string().optional(),
  keyId: z.string().optional(),
  /** Neither broken nor kept. */
  isUnseen: z.boolean(),
  ...span,
  days: count,
  /** As the last report of them says it. */
  text: z.string(),
});

export const controlSchema = z.object({
  /** `CIS AWS Foundations 7.0.0`, `AWS Security Hub`, `PCI DSS 4.0.1`. */
  standard: z.string(),
  /** In it. */
  number: z.string(),
  title: z.string(),
  /** `incomplete`: nothing was found, and not everything was looked at. */
  verdict: z.enum(['pass', 'exceptions', 'incomplete', 'not tested']),
  howTested: z.string(),
  /** What was looked at, counted: a key on a day. */
  looks: count,
  exceptions: count,
  /** Of them, what an exemption allowed at the time. */
  exempt: count,
});

const rotationsSchema = rotatedSchema.extend({
  /** From the first reminder to the next key. */
  medianDays: z.number().int().optional(),
});

/** The whole of it, as JSON; docs/schemas/evidence.schema.json says the same as JSON Schema. */
export const evidenceSchema = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  /** Every key of the period, by account and user; and what was told of everything else than access keys. */
  population: z.array(
    z.object({
      accountId,
      account: z.string(),
      keys: z.array(evidenceKeySchema),
      otherEvents: z.array(evidenceEventSchema),
    }),
  ),
  keyturnVersion: z.string(),
  generatedAt: instant,
  period: z.object(span),
  timeZone: z.string(),
  /** Whence the reports are: a bucket, or a folder. */
  source: z.string(),
  /** What the period lacks, and what is to be known, the gravest first. */
  lacks: z.array(z.object({ weight: z.enum(['broken', 'missing', 'note']), text: z.string() })),
  days: z.array(
    z.object({
      on: date,
      /** `gone`: there was one, which a later report names. */
      is: z.enum(['report', 'missing', 'late', 'gone', 'unreadable']),
      problem: z.string().optional(),
      generatedAt: instant.optional(),
      keyturnVersion: z.string().optional(),
      sha256: z.string().optional(),
      accountsRead: count.optional(),
      accountsUnread: count.optional(),
      dryRun: z.union([z.literal('all'), z.array(accountId)]).optional(),
    }),
  ),
  totals: z.object({
    keys: count,
    made: count,
    gone: count,
    unseen: count,
    warnings: count,
    undelivered: count,
    disabledByKeyturn: count,
  }),
  controls: z.array(controlSchema),
  /** Keys that were enabled at more than 90 days, or exempt; and broken rules: of each the first 5,000. */
  exceptions: z.array(evidenceKeySchema),
  breaches: z.array(evidenceBreachSchema),
  /** So many of both are in the CSV alone. */
  leftOut: count,
  /** Keys that no report has: the first 5,000. */
  unseenKeys: z.array(evidenceKeySchema),
  /** What CloudTrail was asked of, and how far; absent where it was not to be asked. */
  cloudTrail: z
    .object({
      since: instant,
      until: instant,
      accountsAsked: count,
      notAsked: z.array(z.object({ id: accountId, name: z.string(), reason: z.string() })),
    })
    .optional(),
  accounts: z.array(
    z.object({
      id: accountId,
      name: z.string(),
      daysRead: count,
      unread: z.array(z.string()),
      keys: count,
      enabledAtFirst: count,
      enabledAtLast: count,
      medianAtFirst: count.optional(),
      medianAtLast: count.optional(),
      rotations: rotationsSchema,
    }),
  ),
  trend: z.object({
    bands: z.array(bandSchema),
    days: z.array(trendDaySchema),
    rotations: rotationsSchema,
  }),
  /** Those of the lowest SHA-256 of `<seed>/<key id>`; absent where none was asked for. */
  sample: z.object({ seed: z.string(), size: count, keys: z.array(evidenceKeySchema) }).optional(),
});
