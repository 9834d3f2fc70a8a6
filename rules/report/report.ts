import type { z } from 'zod';
import type { Immutable } from '../immutable';
import type { reportBeforeSchema } from './before-schema';
import type { exemptionSchema, reportKeyUseSchema } from './key-schemas';
import type { reportIndexSchema } from './report-index-schema';
import type { reportMoveSchema } from './moves-schema';
import type * as schemas from './report-schema';
import type { reportTrendSchema, rotatedSchema, trendDaySchema } from './trend-schema';

export type { CisNumbers, RuleName } from './rule-names';

/**
 * What an audit found: the one shape behind the table, JSON, CSV, SARIF and HTML, whether a person asked for it or
 * the monitor wrote it. Plain JSON: instants are ISO 8601 in UTC, days are dates of `timeZone`, ages whole days.
 */
export interface Report extends Immutable<z.infer<typeof schemas.reportSchema>> {}

/** The settings that the report was reckoned with, in days. */
export interface ReportLimits extends Immutable<z.infer<typeof schemas.reportLimitsSchema>> {}

/** An account that could not be read is in the report, with the reason; its users and keys are not known. */
export type ReportAccount = Immutable<z.infer<typeof schemas.reportAccountSchema>>;

/** Which user: the account's id, and the name in it. */
export interface UserReference extends Immutable<z.infer<typeof schemas.userReferenceSchema>> {}

/** A user of an account that was read. */
export interface ReportUser extends Immutable<z.infer<typeof schemas.reportUserSchema>> {}

/** A console password, by the credential report. */
export interface ReportPassword extends Immutable<z.infer<typeof schemas.reportPasswordSchema>> {}

/** An access key, enabled or not. */
export interface ReportKey extends Immutable<z.infer<typeof schemas.reportKeySchema>> {}

/** What the tags say of an exemption beside its end: why, and who allowed it. */
export interface ReportExemption extends Immutable<z.infer<typeof exemptionSchema>> {}

/** A key's last use. */
export interface ReportKeyUse extends Immutable<z.infer<typeof reportKeyUseSchema>> {}

/** A long-lived credential besides users' keys and passwords. */
export interface ReportOtherCredential extends Immutable<
  z.infer<typeof schemas.reportOtherCredentialSchema>
> {}

/** A rule, and who breaks it. */
export interface ReportRule extends Immutable<z.infer<typeof schemas.reportRuleSchema>> {}

/** How a user, a key, a group or a role breaks a rule; the account itself where it names none of them. */
export interface Breach extends Immutable<z.infer<typeof schemas.breachSchema>> {}

/** Whether a user with keys could do without them, with the reason. */
export interface ReportWithoutKeys extends Immutable<
  z.infer<typeof schemas.reportWithoutKeysSchema>
> {}

/** What will be done on a day to come. */
export interface ForecastEntry extends Immutable<z.infer<typeof schemas.forecastEntrySchema>> {}

/** One thing that the monitor did, with its time and reason. */
export interface Deed extends Immutable<z.infer<typeof schemas.deedSchema>> {}

/** How keys were rotated that are gone. */
export interface Rotated extends Immutable<z.infer<typeof rotatedSchema>> {}

/** A day's enabled keys. */
export interface TrendDay extends Immutable<z.infer<typeof trendDaySchema>> {}

/** The enabled keys of the last days by age. */
export interface ReportTrend extends Immutable<z.infer<typeof reportTrendSchema>> {}

/** The newest daily report of a day before: what the chain of days is made of. */
export type ReportBefore = Immutable<z.infer<typeof reportBeforeSchema>>;

/** What stands in place of a daily report that is too large for one page. */
export interface ReportIndex extends Immutable<z.infer<typeof reportIndexSchema>> {}

/** An account of it. */
export type IndexedAccount = ReportIndex['accounts'][number];

/** How far an engineer has come on the way from keys to another way in. */
export interface ReportMove extends Immutable<z.infer<typeof reportMoveSchema>> {}
