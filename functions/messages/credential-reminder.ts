import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { credentialFields, credentialText, howToReplace, titleOf } from './credential-replacing';
import { longDate } from './dates';
import { accountText, days, personText, personTitle, shortId, whereToAsk } from './facts';
import { mrkdwn } from './mrkdwn';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { dayIn, told, type UserMessage } from './user-message';

/** A credential other than a key grows old: until when to replace it, and how. */
export const credentialReminder: UserMessage<'credential-reminder'> = {
  render,
  inDigest: {
    one: 'credential of another kind grows old',
    many: 'credentials of other kinds grow old',
    isAlarming: () => false,
    line: (where, { credential, stopsOn }, copy) =>
      mrkdwn`${where}, ${credentialText(credential)}, ${days(credential.age)} old, stops on ${dayIn(copy, stopsOn)}. ${told(copy)}`,
  },
};

function render(notice: NoticeOf<'credential-reminder'>, reader: Reader): SlackMessage {
  const { account, credential, owner, timeZone } = notice;
  const day = longDate(reader.stopsOn ?? notice.stopsOn);
  const title = titleOf(credential);
  const facts = credentialFields(credential, timeZone);
  if (reader.audience === 'owner')
    return message(mrkdwn`Replace your ${title} in ${accountText(account)} before ${day}.`, [
      header(`Replace your ${title} before ${day}`),
      ...howToReplace(credential, owner, (id) => id),
      fields([['Account', accountText(account)], ...facts]),
      context(
        mrkdwn`On ${day} (${timeZone}) it is disabled, and whatever uses it stops. ${whereToAsk(reader.teamChannel)}`,
      ),
    ]);
  return message(
    mrkdwn`The ${title} of ${personTitle(owner)} in ${accountText(account)} stops on ${day}.${passOn(reader)}`,
    [
      header(`The ${title} of ${personTitle(owner)} stops on ${day}`),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howToReplace(credential, owner, shortId) : []),
      fields([['Owner', personText(owner)], ['Account', accountText(account)], ...facts]),
    ],
  );
}
