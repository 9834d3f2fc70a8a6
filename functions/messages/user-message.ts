import type { LocalDate } from '../../rules/model';
import type { CopiedNotice, NoticeOf, UserNotice } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { longDate } from './dates';
import { bold, mrkdwn, type Mrkdwn } from './mrkdwn';
import type { OwnerOutcome, Reader } from './reader';

/** What is said of one kind of notice. */
export interface UserMessage<Kind extends UserNotice['kind']> {
  render(notice: NoticeOf<Kind>, reader: Reader): SlackMessage;
  /** Undefined of what is its owner's alone. */
  readonly inDigest: Kind extends CopiedNotice['kind'] ? InDigest<Kind> : undefined;
}

/** What a digest says of it. */
export interface InDigest<Kind extends CopiedNotice['kind']> {
  /** The kind in words, one of it and many. */
  readonly one: string;
  readonly many: string;
  /** Somebody has done what they should not have. */
  isAlarming(notice: NoticeOf<Kind>): boolean;
  /**
   * A line of the thread.
   * @param where the account, and whose it is
   */
  line(where: Mrkdwn, notice: NoticeOf<Kind>, copy: Copy): Mrkdwn;
}

/** A notice that the team is shown among others of its run. */
export interface Copy {
  readonly notice: CopiedNotice;
  /** The day that its owner was told, if it names one. */
  readonly stopsOn?: LocalDate;
  readonly owner: OwnerOutcome;
}

/** Where the owner has not been told yet, their message may come to name a later day. */
export function dayIn({ stopsOn, owner }: Copy, planned: LocalDate): Mrkdwn {
  const day = bold(longDate(stopsOn ?? planned));
  return stopsOn === undefined && owner.is === 'pending' ? mrkdwn`${day} or later` : day;
}

export function told({ owner }: Copy): string {
  return owner.is === 'pending' ? '⏳ Their message is on its way.' : '✅ Told.';
}
