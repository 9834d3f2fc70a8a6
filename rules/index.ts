/** The rules as pure functions: for those who build on them. Nothing here knows AWS's SDK, Slack or Pulumi. */
export { ageInDays, dateIn, daysBetween } from './calendar';
export type { Decision, Reason, Subject } from './decisions';
export { emptyLedger, type AccountLedger, type KeyRecord, type NoticeRecord } from './ledger';
export type { AccessKey, Account, AccountReading, IamUser, Inventory, LocalDate } from './model';
export { noticeSchema, type Notice } from './notices';
export { planDay } from './plan-day';
export * from './policies';
export type { Report } from './report/report';
export { defaultSettings, settingsSchema, type Settings } from './settings';
export { readTags } from './tags';
