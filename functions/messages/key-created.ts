import type { NoticeOf } from '../../rules/notices';
import { rootUserName } from '../cloudtrail-record';
import type { SlackMessage } from '../ports';
import { context, fields, header, message, section, type Block } from './blocks';
import { momentOf } from './dates';
import { accountText, makerFields, personText, personTitle, shortId } from './facts';
import { code, command, mrkdwn } from './mrkdwn';

/** A new key, for the team: who made it, and loudly where that was not its owner. */
export function keyCreated(notice: NoticeOf<'key-created'>): SlackMessage {
  const { account, key, maker, owner } = notice;
  const id = shortId(key.id);
  const alarm = alarmOf(notice);
  const title = `New AWS key ${id} for ${personTitle(owner)}`;
  return message(
    alarm === undefined
      ? mrkdwn`${title} in ${accountText(account)}.`
      : mrkdwn`🚨 ${title} in ${accountText(account)}: ${alarm}`,
    [
      header(alarm === undefined ? title : `🚨 ${title}: ${alarm}`),
      fields([
        ['Owner', personText(owner)],
        ['Account', accountText(account)],
        ['Key', code(id)],
        ['Made', mrkdwn`${momentOf(key.createdAt)}`],
      ]),
      maker && fields(makerFields(maker)),
      ...whatToDo(notice),
    ],
  );
}

/** Why the team must look at it at once. */
export function alarmOf({ owner, maker }: NoticeOf<'key-created'>): string | undefined {
  if (owner.userName === rootUserName) return 'no policy holds it back';
  return maker && !maker.isOwner ? 'made by somebody else' : undefined;
}

function whatToDo({ owner, maker }: NoticeOf<'key-created'>): readonly Block[] {
  if (owner.userName === rootUserName)
    return [
      section(
        mrkdwn`*What to do:* find out who signed in as root. Then delete the key, in the console as root: Security credentials → Access keys.`,
      ),
    ];
  if (!maker)
    return [
      section(mrkdwn`CloudTrail does not say who made it: ask its owner whether it was them.`),
    ];
  if (!maker.isOwner) return [takeAway(owner.userName)];
  if (maker.mfa === false)
    return [
      section(
        mrkdwn`⚠️ Made by its owner, but *without MFA*. The engineers' policy does not allow that: find out what does.`,
      ),
    ];
  return [context(mrkdwn`Made by its owner. Nothing to do.`)];
}

function takeAway(userName: string): Block {
  return section(
    mrkdwn`*What to do:* ask its owner and its maker now. If either knows nothing of it, take it away. This shows its whole id:`,
    command('aws', 'iam', 'list-access-keys', '--user-name', userName),
    mrkdwn`With that in place of ${code('ID')}:`,
    command(
      ...['aws', 'iam', 'update-access-key', '--user-name', userName],
      ...['--access-key-id', 'ID', '--status', 'Inactive'],
    ),
  );
}
