import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { fields, section } from './blocks';
import { accountText, makerFields, personText, personTitle } from './facts';
import { command, mrkdwn } from './mrkdwn';
import type { UserMessage } from './user-message';
import { howDone, isRoots, newsLine, newsMessage, type HowDone } from './who-made';

type Changed = NoticeOf<'login-profile-changed'>;

/** A console password that was given to somebody, or changed by somebody else, for the team. */
export const loginProfileChanged: UserMessage<'login-profile-changed'> = {
  render,
  inDigest: {
    one: 'console password was given or changed',
    many: 'console passwords were given or changed',
    isAlarming: (notice) => signOf(notice).sign === '🚨',
    line: (where, notice) =>
      newsLine(where, mrkdwn`the console password was ${notice.how}`, signOf(notice), notice.maker),
  },
};

function render(notice: Changed): SlackMessage {
  const { account, how, maker, owner } = notice;
  const title =
    how === 'created'
      ? `New console password for ${personTitle(owner)}`
      : `The console password of ${personTitle(owner)} was changed`;
  return newsMessage(notice, title, signOf(notice), [
    whatToDo(notice),
    fields([
      ['Owner', personText(owner)],
      ['Account', accountText(account)],
      ...makerFields(maker),
    ]),
  ]);
}

/** A first password comes from an administrator: what is strange is a user who gives themselves one. */
function signOf(notice: Changed): HowDone {
  const { how, maker } = notice;
  if (isRoots(notice) || how === 'changed') return howDone(notice, '');
  return { sign: '⚠️', how: maker.isOwner ? 'made by its owner' : 'given by somebody else' };
}

function whatToDo(notice: Changed): Block {
  const { how, maker, owner } = notice;
  if (isRoots(notice))
    return section(
      mrkdwn`*What to do:* find out who did it. Only root itself can, or the organization's management account for it: there, in the console of IAM, the password can be taken away again under Root access management.`,
    );
  return section(
    how === 'changed'
      ? mrkdwn`*What to do:* ask its owner and whoever did it, now. If either knows nothing of it, take the password away:`
      : maker.isOwner
        ? mrkdwn`*What to do:* find out what let them: the engineers' policy does not allow that. If it was not them, take it away:`
        : mrkdwn`*What to do:* nothing, if they are new or had asked for it. If none of you gave it, take it away:`,
    command('aws', 'iam', 'delete-login-profile', '--user-name', owner.userName),
  );
}
