import type { PressAnswer } from '../../rules/presses/press-answer';
import { account, anna, key, newer, plannedAt } from './example-people';

/** An answer to a press, under the name of its message. */
export interface AnswerExample {
  readonly name: string;
  readonly answer: PressAnswer;
}

type Told = Partial<PressAnswer> & Pick<PressAnswer, 'code'>;

const inConversation = { slackId: anna.slackId, channel: 'D0ANNABERG', ts: '1795852800.000100' };
const inChannel = { slackId: 'U0RESPONDER', channel: 'C0INFRATEAM', ts: '1795852801.000200' };

function answerTo(button: PressAnswer['button'], told: Told): PressAnswer {
  return {
    kind: 'press-answer',
    id: `press/${'ab'.repeat(32)}`,
    plannedAt,
    to: button === 'disable-now' ? inChannel : inConversation,
    button,
    about: {
      account,
      userName: anna.userName,
      keyId: button === 'look-now' ? key.id : newer.id,
      noticeId: `key/${newer.id}/question/1`,
    },
    outcome: 'nothing',
    text: 'as it came',
    tellsTeam: false,
    ...told,
  };
}

function looked(
  found: NonNullable<PressAnswer['looked']>,
  rotateWith?: NonNullable<PressAnswer['about']>['rotateWith'],
): PressAnswer {
  const answer = answerTo('look-now', { outcome: 'looked', code: 'look', looked: found });
  return { ...answer, about: answer.about && { ...answer.about, rotateWith } };
}

const notMine = (told: Told) => answerTo('not-mine', told);
const disableNow = (told: Told) => answerTo('disable-now', told);
const recorded = { outcome: 'recorded', tellsTeam: true } as const;
const failed = {
  outcome: 'failed',
  text: 'access-denied at iam:UpdateAccessKey',
  tellsTeam: true,
} as const;

/** Why a press did nothing, whatever is known of the key. */
const nothings = [
  ...['newer-notice', 'another-thing', 'another-button', 'copied', 'deactivated'],
  ...['user-gone', 'owner-changed', 'nobody', 'machine', 'answered'],
];
/** Why it disabled nothing: the team hears of it where the owner says that it was not them. */
const untouched = [
  'user-gone',
  'newer-record',
  'gone',
  'off',
  'no-type',
  'older-button',
  'dry-run',
];

export const examplesOfPressAnswers: readonly AnswerExample[] = [
  { name: 'press-answer.disabled', answer: notMine({ outcome: 'disabled', code: 'disabled' }) },
  {
    name: 'press-answer.disabled-by-responder',
    answer: disableNow({ outcome: 'disabled', code: 'disabled' }),
  },
  {
    name: 'press-answer.recorded-mine',
    answer: answerTo('mine', { outcome: 'recorded', code: 'mine' }),
  },
  ...untouched.map((code) => ({
    name: `press-answer.recorded-${code}`,
    answer: notMine({ ...recorded, code }),
  })),
  { name: 'press-answer.failed-not-read', answer: notMine({ ...failed, code: 'not-read' }) },
  {
    name: 'press-answer.failed-look-not-read',
    answer: answerTo('look-now', { outcome: 'failed', code: 'not-read' }),
  },
  { name: 'press-answer.failed-not-allowed', answer: notMine({ ...failed, code: 'not-allowed' }) },
  {
    name: 'press-answer.failed-not-disabled',
    answer: disableNow({ ...failed, code: 'not-disabled' }),
  },
  { name: 'press-answer.failed-unclear', answer: notMine({ ...failed, code: 'unclear' }) },
  {
    name: 'press-answer.nothing-unknown-notice',
    answer: notMine({ code: 'unknown-notice', about: undefined }),
  },
  ...nothings.map((code) => ({ name: `press-answer.nothing-${code}`, answer: notMine({ code }) })),
  {
    name: 'press-answer.nothing-no-responder',
    answer: disableNow({ code: 'no-responder', who: ['U0RESPONDER', 'U0RESPONDE2'] }),
  },
  {
    name: 'press-answer.nothing-no-responder-of-many',
    answer: disableNow({
      code: 'no-responder',
      who: Array.from({ length: 13 }, (_, i) => `U0RESPONDE${i}`),
    }),
  },
  {
    // Of a newer version.
    name: 'press-answer.nothing-of-a-newer-version',
    answer: notMine({ code: 'out-of-hours', text: 'only by day' }),
  },
  { name: 'press-answer.looked-gone', answer: looked({ is: 'gone' }) },
  { name: 'press-answer.looked-off', answer: looked({ is: 'off', hasEnabled: true }) },
  { name: 'press-answer.looked-off-alone', answer: looked({ is: 'off', hasEnabled: false }) },
  {
    name: 'press-answer.looked-two-enabled',
    answer: looked({ is: 'two-enabled', newerId: newer.id }),
  },
  {
    name: 'press-answer.looked-two-enabled-aws-vault',
    answer: looked({ is: 'two-enabled', newerId: newer.id }, 'aws-vault'),
  },
  { name: 'press-answer.looked-not-rotated', answer: looked({ is: 'not-rotated' }) },
  {
    name: 'press-answer.looked-not-rotated-dead-key',
    answer: looked({ is: 'not-rotated', deadId: newer.id }),
  },
];

/** What the team is told of those that must be theirs. */
export const examplesForTeam: readonly AnswerExample[] = [
  ...[...untouched, 'not-allowed'].map((code) => ({
    name: `press-for-team.${code}`,
    answer: notMine({ ...(code === 'not-allowed' ? failed : recorded), code }),
  })),
  {
    name: 'press-for-team.not-disabled',
    answer: disableNow({
      ...failed,
      code: 'not-disabled',
      text: 'throttled at iam:UpdateAccessKey',
    }),
  },
  { name: 'press-for-team.unclear', answer: notMine({ ...failed, code: 'unclear' }) },
  {
    name: 'press-for-team.not-read',
    answer: notMine({ ...failed, code: 'not-read', text: 'access-denied at sts:AssumeRole' }),
  },
  {
    name: 'press-for-team.not-read-of-responder',
    answer: disableNow({ ...failed, code: 'not-read', text: 'access-denied at sts:AssumeRole' }),
  },
];
