/**
 * The rules as pure functions: for those who build on them. Nothing here knows AWS's SDK, Slack or Pulumi.
 *
 * @module keyturn/rules
 */
export type { Home, Partition } from './arn';
export { ageInDays, dateIn, daysBetween } from './calendar';
export type { Decision, Finding, Reason, ReasonCode, Subject } from './decisions';
export {
  emptyLedger,
  type AccountLedger,
  type Delivery,
  type KeyRecord,
  type NoticeRecord,
} from './ledger';
export type { AccessKey, Account, AccountReading, IamUser, Inventory, LocalDate } from './model';
export { noticeSchema, type Notice, type NoticeOf, type UserNotice } from './notices';
export { planDay } from './plan-day';
export * from './policies';
export type {
  Breach,
  Deed,
  ForecastEntry,
  Report,
  ReportAccount,
  ReportKey,
  ReportLimits,
  ReportRule,
  ReportUser,
  RuleName,
  UserReference,
} from './report/report';
export { defaultSettings, settingsSchema, type Settings } from './settings';
export { readTags, type TagProblem, type UserTags, type UserType } from './tags';
