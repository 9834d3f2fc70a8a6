import type { AppRequest, PostedMessage } from '../../emulation/slack/start';
import { buttonIn } from '../../emulation/slack/requests/payloads';
import { actionIdOf, type Button, type ButtonValue } from '../../rules/presses/press';
import { inSlack, peopleInSlack, responder, type PressDeed } from './cast';
import type { Company, MadeKey } from './company';
import { harmless, type Reaper } from './reaper';

/** So often somebody sees an error in Slack, and tries again, before nothing happens to slack-in any more. */
const MOST_ERRORS = 3;

/** A request of Slack's, as whoever caused it sees it. */
interface Sent {
  /** Who: their Slack id. */
  readonly by: string;
  readonly at: Date;
  /** Slack had its 200, and showed no error. */
  readonly isTaken: boolean;
  /** It was in the action queue when Slack had its answer. */
  readonly isQueued: boolean;
}

/** A button was pressed. */
export interface Pressed extends Sent {
  readonly is: 'pressed';
  readonly button: Button;
  readonly key: MadeKey;
  /** The conversation in which the message stood. */
  readonly channel: string;
  /** Whether it is for them to press it. */
  readonly isEntitled: boolean;
}

export interface Opened extends Sent {
  readonly is: 'opened';
}

export type DoneInSlack = Pressed | Opened;

type DeedInSlack = NonNullable<ReturnType<(typeof inSlack)['get']>>[number];

/** What people do in Slack, until it shows them no error. */
export class Pressing {
  readonly done: DoneInSlack[] = [];
  #waiting: DeedInSlack[] = [];

  constructor(
    private readonly company: Company,
    private readonly reaper: Reaper,
    /** Something has died. */
    private readonly whenKilled: () => Promise<void>,
  ) {}

  /** What is to be done on that day, and what had to wait for its message. */
  async pressAll(day: number): Promise<void> {
    const deeds = [...this.#waiting, ...(inSlack.get(day) ?? [])];
    this.#waiting = [];
    // They press a message as they see it, also where they press twice before anything is done.
    for (const deed of deeds)
      if ('opens' in deed) await this.#open(idOf(deed.who));
      else await this.#press(deed);
  }

  async #open(by: string): Promise<void> {
    const { requests } = this.company.slack;
    await this.#send(
      () => requests.openHome(by),
      (sent) => ({ is: 'opened', by, ...sent }),
    );
  }

  async #press(deed: PressDeed): Promise<void> {
    const { requests } = this.company.slack;
    const found = this.#find(deed);
    if (!found) return void this.#waiting.push(deed);
    const [by, button] = [idOf(deed.who), deed.presses];
    const { message, key } = found;
    const { channel } = message;
    const isEntitled = by === (button === 'disable-now' ? responder.slackId : key.owner.slackId);
    await this.#send(
      () => requests.press(message, actionIdOf(button), by),
      (sent) => ({ is: 'pressed', by, button, key, channel, isEntitled, ...sent }),
    );
  }

  /** Who sees an error tries again. */
  async #send(
    send: () => Promise<AppRequest>,
    doneBy: (sent: Omit<Sent, 'by'>) => DoneInSlack,
  ): Promise<void> {
    const { company } = this;
    for (let failed = 0; ; failed++) {
      const before = await company.actions.backlog();
      const at = company.now;
      const status = await this.#statusOf(send, failed);
      const isQueued = (await company.actions.backlog()) > before;
      const isTaken = status === 200;
      this.done.push(doneBy({ at, isTaken, isQueued }));
      if (isTaken) return;
      if (failed > MOST_ERRORS) throw new Error(`slack-in, which nobody killed, says ${status}`);
      await company.turnTo(new Date(company.now.getTime() + 10_000));
    }
  }

  /** HTTP's, of a request on whose way slack-in may die. */
  async #statusOf(send: () => Promise<AppRequest>, failed: number): Promise<number | undefined> {
    let status: number | undefined;
    const kill = await this.company.functions['slack-in'].dyingBy(
      failed < MOST_ERRORS ? this.reaper.plan('slack-in') : harmless,
      async () => ({ status } = await send()),
    );
    if (kill) {
      this.reaper.kills.push(kill);
      await this.whenKilled();
    }
    return status;
  }

  /** The newest message with that button that is about a key of that user. */
  #find({ presses, about }: PressDeed) {
    const { slack, keys } = this.company;
    for (const message of slack.inbox.all.toReversed()) {
      const value = carriedBy(message, presses);
      const key = keys.find(({ id }) => id === value?.credential.id);
      if (key?.owner.name === about) return { message, key };
    }
    return undefined;
  }
}

function carriedBy(message: PostedMessage, button: Button): ButtonValue | undefined {
  try {
    const { value = '' } = buttonIn(message, actionIdOf(button));
    return JSON.parse(value) as ButtonValue;
  } catch {
    // It has no such button.
    return undefined;
  }
}

function idOf(who: string): string {
  const { slackId } = peopleInSlack.find(({ name }) => name === who) ?? {};
  if (slackId === undefined) throw new Error(`${who} is not in Slack`);
  return slackId;
}
