import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { longDate } from './dates';
import {
  accountText,
  days,
  lastUsedText,
  personText,
  personTitle,
  shortId,
  whereToAsk,
  type Field,
} from './facts';
import { code, mrkdwn } from './mrkdwn';
import { lookNow } from './press-buttons';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { blocksOf, namedKey, toolWords } from './rotation';
import { dayIn, told, type UserMessage } from './user-message';

/** Two enabled keys: finish the rotation by deleting the older one. */
export const secondKey: UserMessage<'second-key'> = {
  render,
  inDigest: {
    one: 'engineer has two enabled keys',
    many: 'engineers have two enabled keys',
    isAlarming: () => false,
    line: (where, { key, newer, stopsOn }, copy) =>
      mrkdwn`${where} has two enabled keys; the older one, ${code(shortId(key.id))}, stops on ${dayIn(copy, stopsOn)}; the newer is ${code(shortId(newer.id))}. ${told(copy)}`,
  },
};

function render(notice: NoticeOf<'second-key'>, reader: Reader): SlackMessage {
  const { account, key, owner, timeZone } = notice;
  const day = longDate(reader.stopsOn ?? notice.stopsOn);
  const older = shortId(key.id);
  if (reader.audience === 'owner')
    return message(
      mrkdwn`Finish rotating your AWS key in ${accountText(account)}: delete the older one, ${older}, before ${day}.`,
      [
        header(`Finish rotating: delete your older AWS key ${older} before ${day}`),
        ...howToFinish(notice, reader),
        lookNow(notice, reader),
        fields([['Account', accountText(account)], ...bothKeys(notice)]),
        context(
          mrkdwn`Only one key may be enabled. On ${day} (${timeZone}) the older one is disabled. ${whereToAsk(reader.teamChannel)}`,
        ),
      ],
    );
  return message(
    mrkdwn`${personTitle(owner)} has two enabled AWS keys in ${accountText(account)}: the older one, ${older}, stops on ${day}.${passOn(reader)}`,
    [
      header(`Two AWS keys of ${personTitle(owner)}: the older one, ${older}, stops on ${day}`),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howToFinish(notice, reader) : []),
      fields([
        ['Owner', personText(owner)],
        ['Account', accountText(account)],
        ...bothKeys(notice),
      ]),
    ],
  );
}

function bothKeys({ key, newer, timeZone }: NoticeOf<'second-key'>): readonly Field[] {
  return [
    ['Older key', mrkdwn`${code(shortId(key.id))}, ${days(key.age)}`],
    ['Older last used', lastUsedText(key, timeZone)],
    ['Newer key', mrkdwn`${code(shortId(newer.id))}, ${days(newer.age)}`],
    ['Newer last used', lastUsedText(newer, timeZone)],
  ];
}

/** By what is known of the newer one's use. */
export function howToFinish(
  notice: Pick<NoticeOf<'second-key'>, 'account' | 'key' | 'newer' | 'owner'>,
  reader: Reader,
): readonly Block[] {
  const { key, newer } = notice;
  const use =
    newer.lastUsed !== undefined
      ? 'used'
      : newer.lastUseUnknown !== undefined
        ? 'unknown'
        : 'never-used';
  const [older, younger] = [namedKey(key.id, reader), namedKey(newer.id, reader)];
  return blocksOf(toolWords(notice, reader).finish(older, younger, use));
}
