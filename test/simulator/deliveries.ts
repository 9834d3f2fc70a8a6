import type { InMemoryLedger } from '../../functions/in-memory/ledger';
import type { NotifyPorts } from '../../functions/notify/delivery';
import { notify } from '../../functions/notify/notify';
import type { SlackMessage } from '../../functions/slack-message';
import { addresseeOf, type CopiedNotice, type Notice } from '../../rules/notices';
import { groupOf, NEWS_GROUP, type QueueMessage } from '../../rules/notices/team-copies';
import { defaultRotation } from '../../rules/rotation';
import type { ActWorld } from './acts';
import type { Random } from './story/random';
import { SECOND } from './world/calendar';
import type { Message } from './world/fifo-queue';
import { endOf, type NoticeLife } from './world/notice-life';
import { NotifyLedger } from './world/notify-ledger';
import { Process, type CallCount } from './world/process';
import { findNotice } from './world/read-digest';
import { readMessage } from './world/read-message';
import { SimulatedSlack, TEAM_CHANNEL, type Workspace } from './world/slack';
import { sqsEvent } from './world/sqs-event';

/** As KeyMonitor sets it. */
const NOTIFY_TIMEOUT = 120 * SECOND;
const BATCH = 10;

/** Planted bugs in what is told. */
export interface NotifyTampering {
  readonly notify?: (ports: NotifyPorts) => NotifyPorts;
  readonly handleBatch?: typeof notify;
}

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined };

/** The function that the notice queue wakes. */
export class Deliveries {
  #calls: CallCount = { calls: 0, faults: [] };

  constructor(
    private readonly world: ActWorld,
    private readonly ledger: InMemoryLedger,
    private readonly workspace: Workspace,
    private readonly random: Random,
    private readonly tampering: NotifyTampering,
  ) {}

  beginDay(day: number): void {
    this.#calls = { calls: 0, faults: this.world.weather.callFaults('notify', day) };
  }

  /** One invocation of notify, if there is something for it. */
  async deliverBatch(turn?: () => Promise<void>): Promise<void> {
    const { clock, chronicle, queue, weather } = this.world;
    const messages = queue.receive(BATCH, clock.now, this.random);
    if (messages.length === 0) return;
    this.#noteWaits(messages);
    const deadline = clock.now + NOTIFY_TIMEOUT;
    const process = new Process('notify', clock, chronicle, this.#calls, deadline, turn);
    const failed = await this.#invokeNotify(messages, process);
    const done = process.isDead ? [] : messages.filter(({ id }) => !failed.has(id));
    for (const message of done) {
      this.#checkNotDropped(message);
      if (weather.isDeletionLost(clock.now)) chronicle.disturb('deletion of a message lost');
      else queue.delete([message]);
    }
  }

  async #invokeNotify(
    messages: readonly Message<QueueMessage>[],
    process: Process,
  ): Promise<Set<string>> {
    const { clock, chronicle, story, weather } = this.world;
    let current: QueueMessage | undefined;
    const news = newsAmong(messages);
    const delivering = (message?: SlackMessage) => {
      if (!current) throw new Error('nothing is being delivered');
      return (message && this.#newsToldBy(message, current, news)) ?? current;
    };
    const slack = [this.workspace, chronicle, clock, weather, process, delivering] as const;
    const ports: NotifyPorts = {
      deliveries: new NotifyLedger(this.ledger, chronicle, clock, process),
      slack: new SimulatedSlack(...slack),
      teamChannel: TEAM_CHANNEL,
      rotation: defaultRotation,
      ...(story.presses && { press: { canDisable: true } }),
      now: () => new Date(clock.now),
      remainingMs: () => process.deadline - clock.now,
    };
    try {
      const work = this.tampering.handleBatch ?? notify;
      const tampered = this.tampering.notify?.(ports) ?? ports;
      const { batchItemFailures } = await work(
        sqsEvent(messages, groupOf, ({ content }) => (current = content)),
        tampered,
        silent,
      );
      return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    } catch {
      chronicle.count('batch failed as a whole');
      return new Set(messages.map(({ id }) => id));
    }
  }

  #noteWaits(messages: readonly Message<QueueMessage>[]): void {
    const { chronicle, clock } = this.world;
    for (const { content, receives, sentAt, disturbances } of messages)
      if (disturbances === chronicle.disturbances)
        chronicle.waits.push({ id: content.id, receives, waited: clock.now - sentAt });
  }

  /** What a run's copies tell they tell first, and the ledger then keeps the news of it back. */
  #newsToldBy(
    message: SlackMessage,
    current: QueueMessage,
    news: readonly CopiedNotice[],
  ): CopiedNotice | undefined {
    const told = findNotice(readMessage(message), news);
    if (!told || current.kind !== 'team-copies') return told;
    const ofRun = this.world.chronicle.noticesOf(current);
    return ofRun.some(({ id }) => id === told.id) ? undefined : told;
  }

  /** What notify is done with must have been told, or be no longer true. */
  #checkNotDropped({ content }: Message<QueueMessage>): void {
    const { chronicle } = this.world;
    for (const notice of chronicle.noticesOf(content))
      if (!isDone(content, chronicle.lifeOf(notice), notice)) chronicle.dropped.push(notice);
  }
}

/** News of a batch is read before anything of it is told, and told after the notices. */
function newsAmong(messages: readonly Message<QueueMessage>[]): readonly CopiedNotice[] {
  return messages.flatMap(({ content }) =>
    groupOf(content) === NEWS_GROUP ? [content as CopiedNotice] : [],
  );
}

/** Whether that message's part in telling the notice is done. */
function isDone(content: QueueMessage, life: NoticeLife | undefined, notice: Notice): boolean {
  if (!life) return false;
  const { ownerAt, ownerFailed, teamAt, copyAt } = life;
  if (endOf(life) !== undefined) return true;
  // Whoever can't be told is told of by the message of the notice itself.
  if (content.kind === 'team-copies') return (teamAt ?? copyAt) !== undefined || !!ownerFailed;
  // What goes to the team's channel anyway is left to the copies.
  return (
    content.kind === 'private-message' &&
    (ownerAt !== undefined || addresseeOf(notice) === TEAM_CHANNEL)
  );
}
