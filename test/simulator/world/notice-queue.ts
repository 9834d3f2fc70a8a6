import type { SQSEvent } from 'aws-lambda';
import { deduplicationId } from '../../../functions/deduplication-id';
import { groupOf, type QueueMessage } from '../../../rules/notices/team-copies';
import type { Random } from '../story/random';
import { DAY, MINUTE, SECOND } from './calendar';
import type { Chronicle } from './chronicle';

export interface Message {
  readonly id: string;
  readonly content: QueueMessage;
  readonly body: string;
  readonly sentAt: number;
  receives: number;
  visibleAt: number;
}

/** As KeyMonitor sets them. */
const VISIBILITY = 720 * SECOND;
const MOST_RECEIVES = 5;
/** The longest that SQS keeps anything. */
const RETENTION = 14 * DAY;
const DEDUPLICATION = 5 * MINUTE;

/** The notice queue and its dead letters: SQS FIFO, one message group a notice. */
export class FifoQueue {
  #messages: Message[] = [];
  #dead: Message[] = [];
  readonly #known = new Map<string, number>();
  #count = 0;

  constructor(private readonly chronicle: Chronicle) {}

  /** Those that SQS still keeps. */
  deadLetters(now: number): readonly QueueMessage[] {
    this.#dead = this.#dead.filter(({ sentAt }) => now - sentAt < RETENTION);
    return this.#dead.map(({ content }) => content);
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  put(contents: readonly QueueMessage[], scheduled: Date, now: number): void {
    for (const content of contents) {
      const id = deduplicationId(content, scheduled);
      const until = this.#known.get(id);
      if (until !== undefined && now < until) {
        this.chronicle.count('message deduplicated');
        continue;
      }
      this.#known.set(id, now + DEDUPLICATION);
      this.#add(content, now);
    }
  }

  /** Any groups in any order, but each group from its oldest message on. */
  receive(most: number, now: number, random: Random): readonly Message[] {
    const groups = [...Map.groupBy(this.#messages, ({ content }) => groupOf(content)).values()];
    const taken: Message[] = [];
    const order = random.shuffled(groups);
    if (groups.length > 1 && order[0] !== groups[0]) this.chronicle.count('groups reordered');
    for (const group of order)
      for (const message of group) {
        // One that is being handled, or waits to be, holds those behind it.
        if (taken.length === most || message.visibleAt > now) break;
        if (message.receives === MOST_RECEIVES) this.#bury(message);
        else {
          if (message.receives > 0) this.chronicle.count('message received again');
          message.receives += 1;
          message.visibleAt = now + VISIBILITY;
          taken.push(message);
        }
      }
    return taken;
  }

  delete(messages: readonly Message[]): void {
    this.#messages = this.#messages.filter((each) => !messages.includes(each));
  }

  /** When the next message can be received. */
  nextAt(): number | undefined {
    // Only the oldest of a group can be received next.
    const groups = new Map(
      this.#messages.toReversed().map((each) => [groupOf(each.content), each]),
    );
    const times = [...groups.values()].map(({ visibleAt }) => visibleAt);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Dead letters go back into the queue. */
  redrive(now: number): void {
    const dead = this.deadLetters(now);
    this.#dead = [];
    for (const content of dead) {
      this.#add(content, now);
      this.chronicle.count('dead letter re-driven');
    }
  }

  #add(content: QueueMessage, now: number): void {
    this.#count += 1;
    const id = `message-${this.#count}`;
    const body = JSON.stringify(content);
    this.#messages.push({ id, content, body, sentAt: now, receives: 0, visibleAt: now });
  }

  #bury(message: Message): void {
    this.delete([message]);
    this.#dead.push(message);
    this.chronicle.fault('dead letter');
  }
}

/**
 * The batch as Lambda hands it over.
 * @param onRead hears of each message when its handling begins
 */
export function sqsEvent(
  messages: readonly Message[],
  onRead: (content: QueueMessage) => void,
): SQSEvent {
  return {
    Records: messages.map(({ id, body, content, receives }) => ({
      messageId: id,
      receiptHandle: id,
      get body() {
        onRead(content);
        return body;
      },
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: '0',
        SenderId: 'simulator',
        ApproximateFirstReceiveTimestamp: '0',
        MessageGroupId: groupOf(content),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-central-1:111111111111:keyturn-notices.fifo',
      awsRegion: 'eu-central-1',
    })),
  };
}
