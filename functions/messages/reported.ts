import { documentationUrl } from '../../rules/names';
import type { NoticeOf, Reporter } from '../../rules/notices';
import type { Block } from '../slack-message';
import { section } from './blocks';
import { howToComeBack } from './coming-back';
import { channelLink, link, mrkdwn, personLink, type Mrkdwn } from './mrkdwn';
import type { Reader } from './reader';
import type { ToolWords } from './tools/tool-words';

/** What is said of a key that had to go at once, since somebody else may hold it. */

type Reported = NoticeOf<'key-disabled'>;

export const runbook = link(`${documentationUrl}/runbooks/compromised-key.md`, 'compromised key');

/** Why it was disabled; absent: a version that did not say by whom. */
export function whyReported(by: Reporter | undefined, { audience }: Reader): Mrkdwn {
  if (!by) return mrkdwn`It was reported: somebody else may hold it.`;
  if (by.as === 'owner')
    return audience === 'owner'
      ? mrkdwn`You said that it was not you who made it.`
      : mrkdwn`${personLink(by.slackId)}, its owner, said that it was not theirs.`;
  return mrkdwn`${personLink(by.slackId)}, a responder, had it disabled at once: somebody else may hold it.`;
}

/** For the team, whoever was told: what to look for. */
export function reportedToTeam({ cause }: Reported): readonly Block[] {
  if (cause !== 'reported') return [];
  return [
    section(
      mrkdwn`🚨 *What to do now:* find out what it was used for, from where, and what it made. The runbook says how: ${runbook}.`,
    ),
  ];
}

/** For its owner: of their other key nothing was touched, and a key that somebody else made they do not need back. */
export function reportedNow(
  notice: Reported,
  tool: ToolWords,
  teamChannel: string,
): readonly Block[] {
  if (notice.isEnabledAgain)
    return [
      section(
        mrkdwn`🚨 *Somebody enabled it again* before you could be told, so it works. Say so in ${channelLink(teamChannel)} now.`,
      ),
    ];
  if (notice.reportedBy?.as === 'owner')
    return [
      section(
        mrkdwn`Nothing else was touched, and other keys of yours go on working. The team looks into what it was used for. Was it yours after all? Nothing in Slack enables it again: delete it, and make a new one.`,
      ),
    ];
  return howToComeBack(notice, tool);
}
