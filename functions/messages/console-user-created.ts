import type { NoticeOf } from '../../rules/notices';
import type { SlackMessage } from '../slack-message';
import { context, fields, section } from './blocks';
import { accountText, makerFields, personTitle } from './facts';
import { bold, code, command, mrkdwn } from './mrkdwn';
import type { UserMessage } from './user-message';
import { newsMessage } from './who-made';

/** A user whom a console made for an API key, for the team: who asked for it, and what to do with the user. */
export const consoleUserCreated: UserMessage<'console-user-created'> = {
  render,
  inDigest: {
    one: 'user was made by a console',
    many: 'users were made by a console',
    isAlarming: () => false,
    line: (where, { maker }) =>
      mrkdwn`⚠️ ${where}, a user that a console made for an API key, for ${code(maker.arn)}.`,
  },
};

function render(notice: NoticeOf<'console-user-created'>): SlackMessage {
  const { account, maker, owner } = notice;
  const title = `New user ${personTitle(owner)}`;
  const done = { sign: '⚠️', how: 'a console made it for an API key' } as const;
  return newsMessage(notice, title, done, [
    section(
      mrkdwn`*What to do:* ask who made it what the key is for. If it is needed, say whose it is. With your own channel or person in place of ${code('SLACK-ID')}:`,
      command(
        ...['aws', 'iam', 'tag-user', '--user-name', owner.userName],
        ...['--tags', 'Key=type,Value=machine', 'Key=slack-id,Value=SLACK-ID'],
      ),
      mrkdwn`If not, delete the user in the console of IAM: ${bold('Users')} → ${code(owner.userName)} → ${bold('Delete')}. That takes the key with it.`,
    ),
    fields([
      ['User', code(owner.userName)],
      ['Account', accountText(account)],
      ...makerFields(maker),
    ]),
    context(
      mrkdwn`Nobody else takes such a user away: it stays, with what its policy allows, when its key has ended.`,
    ),
  ]);
}
