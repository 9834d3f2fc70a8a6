import type { Notice } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { dailySummary } from './daily-summary';
import type { Reader } from './reader';
import { messageOf } from './user-messages';

export { renderHomeView } from './home-view';
export { renderNewerKind } from './newer-kind';
export { renderBareNews, renderNewsDigest } from './news';
export type { Copy } from './user-message';
export { renderDigest, renderDigestPages, type DigestPage } from './digest';
export { renderPressAnswer, type PressReader } from './press-answer';
export { isAboutKey, renderPressForTeam, type AnswerAboutKey } from './press-for-team';
export type { OwnerOutcome, Reader } from './reader';

/** A notice as its reader sees it: Block Kit within Slack's limits, whatever strings the notice holds. */
export function render(notice: Notice, reader: Reader): SlackMessage {
  return notice.kind === 'daily-summary'
    ? dailySummary(notice)
    : messageOf(notice).render(notice, reader);
}
