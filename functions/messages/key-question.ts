import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { momentOf } from './dates';
import {
  accountText,
  howToDisable,
  makerFields,
  personText,
  personTitle,
  shortId,
  whereToAsk,
} from './facts';
import { channelLink, code, mrkdwn, type Mrkdwn } from './mrkdwn';
import { whoseItIs } from './press-buttons';
import { passOn, whoKnows, type Reader } from './reader';
import { runbook } from './reported';
import { nothingToDo, saidByReader, saidOfKey, whatNowOfReported } from './said';
import type { UserMessage } from './user-message';

type Question = NoticeOf<'key-question'>;
type ReaderOfTeam = Extract<Reader, { readonly audience: 'team' }>;

/** A new key, for its owner alone: whether it was them. */
export const keyQuestion: UserMessage<'key-question'> = { render, inDigest: undefined };

function render(notice: Question, reader: Reader): SlackMessage {
  return reader.audience === 'owner' ? asked(notice, reader) : notAsked(notice, reader);
}

function asked(notice: Question, reader: Reader): SlackMessage {
  const { account, key } = notice;
  const made = `A new AWS key ${shortId(key.id)} was made for you`;
  const { opening, question } = wordsOf(notice, reader);
  const text = mrkdwn`${made} in ${accountText(account)}: ${question}`;
  return message(opening === '' ? text : mrkdwn`Once more: ${text}`, [
    header(`${opening}${made}: ${question}`),
    ...(reader.answer
      ? [section(...saidByReader(reader.answer, { ...reader, slackId: notice.owner.slackId }))]
      : howToAnswer(notice, reader)),
    ...facts(notice),
    context(
      mrkdwn`Keyturn never asks for a key, a password or a code, and no button of it opens a page. ${whereToAsk(reader.teamChannel)}`,
    ),
  ]);
}

function wordsOf({ asked: times }: Question, { answer }: Reader) {
  if (answer)
    return {
      opening: '',
      question: answer.said === 'mine' ? 'it was answered' : 'it was reported',
    };
  return { opening: times === 2 ? 'Once more: ' : '', question: 'was this you?' };
}

/** Where nothing can be pressed, there is the team's channel. */
function howToAnswer(notice: Question, reader: Reader): readonly (Block | undefined)[] {
  const row = whoseItIs(notice, reader);
  const again = notice.asked === 2 ? [stillOpen] : [];
  if (!row)
    return [
      section(
        ...again,
        mrkdwn`Was it not you? Say so in ${channelLink(reader.teamChannel)} now: somebody else may hold it.`,
      ),
    ];
  return [
    section(
      ...again,
      mrkdwn`*This was me:* you made it, or somebody did as you had asked. The team sees that, and nothing else happens.`,
      mrkdwn`*This was not me:* the key is disabled at once, wherever Keyturn may do that, and the team looks into it. Your other keys go on working, and nothing in Slack takes it back.`,
    ),
    row,
  ];
}

const stillOpen: Mrkdwn = mrkdwn`You have not answered yet, and the team's summary names the key every day until you do.`;

/** For the team, who must ask in another way. */
function notAsked(notice: Question, reader: ReaderOfTeam): SlackMessage {
  const { account, key, owner } = notice;
  const id = shortId(key.id);
  const rest = reader.answer ? mrkdwn` It was answered since.` : passOn(reader);
  return message(
    mrkdwn`Nobody could ask ${personTitle(owner)} whether they made the AWS key ${id} in ${accountText(account)}.${rest}`,
    [
      header(`Did ${personTitle(owner)} make the AWS key ${id}?`),
      ...howToAsk(notice, reader),
      fields([['Owner', personText(owner)]]),
      ...facts(notice),
    ],
  );
}

/** They may have answered when they were asked once more. */
function howToAsk(notice: Question, reader: ReaderOfTeam): readonly Block[] {
  const { answer } = reader;
  if (answer)
    return [
      section(saidOfKey(answer)),
      section(answer.said === 'mine' ? nothingToDo : whatNowOfReported),
    ];
  return [
    section(whoKnows(notice, reader.owner)),
    section(
      mrkdwn`*What to do:* ask them in another way. If it was not them, or they can't be reached, take the key away. This shows its whole id:`,
      ...howToDisable(notice.owner),
      mrkdwn`What comes next where it was not them, the runbook says: ${runbook}.`,
    ),
  ];
}

function facts({ account, key, maker }: Question): readonly (Block | undefined)[] {
  return [
    fields([
      ['Account', accountText(account)],
      ['Key', code(shortId(key.id))],
      ['Made', mrkdwn`${momentOf(key.createdAt)}`],
    ]),
    // When it was made stands there already.
    maker && fields(makerFields({ ...maker, at: undefined })),
  ];
}
