import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { longDate } from './dates';
import { accountText, keyFields, personText, personTitle, shortId } from './facts';
import { code, mrkdwn, type Mrkdwn } from './mrkdwn';
import { howToGoBack, howToLeave, waysInWords } from './other-ways';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { usesToMove } from './recent-uses';
import { dayIn, told, type UserMessage } from './user-message';

/** Access keys are closed to somebody who has another way in: until when to leave the key, and how. */
export const keyClosing: UserMessage<'key-closing'> = {
  render,
  inDigest: {
    one: 'key stops since its owner has another way in',
    many: 'keys stop since their owners have another way in',
    isAlarming: () => false,
    line: (where, { key, stopsOn }, copy) =>
      mrkdwn`${where}, key ${code(shortId(key.id))} stops on ${dayIn(copy, stopsOn)}: its owner has another way in. ${told(copy)}`,
  },
};

function render(notice: NoticeOf<'key-closing'>, reader: Reader): SlackMessage {
  const { account, key, owner, timeZone, ways } = notice;
  const day = longDate(reader.stopsOn ?? notice.stopsOn);
  const facts = keyFields(key, timeZone);
  const id = shortId(key.id);
  if (reader.audience === 'owner')
    return message(
      mrkdwn`Leave your AWS key ${id} in ${accountText(account)} before ${day}: access keys are closed to you, who have another way in.`,
      [
        header(`Leave your AWS key ${id} before ${day}: you have another way in`),
        ...howToLeave(notice, ways, timeZone),
        section(proofInWords(notice)),
        fields([['Account', accountText(account)], ...facts]),
        usesToMove(notice),
        context(
          mrkdwn`On ${day} (${timeZone}) the key is disabled, and you can make no new one. ${howToGoBack(reader.teamChannel)} Then it stays.`,
        ),
      ],
    );
  return message(
    mrkdwn`Access keys are closed to ${personTitle(owner)}, who has another way in: the AWS key ${id} in ${accountText(account)} stops on ${day}.${passOn(reader)}`,
    [
      header(`AWS key ${id} of ${personTitle(owner)} stops on ${day}: they have another way in`),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howToLeave(notice, ways, timeZone) : []),
      fields([
        ['Owner', personText(owner)],
        ['Account', accountText(account)],
        ['Other ways in', waysInWords(ways, timeZone)],
        ['Proof', proofForTeam[notice.proof]],
        ...facts,
      ]),
      usesToMove(notice),
    ],
  );
}

const proofForTeam: Readonly<Record<NoticeOf<'key-closing'>['proof'], Mrkdwn>> = {
  seen: mrkdwn`seen in use on several days`,
  said: mrkdwn`they said that it works`,
  forced: mrkdwn`⚠️ none: somebody closed access keys by name`,
};

function proofInWords({ proof }: NoticeOf<'key-closing'>): Mrkdwn {
  switch (proof) {
    case 'seen':
      return mrkdwn`That it works was seen on several days.`;
    case 'said':
      return mrkdwn`That it works you have said yourself.`;
    case 'forced':
      return mrkdwn`⚠️ *Nobody has seen yet that it works for you:* please try it today.`;
  }
}
