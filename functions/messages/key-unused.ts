import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
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
import { lookNow } from './press-buttons';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { dayIn, told, type UserMessage } from './user-message';

/** Nobody uses a key: until when to use it or to delete it, and how. */
export const keyUnused: UserMessage<'key-unused'> = {
  render,
  inDigest: {
    one: 'key is not used',
    many: 'keys are not used',
    isAlarming: () => false,
    line: (where, { key, stopsOn, unusedDays }, copy) =>
      mrkdwn`${where}, key ${code(shortId(key.id))}, not used for ${days(unusedDays)}, stops on ${dayIn(copy, stopsOn)}. ${told(copy)}`,
  },
};

function render(notice: NoticeOf<'key-unused'>, reader: Reader): SlackMessage {
  const { account, key, owner, timeZone, unusedDays } = notice;
  const day = longDate(reader.stopsOn ?? notice.stopsOn);
  const facts = keyFields(key, timeZone);
  const id = shortId(key.id);
  if (reader.audience === 'owner')
    return message(
      mrkdwn`Nobody has used your AWS key ${id} in ${accountText(account)} for ${days(unusedDays)}: delete it, or use it before ${day}.`,
      [
        header(`Do you need your AWS key ${id}? It stops on ${day}`),
        ...howToKeepOrDelete(notice),
        lookNow(notice, reader),
        fields([['Account', accountText(account)], ...facts]),
        context(
          mrkdwn`On ${day} (${timeZone}) the key is disabled, unless somebody has used it. ${whereToAsk(reader.teamChannel)}`,
        ),
      ],
    );
  return message(
    mrkdwn`Nobody has used the AWS key ${id} of ${personTitle(owner)} in ${accountText(account)} for ${days(unusedDays)}: it stops on ${day}.${passOn(reader)}`,
    [
      header(`Unused AWS key ${id} of ${personTitle(owner)} stops on ${day}`),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howToKeepOrDelete(notice) : []),
      fields([['Owner', personText(owner)], ['Account', accountText(account)], ...facts]),
    ],
  );
}

/** Whatever tool holds it. A session that is there already would sign in the place of the key itself, which is then not used. */
export function howToKeepOrDelete({
  account,
  key,
  owner,
}: Pick<NoticeOf<'key-unused'>, 'account' | 'key' | 'owner'>): readonly Block[] {
  return [
    section(
      mrkdwn`If you don't need it, delete it: sign in to the AWS console of account ${code(account.id)} as ${code(owner.userName)}, with MFA; your name, top right → ${bold('Security credentials')} → ${bold('Access keys')}: ${code(shortId(key.id))}.`,
      mrkdwn`If you do, make any call with it before that day, and it stays. This is enough, with your profile for this account:`,
      command('aws', 'sts', 'get-caller-identity'),
    ),
    context(
      mrkdwn`With aws-vault it takes ${code('exec --no-session')}, since a session is another key. It must be rotated as any other key.`,
    ),
  ];
}
