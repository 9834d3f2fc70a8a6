import type { Random } from '../story/random';
import { DAY, MINUTE, SECOND } from './calendar';
import type { Chronicle } from './chronicle';

export interface Message<Content> {
  readonly id: string;
  readonly content: Content;
  readonly body: string;
  readonly sentAt: number;
  /** How much had gone wrong by then. */
  readonly disturbances: number;
  receives: number;
  visibleAt: number;
}

/** As KeyMonitor sets them. */
const VISIBILITY = 720 * SECOND;
const MOST_RECEIVES = 5;
/** The longest that SQS keeps anything. */
const RETENTION = 14 * DAY;
const DEDUPLICATION = 5 * MINUTE;

/** What makes a queue of one thing that of another. */
export interface QueueOf<Content> {
  /** What stories and tallies call one of its messages. */
  readonly called: string;
  readonly groupOf: (content: Content) => string;
  readonly bodyOf: (content: Content) => string;
  /** Hears of each message that becomes a dead letter. */
  readonly onBuried?: (content: Content) => void;
}

/** A queue of SQS FIFO and its dead letters. */
export class FifoQueue<Content> {
  #messages: Message<Content>[] = [];
  #dead: Message<Content>[] = [];
  readonly #known = new Map<string, number>();
  #count = 0;

  constructor(
    private readonly chronicle: Chronicle,
    private readonly of: QueueOf<Content>,
  ) {}

  /** Those that SQS still keeps. */
  deadLetters(now: number): readonly Content[] {
    this.#dead = this.#dead.filter(({ sentAt }) => now - sentAt < RETENTION);
    return this.#dead.map(({ content }) => content);
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** @param id SQS's MessageDeduplicationId */
  add(content: Content, id: string, now: number): void {
    const until = this.#known.get(id);
    if (until !== undefined && now < until)
      return this.chronicle.count(`${this.of.called} deduplicated`);
    this.#known.set(id, now + DEDUPLICATION);
    this.#append(content, now);
  }

  /** Any groups in any order, but each group from its oldest message on. */
  receive(most: number, now: number, random: Random): readonly Message<Content>[] {
    if (this.#messages.length === 0) return [];
    const { groupOf, called } = this.of;
    const groups = [...Map.groupBy(this.#messages, ({ content }) => groupOf(content)).values()];
    const taken: Message<Content>[] = [];
    const order = random.shuffled(groups);
    if (groups.length > 1 && order[0] !== groups[0]) this.chronicle.count('groups reordered');
    for (const group of order)
      for (const message of group) {
        // One that is being handled, or waits to be, holds those behind it.
        if (taken.length === most || message.visibleAt > now) break;
        if (message.receives === MOST_RECEIVES) this.#bury(message);
        else {
          if (message.receives > 0) this.chronicle.count(`${called} received again`);
          message.receives += 1;
          message.visibleAt = now + VISIBILITY;
          taken.push(message);
        }
      }
    return taken;
  }

  delete(messages: readonly Message<Content>[]): void {
    this.#messages = this.#messages.filter((each) => !messages.includes(each));
  }

  /** When the next message can be received. */
  nextAt(): number | undefined {
    if (this.#messages.length === 0) return undefined;
    // Only the oldest of a group can be received next.
    const groups = new Map(
      this.#messages.toReversed().map((each) => [this.of.groupOf(each.content), each]),
    );
    return Math.min(...[...groups.values()].map(({ visibleAt }) => visibleAt));
  }

  /** Dead letters go back into the queue. */
  redrive(now: number): void {
    const dead = this.deadLetters(now);
    this.#dead = [];
    for (const content of dead) {
      this.#append(content, now);
      this.chronicle.count(`dead letter re-driven`);
    }
  }

  #append(content: Content, now: number): void {
    this.#count += 1;
    const id = `message-${this.#count}`;
    const body = this.of.bodyOf(content);
    const { disturbances } = this.chronicle;
    const fresh = { sentAt: now, disturbances, receives: 0, visibleAt: now };
    this.#messages.push({ id, content, body, ...fresh });
  }

  #bury(message: Message<Content>): void {
    this.delete([message]);
    this.#dead.push(message);
    this.of.onBuried?.(message.content);
    this.chronicle.fault(this.of.called === 'message' ? 'dead letter' : `dead ${this.of.called}`);
  }
}
