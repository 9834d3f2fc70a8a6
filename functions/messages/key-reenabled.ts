import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { accountText, howToDisable, makerFields, personText, personTitle, shortId } from './facts';
import { code, mrkdwn } from './mrkdwn';
import { disableNow } from './press-buttons';
import type { Reader } from './reader';
import type { UserMessage } from './user-message';

/** A disabled key was enabled again, for the team: engineers can't do that themselves. */
export const keyReenabled: UserMessage<'key-reenabled'> = {
  render,
  inDigest: {
    one: 'key was enabled again',
    many: 'keys were enabled again',
    isAlarming: () => true,
    line: (where, { keyId, maker }) =>
      mrkdwn`⚠️ ${where}, key ${code(shortId(keyId))} was enabled again, by ${maker ? code(maker.arn) : mrkdwn`whom CloudTrail does not say`}.`,
  },
};

function render(notice: NoticeOf<'key-reenabled'>, reader: Reader): SlackMessage {
  const { account, keyId, maker, owner } = notice;
  const id = shortId(keyId);
  return message(
    mrkdwn`⚠️ The AWS key ${id} of ${personTitle(owner)} in ${accountText(account)} was enabled again.`,
    [
      header(`⚠️ AWS key ${id} of ${personTitle(owner)} was enabled again`),
      section(
        maker
          ? mrkdwn`*What to do:* ask who did it. If it was none of you, somebody has rights that they should not have: take the key away again. This shows its whole id:`
          : mrkdwn`*What to do:* find out who did it, since CloudTrail does not say. Until then, take the key away again. This shows its whole id:`,
        ...howToDisable(owner),
      ),
      disableNow(notice, reader),
      fields([
        ['Owner', personText(owner)],
        ['Account', accountText(account)],
        ['Key', code(id)],
        ...(maker ? makerFields(maker) : []),
      ]),
      context(mrkdwn`An engineer's key that is past its day is disabled again by the next run.`),
    ],
  );
}
