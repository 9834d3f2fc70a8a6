import type { NoticeOf } from '../../rules/notices';
import { rootUserName } from '../cloudtrail-record';
import type { Block, SlackMessage } from '../slack-message';
import { fields, header, message, section } from './blocks';
import { momentOf } from './dates';
import { accountText, howToDisable, makerFields, personText, personTitle, shortId } from './facts';
import { bold, code, mrkdwn, type Mrkdwn } from './mrkdwn';
import type { UserMessage } from './user-message';

/** A new key, for the team: who made it, and loudly where that was not its owner. */
export const keyCreated: UserMessage<'key-created'> = {
  render,
  inDigest: {
    one: 'key was made',
    many: 'keys were made',
    isAlarming: (notice) => alarmOf(notice) !== undefined,
    line: (where, notice) =>
      mrkdwn`${where}, new key ${code(shortId(notice.key.id))}${howInShort(notice)}`,
  },
};

function render(notice: NoticeOf<'key-created'>): SlackMessage {
  const { account, key, maker, owner } = notice;
  const id = shortId(key.id);
  const title = `New AWS key ${id} for ${personTitle(owner)}`;
  const [sign, how] = signOf(notice);
  const opening = sign === '' ? mrkdwn`` : mrkdwn`${sign} `;
  return message(mrkdwn`${opening}${title} in ${accountText(account)}: ${how}`, [
    header(`${opening.text}${title}: ${how}`),
    ...whatToDo(notice),
    fields([
      ['Owner', personText(owner)],
      ['Account', accountText(account)],
      ['Key', code(id)],
      ['Made', mrkdwn`${momentOf(key.createdAt)}`],
    ]),
    // When it was made stands there already.
    maker && fields(makerFields({ ...maker, at: undefined })),
  ]);
}

/** Why the team must look at it at once. */
function alarmOf({ owner, maker }: NoticeOf<'key-created'>): string | undefined {
  if (owner.userName === rootUserName) return 'no policy holds it back';
  return maker && !maker.isOwner ? 'made by somebody else' : undefined;
}

/** How it was made, as the title says it, and how much that is worth a look. */
function signOf(notice: NoticeOf<'key-created'>): readonly [sign: string, how: string] {
  const alarm = alarmOf(notice);
  if (alarm !== undefined) return ['🚨', alarm];
  if (!notice.maker) return ['⚠️', 'who made it is unknown'];
  return notice.maker.mfa === false
    ? ['⚠️', 'made by its owner, without MFA']
    : ['', 'made by its owner'];
}

function howInShort(notice: NoticeOf<'key-created'>): Mrkdwn {
  const { maker } = notice;
  const alarm = alarmOf(notice);
  if (alarm !== undefined)
    return mrkdwn`: 🚨 ${bold(alarm)}${maker ? mrkdwn`, ${code(maker.arn)}` : ''}.`;
  if (!maker) return mrkdwn`; CloudTrail does not say who made it: ask its owner.`;
  return maker.mfa === false
    ? mrkdwn`, made by its owner, ⚠️ ${bold('without MFA')}.`
    : mrkdwn`, made by its owner.`;
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
      section(
        mrkdwn`*What to do:* ask its owner whether it was them. CloudTrail does not say who made it.`,
      ),
    ];
  if (!maker.isOwner)
    return [
      section(
        mrkdwn`*What to do:* ask its owner and its maker now. If either knows nothing of it, take it away. This shows its whole id:`,
        ...howToDisable(owner),
      ),
    ];
  if (maker.mfa === false)
    return [
      section(
        mrkdwn`*What to do:* find out what let them. The engineers' policy does not allow that without MFA.`,
      ),
    ];
  return [section(mrkdwn`✅ Nothing to do here.`)];
}
