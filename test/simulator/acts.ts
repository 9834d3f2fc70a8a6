import { AccountError } from '../../functions/account-error';
import { act, type Doers } from '../../functions/act/act';
import { doersOf, type Doing } from '../../functions/act/doers';
import { QueuedPressAnswers } from '../../functions/adapters/press-answers';
import type { InMemoryLedger } from '../../functions/in-memory/ledger';
import type { PeoplePort } from '../../functions/ports/people';
import { groupOfAction, type Action, type Press } from '../../rules/presses/press';
import type { Settings } from '../../rules/settings';
import { Random } from './story/random';
import type { Story } from './story/story';
import { ActingIam } from './world/acting-iam';
import { ActionQueue } from './world/action-queue';
import { SECOND } from './world/calendar';
import type { Message } from './world/fifo-queue';
import type { World } from './world/iam-answers';
import type { NoticeQueue } from './world/notice-queue';
import { peopleThrough } from './world/people';
import { RESPONDER } from './world/press-hand';
import { PressLedger } from './world/press-ledger';
import type { PressTry } from './world/press-record';
import { Process, type CallCount } from './world/process';
import type { Actor } from './world/run-record';
import { RunQueue } from './world/run-queue';
import { sqsEvent } from './world/sqs-event';

/** As KeyMonitor sets it. */
const ACT_TIMEOUT = 60 * SECOND;
const BATCH = 10;

/** Planted bugs in what presses do. */
export interface ActTampering {
  /** What a press is done with. */
  readonly doing?: (doing: Doing, press: Press) => Doing;
}

/** What of the company presses meet. */
export interface ActWorld extends World {
  readonly story: Story;
  readonly queue: NoticeQueue;
  readonly people: PeoplePort;
}

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined };

/** The function that presses wake, with its queue. */
export class Acts {
  readonly queue: ActionQueue;
  readonly #random: Random;
  #calls: CallCount = { calls: 0, faults: [] };

  constructor(
    private readonly world: ActWorld,
    private readonly ledger: InMemoryLedger,
    private readonly settings: Settings,
    private readonly tampering: ActTampering,
  ) {
    const { chronicle, clock, story } = world;
    this.#random = new Random(story.seed + 1);
    this.queue = new ActionQueue(chronicle, ({ id }) => {
      const pressed = chronicle.presses.get(id);
      if (pressed) pressed.buriedAt ??= clock.now;
    });
  }

  beginDay(day: number): void {
    this.#calls = { calls: 0, faults: this.world.weather.callFaults('act', day) };
  }

  /** When there is something to do: as long as the function is held up, not before it is let go. */
  nextAt(): number | undefined {
    const next = this.queue.nextAt();
    return next === undefined ? undefined : this.world.weather.actWakesAt(next);
  }

  /** One invocation of act, if there is something for it. */
  async deliverBatch(turn?: () => Promise<void>): Promise<void> {
    const { clock, chronicle, weather } = this.world;
    if (this.queue.isEmpty || weather.actWakesAt(clock.now) > clock.now) return;
    const messages = this.queue.receive(BATCH, clock.now, this.#random);
    if (messages.length === 0) return;
    const deadline = clock.now + ACT_TIMEOUT;
    const process = new Process('act', clock, chronicle, this.#calls, deadline, turn);
    const failed = await this.#invoke(messages, process);
    if (process.isDead) return;
    for (const message of messages) {
      if (failed.has(message.id)) continue;
      const pressed = chronicle.presses.get(message.content.id);
      if (pressed) pressed.doneAt ??= clock.now;
      if (weather.isDeletionLost(clock.now)) chronicle.disturb('deletion of an action lost');
      else this.queue.delete([message]);
    }
  }

  async #invoke(messages: readonly Message<Action>[], process: Process): Promise<Set<string>> {
    const doers: Doers = {
      press: (press) => this.#press(press, process),
      homeOpened: (opened) => doersOf(this.#doing(this.#actor(), process)).homeOpened(opened),
      keyMade: (made) => doersOf(this.#doing(this.#actor(), process)).keyMade(made),
    };
    const event = sqsEvent(messages, groupOfAction, () => undefined);
    const { batchItemFailures } = await act(event, doers, silent);
    return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  }

  async #press(press: Press, process: Process): Promise<void> {
    const { chronicle, clock } = this.world;
    const of = chronicle.presses.get(press.id);
    if (!of) throw new Error('act is given a press that nobody made');
    const attempt: PressTry = { of, startedAt: clock.now, visits: new Map(), looks: [] };
    of.tries.push(attempt);
    if (of.tries.length > 1) chronicle.count('press tried again');
    const doing = this.#doing(attempt, process);
    try {
      await doersOf(this.tampering.doing?.(doing, press) ?? doing).press(press);
      attempt.end = 'done';
    } catch (error) {
      attempt.end = 'failed';
      throw error;
    }
  }

  #actor(): Actor {
    return { startedAt: this.world.clock.now, visits: new Map() };
  }

  #doing(actor: Actor, process: Process): Doing {
    const { world, ledger, settings } = this;
    const { chronicle, clock, people, story } = world;
    const queue = new RunQueue(world.queue, chronicle, clock, actor, process);
    const iam = new ActingIam(world, actor, process);
    return {
      ports: {
        ledger: new PressLedger(ledger, chronicle, clock, actor, process),
        queue,
        answers: new QueuedPressAnswers(queue),
        people: peopleThrough(process, people),
      },
      // The session policy of whoever only asks or records lets nothing be disabled.
      inAccounts: ({ mayDisable }) => ({
        ...{ iam, trail: iam },
        iamSwitch: mayDisable ? iam : { disable: ({ id }) => Promise.reject(notAllowed(id)) },
      }),
      settings,
      accounts: { list: [...story.accounts] },
      responders: [RESPONDER],
      dryRun: false,
      dryRunAccounts: new Set(story.dryRunAccounts),
      log: silent,
    };
  }
}

function notAllowed(accountId: string): AccountError {
  return new AccountError('access-denied', accountId, 'iam:UpdateAccessKey', 'simulated');
}
