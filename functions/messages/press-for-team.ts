import type { PressAnswer } from '../../rules/presses/press-answer';
import type { SlackMessage } from '../slack-message';
import { fields, header, message, section } from './blocks';
import { accountText, howToDisable, shortId, type Field } from './facts';
import { code, mrkdwn, personLink, sentence, type Mrkdwn } from './mrkdwn';
import { runbook } from './reported';
import { isOver, whyNot } from './why-not';

type About = NonNullable<PressAnswer['about']>;

const REASON = 300;

/** The answer to a press of something that Keyturn knows: the team hears of no other. */
export type AnswerAboutKey = PressAnswer & { readonly about: About };

export function isAboutKey(answer: PressAnswer): answer is AnswerAboutKey {
  return answer.about !== undefined;
}

/** For the team: a key may be in other hands, and this press did not disable it. */
export function renderPressForTeam(answer: AnswerAboutKey): SlackMessage {
  const { account, keyId, userName } = answer.about;
  const title = `AWS key ${shortId(keyId)} of ${userName}`;
  const state = stateOf(answer);
  return message(mrkdwn`🚨 ${title} in ${accountText(account)}: reported, and ${state}.`, [
    header(`🚨 ${title}: reported, and ${state}`),
    section(whoSaid(answer), whyNot(answer)),
    ...whatToDo(answer),
    fields([
      ['IAM user', code(userName)],
      ['Account', accountText(account)],
      ['Key', code(shortId(keyId))],
      ...reasonOf(answer),
    ]),
  ]);
}

/** As AWS or a guard has said it; that Keyturn may not do it is said already. */
function reasonOf({ outcome, code: why, text }: PressAnswer): readonly Field[] {
  if (outcome !== 'failed' || why === 'not-allowed') return [];
  return [['Reason', sentence(text, REASON)]];
}

/** Short, since it stands in the title. */
function stateOf(answer: PressAnswer): string {
  if (answer.code === 'gone') return 'deleted already';
  if (answer.code === 'off') return 'disabled already';
  return answer.code === 'unclear' ? 'maybe not disabled' : 'not disabled';
}

/** Who is a responder is known without AWS; whose the key is by now, it alone knows. */
function whoSaid({ button, code: why, to }: PressAnswer): Mrkdwn {
  const who = personLink(to.slackId);
  if (button === 'disable-now')
    return mrkdwn`${who}, a responder, wants it disabled at once: somebody else may hold it.`;
  return why === 'not-read' || why === 'user-gone'
    ? mrkdwn`${who} says that it was *not them* who made it. Whether it is still theirs could not be looked up.`
    : mrkdwn`${who}, its owner, says that it was *not them* who made it.`;
}

function whatToDo(answer: AnswerAboutKey) {
  const lookFor = mrkdwn`find out what it was used for, from where, and what it made. The runbook says how: ${runbook}.`;
  if (isOver(answer)) return [section(mrkdwn`*What to do now:* ${lookFor}`)];
  if (answer.code === 'user-gone')
    return [
      section(
        mrkdwn`*What to do now:* see in CloudTrail whether the user was deleted (DeleteUser) or renamed (UpdateUser). Under another name the key goes on working: disable it there.`,
        mrkdwn`Then ${lookFor}`,
      ),
    ];
  return [
    section(
      mrkdwn`*What to do now:* disable it. This shows its whole id:`,
      ...howToDisable(answer.about),
      mrkdwn`Then ${lookFor}`,
    ),
  ];
}
