import { isSlackUserId } from '../../rules/formats';
import { credentialOf, type UserNotice } from '../../rules/notices';
import {
  actionIdOf,
  BUTTON_VERSION,
  buttonValue,
  type Button,
  type ButtonValue,
} from '../../rules/presses/press';
import { buttonValueSchema } from '../../rules/presses/press-schema';
import type { Block } from '../slack-message';
import { button, buttonRow, dangerDialog } from './blocks';
import { personTitle, shortId } from './facts';
import type { Reader } from './reader';

/**
 * The buttons under messages. None stands where its press would be refused in any case; whether it counts is judged
 * when it is pressed. None asks for anything or opens a page: that would be what a phisher does.
 */

type Offered = readonly [button: Button, label: string, style?: 'danger'];

const question: readonly Offered[] = [
  ['mine', 'This was me'],
  ['not-mine', 'This was not me', 'danger'],
];
const look: readonly Offered[] = [['look-now', 'I have rotated: look now']];

/** For who was asked whether they made a key. */
export function whoseItIs(notice: UserNotice, reader: Reader): Block | undefined {
  return ownersRow(notice, reader, question);
}

/** For who was told to rotate a key. */
export function lookNow(notice: UserNotice, reader: Reader): Block | undefined {
  return ownersRow(notice, reader, look);
}

/** For responders, under what the team is told: of the root user no key can be disabled by anybody else. */
export function disableNow(notice: UserNotice, reader: Reader): Block | undefined {
  const carried = carriedBy(notice);
  if (reader.audience !== 'team' || !reader.press?.canDisable || !carried) return undefined;
  const confirm = dangerDialog(
    `Disable the AWS key ${shortId(carried.credential.id)} of ${personTitle(notice.owner)}?`,
    'Whatever uses it stops working at once. Nothing in Slack enables it again: somebody has to do that in AWS.',
    { goOn: 'Disable it', leave: 'Leave it' },
  );
  const sent = { actionId: actionIdOf('disable-now'), value: buttonValue(carried) };
  return buttonRow(button('Disable now', sent, { style: 'danger', confirm }));
}

/** Only in the conversation with a person: a machine's channel speaks for nobody. */
function ownersRow(
  notice: UserNotice,
  reader: Reader,
  offered: readonly Offered[],
): Block | undefined {
  const { slackId = '', type } = notice.owner;
  const carried = carriedBy(notice);
  const isPersons = reader.audience === 'owner' && type !== 'machine' && isSlackUserId(slackId);
  if (!reader.press || !isPersons || !carried) return undefined;
  const row = offered.map(([pressed, label, style]) => {
    const sent = { actionId: actionIdOf(pressed), value: buttonValue(carried) };
    return button(label, sent, style && { style });
  });
  return buttonRow(...row);
}

/** What a button carries; undefined where what takes presses would not read it, as with the root user's name. */
function carriedBy(notice: UserNotice): Omit<ButtonValue, 'v'> | undefined {
  const on = {
    account: notice.account.id,
    user: notice.owner.userName,
    credential: credentialOf(notice),
    notice: notice.id,
  };
  return buttonValueSchema.safeParse({ v: BUTTON_VERSION, ...on }).data;
}
