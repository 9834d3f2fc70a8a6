import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { longDate } from './dates';
import {
  accountText,
  days,
  keyFields,
  personText,
  personTitle,
  shortId,
  whereToAsk,
} from './facts';
import { bold, code, mrkdwn } from './mrkdwn';
import { lookNow } from './press-buttons';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { recentUses } from './recent-uses';
import { blocksOf, namedKey, toolWords } from './rotation';
import { dayIn, told, type UserMessage } from './user-message';

/** A key grows old: until when to rotate it, and how. */
export const keyReminder: UserMessage<'key-reminder'> = {
  render,
  inDigest: {
    one: 'key grows old',
    many: 'keys grow old',
    isAlarming: () => false,
    line: (where, { key, stopsOn }, copy) =>
      mrkdwn`${where}, key ${code(shortId(key.id))}, ${days(key.age)} old, stops on ${dayIn(copy, stopsOn)}. ${told(copy)}`,
  },
};

function render(notice: NoticeOf<'key-reminder'>, reader: Reader): SlackMessage {
  const { account, key, owner, timeZone } = notice;
  const day = longDate(reader.stopsOn ?? notice.stopsOn);
  const facts = keyFields(key, timeZone);
  const tool = toolWords(notice, reader);
  const dead = notice.deadKeyId === undefined ? undefined : namedKey(notice.deadKeyId, reader);
  const howToRotate = blocksOf(tool.rotate(namedKey(key.id, reader), dead));
  if (reader.audience === 'owner')
    return message(
      mrkdwn`Rotate your AWS key ${shortId(key.id)} in ${accountText(account)} before ${day}: ${tool.inShort}`,
      [
        header(`Rotate your AWS key ${shortId(key.id)} before ${day}`),
        ...howToRotate,
        lookNow(notice, reader),
        fields([['Account', accountText(account)], ...facts]),
        recentUses(notice),
        context(
          mrkdwn`On ${day} (${timeZone}) the key is disabled, and ${bold('can no longer be rotated')}. ${whereToAsk(reader.teamChannel)}`,
        ),
      ],
    );
  return message(
    mrkdwn`The AWS key ${shortId(key.id)} of ${personTitle(owner)} in ${accountText(account)} stops on ${day}.${passOn(reader)}`,
    [
      header(`AWS key ${shortId(key.id)} of ${personTitle(owner)} stops on ${day}`),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howToRotate : []),
      fields([['Owner', personText(owner)], ['Account', accountText(account)], ...facts]),
      recentUses(notice),
    ],
  );
}
