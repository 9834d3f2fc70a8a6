import type { CredentialRef, StoppableRef } from '../credentials/credential';
import { noticeTraits, type Notice, type NoticeOf, type UserNotice } from './kinds';
import type { NoticeTraits } from './notice-traits';

type KindsWith<Trait> = {
  [Kind in UserNotice['kind']]: (typeof noticeTraits)[Kind] extends Trait ? Kind : never;
}[UserNotice['kind']];
/** A notice that names the day on which a key stops. */
export type Warning = NoticeOf<KindsWith<{ readonly warns: true }>>;
/** News of what Keyturn itself has done. */
export type Deed = NoticeOf<KindsWith<{ readonly tells: 'deed' }>>;

/** What the team's channel gets a copy of, once its addressee was told: not what is its owner's alone. */
export type CopiedNotice = Exclude<UserNotice, NoticeOf<KindsWith<{ readonly to: 'owner-alone' }>>>;

/** Of the notice's own kind, so that they take the notice. */
export function traitsOf(notice: UserNotice): NoticeTraits<UserNotice> {
  return noticeTraits[notice.kind];
}

export function isWarning(notice: Notice): notice is Warning {
  return notice.kind !== 'daily-summary' && traitsOf(notice).warns;
}

export function isDeed(notice: UserNotice): notice is Deed {
  return traitsOf(notice).tells === 'deed';
}

/** What a notice is about; undefined where that is no credential, or the notice can't say which. */
export function credentialOf(notice: Deed | Warning): StoppableRef;
export function credentialOf(notice: UserNotice): CredentialRef | undefined;
export function credentialOf(notice: UserNotice): CredentialRef | undefined {
  return traitsOf(notice).credential(notice);
}

/** Who is told by a message of their own: nobody, or one Slack id. */
export function addresseeOf(notice: Notice): string | undefined {
  if (notice.kind === 'daily-summary') return undefined;
  return traitsOf(notice).to === 'team' ? undefined : notice.owner.slackId;
}

export function hasTeamCopy(notice: UserNotice): notice is CopiedNotice {
  return traitsOf(notice).to !== 'owner-alone';
}

/** News of what others did to a credential or a user: the team's channel gets it, as the event comes. */
export function isTeamNews(notice: Notice): notice is CopiedNotice {
  return notice.kind !== 'daily-summary' && traitsOf(notice).to === 'team';
}

/** News that its owner must hear: where they can't be told, the team's own message stands in, and no digest. */
export function isOwnersNews(notice: UserNotice): boolean {
  return traitsOf(notice).isOwnersNews;
}
