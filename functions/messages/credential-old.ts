import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { credentialFields, credentialText, howToReplace, titleOf } from './credential-replacing';
import { longDate } from './dates';
import { accountText, days, personText, personTitle, shortId, whereToAsk } from './facts';
import { bold, mrkdwn, type Mrkdwn } from './mrkdwn';
import { mustPassOn, passOn, whoKnows, type OwnerOutcome, type Reader } from './reader';
import { told, type UserMessage } from './user-message';

type Old = NoticeOf<'credential-old'>;

/** A credential other than a key grows old, and nobody disables it. */
export const credentialOld: UserMessage<'credential-old'> = {
  render,
  inDigest: {
    one: 'credential is to be replaced',
    many: 'credentials are to be replaced',
    isAlarming: () => false,
    line: (where, { credential, endsOn, owner }, copy) =>
      mrkdwn`${where}, ${credentialText(credential)}, ${days(credential.age)} old: please replace it${endsOn === undefined ? '' : mrkdwn`, it ends on ${bold(longDate(endsOn))}`}.${owner.slackId === undefined ? '' : mrkdwn` ${told(copy)}`}`,
  },
};

function render(notice: Old, reader: Reader): SlackMessage {
  const { account, credential, owner } = notice;
  const title = titleOf(credential);
  const age = days(credential.age);
  const facts = credentialFields(credential);
  if (reader.audience === 'owner')
    return message(
      mrkdwn`${whose(notice)} ${title} in ${accountText(account)} is ${age} old: please replace it. ${whatComes(notice)}`,
      [
        header(`${whose(notice)} ${title} is ${age} old: please replace it`),
        section(whatComes(notice)),
        ...howToReplace(credential, owner, isMachines(notice) ? shortId : (id) => id),
        fields([...ofMachine(notice), ['Account', accountText(account)], ...facts]),
        context(whereToAsk(reader.teamChannel)),
      ],
    );
  return message(
    mrkdwn`The ${title} of ${personTitle(owner)} in ${accountText(account)} is ${age} old. ${whatComes(notice)}${passOn(reader)}`,
    [
      header(`The ${title} of ${personTitle(owner)} is ${age} old`),
      section(whoseItIs(notice, reader.owner)),
      ...(mustPassOn(reader)
        ? [section(whatComes(notice)), ...howToReplace(credential, owner, shortId)]
        : []),
      fields([['Owner', personText(owner)], ['Account', accountText(account)], ...facts]),
    ],
  );
}

function isMachines({ owner }: Old): boolean {
  return owner.type === 'machine';
}

/** Whoever answers for a machine may read of it in a channel. */
function whose(notice: Old): string {
  return isMachines(notice) ? `Machine user ${personTitle(notice.owner)}:` : 'Your';
}

function ofMachine(notice: Old): readonly [string, Mrkdwn][] {
  return isMachines(notice) ? [['Machine user', personText(notice.owner)]] : [];
}

function whatComes({ endsOn }: Old): Mrkdwn {
  return endsOn === undefined
    ? mrkdwn`Keyturn does not disable it: it works until somebody replaces it.`
    : mrkdwn`It ends by itself on ${bold(longDate(endsOn))}, and whatever uses it stops.`;
}

/** A machine may go without an owner of its own. */
function whoseItIs(notice: Old, owner: OwnerOutcome): Mrkdwn {
  return isMachines(notice) && owner.is === 'not-addressed'
    ? mrkdwn`This machine has nobody of its own to tell: it is yours.`
    : whoKnows(notice, owner);
}
