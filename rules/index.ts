/**
 * The rules as pure functions: for those who build on them. Nothing here knows AWS's SDK, Slack or Pulumi.
 *
 * @module keyturn/rules
 */
export type { Home, Partition } from './arn';
export { ageInDays, dateIn, daysBetween } from './calendar';
export type { Clock, Clocks, Modes } from './clocks';
export { servicesWithCredentialAge, type ServiceWithCredentialAge } from './credential-services';
export type { ChosenKind } from './credentials';
export type { Mode } from './credentials/mode';
export type {
  CredentialKind,
  CredentialRef,
  CredentialStatus,
  StoppableCredential,
  StoppableKind,
  StoppableRef,
} from './credentials/credential';
// All of the data that goes in and comes out, so that no type of it is without a name outside.
export type * from './decisions';
export {
  emptyLedger,
  type AccountLedger,
  type NewerRecords,
  type Delivery,
  type CredentialRecord,
  type NoticeAnswer,
  type NoticeRecord,
} from './ledger';
export type * from './groups-and-roles';
export type * from './model';
export { isAwaited, isUnknown } from './model';
export {
  functionNames,
  namesOfMonitor,
  pressFunctionNames,
  type AnyFunctionName,
  type FunctionName,
  type MonitorNames,
  type PressFunctionName,
} from './names';
export { noticeSchema, type Notice, type NoticeOf, type UserNotice } from './notices';
export { planDay } from './plan-day';
export * from './policies';
export type * from './report/report';
export type { SshKeysAsked } from './ssh-key-days';
export type { Forced, MoveRecord, SaidOrDone, SeenUses, WayUse } from './person/move-record';
export {
  defaultSettings,
  settingsSchema,
  type Moves,
  type Questions,
  type Settings,
} from './settings';
export { readTags, type TagProblem, type UserTags } from './read-tags';
export type { RotationTool, UserType } from './tags';
export type { NewWay, WayIn } from './ways-in';
