import { actionsOfHome, actionsOfPress } from '../../../functions/slack-in/to-action';
import { readPayload } from '../../../functions/slack-in/read-payload';
import { actionIdOf, type Action, type Button } from '../../../rules/presses/press';
import type { PressDeed } from '../story/story';
import type { ActionQueue } from './action-queue';
import type { Aws } from './aws';
import { MINUTE, SECOND } from './calendar';
import type { Chronicle } from './chronicle';
import type { Shown } from './shown';
import type { Clock } from './clock';
import type { PressRecord } from './press-record';
import { channelOf } from './show-message';
import type { TrueUser, UserHistory } from './user-history';

/** Somebody of the workspace who has no key, and nobody's right. */
export const STRANGER = 'U0STRANGER1';
export const RESPONDER = 'U0RESPONDER';
const ELSEWHERE = 'C0ELSEWHERE';
const APP = 'A0KEYTURN01';
const TEAM = 'T0COMPANY01';

/** People's fingers: presses the buttons under what Slack shows them. */
export class PressHand {
  #presses = 0;

  constructor(
    private readonly aws: Aws,
    private readonly clock: Clock,
    private readonly chronicle: Chronicle,
    private readonly queue: ActionQueue,
  ) {}

  /** Does nothing where no message about a key of theirs has such a button. */
  press(user: UserHistory, deed: PressDeed): void {
    const under = this.#messagesOf(user, deed.button);
    const message = deed.under === 'newest' ? under.at(-1) : under[0];
    const by = message && presserOf(deed, user, message);
    if (!message || by === undefined) return;
    const { times = 1 } = deed;
    for (let n = 0; n < times; n++)
      this.clock.plan(this.clock.now + n * SECOND, () => this.#pressOnce(message, deed, by));
  }

  /** Does nothing where Slack knows no such user. */
  openHome({ tags }: TrueUser): void {
    const user = tags['slack-id'] ?? '';
    if (!/^U[A-Z0-9]+$/.test(user)) return;
    this.#presses += 1;
    const event = {
      ...{ type: 'event_callback', api_app_id: APP, team_id: TEAM },
      event_id: `Ev${this.#presses}`,
      event: { type: 'app_home_opened', tab: 'home', user, event_ts: this.#now() },
    };
    const read = readPayload('application/json', Buffer.from(JSON.stringify(event)));
    if (read?.kind !== 'home-opened') throw new Error('slack-in does not read an opened home');
    for (const action of actionsOfHome(read).actions) this.queue.put(action, this.clock.now);
  }

  #messagesOf(user: UserHistory, button: Button): readonly Shown[] {
    return this.chronicle.shown.filter(
      ({ notice, buttons }) =>
        buttons[button] !== undefined && this.aws.ownerOf(keyIdIn(notice) ?? '') === user,
    );
  }

  #pressOnce(under: Shown, deed: PressDeed, by: string): void {
    const { notice } = under;
    const keyId = keyIdIn(notice);
    if (keyId === undefined || notice.kind === 'daily-summary') return;
    const stands = { channel: channelOf(under.recipient), ts: under.ts };
    const place =
      deed.isForwarded === true ? { channel: ELSEWHERE, ts: this.chronicle.nextTs() } : stands;
    this.#presses += 1;
    const [action] = this.#read(deed.button, under.buttons[deed.button] ?? '', by, place);
    if (action?.kind !== 'press') throw new Error(`slack-in does not read ${deed.button}`);
    const record: PressRecord = {
      press: action,
      at: this.clock.now,
      under,
      accountId: notice.account.id,
      keyId,
      isForwarded: deed.isForwarded === true,
      tries: [],
      answers: [],
    };
    this.chronicle.press(record);
    this.chronicle.count(`pressed: ${deed.button}`);
    this.queue.put(action, this.clock.now);
    // Slack sends again what was not answered in time.
    if (deed.isSentAgain === true)
      this.clock.plan(this.clock.now + MINUTE, () => this.queue.put(action, this.clock.now));
  }

  /** As Slack sends it, and slack-in reads it. */
  #read(
    button: Button,
    value: string,
    by: string,
    { channel, ts }: { readonly channel: string; readonly ts: string },
  ): readonly Action[] {
    const payload = {
      ...{ type: 'block_actions', api_app_id: APP, team: { id: TEAM } },
      user: { id: by, team_id: TEAM },
      container: { channel_id: channel, message_ts: ts },
      actions: [{ action_id: actionIdOf(button), value, action_ts: this.#now() }],
    };
    const form = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const read = readPayload('application/x-www-form-urlencoded', Buffer.from(form));
    return read?.kind === 'pressed' ? actionsOfPress(read).actions : [];
  }

  /** By Slack's clock, and no other's. */
  #now(): string {
    const seconds = Math.floor(this.clock.now / SECOND);
    return `${seconds}.${String(this.#presses).padStart(6, '0')}`;
  }
}

function presserOf({ by }: PressDeed, user: UserHistory, { recipient }: Shown): string | undefined {
  switch (by) {
    case 'owner': {
      const slackId = user.now?.tags['slack-id'];
      return slackId !== undefined && /^U[A-Z0-9]+$/.test(slackId) ? slackId : undefined;
    }
    case 'addressee':
      return recipient.startsWith('U') ? recipient : undefined;
    case 'responder':
      return RESPONDER;
    case 'stranger':
      return STRANGER;
  }
}

function keyIdIn(notice: Shown['notice']): string | undefined {
  return 'key' in notice ? notice.key.id : 'keyId' in notice ? notice.keyId : undefined;
}
