import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { howToComeBack } from './coming-back';
import {
  accountText,
  days,
  keyFields,
  makerFields,
  personText,
  personTitle,
  shortId,
  whereToAsk,
} from './facts';
import { code, mrkdwn, type Mrkdwn } from './mrkdwn';
import { howToGoBack, howToLeave } from './other-ways';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { reportedNow, reportedToTeam, whyReported } from './reported';
import { blocksOf, namedKey, toolWords } from './rotation';
import { told, type UserMessage } from './user-message';

/** A key was disabled: why, and the way back. */
export const keyDisabled: UserMessage<'key-disabled'> = {
  render,
  inDigest: {
    one: 'key was disabled',
    many: 'keys were disabled',
    isAlarming: ({ cause }) => cause === 'reported',
    line: (where, notice, copy) =>
      mrkdwn`${where}, key ${code(shortId(notice.key.id))} was disabled: ${inShort(notice)}${notice.isEnabledAgain ? '; it is enabled again' : ''}. ${told(copy)}`,
  },
};

function render(notice: NoticeOf<'key-disabled'>, reader: Reader): SlackMessage {
  const { account, key, owner, reenabledBy, isEnabledAgain } = notice;
  const id = shortId(key.id);
  const because = becauseOf(notice, reader);
  const why = section(because);
  if (reader.audience === 'owner') {
    const what = isEnabledAgain ? 'was disabled, and is enabled again' : 'is disabled';
    return message(mrkdwn`Your AWS key ${id} in ${accountText(account)} ${what}. ${because}`, [
      header(`Your AWS key ${id} ${what}`),
      why,
      ...whatNow(notice, reader),
      fields([['Account', accountText(account)], ...keyFields(key)]),
      context(notice.ways ? howToGoBack(reader.teamChannel) : whereToAsk(reader.teamChannel)),
    ]);
  }
  return message(
    mrkdwn`The AWS key ${id} of ${personTitle(owner)} in ${accountText(account)} was disabled. ${because}${passOn(reader)}`,
    [
      header(`AWS key ${id} of ${personTitle(owner)} was disabled`),
      why,
      isEnabledAgain
        ? section(
            mrkdwn`*It is enabled again:* somebody saw to that before this could be told. Please look whether that was meant.`,
          )
        : undefined,
      // Where it works again, or was in other hands, there is something to do, whoever was told.
      (isEnabledAgain || notice.cause === 'reported') && !mustPassOn(reader)
        ? undefined
        : section(whoKnows(notice, reader.owner)),
      ...reportedToTeam(notice),
      ...(mustPassOn(reader) ? whatNow(notice, reader) : []),
      fields([['Owner', personText(owner)], ['Account', accountText(account)], ...keyFields(key)]),
      reenabledBy && !isEnabledAgain ? section(mrkdwn`*It had been enabled again:*`) : undefined,
      reenabledBy && fields(makerFields(reenabledBy)),
    ],
  );
}

function becauseOf({ cause, key, reportedBy }: NoticeOf<'key-disabled'>, reader: Reader): Mrkdwn {
  switch (cause) {
    case 'age':
      return mrkdwn`It was ${days(key.age)} old, and the day that was announced had come.`;
    case 'second-key':
      return mrkdwn`A newer key was enabled too, and the day that was announced had come.`;
    case 'unused':
      return mrkdwn`Nobody had used it for long, and the day that was announced had come.`;
    case 'moved':
      return reader.audience === 'owner'
        ? mrkdwn`Access keys are closed to you, who have another way in, and the day that was announced had come.`
        : mrkdwn`Access keys are closed to its owner, who has another way in, and the day that was announced had come.`;
    case 're-enabled':
      return mrkdwn`It had been disabled before and was enabled again, which starts no new clock: a new key is needed.`;
    case 'reported':
      return whyReported(reportedBy, reader);
  }
}

function inShort({ cause, key, reenabledBy }: NoticeOf<'key-disabled'>): Mrkdwn {
  switch (cause) {
    case 'age':
      return mrkdwn`${days(key.age)} old`;
    case 'second-key':
      return mrkdwn`a newer one is enabled too`;
    case 'unused':
      return mrkdwn`nobody had used it`;
    case 'moved':
      return mrkdwn`its owner has another way in`;
    case 're-enabled':
      return mrkdwn`it had been enabled again${reenabledBy ? mrkdwn` by ${code(reenabledBy.arn)}` : ''}`;
    case 'reported':
      return mrkdwn`🚨 *somebody else may hold it*`;
  }
}

/** With a second key there is one that works: the dead one only has to go. */
function whatNow(notice: NoticeOf<'key-disabled'>, reader: Reader): readonly Block[] {
  const { cause, key, isEnabledAgain } = notice;
  const tool = toolWords(notice, reader);
  if (cause === 'reported') return reportedNow(notice, tool, reader.teamChannel);
  if (isEnabledAgain)
    return [
      section(
        mrkdwn`Somebody enabled it again before you could be told, so it works, and nothing is to be done today.`,
      ),
    ];
  if (notice.ways) return howToLeave(notice, notice.ways);
  if (cause !== 'second-key') return howToComeBack(notice, tool);
  return blocksOf(tool.deleteDead(namedKey(key.id, reader)));
}
