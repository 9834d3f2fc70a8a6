import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { profileNote, profileOf, rotateNote } from './aws-vault';
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
import { bold, code, command, mrkdwn } from './mrkdwn';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
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
  if (reader.audience === 'owner')
    return message(
      mrkdwn`Rotate your AWS key ${shortId(key.id)} in ${accountText(account)} before ${day}: aws-vault rotate ${profileOf(account)}`,
      [
        header(`Rotate your AWS key ${shortId(key.id)} before ${day}`),
        ...howToRotate(notice, (keyId) => keyId),
        fields([['Account', accountText(account)], ...facts]),
        context(
          mrkdwn`On ${day} (${timeZone}) the key is disabled, and ${bold('rotate can no longer work')}. ${whereToAsk(reader.teamChannel)}`,
        ),
      ],
    );
  return message(
    mrkdwn`The AWS key ${shortId(key.id)} of ${personTitle(owner)} in ${accountText(account)} stops on ${day}.${passOn(reader)}`,
    [
      header(`AWS key ${shortId(key.id)} of ${personTitle(owner)} stops on ${day}`),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howToRotate(notice, shortId) : []),
      fields([['Owner', personText(owner)], ['Account', accountText(account)], ...facts]),
    ],
  );
}

/** With a dead key in the other place AWS allows no new one, so that goes first. */
function howToRotate(
  { account, deadKeyId, owner }: NoticeOf<'key-reminder'>,
  show: (keyId: string) => string,
): readonly Block[] {
  const rotate = command('aws-vault', 'rotate', profileOf(account));
  const steps =
    deadKeyId === undefined
      ? [mrkdwn`Run this, with your MFA device at hand:`, rotate]
      : [
          mrkdwn`First delete your other key ${shortId(deadKeyId)}. It is disabled and takes the second of the two places that AWS gives; with it there ${bold('rotate')} fails with LimitExceeded:`,
          command(
            ...['aws-vault', 'exec', profileOf(account), '--', 'aws', 'iam', 'delete-access-key'],
            ...['--user-name', owner.userName, '--access-key-id', show(deadKeyId)],
          ),
          mrkdwn`Then run this, with your MFA device at hand:`,
          rotate,
        ];
  return [section(...steps), context(rotateNote, profileNote(account))];
}
