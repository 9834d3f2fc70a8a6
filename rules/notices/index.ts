/**
 * What people are told, as data: the monitor and key-events put notices in the queue, notify renders and
 * delivers them. A notice's id says what it is about, so that the same news, found twice, is told once. One kind a
 * file; what tells a kind from the others are its traits there.
 */
export type { MakersCall } from './notice-traits';
export { countIn, type SummaryList } from './daily-summary';
export type { CredentialFacts, KeyFacts, Maker, OtherWay, Person, Reporter } from './fields';
export { subjectIdOf } from './ids';
export {
  MOST_USES,
  RECENT_DAYS,
  TRAIL_DAYS,
  trailSince,
  usesIn,
  type RecentUse,
  type SignedCall,
} from './recent-uses';
export {
  noticeId,
  noticeSchema,
  noticeVersions,
  userNoticeSchema,
  type Notice,
  type NoticeOf,
  type UserNotice,
} from './kinds';
export {
  addresseeOf,
  credentialOf,
  hasTeamCopy,
  isDeed,
  isWarning,
  isOwnersNews,
  isTeamNews,
  traitsOf,
  type CopiedNotice,
  type Deed,
  type Warning,
} from './traits';
