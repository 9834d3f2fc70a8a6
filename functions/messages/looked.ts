import type { PressAnswer } from '../../rules/presses/press-answer';
import type { Block, SlackMessage } from '../slack-message';
import { context, message, section } from './blocks';
import { howToComeBack } from './coming-back';
import { accountText, shortId, whereToAsk } from './facts';
import { code, mrkdwn, type Mrkdwn } from './mrkdwn';
import type { Reader } from './reader';
import { blocksOf, namedKey, toolWords } from './rotation';

type About = NonNullable<PressAnswer['about']>;
type Looked = NonNullable<PressAnswer['looked']>;

/** For its owner, in their own conversation: how it stands with a key that they have rotated, and what is left to do. */
export function lookedMessage(
  about: About,
  looked: Looked,
  reader: Pick<Reader, 'teamChannel' | 'rotation'>,
): SlackMessage {
  const { account, keyId } = about;
  const key = mrkdwn`the AWS key ${code(shortId(keyId))} in ${accountText(account)}`;
  const text = howItStands(key, looked);
  return message(text, [
    section(text),
    ...whatIsLeft(about, looked, reader),
    looked.is === 'gone' ? undefined : context(whereToAsk(reader.teamChannel)),
  ]);
}

function howItStands(key: Mrkdwn, looked: Looked): Mrkdwn {
  switch (looked.is) {
    case 'gone':
      return mrkdwn`✅ Done: ${key} is deleted. Nothing is left to do.`;
    case 'off':
      return looked.hasEnabled
        ? mrkdwn`✅ Nearly done: ${key} is disabled. One step is left.`
        : mrkdwn`⚠️ Not rotated: ${key} is disabled, and you have none there that works.`;
    case 'two-enabled':
      return mrkdwn`⏳ Nearly done: beside ${key} a newer one, ${code(shortId(looked.newerId))}, is enabled. Only one may be.`;
    case 'not-rotated':
      return mrkdwn`⚠️ Not rotated: ${key} is enabled, and there is no newer one that works.`;
  }
}

/** As the reminders say it. Whether the newer of two was used nobody has looked up: its owner looks first. */
function whatIsLeft(
  { account, keyId, userName, rotateWith }: About,
  looked: Looked,
  reader: Pick<Reader, 'rotation'>,
): readonly Block[] {
  const owner = { userName, rotateWith };
  const tool = toolWords({ account, owner }, reader);
  const named = (id: string) => namedKey(id, { audience: 'owner' });
  switch (looked.is) {
    case 'gone':
      return [];
    case 'off':
      return looked.hasEnabled
        ? blocksOf(tool.deleteDead(named(keyId)))
        : howToComeBack({ account, owner, key: { id: keyId } }, tool);
    case 'two-enabled':
      return blocksOf(tool.finish(named(keyId), named(looked.newerId), 'unknown'));
    case 'not-rotated': {
      const dead = looked.deadId === undefined ? undefined : named(looked.deadId);
      return blocksOf(tool.rotate(named(keyId), dead));
    }
  }
}
