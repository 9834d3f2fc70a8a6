import type { NoticeOf, Person } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import {
  accountText,
  days,
  keyFields,
  personText,
  personTitle,
  shortId,
  whereToAsk,
} from './facts';
import { code, command, mrkdwn, type Mrkdwn } from './mrkdwn';
import { mustPassOn, whoKnows, type OwnerOutcome, type Reader } from './reader';
import { recentUses } from './recent-uses';
import { told, type UserMessage } from './user-message';

/** A machine's key grows old. It is never disabled, so somebody must change it by hand. */
export const machineKeyOld: UserMessage<'machine-key-old'> = {
  render,
  inDigest: {
    one: "machine's key grows old",
    many: "machines' keys grow old",
    isAlarming: () => false,
    line: (where, { key, owner }, copy) =>
      mrkdwn`${where}, key ${code(shortId(key.id))} of a machine, ${days(key.age)} old: please replace it.${owner.slackId === undefined ? '' : mrkdwn` ${told(copy)}`}`,
  },
};

function render(notice: NoticeOf<'machine-key-old'>, reader: Reader): SlackMessage {
  const { account, key, owner } = notice;
  const id = shortId(key.id);
  const age = days(key.age);
  const isReadersTask = reader.audience === 'owner' || mustPassOn(reader);
  const please = isReadersTask ? mrkdwn`: please replace it` : mrkdwn``;
  return message(
    mrkdwn`The AWS key ${id} of the machine user ${personTitle(owner)} in ${accountText(account)} is ${age} old${please}. It is not disabled by itself.`,
    [
      header(
        isReadersTask
          ? `Replace the AWS key ${id} of ${personTitle(owner)}: ${age} old`
          : `AWS key ${id} of ${personTitle(owner)} is ${age} old`,
      ),
      reader.audience === 'team' ? section(whoseItIs(notice, reader.owner)) : undefined,
      ...(isReadersTask ? [section(noDeadline), ...howToReplace(owner, id)] : []),
      fields([
        ['Machine user', personText(owner)],
        ['Account', accountText(account)],
        ...keyFields(key),
      ]),
      recentUses(notice),
      reader.audience === 'owner' ? context(whereToAsk(reader.teamChannel)) : undefined,
    ],
  );
}

export const noDeadline = mrkdwn`There is no deadline: a machine's key is never disabled by Keyturn, and grows older until you replace it.`;

/** @param id the end of the key's */
export function howToReplace({ userName }: Person, id: string): readonly Block[] {
  const user = ['--user-name', userName];
  return [
    section(
      mrkdwn`1. Make a new key, and put it where the machine reads it:`,
      command('aws', 'iam', 'create-access-key', ...user),
      mrkdwn`2. Disable the old one. If something breaks, ${code('--status Active')} brings it back:`,
      command(
        ...['aws', 'iam', 'update-access-key', ...user],
        ...['--access-key-id', id, '--status', 'Inactive'],
      ),
      mrkdwn`3. Some days later, delete it:`,
      command('aws', 'iam', 'delete-access-key', ...user, '--access-key-id', id),
    ),
    context(
      mrkdwn`${code(id)} stands for the whole id: ${code('aws iam list-access-keys')} shows it.`,
    ),
  ];
}

/** A machine may go without an owner of its own. */
function whoseItIs(notice: NoticeOf<'machine-key-old'>, owner: OwnerOutcome): Mrkdwn {
  return owner.is === 'not-addressed'
    ? mrkdwn`This machine has nobody of its own to tell: it is yours.`
    : whoKnows(notice, owner);
}
