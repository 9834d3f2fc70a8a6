import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../ports';
import { profileNote, profileOf, rotateNote } from './aws-vault';
import { context, fields, header, message, section, type Block } from './blocks';
import { longDate } from './dates';
import { accountText, keyFields, personText, personTitle, shortId, whereToAsk } from './facts';
import { bold, command, mrkdwn } from './mrkdwn';
import { mustPassOn, whoKnows, type Reader } from './reader';

/** A key grows old: until when to rotate it, and how. */
export function keyReminder(notice: NoticeOf<'key-reminder'>, reader: Reader): SlackMessage {
  const { account, key, owner, timeZone } = notice;
  const day = longDate(reader.stopsOn ?? notice.stopsOn);
  const facts = keyFields(key, timeZone);
  if (reader.audience === 'owner')
    return message(
      mrkdwn`Rotate your AWS key ${shortId(key.id)} in ${accountText(account)} before ${day}: aws-vault rotate ${profileOf(account)}`,
      [
        header(`Rotate your AWS key ${shortId(key.id)} before ${day}`),
        ...howToRotate(notice),
        fields([['Account', accountText(account)], ...facts]),
        context(
          mrkdwn`On ${day} (${timeZone}) the key is disabled, and ${bold('rotate can no longer work')}. ${whereToAsk(reader.teamChannel)}`,
        ),
      ],
    );
  return message(
    mrkdwn`The AWS key ${shortId(key.id)} of ${personTitle(owner)} in ${accountText(account)} stops on ${day}.`,
    [
      header(`AWS key ${shortId(key.id)} of ${personTitle(owner)} stops on ${day}`),
      fields([['Owner', personText(owner)], ['Account', accountText(account)], ...facts]),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howToRotate(notice) : []),
    ],
  );
}

function howToRotate({ account }: NoticeOf<'key-reminder'>): readonly Block[] {
  return [
    section(
      mrkdwn`Run this, with your MFA device at hand:`,
      command('aws-vault', 'rotate', profileOf(account)),
    ),
    context(rotateNote, profileNote(account)),
  ];
}
