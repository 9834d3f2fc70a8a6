import { counted } from '../../rules/counted';
import type { HomeKey, HomeView } from '../../rules/notices/home-view';
import type { Block, HomeView as Rendered } from '../slack-message';
import { context, fields, header, section } from './blocks';
import { longDate, momentOf } from './dates';
import { accountText, keyFields, whereToAsk, type Field } from './facts';
import { titleOf, whatToDo } from './home-key';
import { channelLink, code, mrkdwn, type Mrkdwn } from './mrkdwn';
import type { Reader } from './reader';

/** The app's home: each of a person's keys, with what is to be done, the most urgent first. */
export function renderHomeView(
  view: HomeView,
  reader: Pick<Reader, 'teamChannel' | 'rotation'>,
): Rendered {
  const { readAt, keys } = view;
  const title = header('Your AWS keys');
  if (readAt === undefined) return { blocks: [title, ...ofNobodyKnown(view, reader.teamChannel)] };
  return {
    blocks: [
      title,
      ...(keys.length === 0 ? [section(mrkdwn`There is no access key of yours.`)] : []),
      ...keys.flatMap((key) => blocksOfKey(key, view, { ...reader, audience: 'owner' })),
      ...whatIsMissing(view),
      context(
        mrkdwn`As of ${momentOf(readAt)}: the daily run looks again, and this is drawn anew when you open it, at most once a minute. ${whereToAsk(reader.teamChannel)}`,
      ),
    ],
  };
}

function blocksOfKey(key: HomeKey, { timeZone }: HomeView, reader: Reader): readonly Block[] {
  return [
    header(titleOf(key)),
    fields([
      ['Account', accountText(key.account)],
      ['IAM user', code(key.userName)],
      ...keyFields(key.key, timeZone),
      ...daysOf(key),
    ]),
    ...whatToDo(key, reader),
  ];
}

function daysOf({ state, stopsOn, exemptUntil, isDryRun }: HomeKey): readonly Field[] {
  const rehearsed = mrkdwn`. Keyturn only rehearses in this account: nothing is disabled yet`;
  // Something else may stop it before that.
  const byAge = state === 'fine' || state === 'exempt' ? ' by its age' : '';
  const stops = `${isDryRun ? 'Would stop' : 'Stops'}${byAge} on`;
  return [
    ...(stopsOn === undefined
      ? []
      : [[stops, mrkdwn`${longDate(stopsOn)}${isDryRun ? rehearsed : mrkdwn``}`] satisfies Field]),
    ...(exemptUntil === undefined
      ? []
      : [['Exempt until', mrkdwn`${longDate(exemptUntil)}`] satisfies Field]),
  ];
}

function whatIsMissing({ leftOut, usersNotSeen }: HomeView): readonly Block[] {
  const lines: Mrkdwn[] = [];
  if (leftOut > 0)
    lines.push(
      mrkdwn`… and ${counted(leftOut, 'more key')} of yours, of which less is to be done.`,
    );
  if (usersNotSeen !== undefined)
    lines.push(
      mrkdwn`⚠️ Of ${counted(usersNotSeen, 'IAM user')} of yours the keys could not be read: they are not among these.`,
    );
  return lines.length === 0 ? [] : [section(...lines)];
}

/** Nobody's `slack-id` is theirs, as far as the last runs have left word of it. */
function ofNobodyKnown({ to }: HomeView, teamChannel: string): readonly Block[] {
  return [
    section(mrkdwn`Keyturn knows of no IAM user of yours, so there are no keys to show.`),
    section(
      mrkdwn`If you have one, ask in ${channelLink(teamChannel)} for its tag ${code('slack-id')} to be set to ${code(to)}, which is your Slack id. From the next daily run on your keys stand here, and Keyturn can tell you before one stops.`,
    ),
    context(
      mrkdwn`Did they stand here before? Then the tag names somebody else by now, or the last run could not write them down: the next one tries again.`,
    ),
  ];
}
