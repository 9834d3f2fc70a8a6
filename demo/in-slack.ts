import type { AppRequest } from '../emulation/slack/requests/app-requests';
import type { SlackServer } from '../emulation/slack/start';
import { actionIdOf, type Button } from '../rules/presses/press';
import { slackIds, type EngineerName } from './cast';

/** Where people press. */
interface InSlack {
  readonly slack: SlackServer;
}

/**
 * Somebody presses a button of the newest private message that has it.
 * @throws Error where there is none, or Slack would show them that it failed
 */
export async function press({ slack }: InSlack, name: EngineerName, button: Button): Promise<void> {
  const actionId = actionIdOf(button);
  const message = slack.inbox
    .of(slackIds[name])
    .findLast(({ blocks }) => JSON.stringify(blocks).includes(JSON.stringify(actionId)));
  if (!message) throw new Error(`no message to ${name} has the button ${button}`);
  isTaken(await slack.requests.press(message, actionId, slackIds[name]));
}

/** Somebody opens the app's home. @throws Error where Slack would send it again */
export async function openHome({ slack }: InSlack, name: EngineerName): Promise<void> {
  isTaken(await slack.requests.openHome(slackIds[name]));
}

function isTaken({ status }: AppRequest): void {
  if (status !== 200) throw new Error(`Slack got ${status ?? 'no answer'} for what was pressed`);
}
