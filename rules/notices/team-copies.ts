import { z } from 'zod';
import { pressAnswerSchema, type PressAnswer } from '../presses/press-answer';
import {
  addresseeOf,
  hasTeamCopy,
  isOwnersNews,
  isTeamNews,
  noticeSchema,
  subjectIdOf,
  userNoticeSchema,
  type UserNotice,
} from '.';
import { account, anyNotice, date } from './fields';
import { homeViewSchema, type HomeView } from './home-view';
import { showAnswerSchema, type ShowAnswer } from './show-answer';

/**
 * The team's channel takes about one message a second. So what it is to see of a run waits for the run's end:
 * a few notices are posted one by one, more become one digest whose thread carries them.
 */

/** A run of more notices for the team's channel than these becomes a digest. */
export const MOST_SINGLE_COPIES = 20;
/** So many in a message of the queue, which holds 256 KiB. */
const MOST_ITEMS = 1500;

/** The private message of a notice, whose copy for the team comes later. */
const privateMessage = z.object({
  kind: z.literal('private-message'),
  id: anyNotice.id,
  notice: userNoticeSchema,
});

/** Notices of one run that the ledger holds, for the team's channel. */
const teamCopies = z.object({
  kind: z.literal('team-copies'),
  ...anyNotice,
  /** The run's date. */
  date,
  as: z.enum(['single', 'digest']),
  items: z.array(z.object({ accountId: account.shape.id, noticeId: anyNotice.id })).min(1),
});
export type PrivateMessage = z.infer<typeof privateMessage>;
export type TeamCopies = z.infer<typeof teamCopies>;
/** A notice within the ledger. */
export type CopyItem = TeamCopies['items'][number];

/** What the notice queue carries. */
export const queueMessageSchema = z.discriminatedUnion('kind', [
  privateMessage,
  teamCopies,
  pressAnswerSchema,
  showAnswerSchema,
  homeViewSchema,
  ...noticeSchema.options,
]);
export type QueueMessage = z.infer<typeof queueMessageSchema>;
/** What comes of a press or of an opened home: for whoever did that, and no notice. */
export type PressMessage = PressAnswer | ShowAnswer | HomeView;

export function isPressMessage<Message extends { readonly kind: string }>(
  message: Message,
): message is Message & { readonly kind: PressMessage['kind'] } {
  const kinds: readonly string[] = ['press-answer', 'show-answer', 'home-view'];
  return kinds.includes(message.kind);
}

/** The message group of all news of events: see `groupOf`. */
export const NEWS_GROUP = 'news';

/** Messages of a group are handled one after the other: never is a notice told, or a digest posted, twice at a time. */
export function groupOf(message: QueueMessage): string {
  switch (message.kind) {
    case 'team-copies':
      return message.kind;
    // What was said first is shown first, of a key; and of a person's two views the later one stays.
    case 'show-answer':
      return `${message.kind}/${message.noticeIds.map(subjectIdOf)[0]}`;
    case 'home-view':
      return `${message.kind}/${message.to}`;
    // However much one person presses, nobody else waits for it.
    case 'press-answer':
      return `${message.kind}/${message.to.slackId}`;
    // Whoever makes and deletes thousands of keys fills one group: what is for people overtakes it.
    case 'private-message':
      return message.id;
    default:
      return isTeamNews(message) ? NEWS_GROUP : message.id;
  }
}

/** What makes two messages of one run the same. */
export function identityOf(message: QueueMessage): string {
  switch (message.kind) {
    case 'private-message':
      return `${message.id} ${message.kind}`;
    case 'team-copies':
      return `${message.id} ${JSON.stringify(message.items)}`;
    // A key of which nobody knew whether it is off may be disabled by the next delivery of the same press.
    case 'press-answer':
      return `${message.id} ${message.outcome}`;
    default:
      return message.id;
  }
}

/** What of a run's notice is queued at once; `hasCopy`: the team's copy waits for the end of the run. */
export function deliveryOf(notice: UserNotice): {
  readonly now: QueueMessage | undefined;
  readonly hasCopy: boolean;
} {
  if (addresseeOf(notice) !== undefined)
    return {
      now: { kind: 'private-message', id: notice.id, notice },
      hasCopy: hasTeamCopy(notice),
    };
  return isOwnersNews(notice) ? { now: notice, hasCopy: false } : { now: undefined, hasCopy: true };
}

/** The messages that bring a run's notices to the team's channel. */
export function copiesForTeam(
  items: readonly CopyItem[],
  now: Date,
  date: string,
): readonly TeamCopies[] {
  const as = items.length > MOST_SINGLE_COPIES ? 'digest' : 'single';
  const plannedAt = now.toISOString();
  return Array.from({ length: Math.ceil(items.length / MOST_ITEMS) }, (_, i) => ({
    kind: 'team-copies',
    id: `team-copies/${plannedAt}${i === 0 ? '' : `/${i + 1}`}`,
    plannedAt,
    date,
    as,
    items: items.slice(i * MOST_ITEMS, (i + 1) * MOST_ITEMS),
  }));
}
