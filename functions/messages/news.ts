import { keyIdOf } from '../../rules/credentials/credential';
import { credentialOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, header, message, section } from './blocks';
import { momentOf } from './dates';
import { shortId } from './facts';
import { code, mrkdwn } from './mrkdwn';
import type { Copy } from './user-message';

/** For the team, where events come faster than anybody reads: what the thread is that begins here. */
export function renderNewsDigest(mostSingles: number): SlackMessage {
  const title = '⚠️ More news of credentials than this channel can show one by one';
  return message(mrkdwn`${title}: each is in the thread.`, [
    header(title),
    section(
      mrkdwn`More than ${mostSingles} came within an hour. What follows has a line each, in the thread, as it comes in.`,
    ),
    section(
      mrkdwn`*What to do:* is anybody here giving keys to many people just now? If not, somebody makes them who should not. The thread says who: take away what they use first, then what they made.`,
    ),
    context(mrkdwn`Said once an hour. What is for people, and the daily summary, comes as ever.`),
  ]);
}

/** What Slack refuses to show in full: in words that are all our own, so that nobody hides news by what it holds. */
export function renderBareNews(copies: readonly Copy[]): SlackMessage {
  const lines = copies.map(({ notice }) => {
    const { kind, account, plannedAt } = notice;
    const keyId = keyIdOf(credentialOf(notice));
    const which = keyId === undefined ? mrkdwn`` : mrkdwn` ${code(shortId(keyId))}`;
    return mrkdwn`• ${code(kind)}${which} in account ${account.id}, ${momentOf(plannedAt)}`;
  });
  const title = '⚠️ News of credentials that Slack does not show in full';
  return message(mrkdwn`${title}: CloudTrail has it.`, [
    header(title),
    section(...lines),
    context(mrkdwn`CloudTrail has each, in its account, at its moment.`),
  ]);
}
