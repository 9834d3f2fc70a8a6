import type { PressAnswer } from '../../rules/presses/press-answer';
import type { SlackMessage } from '../slack-message';
import { message, section } from './blocks';
import { channelLink, mrkdwn, type Mrkdwn } from './mrkdwn';
import { lookedMessage } from './looked';
import type { Reader } from './reader';
import { isOver, pressedKey, whyNot } from './why-not';

/** What an answer to a press needs to know of who reads it. */
export type PressReader = Pick<Reader, 'teamChannel' | 'rotation'>;

/** For whoever pressed, and them alone: what came of it. It asks for nothing, and leads to no page. */
export function renderPressAnswer(answer: PressAnswer, reader: PressReader): SlackMessage {
  const { about, looked, outcome } = answer;
  if (outcome === 'looked' && about && looked) return lookedMessage(about, looked, reader);
  const text = textOf(answer, reader);
  return message(text, [section(text)]);
}

function textOf(answer: PressAnswer, { teamChannel }: PressReader): Mrkdwn {
  const key = pressedKey(answer);
  const why = whyNot(answer);
  const talk = mrkdwn`Talk to them in ${channelLink(teamChannel)} now.`;
  const isOwners = answer.button !== 'disable-now';
  switch (answer.outcome) {
    case 'disabled':
      return isOwners
        ? mrkdwn`✅ Disabled: ${key}. The team is told that it was not you who made it, and looks into it. Other keys of yours go on working.`
        : mrkdwn`✅ Disabled: ${key}. Its owner and the team are told.`;
    case 'recorded':
      if (answer.button === 'mine')
        return mrkdwn`✅ Thank you. The team sees that you made ${key}.`;
      return isOver(answer)
        ? mrkdwn`🚨 The team is told that it was not you who made ${key}. ${why}`
        : mrkdwn`🚨 The team is told that it was not you who made ${key}. ${why} ${talk}`;
    case 'failed': {
      if (!answer.tellsTeam)
        return mrkdwn`⚠️ Nothing was done about ${key}: AWS does not say how it stands with it. ${pressAgain}`;
      if (!isOwners) return mrkdwn`🚨 You wanted ${key} disabled. ${why} The team is told.`;
      // Only then is not even recorded what they said.
      const next = answer.code === 'not-read' ? mrkdwn`${pressAgain} ${talk}` : talk;
      return mrkdwn`🚨 You said that it was not you who made ${key}. ${why} The team is told. ${next}`;
    }
    case 'nothing':
    case 'looked':
      return mrkdwn`Nothing was done. ${why}`;
  }
}

const pressAgain = mrkdwn`Press again in some minutes.`;
