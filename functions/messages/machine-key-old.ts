import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../ports';
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
import { whoKnows, type Reader } from './reader';

/** A machine's key grows old. It is never disabled, so somebody must change it by hand. */
export function machineKeyOld(notice: NoticeOf<'machine-key-old'>, reader: Reader): SlackMessage {
  const { account, key, owner } = notice;
  const id = shortId(key.id);
  const user = ['--user-name', owner.userName];
  return message(
    mrkdwn`The AWS key ${id} of the machine user ${personTitle(owner)} in ${accountText(account)} is ${days(key.age)} old: please replace it. It is not disabled by itself.`,
    [
      header(`Replace the AWS key ${id} of ${personTitle(owner)}: ${days(key.age)} old`),
      fields([
        ['Machine user', personText(owner)],
        ['Account', accountText(account)],
        ...keyFields(key),
      ]),
      section(
        mrkdwn`1. Make a new key, and put it where the machine reads it:`,
        command('aws', 'iam', 'create-access-key', ...user),
        mrkdwn`2. Disable the old one. If something breaks, ${code('--status Active')} brings it back:`,
        command(
          'aws',
          'iam',
          'update-access-key',
          ...user,
          '--access-key-id',
          id,
          '--status',
          'Inactive',
        ),
        mrkdwn`3. Some days later, delete it:`,
        command('aws', 'iam', 'delete-access-key', ...user, '--access-key-id', id),
      ),
      context(
        mrkdwn`${code(id)} stands for the whole id: ${code('aws iam list-access-keys')} shows it.`,
      ),
      context(lastLine(notice, reader)),
    ],
  );
}

function lastLine(notice: NoticeOf<'machine-key-old'>, reader: Reader): Mrkdwn {
  const stays = mrkdwn`A machine's key is never disabled by Keyturn.`;
  if (reader.audience === 'owner') return mrkdwn`${stays} ${whereToAsk(reader.teamChannel)}`;
  // A machine may go without an owner of its own: it is the team's then.
  return reader.owner.is === 'not-addressed'
    ? stays
    : mrkdwn`${stays} ${whoKnows(notice, reader.owner)}`;
}
