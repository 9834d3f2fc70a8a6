import type { NoticeAnswer } from '../../rules/ledger';
import { momentOf } from './dates';
import { channelLink, mrkdwn, personLink, type Mrkdwn } from './mrkdwn';
import { runbook } from './reported';

/** What the owner of a new key said of it. */

/** For the team. */
export function saidOfKey({ said, by, at }: NoticeAnswer): Mrkdwn {
  const who = mrkdwn`${personLink(by)}, its owner, said on ${momentOf(at.toISOString())}`;
  return said === 'mine'
    ? mrkdwn`✅ ${who} that it was them.`
    : mrkdwn`🚨 ${who} that it was *not them*.`;
}

/** Whether it is off, whoever was asked to disable it, is other news. */
export const whatNowOfReported: Mrkdwn = mrkdwn`*What to do now:* see that it is disabled, which a message of its own here says. Then find out what it was used for, from where, and what it made. The runbook says how: ${runbook}.`;

export const nothingToDo: Mrkdwn = mrkdwn`✅ Nothing to do here.`;

/** For who was asked, in place of the buttons. */
export function saidByReader(
  { said, by, at }: NoticeAnswer,
  reader: { readonly slackId?: string; readonly teamChannel: string },
): readonly Mrkdwn[] {
  // The tags may have named another person when it was asked once more.
  const isReader = by === reader.slackId;
  const [who, them] = isReader ? ['You', mrkdwn`you`] : [personLink(by), mrkdwn`them`];
  const team = channelLink(reader.teamChannel);
  const when = mrkdwn`${who} said on ${momentOf(at.toISOString())}`;
  return said === 'mine'
    ? [
        mrkdwn`✅ ${when} that it was ${them}, and the team sees that.`,
        mrkdwn`Was that a mistake? Say so in ${team} now.`,
      ]
    : [
        mrkdwn`🚨 ${when} that it was *not ${them}*, and the team sees that. Whether the key is disabled stands in a message of its own; other keys of yours go on working.`,
        mrkdwn`Was that a mistake? Nothing in Slack takes it back: say so in ${team}.`,
      ];
}
