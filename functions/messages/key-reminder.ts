import type { NoticeOf, OtherWay } from '../../rules/notices';
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
import { howToGoBack, howToLeave } from './other-ways';
import { lookNow } from './press-buttons';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { recentUses, usesToMove } from './recent-uses';
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
  if (notice.ways) return ofClosed({ ...notice, ways: notice.ways }, reader);
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

/** To whoever can make no new key, and has other ways in: it is to be left, and not rotated. */
function ofClosed(
  notice: NoticeOf<'key-reminder'> & { readonly ways: readonly OtherWay[] },
  reader: Reader,
): SlackMessage {
  const { account, key, owner, timeZone, ways } = notice;
  const day = longDate(reader.stopsOn ?? notice.stopsOn);
  const id = shortId(key.id);
  const facts = keyFields(key, timeZone);
  const howTo = howToLeave(notice, ways, timeZone);
  if (reader.audience === 'owner')
    return message(
      mrkdwn`Delete your AWS key ${id} in ${accountText(account)} before ${day}: you can make no new one, and have another way in.`,
      [
        header(`Delete your AWS key ${id} before ${day}`),
        ...howTo,
        fields([['Account', accountText(account)], ...facts]),
        usesToMove(notice),
        context(
          mrkdwn`On ${day} (${timeZone}) the key is disabled, as it is old by then. ${howToGoBack(reader.teamChannel)}`,
        ),
      ],
    );
  return message(
    mrkdwn`The AWS key ${id} of ${personTitle(owner)} in ${accountText(account)} stops on ${day}.${passOn(reader)}`,
    [
      header(`AWS key ${id} of ${personTitle(owner)} stops on ${day}`),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howTo : []),
      fields([['Owner', personText(owner)], ['Account', accountText(account)], ...facts]),
      usesToMove(notice),
    ],
  );
}
