import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { momentOf } from './dates';
import { accountText, makerFields, personText, personTitle, shortId, whereToAsk } from './facts';
import { code, mrkdwn } from './mrkdwn';
import { passOn, whoKnows, type Reader } from './reader';
import type { UserMessage } from './user-message';

/** A new key, for its owner alone: whether it was them. */
export const keyQuestion: UserMessage<'key-question'> = { render, inDigest: undefined };

function render(notice: NoticeOf<'key-question'>, reader: Reader): SlackMessage {
  const { account, asked, key, maker, owner } = notice;
  const id = shortId(key.id);
  const facts = [
    fields([
      ['Account', accountText(account)],
      ['Key', code(id)],
      ['Made', mrkdwn`${momentOf(key.createdAt)}`],
    ]),
    // When it was made stands there already.
    maker && fields(makerFields({ ...maker, at: undefined })),
  ];
  if (reader.audience === 'owner') {
    const made = `A new AWS key ${id} was made for you`;
    const text = mrkdwn`${made} in ${accountText(account)}: was this you?`;
    const isAgain = asked === 2;
    return message(isAgain ? mrkdwn`Once more: ${text}` : text, [
      header(`${isAgain ? 'Once more: ' : ''}${made}: was this you?`),
      ...facts,
      context(whereToAsk(reader.teamChannel)),
    ]);
  }
  return message(
    mrkdwn`Nobody could ask ${personTitle(owner)} whether they made the AWS key ${id} in ${accountText(account)}.${passOn(reader)}`,
    [
      header(`Did ${personTitle(owner)} make the AWS key ${id}?`),
      section(whoKnows(notice, reader.owner)),
      fields([['Owner', personText(owner)]]),
      ...facts,
    ],
  );
}
