import type { NoticeAnswer } from '../../rules/ledger';
import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { fields, section } from './blocks';
import { momentOf } from './dates';
import { accountText, howToDisable, makerFields, personText, personTitle, shortId } from './facts';
import { bold, code, mrkdwn, type Mrkdwn } from './mrkdwn';
import { disableNow } from './press-buttons';
import type { Reader } from './reader';
import { nothingToDo, saidOfKey, whatNowOfReported } from './said';
import type { UserMessage } from './user-message';
import { findOutWhatLetThem, howDone, isRoots, newsMessage, type HowDone } from './who-made';

/** A new key, for the team: who made it, and loudly where that was not its owner. */
export const keyCreated: UserMessage<'key-created'> = {
  render,
  inDigest: {
    one: 'key was made',
    many: 'keys were made',
    isAlarming: (notice) => howDone(notice, 'made ').sign === '🚨',
    line: (where, notice) =>
      mrkdwn`${where}, new key ${code(shortId(notice.key.id))}${howInShort(notice)}`,
  },
};

function render(notice: NoticeOf<'key-created'>, reader: Reader): SlackMessage {
  const { account, key, maker, owner } = notice;
  const id = shortId(key.id);
  const title = `New AWS key ${id} for ${personTitle(owner)}`;
  const { answer } = reader;
  return newsMessage(notice, title, asSaid(howDone(notice, 'made '), notice, answer), [
    answer && section(saidOfKey(answer)),
    ...whatToDo(notice, answer),
    disableNow(notice, reader),
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

function howInShort(notice: NoticeOf<'key-created'>): Mrkdwn {
  const { maker } = notice;
  const { sign, how } = howDone(notice, 'made ');
  if (sign === '🚨') return mrkdwn`: 🚨 ${bold(how)}${maker ? mrkdwn`, ${code(maker.arn)}` : ''}.`;
  if (!maker) return mrkdwn`; CloudTrail does not say who made it: ask its owner.`;
  return maker.mfa === false
    ? mrkdwn`, made by its owner, ⚠️ ${bold('without MFA')}.`
    : mrkdwn`, made by its owner.`;
}

/** That it was not its owner goes before whatever else is known; that it was them, where nothing is. */
function asSaid(
  done: HowDone,
  { maker }: NoticeOf<'key-created'>,
  answer: NoticeAnswer | undefined,
): HowDone {
  if (answer?.said === 'not-mine')
    return { sign: '🚨', how: 'its owner says that it was not them' };
  if (answer && !maker) return { sign: '', how: 'its owner says that it was them' };
  return done;
}

function whatToDo(
  notice: NoticeOf<'key-created'>,
  answer: NoticeAnswer | undefined,
): readonly Block[] {
  const { owner, maker } = notice;
  if (answer?.said === 'not-mine') return [section(whatNowOfReported)];
  if (isRoots(notice))
    return [
      section(
        mrkdwn`*What to do:* find out who signed in as root. Then delete the key, in the console as root: Security credentials → Access keys.`,
      ),
    ];
  if (!maker && answer) return [section(nothingToDo)];
  if (!maker)
    return [
      section(
        mrkdwn`*What to do:* ask its owner whether it was them. CloudTrail does not say who made it.`,
      ),
    ];
  if (!maker.isOwner && answer)
    return [section(mrkdwn`*What to do:* its owner knows of it. Ask its maker why they made it.`)];
  if (!maker.isOwner)
    return [
      section(
        mrkdwn`*What to do:* ask its owner and its maker now. If either knows nothing of it, take it away. This shows its whole id:`,
        ...howToDisable(owner),
      ),
    ];
  if (maker.mfa === false) return [section(findOutWhatLetThem)];
  return [section(nothingToDo)];
}
