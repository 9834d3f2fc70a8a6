import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { profileNote, profileOf } from './aws-vault';
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
import { bold, code, command, inlineCommand, mrkdwn } from './mrkdwn';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
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
        ...howToFinish(notice, (keyId) => keyId),
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
      ...(mustPassOn(reader) ? howToFinish(notice, shortId) : []),
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

/**
 * Where the new key was never used, or that is not known, a rotation may have died before the new secret was stored: deleting the
 * older key would then lock its owner out, so they look first.
 */
function howToFinish(
  notice: NoticeOf<'second-key'>,
  show: (keyId: string) => string,
): readonly Block[] {
  const { account, key, newer, owner } = notice;
  const profile = profileOf(account);
  const remove = (keyId: string) =>
    command(
      ...['aws-vault', 'exec', profile, '--', 'aws', 'iam', 'delete-access-key'],
      ...['--user-name', owner.userName, '--access-key-id', show(keyId)],
    );
  const look = command(
    'aws-vault',
    'exec',
    '--no-session',
    profile,
    '--',
    'printenv',
    'AWS_ACCESS_KEY_ID',
  );
  const steps =
    newer.lastUsed === undefined
      ? [
          mrkdwn`${newer.lastUseUnknown !== undefined ? 'It is not known whether the newer key was ever used' : 'The newer key was never used'}. See which one aws-vault holds:`,
          look,
          mrkdwn`If it ends in ${bold(shortId(newer.id))}, delete the older key:`,
          remove(key.id),
          mrkdwn`If it ends in ${bold(shortId(key.id))}, the new secret was lost. Delete the newer key instead, then run ${inlineCommand('aws-vault', 'rotate', profile)} again:`,
          remove(newer.id),
        ]
      : [mrkdwn`Delete the older key:`, remove(key.id)];
  return [
    section(...steps),
    context(
      mrkdwn`aws-vault may ask for a second, different MFA code: wait for a fresh one. ${profileNote(account)}`,
    ),
  ];
}
