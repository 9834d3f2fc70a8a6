import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { longDate, momentOf } from './dates';
import { accountText, days, personText, personTitle, whereToAsk, type Field } from './facts';
import { bold, code, mrkdwn, type Mrkdwn } from './mrkdwn';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { told, type UserMessage } from './user-message';

/** A console password grows old: IAM's own policy expires it. */
export const passwordReminder: UserMessage<'password-reminder'> = {
  render,
  inDigest: {
    one: 'console password grows old',
    many: 'console passwords grow old',
    isAlarming: () => false,
    line: (where, { expiresOn }, copy) =>
      mrkdwn`${where}, console password expires on ${longDate(expiresOn)}. ${told(copy)}`,
  },
};

function render(notice: NoticeOf<'password-reminder'>, reader: Reader): SlackMessage {
  const { account, owner } = notice;
  const day = longDate(notice.expiresOn);
  const facts: readonly Field[] = [
    ['Account', accountText(account)],
    ['Age', ageText(notice)],
  ];
  if (reader.audience === 'owner')
    return message(
      mrkdwn`Change your AWS console password in ${accountText(account)} before ${day}.`,
      [
        header(`Change your AWS console password before ${day}`),
        section(howToChange(notice)),
        fields(facts),
        context(
          mrkdwn`After that day AWS lets you in only to set a new one. Your access keys are not affected. ${whereToAsk(reader.teamChannel)}`,
        ),
      ],
    );
  return message(
    mrkdwn`The AWS console password of ${personTitle(owner)} in ${accountText(account)} expires on ${day}.${passOn(reader)}`,
    [
      header(`AWS console password of ${personTitle(owner)} expires on ${day}`),
      section(whoKnows(notice, reader.owner)),
      mustPassOn(reader) ? section(howToChange(notice)) : undefined,
      fields([['Owner', personText(owner)], ...facts]),
    ],
  );
}

/** Whoever has changed it since sees why they are reminded all the same. */
function ageText({ age, asOf }: NoticeOf<'password-reminder'>): Mrkdwn {
  return asOf === undefined ? mrkdwn`${days(age)}` : mrkdwn`${days(age)}, as of ${momentOf(asOf)}`;
}

function howToChange({ account, owner }: NoticeOf<'password-reminder'>): Mrkdwn {
  return mrkdwn`Sign in to the AWS console of account ${code(account.id)} as ${code(owner.userName)}, with MFA. Your name, top right → ${bold('Security credentials')} → ${bold('Update console password')}.`;
}
