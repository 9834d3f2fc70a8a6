import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { fields, section } from './blocks';
import { accountText, makerFields, personText, personTitle } from './facts';
import { code, command, mrkdwn } from './mrkdwn';
import type { UserMessage } from './user-message';
import { findOutWhatLetThem, howDone, isRoots, newsLine, newsMessage } from './who-made';

type Deactivated = NoticeOf<'mfa-deactivated'>;

/** An MFA device was taken off somebody, for the team. */
export const mfaDeactivated: UserMessage<'mfa-deactivated'> = {
  render,
  inDigest: {
    one: 'MFA device was taken off',
    many: 'MFA devices were taken off',
    isAlarming: (notice) => howDone(notice, '').sign === '🚨',
    line: (where, notice) =>
      newsLine(where, mrkdwn`an MFA device was taken off`, howDone(notice, ''), notice.maker),
  },
};

function render(notice: Deactivated): SlackMessage {
  const { account, maker, owner, serialNumber } = notice;
  const title = `An MFA device of ${personTitle(owner)} was taken off`;
  return newsMessage(notice, title, howDone(notice, ''), [
    whatToDo(notice),
    fields([
      ['Owner', personText(owner)],
      ['Account', accountText(account)],
      ['Device', code(serialNumber)],
      ...makerFields(maker),
    ]),
  ]);
}

function whatToDo(notice: Deactivated): Block {
  const { maker, owner } = notice;
  if (isRoots(notice))
    return section(
      mrkdwn`*What to do:* find out who signed in as root, and see there that root has another device: Security credentials.`,
    );
  if (!maker.isOwner)
    return section(
      mrkdwn`*What to do:* nothing, if its owner had lost it and asked. If not, somebody may mean to sign in as them, with a device of their own: ask whoever did it, and take the password away meanwhile:`,
      command('aws', 'iam', 'delete-login-profile', '--user-name', owner.userName),
    );
  if (maker.mfa === false) return section(findOutWhatLetThem);
  return section(
    mrkdwn`✅ Nothing to do here. Without another device they can do nothing but enable one.`,
  );
}
