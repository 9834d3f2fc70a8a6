import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { credentialFields, credentialText, howToReplace, titleOf } from './credential-replacing';
import {
  accountText,
  days,
  makerFields,
  personText,
  personTitle,
  shortId,
  whereToAsk,
} from './facts';
import { code, mrkdwn, type Mrkdwn } from './mrkdwn';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { told, type UserMessage } from './user-message';

type Disabled = NoticeOf<'credential-disabled'>;

/** A credential other than a key was disabled: why, and what is needed now. */
export const credentialDisabled: UserMessage<'credential-disabled'> = {
  render,
  inDigest: {
    one: 'credential of another kind was disabled',
    many: 'credentials of other kinds were disabled',
    isAlarming: () => false,
    line: (where, notice, copy) =>
      mrkdwn`${where}, ${credentialText(notice.credential)} was disabled: ${inShort(notice)}${notice.isEnabledAgain ? '; it is enabled again' : ''}. ${told(copy)}`,
  },
};

function render(notice: Disabled, reader: Reader): SlackMessage {
  const { account, credential, owner, reenabledBy, isEnabledAgain } = notice;
  const title = titleOf(credential);
  const why = section(because(notice));
  if (reader.audience === 'owner') {
    const what = isEnabledAgain ? 'was disabled, and is enabled again' : 'is disabled';
    return message(mrkdwn`Your ${title} in ${accountText(account)} ${what}. ${because(notice)}`, [
      header(`Your ${title} ${what}`),
      why,
      ...whatNow(notice, (id) => id),
      fields([['Account', accountText(account)], ...credentialFields(credential)]),
      context(whereToAsk(reader.teamChannel)),
    ]);
  }
  return message(
    mrkdwn`The ${title} of ${personTitle(owner)} in ${accountText(account)} was disabled. ${because(notice)}${passOn(reader)}`,
    [
      header(`The ${title} of ${personTitle(owner)} was disabled`),
      why,
      isEnabledAgain
        ? section(
            mrkdwn`*It is enabled again:* somebody saw to that before this could be told. Please look whether that was meant.`,
          )
        : undefined,
      // Where it works again there is something to do, whoever was told.
      isEnabledAgain && !mustPassOn(reader) ? undefined : section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? whatNow(notice, shortId) : []),
      fields([
        ['Owner', personText(owner)],
        ['Account', accountText(account)],
        ...credentialFields(credential),
      ]),
      reenabledBy && !isEnabledAgain ? section(mrkdwn`*It had been enabled again:*`) : undefined,
      reenabledBy && fields(makerFields(reenabledBy)),
    ],
  );
}

function because({ cause, credential }: Disabled): Mrkdwn {
  return cause === 'age'
    ? mrkdwn`It was ${days(credential.age)} old, and the day that was announced had come.`
    : mrkdwn`It had been disabled before and was enabled again, which starts no new clock: a new one is needed.`;
}

function inShort({ cause, credential, reenabledBy }: Disabled): Mrkdwn {
  return cause === 'age'
    ? mrkdwn`${days(credential.age)} old`
    : mrkdwn`it had been enabled again${reenabledBy ? mrkdwn` by ${code(reenabledBy.arn)}` : ''}`;
}

function whatNow(notice: Disabled, show: (id: string) => string): readonly Block[] {
  return notice.isEnabledAgain
    ? [
        section(
          mrkdwn`Somebody enabled it again before you could be told, so it works, and nothing is to be done today.`,
        ),
      ]
    : howToReplace(notice.credential, notice.owner, show);
}
